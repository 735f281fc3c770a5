# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Rules about people: BSN, date of birth, name, language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.groups import Geboortedatum, VolledigeNaam
from noaber.berichten.rules.registry import Breach, rule
from noaber.berichten.rules.wording import day, years_before
from noaber.kernel.bsn import passes_elfproef
from noaber.kernel.wet import Wet

WithBirth = m.Bericht301 | m.Bericht305 | m.Bericht307 | m.Bericht315
WithBsn = WithBirth | m.Bericht317

_UNKNOWN_BIRTH = date(1900, 1, 1)


def _births(message: WithBirth) -> Iterator[tuple[str, Geboortedatum]]:
    yield "Client/Geboortedatum", message.client.geboortedatum
    if isinstance(message, m.Bericht301):
        for position, relatie in enumerate(message.client.relaties, 1):
            if relatie.geboortedatum is not None:
                yield f"Client/Relaties/Relatie[{position}]/Geboortedatum", relatie.geboortedatum


def _names(message: m.Bericht301) -> Iterator[tuple[str, VolledigeNaam]]:
    yield "Client/Naam", message.client.naam
    for position, relatie in enumerate(message.client.relaties, 1):
        yield f"Client/Relaties/Relatie[{position}]/Naam", relatie.naam


@rule("TR002", "301", "305", "307", "315")
def nobody_is_older_than_120(message: WithBirth) -> Iterator[Breach]:
    """Geboortedatum at most 120 years before the Dagtekening, unless it is unknown."""
    dagtekening = message.header.bericht_identificatie.dagtekening
    earliest = years_before(dagtekening, 120)
    for place, birth in _births(message):
        unknown = birth.datum_gebruik == "3" and birth.datum == _UNKNOWN_BIRTH
        if birth.datum < earliest and not unknown:
            yield Breach(
                f"{place}/Datum",
                f"De Geboortedatum ligt meer dan 120 jaar voor de Dagtekening ({day(dagtekening)})",
            )


@rule("TR134", "301", "305", "307", "315")
def nobody_is_born_after_dagtekening(message: WithBirth) -> Iterator[Breach]:
    """Geboortedatum not later than the Dagtekening."""
    dagtekening = message.header.bericht_identificatie.dagtekening
    for place, birth in _births(message):
        if birth.datum > dagtekening:
            yield Breach(
                f"{place}/Datum", f"De Geboortedatum ligt na de Dagtekening ({day(dagtekening)})"
            )


@rule("CS139", "301", "305", "307", "315")
def datum_gebruik_fits_geboortedatum(message: WithBirth) -> Iterator[Breach]:
    """Unknown parts of a date of birth are filled with 1 January, or with 1900-01-01 (IV009)."""
    for place, birth in _births(message):
        datum = birth.datum
        wrong = {
            "1": datum.day != 1 and "moet de dag 01 zijn",
            "2": (datum.month, datum.day) != (1, 1) and "moet de datum 1 januari zijn",
            "3": datum != _UNKNOWN_BIRTH and "moet de datum 01-01-1900 zijn",
        }.get(birth.datum_gebruik or "")
        if wrong:
            yield Breach(f"{place}/Datum", f"Bij DatumGebruik {birth.datum_gebruik} {wrong}")


@rule("CS002", "301", "305", "307", "315", "317")
def bsn_passes_11_test(message: WithBsn) -> Iterator[Breach]:
    """The BSN of the client passes the 11-test; so does 000000000 (flows §10.23)."""
    if not passes_elfproef(message.client.bsn):
        yield Breach("Client/Bsn", "Het Bsn van de cliënt is geen geldig burgerservicenummer")


@rule("CS050", "301")
def naam_gebruik_fits_partnernaam(message: m.Bericht301) -> Iterator[Breach]:
    """With Partnernaam 1-4; without it 1, and in iJw also 6 (the iWmo check does not allow 6)."""
    alone = {"1"} if message.wet is Wet.WMO else {"1", "6"}
    for place, naam in _names(message):
        if naam.partnernaam is not None:
            if naam.naam_gebruik not in {"1", "2", "3", "4"}:
                yield Breach(
                    f"{place}/NaamGebruik",
                    f"NaamGebruik {naam.naam_gebruik} past niet bij een naam met Partnernaam "
                    "(1, 2, 3 of 4)",
                )
        elif naam.naam_gebruik not in alone:
            yield Breach(
                f"{place}/NaamGebruik",
                f"NaamGebruik {naam.naam_gebruik} past niet bij een naam zonder Partnernaam "
                f"({' of '.join(sorted(alone))})",
            )


@rule("CS318", "301", wet=Wet.JW)
def client_is_a_natural_person(message: m.Bericht301) -> Iterator[Breach]:
    """NaamGebruik 6 (organisation) is for a Relatie only; in iWmo CS050 already refuses it."""
    if message.client.naam.naam_gebruik == "6":
        yield Breach(
            "Client/Naam/NaamGebruik", "NaamGebruik 6 (organisatie) kan niet bij een cliënt"
        )


@rule("CD007", "301")
def taal_only_with_interpreter(message: m.Bericht301) -> Iterator[Breach]:
    """Taal with Vorm 1 (interpreter for a language), and only then."""
    communicatie = message.client.communicatie
    if communicatie is None:
        return
    if communicatie.vorm == "1" and communicatie.taal is None:
        yield Breach(
            "Client/Communicatie/Taal", "Taal ontbreekt; bij Vorm 1 (tolk taal) is die nodig"
        )
    elif communicatie.vorm != "1" and communicatie.taal is not None:
        yield Breach(
            "Client/Communicatie/Taal",
            f"Taal is gevuld bij Vorm {communicatie.vorm}; dat mag alleen bij Vorm 1 (tolk taal)",
        )
