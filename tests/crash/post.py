# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""An installation with decisions in it, and 300 mixed messages that come in.

Gemeente G1 has four aanbieders under two laws, so eight lanes; P4 keeps books here too and gets
301's of another gemeente. Of everything there is some that is right and some that is wrong, bare
and in envelopes, loose and in a zip. The same every time that it is made.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from itertools import count
from pathlib import Path
from typing import Any

from noaber.berichten.answers import Codes, Envelope, answer
from noaber.berichten.definitions import messages as m
from noaber.berichten.judge import judge_bytes
from noaber.berichten.xml.write import write
from noaber.contracten import operations as contracten
from noaber.contracten.types import Overeenkomst, Product, Tarief
from noaber.flows.verwerk_map import carry
from noaber.kernel.bsn import Bsn, InvalidBsn
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from noaber.partijen import operations as partijen
from noaber.partijen import queries as partijen_queries
from noaber.partijen.types import Contactgegevens, Persoonsgegevens
from noaber.postbus import queries as postbus
from noaber.postbus.envelop.write import render_envelop
from noaber.postbus.folder.outbox import Outbox
from noaber.postbus.models import Bericht
from noaber.postbus.types import GGK, Di01, Du01, Fo01, Plek, Referentienummer, Systeem
from tests.crash.state import TWIN
from tests.declaraties.factories import Row, credit_of
from tests.flows.declareren import bericht_323, prestatie
from tests.flows.wereld import B1, G1, P1, P2, PRODUCTS, World, make_world, moment, t1
from tests.postbus.builders import MOMENT, VERSIES
from tests.toewijzingen import factories as f

MESSAGES = 300
TODAY = date(2026, 4, 3)
P3, P4 = "99010056", "99010077"
AANBIEDERS = (P1, P2, P3, P4)
OTHER_GEMEENTE = "0014"
NO_GEMEENTE = "0002"
CLIENTS = 6
CARRIED = 34
"""So many of our 301's went out before; the others lie ready."""


@dataclass(frozen=True)
class Granted:
    """A toewijzing of ours, and the 301 that told of it."""

    lane: tuple[str, Wet]
    bsn: str
    nummer: int
    bericht_id: int

    @property
    def who(self) -> dict[str, Any]:
        aanbieder, wet = self.lane
        return {"van": aanbieder, "wet": wet, "bsn": self.bsn}

    @property
    def product(self) -> dict[str, Any]:
        return {"product": f.BEGELEIDING[self.lane[1]]}


def clients() -> list[str]:
    """Numbers of the test range, B1 first."""
    found = [B1]
    number = 999_910_000
    while len(found) < CLIENTS:
        number += 1
        try:
            found.append(Bsn(str(number)).number)
        except InvalidBsn:
            continue
    return found


# ── what was there before ────────────────────────────────────────────────────────────────────────


def make_installation(scratch: Path) -> list[Granted]:
    """Parties, contracts, clients and decisions. ``scratch``: where the first 301's go."""
    world = make_world()
    for code, naam in ((G1, "Waterkwartier"), (P4, "Vier Handen")):
        partijen.register_administratie(code=code, naam=naam, in_envelop=True, viewer=world.viewer)
    for agb in (P3, P4):
        _contract(world, agb)
    for wet, products in PRODUCTS.items():
        for categorie, code in products:
            contracten.register_product(
                product=Product(
                    gemeente=OTHER_GEMEENTE, wet=wet, categorie=categorie, code=code, naam=code
                ),
                viewer=world.viewer,
            )
    for bsn in clients():
        partijen.register_persoon(
            administratie=world.administratie(),
            persoon=Persoonsgegevens(
                bsn=bsn,
                achternaam="Voorbeeld",
                geboortedatum=date(1980, 5, 17),
                contacten=(Contactgegevens(huisnummer=7, postcode="9999ZZ"),),
            ),
        )
    made = [
        _decide(world, (aanbieder, wet), bsn)
        for aanbieder in AANBIEDERS
        for wet in Wet
        for bsn in clients()
    ]
    with Outbox.open(scratch) as outbox:
        for granted in made[:CARRIED]:
            carry(granted.bericht_id, outbox, lambda: moment(date(2026, 4, 2)))
    return made


