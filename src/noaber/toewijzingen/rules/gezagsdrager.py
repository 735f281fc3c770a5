# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Who has the gezag over a young client stands in the JW301, and not the client twice (OP002).

No retourcode exists for it, so it is a warning, before sending and on receipt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from noaber.berichten.definitions.classes import ToewijzingClient
from noaber.kernel.finding import Finding
from noaber.kernel.wet import Wet
from noaber.toewijzingen.rules.wording import warning

_WITH_GEZAG: Final = frozenset({"10", "11"})
"""COD472: ouder, voogd."""
_MEERDERJARIG: Final = 18
_MAY_HAVE_GEZAG: Final = 16
"""From this age a young person may have the gezag personally (OP001)."""


def gezagsdrager_warnings(
    client: ToewijzingClient, wet: Wet, on: date, *, is_known: bool
) -> Iterator[Finding]:
    """A JW301 for a minor without ouder or voogd among the relaties.

    ``is_known``: the aanbieder said in its 315 that it knows the gezagsdrager (OP002x1).
    """
    if wet is not Wet.JW:
        return
    yield from _is_there_twice(client)
    if is_known:
        return
    age = _age(client.geboortedatum.datum, on)
    if age >= _MEERDERJARIG or any(r.soort in _WITH_GEZAG for r in client.relaties):
        return
    unless = ", tenzij de jongere zelf het gezag heeft (OP002x2)" if age >= _MAY_HAVE_GEZAG else ""
    yield warning(
        "OP002",
        "De cliënt is minderjarig en er staat geen ouder of voogd bij de relaties; de gemeente "
        f"voegt de gezagsdrager toe{unless}.",
        "Client",
    )


def _is_there_twice(client: ToewijzingClient) -> Iterator[Finding]:
    """A young person who has the gezag personally is the Client and no Relatie (OP002x2)."""
    for n, relatie in enumerate(client.relaties, 1):
        born = relatie.geboortedatum
        is_born_then = born is not None and born.datum == client.geboortedatum.datum
        if is_born_then and relatie.naam == client.naam:
            yield warning(
                "OP002x2",
                "De cliënt staat ook als relatie in het bericht; een jongere die zelf het gezag "
                "heeft, is alleen cliënt. De gemeente haalt die relatie weg.",
                f"Client/Relaties/Relatie[{n}]",
            )


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
