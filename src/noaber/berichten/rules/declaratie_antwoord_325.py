# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Rules about the answer to a declaratie (325); those it shares with the 323 stand there."""

from __future__ import annotations

from collections.abc import Iterator

from noaber.berichten.rules.declaratie_323 import SIGNED
from noaber.berichten.rules.registry import Breach, whole_rule
from noaber.berichten.xml.columns import Columns
from noaber.kernel.money import format_euro

# The two codes with which a DeclaratieAntwoord does not reject the declaratie as a whole.
_JUDGED_PER_LINE = {"0200", "8001"}


@whole_rule("TR342", "325")
def what_is_not_granted_is_listed(columns: Columns) -> Iterator[Breach]:
    """Submitted - granted = sum of the returned (rejected) lines; all in eurocents.

    When the declaratie as a whole is rejected: granted is 0 and no line is returned.
    """
    antwoord = columns.antwoord
    if antwoord is None:
        return
    granted = antwoord.totaal_toegekend_bedrag.cents
    if set(antwoord.retour_codes) <= _JUDGED_PER_LINE:
        rejected = antwoord.totaal_ingediend_bedrag.cents - granted
        listed = columns.lines.select(SIGNED.sum()).item()
        if rejected != listed:
            yield Breach(
                "DeclaratieAntwoord/TotaalToegekendBedrag",
                f"Ingediend min toegekend is {format_euro(rejected)}, maar de afgekeurde "
                f"prestaties zijn samen {format_euro(listed)}",
            )
        return
    if granted != 0:
        yield Breach(
            "DeclaratieAntwoord/TotaalToegekendBedrag",
            "De hele declaratie is afgekeurd, dus het TotaalToegekendBedrag moet 0 zijn",
        )
    if not columns.lines.is_empty():
        yield Breach(
            "DeclaratieAntwoord/Clienten",
            "De hele declaratie is afgekeurd, dus er horen geen prestaties in het antwoord",
        )


@whole_rule("CS325", "325")
def zero_totals_are_debit(columns: Columns) -> Iterator[Breach]:
    """A total of 0 has DebetCredit D."""
    antwoord = columns.antwoord
    if antwoord is None:
        return
    totals = (
        ("TotaalIngediendBedrag", antwoord.totaal_ingediend_bedrag),
        ("TotaalToegekendBedrag", antwoord.totaal_toegekend_bedrag),
    )
    for name, total in totals:
        if total.totaal_bedrag == 0 and total.debet_credit != "D":
            yield Breach(
                f"DeclaratieAntwoord/{name}/DebetCredit",
                "Bij een totaal van 0 moet DebetCredit D zijn",
            )