def _decide(world: World, lane: tuple[str, Wet], bsn: str) -> Granted:
    aanbieder, wet = lane
    done = world.decide(t1(wet), bsn=bsn, aanbieder=aanbieder, wet=wet, at=time(9, 0))
    assert done.bericht_id is not None
    return Granted(lane, bsn, done.nummers[0], done.bericht_id)


def _contract(world: World, agb: str) -> None:
    partijen.register_aanbieder(agb=agb, naam=f"Aanbieder {agb}", kvk="", viewer=world.viewer)
    for wet, products in PRODUCTS.items():
        contracten.register_overeenkomst(
            overeenkomst=Overeenkomst(
                gemeente=G1,
                aanbieder=agb,
                wet=wet,
                nummer=f"{wet}-{agb}",
                ingangsdatum=date(2020, 1, 1),
            ),
            aanbieder_id=partijen_queries.get_aanbieder_id(agb),
            viewer=world.viewer,
        )
        for categorie, code in products:
            contracten.register_tarief(
                gemeente=G1,
                wet=wet,
                tarief=Tarief(
                    overeenkomst=f"{wet}-{agb}",
                    categorie=categorie,
                    code=code,
                    eenheid="04",
                    bedrag_cents=6000,
                    geldig=Period(date(2020, 1, 1), None),
                ),
                viewer=world.viewer,
                at=world.at,
            )


# ── what comes in ────────────────────────────────────────────────────────────────────────────────

_serial = count(1)


def make_post(made: list[Granted]) -> list[bytes]:
    """300 messages, in no order that means anything."""
    post: list[bytes] = []
    for kind in (
        _answers, _starts, _stops, _verzoeken, _declaraties, _toewijzingen, _wrong,
    ):  # fmt: skip
        post += kind(made)
    fillers = _fillers(made)
    while len(post) < MESSAGES - 6:
        post.append(next(fillers))
    post += post[10:13]  # once more, under another name
    post += [_again(data) for data in post if b"ggk0210" in data and b"305" in data][:3]
    assert len(post) == MESSAGES, len(post)
    random.Random(20260403).shuffle(post)
    return post


def in_envelop(data: bytes) -> bytes:
    """A bare message of an aanbieder in a Di01."""
    found = judge_bytes(data)
    assert found.definition is not None
    header = found.columns.header if found.columns else found.value.header  # type: ignore[union-attr]
    return render_envelop(
        Di01(
            **_from(header.afzender, header.ontvanger),
            functie=found.definition.name,
            versies=VERSIES,
            payload=data,
        )
    )


def _from(zender: str, ontvanger: str) -> dict[str, Any]:
    return {
        "zender": Systeem(organisatie=zender, applicatie="Zorgpakket"),
        "ontvanger": Systeem(organisatie=ontvanger, applicatie=GGK),
        "referentienummer": Referentienummer.derived("crash", str(next(_serial))),
        "tijdstip": MOMENT,
    }


def _again(data: bytes) -> bytes:
    """The same message in a new envelop."""
    number = data.partition(b"referentienummer>")[2].partition(b"<")[0]
    other = Referentienummer.derived("crash", str(next(_serial)))
    return data.replace(number, other.encode())


