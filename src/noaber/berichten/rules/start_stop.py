# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Rules about start and stop of delivery (305, 307)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from noaber.berichten.definitions.messages import Bericht305, Bericht307
from noaber.berichten.rules.registry import Breach, rule
from noaber.berichten.rules.wording import day


@rule("TR018", "307")
def stop_not_before_start(message: Bericht307) -> Iterator[Breach]:
    """Einddatum on or after Begindatum."""
    for position, stop in enumerate(message.client.stop_producten, 1):
        if stop.einddatum < stop.begindatum:
            yield Breach(
                f"Client/StopProducten/StopProduct[{position}]/Einddatum",
                f"De Einddatum van de stop ({day(stop.einddatum)}) ligt voor de Begindatum "
                f"({day(stop.begindatum)})",
            )


@rule("TR134", "305", "307")
def nothing_is_reported_before_it_happened(message: Bericht305 | Bericht307) -> Iterator[Breach]:
    """Begindatum of a start and Einddatum of a stop not later than the Dagtekening."""
    dagtekening = message.header.bericht_identificatie.dagtekening
    for place, name, datum in _reported_days(message):
        if datum > dagtekening:
            yield Breach(
                f"{place}/{name}",
                f"De {name} ({day(datum)}) ligt na de Dagtekening ({day(dagtekening)})",
            )


def _reported_days(message: Bericht305 | Bericht307) -> Iterator[tuple[str, str, date]]:
    if isinstance(message, Bericht305):
        for position, start in enumerate(message.client.start_producten, 1):
            yield (
                f"Client/StartProducten/StartProduct[{position}]",
                "Begindatum",
                start.begindatum,
            )
    else:
        for position, stop in enumerate(message.client.stop_producten, 1):
            yield f"Client/StopProducten/StopProduct[{position}]", "Einddatum", stop.einddatum


@rule("CS058", "305", "307")
def status_aanlevering_is_new_or_delete(message: Bericht305 | Bericht307) -> Iterator[Breach]:
    """StatusAanlevering 1 or 3; a change travels as delete and new (OP033x2)."""
    if isinstance(message, Bericht305):
        statuses = [
            (f"Client/StartProducten/StartProduct[{position}]", start.status_aanlevering)
            for position, start in enumerate(message.client.start_producten, 1)
        ]
    else:
        statuses = [
            (f"Client/StopProducten/StopProduct[{position}]", stop.status_aanlevering)
            for position, stop in enumerate(message.client.stop_producten, 1)
        ]
    for place, status in statuses:
        if status not in {"1", "3"}:
            yield Breach(
                f"{place}/StatusAanlevering",
                f"StatusAanlevering {status} mag niet; gebruik 1 (nieuw) of 3 (verwijderen)",
            )
