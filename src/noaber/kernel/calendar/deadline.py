# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""One running term: when it was due, and when it is due now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from noaber.kernel.calendar.terms import Term
from noaber.kernel.calendar.workdays import add_workdays, count_workdays
from noaber.kernel.period import Period

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A term that runs from an event, with what happened to it on the way.

    ``original_due`` never changes: it is what an indicator counts by (domain §3.1). ``due`` is what
    holds now.
    """

    event: date
    """The day of the melding, aanvraag, bekendmaking ...; it does not count itself."""
    term: Term
    extensions: tuple[Term, ...] = ()
    """Verdaging and further uitstel: each runs on from the end of the one before it (Awb 4:14, 7:10
    lid 3 and 4, 9:11). How many are allowed is for the process to say."""
    suspensions: tuple[Period, ...] = ()
    """Opschorting: the days that do not count (Awb 4:15); overlapping ones count once."""

    @property
    def original_due(self) -> date:
        """The last day in time, as if nothing had been extended or suspended."""
        return self.term.due(self.event)

    @property
    def due(self) -> date | None:
        """The last day in time as things stand; None while an open suspension stops the clock.

        Suspended days lengthen the term by as many days (working days, for a term in working days).
        Only days after the event count, and only of a suspension that began before the term was
        over. Then the Atw moves the last day once, if the term is under it.
        """
        last_term, nominal = self.term, self.term.nominal_end(self.event)
        for extension in self.extensions:
            last_term, nominal = extension, extension.nominal_end(nominal)
        due = last_term.lengthened_by_atw(self.event, nominal)
        for suspension in self._counted_suspensions():
            if suspension.start > due:
                break
            if suspension.is_open:
                return None
            # One that began in the days the Atw had added runs on from there.
            running_end = nominal if suspension.start <= nominal else due
            nominal = self._add_suspended(running_end, suspension)
            due = last_term.lengthened_by_atw(self.event, nominal)
        return due

    def extended(self, extension: Term) -> Deadline:
        """The same deadline, with this term after it."""
        return replace(self, extensions=(*self.extensions, extension))

    def suspended(self, days: Period) -> Deadline:
        """The same deadline with these days not counting.

        Awb 4:15 lid 1: from the day after the invitation to complete the aanvraag, up to the day it
        was completed (``Period(invited + 1 day, completed)``), or open as long as it was not.
        """
        return replace(self, suspensions=(*self.suspensions, days))

    def _counted_suspensions(self) -> list[Period]:
        """The suspended days after the event, in order, as periods that do not overlap or touch."""
        running = Period(self.event + _DAY, None)
        cut = (suspension.intersect(running) for suspension in self.suspensions)
        merged: list[Period] = []
        for part in sorted((part for part in cut if not part.is_empty), key=lambda p: p.start):
            before = merged[-1] if merged else None
            if before is None or (before.end is not None and before.end < part.start):
                merged.append(part)
            elif before.end is not None and (part.end is None or part.end > before.end):
                merged[-1] = Period(before.start, part.end)
        return merged

    def _add_suspended(self, last_day: date, suspension: Period) -> date:
        if self.term.calendar is not None:
            suspended = count_workdays(suspension, self.term.calendar)
            return add_workdays(last_day, suspended, self.term.calendar)
        return last_day + timedelta(days=suspension.days)