def _answers(made: list[Granted]) -> list[bytes]:
    """On 301's of ours that went out: well received, rejected, not delivered; and one on none."""
    post = []
    for place, granted in enumerate(made[:CARRIED]):
        sent = postbus.get_payload(granted.bericht_id)
        codes = Codes(header="9056") if place % 7 == 3 else None
        retour = write(
            answer(judge_bytes(sent), Envelope(f"RT{place:08}", date(2026, 3, 18)), codes)
        )
        number = Bericht.objects.get(pk=granted.bericht_id).referentienummer
        assert number
        parties = _from(granted.lane[0], G1)
        if place % 9 == 5:
            fault = Fo01(
                **parties, cross_refnummer=number, code="IB010", plek=Plek.CLIENT,
                omschrijving="Geadresseerde niet aangesloten",
            )  # fmt: skip
            post.append(render_envelop(fault))
        elif place % 3:
            functie = "WMO302" if granted.lane[1] is Wet.WMO else "JW302"
            parties["zender"] = Systeem(organisatie="VECOZO", applicatie="Knooppunt")
            du01 = Du01(
                **parties, cross_refnummer=number, functie=functie, versies=VERSIES, payload=retour
            )
            post.append(render_envelop(du01))
        else:
            post.append(retour)
    unknown = Fo01(
        **_from(P1, G1), cross_refnummer="0000", code="IB010", plek=Plek.CLIENT, omschrijving=""
    )
    return [*post, render_envelop(unknown)]


def _starts(made: list[Granted]) -> list[bytes]:
    post = []
    for place, one in enumerate(made):
        first = f.start("2026-01-05", one.nummer, **one.product)
        data = write(f.bericht_305(first, **one.who, dagtekening="2026-03-17"))
        post.append(in_envelop(data) if place % 3 == 0 else data)
        if place % 4 == 1:  # it runs already: 9326
            second = f.start("2026-02-02", one.nummer, **one.product)
            post.append(write(f.bericht_305(second, **one.who, dagtekening="2026-03-18")))
    return post


def _stops(made: list[Granted]) -> list[bytes]:
    post = []
    for place, one in enumerate(made):
        if place % 2:
            continue
        reden = "20" if place % 4 else "38"
        stop = f.stop("2026-01-05", "2026-02-10", reden, one.nummer, **one.product)
        post.append(write(f.bericht_307(stop, **one.who, dagtekening="2026-03-20")))
        if reden == "20":  # and on again
            start = f.start("2026-02-23", one.nummer, **one.product)
            post.append(write(f.bericht_305(start, **one.who, dagtekening="2026-03-23")))
    return post


def _verzoeken(made: list[Granted]) -> list[bytes]:
    post = []
    for place, one in enumerate(made):
        wet = one.lane[1]
        if place % 2 == 0:
            asked = f.aangevraagd(f"VOT-{place}", product=f.OTHER[wet])
            post.append(write(f.vot(asked, **one.who, dagtekening="2026-03-19")))
        elif place % 4 == 1:
            wish = f.changed(one.nummer)
            post.append(
                write(f.vow(wish, **one.who, referentie=f"VOW-{place}", dagtekening="2026-03-19"))
            )
    return post


def _declaraties(made: list[Granted]) -> list[bytes]:
    """Per lane January to March; February asks too much of one client, March takes some back."""
    post = []
    for aanbieder in AANBIEDERS:
        for wet in Wet:
            ours = [one for one in made if one.lane == (aanbieder, wet)]
            january = [_line(one, "2026-01-01") for one in ours]
            february = [_line(one, "2026-02-01") for one in ours]
            february[0] = _line(ours[0], "2026-02-01", geleverd_volume=99)
            march = [_line(one, "2026-03-01") for one in ours[1:]]
            march += [credit_of(january[1]), _line(ours[0], "2026-03-01", nummer=999_999)]
            for month, lines in enumerate((january, february, march), start=1):
                data = bericht_323(
                    lines,
                    wet=wet,
                    van=aanbieder,
                    periode=f"2026-0{month}-01",
                    dagtekening="2026-04-01" if month == 3 else f"2026-03-{20 + month}",
                )
                post.append(in_envelop(data) if month == 2 else data)
    return post


def _line(one: Granted, begin: str, nummer: int | None = None, **different: Any) -> Row:
    return prestatie(nummer or one.nummer, one.lane[1], bsn=one.bsn, begindatum=begin, **different)


