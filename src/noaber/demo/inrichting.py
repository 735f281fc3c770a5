# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The parties of an exercise in the database: books, contracts, tarieven, accounts, clients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final

from noaber.access.types import Rol, Viewer
from noaber.contracten import operations as contracten
from noaber.contracten.types import Overeenkomst, Product, Tarief
from noaber.demo.aanbod import DIENSTEN, NIEUW_TARIEF_OP, Dienst, tarief_basis
from noaber.demo.opzet import Aanbieder, Gemeente, Partijen
from noaber.demo.stand import Client
from noaber.kernel.iban import Iban
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from noaber.partijen import operations as partijen
from noaber.partijen.queries import find_administratie, find_persoon, get_aanbieder_id
from noaber.partijen.types import Administratie

_DOEL: Final = "oefenen met noaber"
_INGANG: Final = date(2020, 1, 1)
_CLIENTEN_TEGELIJK: Final = 500


def wie(naam: str, *rollen: Rol) -> Viewer:
    """Somebody who takes part in the exercise."""
    return Viewer(naam=naam, rollen=frozenset(rollen), doel=_DOEL)


BEHEERDER: Final = wie("Oefening", Rol.BEHEERDER)
EERSTE: Final = wie("Controller Een", Rol.CONTROLLER)
TWEEDE: Final = wie("Controller Twee", Rol.CONTROLLER)


def rekening(number: int) -> Iban:
    """An account of a bank that does not exist."""
    bban = f"NOAB{number:010d}"
    digits = "".join(str(int(sign, 36)) for sign in f"{bban}NL00")
    return Iban(f"NL{98 - int(digits) % 97:02d}{bban}")


def richt_in(partijen_: Partijen, at: datetime) -> Iterator[str]:
    """Records everybody and everything but the clients; gives what is done, in words."""
    for gemeente in partijen_.gemeenten:
        partijen.register_administratie(
            code=gemeente.code,
            naam=gemeente.naam,
            in_envelop=gemeente.in_envelop,
            viewer=BEHEERDER,
            iban=rekening(gemeente.index + 1),
        )
        contracten.register_producten(
            producten=[_product(gemeente, dienst) for dienst in DIENSTEN], viewer=BEHEERDER
        )
        yield gemeente.naam
    for aanbieder in (*partijen_.aanbieders, partijen_.vreemde):
        _aanbieder(aanbieder, partijen_)
        yield aanbieder.naam
    for gemeente, aanbieder, wet in partijen_.contracten():
        _contract(gemeente, aanbieder, wet, at)
        yield f"{gemeente.naam} {aanbieder.naam}"
    for gemeente in partijen_.gemeenten:
        for aanbieder in (*partijen_.aanbieders, partijen_.vreemde):
            _rekening(boeken(gemeente.code), aanbieder, at)


def boeken(code: str) -> Administratie:
    """The books of a party of the exercise."""
    found = find_administratie(code)
    assert found is not None, "every party has books"
    return found


def _product(gemeente: Gemeente, dienst: Dienst) -> Product:
    return Product(
        gemeente=gemeente.code,
        wet=dienst.wet,
        categorie=dienst.categorie,
        code=dienst.code,
        naam=dienst.naam,
        is_taakgericht=dienst.is_taakgericht,
    )


def _aanbieder(aanbieder: Aanbieder, partijen_: Partijen) -> None:
    partijen.register_aanbieder(agb=aanbieder.agb, naam=aanbieder.naam, kvk="", viewer=BEHEERDER)
    if aanbieder is not partijen_.vreemde:
        partijen.register_administratie(
            code=aanbieder.agb,
            naam=aanbieder.naam,
            in_envelop=aanbieder.in_envelop,
            viewer=BEHEERDER,
        )


def _contract(gemeente: Gemeente, aanbieder: Aanbieder, wet: Wet, at: datetime) -> None:
    nummer = f"{wet}-{aanbieder.agb}"
    contracten.register_overeenkomst(
        overeenkomst=Overeenkomst(
            gemeente=gemeente.code,
            aanbieder=aanbieder.agb,
            wet=wet,
            nummer=nummer,
            ingangsdatum=_INGANG,
        ),
        aanbieder_id=get_aanbieder_id(aanbieder.agb),
        viewer=BEHEERDER,
    )
    contracten.register_tarieven(
        gemeente=gemeente.code,
        tarieven=list(_tarieven(gemeente, aanbieder, wet, nummer)),
        viewer=BEHEERDER,
        at=at,
    )


def _tarieven(gemeente: Gemeente, aanbieder: Aanbieder, wet: Wet, nummer: str) -> Iterator[Tarief]:
    for dienst in DIENSTEN:
        if dienst.wet is not wet:
            continue
        for eenheid, basis in dienst.basis.items():
            for verhoogd, geldig in (
                (False, Period(_INGANG, NIEUW_TARIEF_OP)),
                (True, Period(NIEUW_TARIEF_OP, None)),
            ):
                yield Tarief(
                    overeenkomst=nummer,
                    categorie=dienst.categorie,
                    code=dienst.code,
                    eenheid=eenheid,
                    bedrag_cents=(
                        None
                        if basis is None
                        else tarief_basis(basis, gemeente, aanbieder, verhoogd=verhoogd)
                    ),
                    geldig=geldig,
                )


def _rekening(administratie: Administratie, aanbieder: Aanbieder, at: datetime) -> None:
    """Recorded by one person and confirmed by another."""
    partijen.register_rekening(
        administratie=administratie,
        agb=aanbieder.agb,
        iban=rekening(1000 + aanbieder.index),
        tenaamstelling=aanbieder.naam,
        viewer=BEHEERDER,
        at=at,
    )
    partijen.confirm_rekening(administratie=administratie, agb=aanbieder.agb, viewer=EERSTE, at=at)


# ── clients ──────────────────────────────────────────────────────────────────────────────────────


def schrijf_in(clienten: Sequence[Client], on: date) -> Iterator[int]:
    """Enters the clients in the books of their gemeente; gives how many at a time."""
    for code in sorted({client.gemeente.code for client in clienten}):
        own = [client for client in clienten if client.gemeente.code == code]
        for n in range(0, len(own), _CLIENTEN_TEGELIJK):
            some = own[n : n + _CLIENTEN_TEGELIJK]
            partijen.register_personen(
                administratie=boeken(code), personen=[client.persoon for client in some], on=on
            )
            yield len(some)
        _huishoudens(boeken(code), own, on)


def _huishoudens(administratie: Administratie, clienten: list[Client], on: date) -> None:
    houses: dict[int, list[Client]] = {}
    for client in clienten:
        if client.huishouden is not None:
            houses.setdefault(client.huishouden, []).append(client)
    for members in houses.values():
        if len(members) > 1:
            ids = [find_persoon(administratie.id, member.bsn) for member in members]
            partijen.register_huishouden(
                administratie=administratie,
                soort="gezin",
                leden=[number for number in ids if number is not None],
                vanaf=on,
            )
