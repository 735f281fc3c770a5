# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Mistakes of aanbieders in a declaratie as a whole (323); ``foute_regels`` are about its lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from noaber.demo import rekenen
from noaber.demo.brieven import Brief, brief_323, zonder_cijfer
from noaber.demo.stand import Regel, Toewijzing
from noaber.demo.verwachting import DECLARATIE
from noaber.demo.zoeken import GEEN_GEMEENTE, SCHEMA, Gemaakt, Zoeker, fout, regel

A = "antwoord"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Basis:
    """A line that was granted, to be declared once more in a declaratie that is wrong."""

    one: Toewijzing
    regel: Regel
    maand: date
    """The month that the lane declares now."""
    laatste: tuple[str, date] | None
    """Number and month of the last declaratie of this lane that was granted."""


def _basis(zoeker: Zoeker, *, in_envelop: bool | None = None) -> _Basis | None:
    one = zoeker.met(
        lambda one: (
            bool(one.toegekend)
            and one.client.lane in zoeker.declaraties
            and in_envelop in (None, one.client.aanbieder.in_envelop)
        )
    )
    if one is None:
        return None
    number = zoeker.nummering.volgende()
    again = replace(one.toegekend[0], referentie=f"Z{number[1:]}")
    sent = zoeker.declaraties[one.client.lane]
    return _Basis(one, again, zoeker.dag.vorige, sent[-1])


def _323(
    zoeker: Zoeker,
    basis: _Basis,
    *regels: Regel,
    brief: Brief | None = None,
    nummer: str = "",
    maand: date | None = None,
    ernaast: int = 0,
) -> Gemaakt:
    client = basis.one.client
    brief = brief or zoeker.brief(client)
    data = brief_323(
        brief, regels or (basis.regel,), maand or basis.maand, nummer or brief.nummer, ernaast
    )
    return Gemaakt(client, brief, data)


@fout(A, regel("323-schema", "323", 1, "XSD", "bsn van 8 cijfers, in envelop", SCHEMA))
def schema(zoeker: Zoeker) -> Gemaakt | None:
    """It comes back as a foutbericht."""
    basis = _basis(zoeker, in_envelop=True)
    if basis is None:
        return None
    made = _323(zoeker, basis)
    assert isinstance(made.bericht, bytes)
    return replace(made, bericht=zonder_cijfer(made.bericht))


@fout(A, regel("323-totaal", "323", 2, "0001", "totaal is niet de som van de regels"))
def totaal_klopt_niet(zoeker: Zoeker) -> Gemaakt | None:
    """TR358."""
    basis = _basis(zoeker)
    return None if basis is None else _323(zoeker, basis, ernaast=1)


@fout(A, regel("323-periode", "323", 2, "0001", "regel over twee maanden"))
def over_twee_maanden(zoeker: Zoeker) -> Gemaakt | None:
    """CS337."""
    basis = _basis(zoeker)
    if basis is None:
        return None
    begin = rekenen.volgende_maand(basis.maand, -1)
    wrong = replace(basis.regel, begin=begin, eind=rekenen.laatste_dag(basis.maand))
    return _323(zoeker, basis, wrong)


@fout(A, regel("323-credit", "323", 2, "0001", "credit van een regel in hetzelfde bericht"))
def credit_in_hetzelfde_bericht(zoeker: Zoeker) -> Gemaakt | None:
    """TR316."""
    basis = _basis(zoeker)
    if basis is None:
        return None
    credit = basis.regel.als_credit(f"Y{basis.regel.referentie[1:]}")
    return _323(zoeker, basis, basis.regel, credit)


@fout(A, regel("323-toekomst", "323", 4, "8848", "dagtekening van morgen"))
def dagtekening_van_morgen(zoeker: Zoeker) -> Gemaakt | None:
    """TR135."""
    basis = _basis(zoeker)
    if basis is None:
        return None
    brief = zoeker.brief(basis.one.client, dagtekening=zoeker.dag.datum + _ONE_DAY)
    return _323(zoeker, basis, brief=brief)


@fout(A, regel("323-gemeente", "323", 4, "S300", "gemeente die niet bestaat"))
def gemeente_die_niet_bestaat(zoeker: Zoeker) -> Gemaakt | None:
    """TR378."""
    basis = _basis(zoeker)
    if basis is None:
        return None
    return _323(zoeker, basis, brief=zoeker.brief(basis.one.client, naar=GEEN_GEMEENTE))


@fout(A, regel("323-nummer", "323", 3, "9333", "declaratienummer al eerder gebruikt", DECLARATIE))
def nummer_opnieuw(zoeker: Zoeker) -> Gemaakt | None:
    """TR333."""
    basis = _basis(zoeker)
    if basis is None or basis.laatste is None:
        return None
    return _323(zoeker, basis, nummer=basis.laatste[0])


@fout(A, regel("323-terug", "323", 3, "8214", "maand voor de laatste declaratie", DECLARATIE))
def maand_terug(zoeker: Zoeker) -> Gemaakt | None:
    """TR318."""
    basis = _basis(zoeker)
    if basis is None or basis.laatste is None:
        return None
    maand = rekenen.volgende_maand(basis.laatste[1], -1)
    earlier = replace(basis.regel, begin=maand, eind=rekenen.laatste_dag(maand))
    return _323(zoeker, basis, earlier, maand=maand)