def _toewijzingen(made: list[Granted]) -> list[bytes]:
    """Another gemeente assigns the same clients to P4 under both laws: for the books of P4."""
    post = []
    for wet in Wet:
        for place, bsn in enumerate(clients()):
            product = f.as_product(f.toewijzing(7001 + place, wet=wet))
            # One name under both laws: which lane goes first must not show.
            client = replace(f.client_301(wet, bsn), naam=f.client_301(bsn=bsn).naam)
            message = f.bericht_301(product, wet=wet, client=client, van=OTHER_GEMEENTE)
            header = replace(message.header, ontvanger=P4)
            post.append(write(replace(message, header=header)))
    return post


def _wrong(made: list[Granted]) -> list[bytes]:
    """At every level that can be wrong."""
    one, two = made[0], made[7]

    def of(granted: Granted, begin: str, **different: Any) -> m.Bericht305:
        start = f.start(begin, granted.nummer, **granted.product)
        return f.bericht_305(start, **granted.who, **{"dagtekening": "2026-03-24"} | different)

    def changed(message: m.Bericht305, old: str, new: str) -> bytes:
        data = write(message)
        assert old.encode() in data
        return data.replace(old.encode(), new.encode())

    post = []
    for granted in (one, two, made[14]):
        envelop = in_envelop(write(of(granted, "2026-01-07")))
        post += [
            changed(of(granted, "2026-01-06"), granted.bsn, granted.bsn[:8]),  # level 1
            _broken(envelop),
            changed(of(granted, "2026-01-06"), granted.bsn, "999900135"),  # level 2: elfproef
            changed(of(granted, "2026-01-06"), G1, NO_GEMEENTE),  # S300
            changed(of(granted, "2026-01-06"), G1, OTHER_GEMEENTE),  # not ours
            changed(of(granted, "2026-01-06"), granted.lane[0], "9901A014"),
            write(of(granted, "2026-01-06", dagtekening="2026-05-01")),  # in the future
        ]
        again = f"I{next(_serial):08}"
        for place in range(2):  # an Identificatie that is used twice: 9056
            post.append(
                write(of(granted, f"2026-01-0{8 + place}", identificatie=again,
                         dagtekening=f"2026-03-2{5 + place}"))
            )  # fmt: skip
    return [*post, b"<geen-bericht/>", b"dit is geen xml"]


def _broken(envelop: bytes) -> bytes:
    """An envelop whose message cannot be read."""
    begin, mark, rest = envelop.partition(b"xmlBestand")
    text, end, last = rest.partition(b"</")
    opening = text.partition(b">")[0]
    return begin + mark + opening + b">PHgvPg==" + end + last


def _fillers(made: list[Granted]) -> Iterator[bytes]:
    """Starts on toewijzingen that do not exist: 9019."""
    for number in count(1):
        one = made[number % len(made)]
        start = f.start("2026-02-02", 500_000 + number, **one.product)
        yield write(f.bericht_305(start, **one.who, dagtekening="2026-03-26"))


# ── on disk ──────────────────────────────────────────────────────────────────────────────────────

IN_ZIP = 40


def write_post(folder: Path, post: list[bytes]) -> None:
    """Every message as a file, but for those in two zips; and a zip that is damaged.

    What is there twice has a name that says so: which of the two was first is chance.
    """
    folder.mkdir(parents=True)
    loose = post[IN_ZIP:]
    for number, data in enumerate(loose):
        kind = TWIN if post.count(data) > 1 else "bericht é" if number % 10 == 0 else "bericht e"
        (folder / f"{number:03} {kind}.xml").write_bytes(data)
    half = IN_ZIP // 2
    for name, part in (("100 bundel.zip", post[:half]), ("200 bundel.zip", post[half:IN_ZIP])):
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for number, data in enumerate(part):
                kind = f" {TWIN}" if post.count(data) > 1 else ""
                archive.writestr(zipfile.ZipInfo(f"{number:02}{kind}.xml"), data)
    (folder / "150 stuk.zip").write_bytes(b"PK\x03\x04 en dan niets meer")
