# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Whole histories of declaraties through the real chain: bytes in, database, bytes out.

Each must come out line by line as the slow reference has it, with the same totals kept.
``NOABER_KETENS`` sets how many histories are made up, beside those that are always the same.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings

from noaber.berichten.judge import Outcome, judge_bytes
from noaber.budgetten.models import Boeking
from noaber.contracten import operations as contracten
from noaber.contracten.types import Product, Tarief
from noaber.declaraties.models import Betaalregel, Declaratie, Prestatie
from noaber.flows.boek_verplichting import boek_verplichting
from noaber.flows.controleer import controleer
from noaber.kernel.period import Period
from noaber.partijen import operations as partijen
from noaber.partijen.models import Administratie
from noaber.partijen.types import Lane, Persoonsgegevens
from noaber.toewijzingen.models import Nummerreeks, Toewijzing, ToewijzingVersie
from tests.declaraties.histories import KNOWN_BSNS, Row
from tests.flows.ketens import Declared, Keten, keten_of_seed, ketens
from tests.flows.wereld import G1, P1, Answer, World, make_world

FIXED = 16
"""Histories that are the same in every run."""
MADE_UP = int(os.environ.get("NOABER_KETENS", "10"))
TECHNICAL = "0001"
PRODUCT_OF_REALISATIE = ("product_categorie", "product_code", "maand")


@pytest.fixture
def world(db: None) -> World:
    made = make_world()
    for bsn in KNOWN_BSNS:
        partijen.register_persoon(
            administratie=made.administratie(),
            persoon=Persoonsgegevens(
                bsn=bsn, achternaam="Keten", geboortedatum=made.today.replace(1980), geslacht="2"
            ),
        )
    return made


@contextmanager
def nothing_stays() -> Iterator[None]:
    """As a transaction that is undone; what is checked at its end is checked by ``settle``."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def settle() -> None:
    """What the database checks when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


# ── a chain in the database ──────────────────────────────────────────────────────────────────────


def run_keten(world: World, keten: Keten) -> None:
    """Plays the whole chain and compares after every declaratie."""
    lane = _prepare(world, keten)
    for step in keten.steps:
        _decide(world, lane, step.changed)
        answer = world.receive(step.declared.data)
        settle()
        _compare(step.declared, answer, lane)


def _broken(world: World) -> list[Any]:
    """What the controller finds in the books."""
    return [
        (found.checked.invariant.name, found.breuken)
        for found in controleer(viewer=world.viewer, at=world.at, with_berichten=True)
        if found.breuken
    ]


def _prepare(world: World, keten: Keten) -> Lane:
    world.today = keten.vandaag
    Administratie.objects.update(output_week_zonder_zondag=keten.counts_week_without_sunday)
    lane = world.lane(P1, keten.wet)
    contracten.register_producten(
        producten=[
            Product(gemeente=G1, wet=keten.wet, categorie=categorie, code=code, naam=code)
            for categorie, code in sorted(
                {(row["product_categorie"], row["product_code"]) for row in keten.tarieven}
            )
        ],
        viewer=world.viewer,
    )
    _only_these_tarieven(world, keten)
    _decide(world, lane, keten.toewijzingen)
    return lane


def _only_these_tarieven(world: World, keten: Keten) -> None:
    from noaber.contracten.models import Tarief as Row  # noqa: PLC0415

    Row.objects.all().delete()  # those of the world
    contracten.register_tarieven(
        gemeente=G1,
        tarieven=[
            Tarief(
                overeenkomst=f"{keten.wet}-{P1}",
                categorie=row["product_categorie"],
                code=row["product_code"],
                eenheid=row["eenheid"],
                bedrag_cents=row["tarief"],
                geldig=Period.from_inclusive(row["geldig_van"], row["geldig_tot_en_met"]),
            )
            for row in keten.tarieven
        ],
        viewer=world.viewer,
        at=world.at,
    )


def _decide(world: World, lane: Lane, rows: list[Row]) -> None:
    """Another version of each, the newest that counts. No 301 is sent: it may be any toewijzing."""
    reeks, _ = Nummerreeks.objects.get_or_create(
        administratie_id=lane.administratie.id,
        gemeente=lane.gemeente,
        wet=lane.wet.value,
        defaults={"laatste_nummer": 100},
    )
    ids = []
    for row in rows:
        toewijzing, _ = Toewijzing.objects.get_or_create(
            reeks=reeks,
            nummer=row["toewijzing_nummer"],
            defaults={"lane_id": lane.id, "persoon_id": world.persoon(row["bsn"])},
        )
        toewijzing.newest = ToewijzingVersie.objects.create(
            toewijzing=toewijzing,
            toewijzingsdatum=world.today,
            toewijzingstijd=time(9, toewijzing.versies.count()),
            reden_wijziging="13" if row["is_deleted"] else None,
            status="verzonden",
            at=world.at,
            budget_cents=row["budget"],
            **{
                name: row[name]
                for name in (
                    *("product_categorie", "product_code", "ingangsdatum", "einddatum"),
                    *("volume", "eenheid", "frequentie"),
                )
            },
        )
        toewijzing.save()
        ids.append(toewijzing.pk)
    boek_verplichting(lane, ids, on=world.today, at=world.at)
    settle()


# ── the comparison ───────────────────────────────────────────────────────────────────────────────


def _compare(declared: Declared, answer: Answer, lane: Lane) -> None:
    assert answer.data is not None
    assert judge_bytes(answer.data).outcome is Outcome.VALID
    row = Declaratie.objects.filter(bericht_id=answer.done.bericht_id).first()
    expected = declared.expected
    if expected is None or expected.header is not None:
        assert answer.header == (TECHNICAL if expected is None else expected.header,)
        assert answer.columns.antwoord is None
        assert row is None
        return
    assert row is not None
    _compare_answer(declared, answer)
    _compare_totals(declared, row)
    _compare_lines(declared, row, lane)
    _compare_books(declared, row)


def _compare_answer(declared: Declared, answer: Answer) -> None:
    """The 325: only rejected lines, each with its codes, and the money."""
    expected, body = declared.expected, answer.columns.antwoord
    assert expected is not None
    assert body is not None
    assert answer.header == ("0200",)
    assert body.totaal_toegekend_bedrag.cents == expected.toegekend
    assert body.totaal_ingediend_bedrag.cents == _ingediend(declared.lines)
    refused = {
        (line["bsn"], line["referentie_nummer"]): (
            ("0233",) if line["client"] in expected.clients else codes,
            expected.clients.get(line["client"], ("0200",)),
        )
        for line, codes, granted in zip(
            declared.lines, expected.codes, expected.granted, strict=True
        )
        if not granted and not expected.declaratie
    }
    told = {
        (row["bsn"], row["referentie_nummer"]): (
            tuple(row["retour_codes"]), tuple(row["client_retour_codes"]),
        )
        for row in answer.columns.lines.iter_rows(named=True)
    }  # fmt: skip
    assert told == refused
    whole = "8001" if all(expected.granted) else "0200"
    assert tuple(body.retour_codes) == (expected.declaratie or (whole,))


def _ingediend(lines: list[Row]) -> int:
    return sum(line["bedrag"] if line["debet_credit"] == "D" else -line["bedrag"] for line in lines)


def _compare_totals(declared: Declared, row: Declaratie) -> None:
    expected = declared.expected
    assert expected is not None
    assert row.is_als_geheel_afgewezen is bool(expected.declaratie)
    assert tuple(row.retourcodes) == expected.declaratie
    assert (row.regels, row.toegekende_regels) == (len(declared.lines), sum(expected.granted))
    assert (row.ingediend_cents, row.toegekend_cents) == (
        _ingediend(declared.lines), expected.toegekend,
    )  # fmt: skip


def _compare_lines(declared: Declared, row: Declaratie, lane: Lane) -> None:
    kept = list(Prestatie.objects.filter(declaratie_id=row.pk).order_by("regel"))
    if not declared.is_kept:
        assert kept == []
        return
    expected = declared.expected
    assert expected is not None
    numbers: dict[int | None, int] = dict(
        Toewijzing.objects.filter(lane_id=lane.id).values_list("id", "nummer")
    )
    assert [_as_told(one) for one in kept] == [
        (*_line(line), granted, None if granted else list(codes))
        for line, codes, granted in zip(
            declared.lines, expected.codes, expected.granted, strict=True
        )
    ]
    for one in kept:
        if not one.is_granted:
            assert (one.stand_uren, one.stand_overig, one.stand_cents) == (None, None, None)
            continue
        stand = (one.stand_uren, one.stand_overig, one.stand_cents)
        assert stand == declared.standen[numbers[one.toewijzing_id]]


def _line(line: Row) -> tuple[Any, ...]:
    fields = (
        *("referentie_nummer", "vorig_referentie_nummer", "product_code", "begindatum"),
        *("einddatum", "geleverd_volume", "eenheid", "product_tarief", "bedrag"),
    )
    return (*(line[name] for name in fields), line["debet_credit"] == "C")


def _as_told(row: Prestatie) -> tuple[Any, ...]:
    return (
        row.referentie_nummer,
        row.vorig_referentie_nummer,
        row.product_code,
        row.begindatum,
        row.einddatum,
        row.geleverd_volume,
        row.eenheid,
        row.tarief_cents,
        row.bedrag_cents,
        row.is_credit,
        row.is_granted,
        row.codes,
    )


def _compare_books(declared: Declared, row: Declaratie) -> None:
    """What is to be paid, and what is realised per product and month of help."""
    expected = declared.expected
    assert expected is not None
    to_pay = Betaalregel.objects.filter(declaratie=row).values_list("bedrag_cents", flat=True)
    assert list(to_pay) == ([expected.toegekend] if expected.toegekend else [])
    booked = Boeking.objects.filter(declaratie=row, soort="realisatie")
    assert {
        (categorie, code, maand): cents
        for categorie, code, maand, cents in booked.values_list(
            *PRODUCT_OF_REALISATIE, "bedrag_cents"
        )
    } == declared.realisaties


# ── the tests ────────────────────────────────────────────────────────────────────────────────────


def test_the_chain_and_the_reference_agree_on_the_fixed_histories(world: World) -> None:
    for seed in range(FIXED):
        with nothing_stays():
            try:
                run_keten(world, keten_of_seed(seed))
                assert _broken(world) == []
            except AssertionError as difference:
                raise AssertionError(f"keten_of_seed({seed}): {difference}") from difference


@settings(
    max_examples=MADE_UP,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(keten=ketens())
def test_the_chain_and_the_reference_agree_on_any_history(world: World, keten: Keten) -> None:
    with nothing_stays():
        run_keten(world, keten)


def test_the_fixed_histories_are_worth_it() -> None:
    """Whole messages are refused, most are judged by line, and much is granted and credited."""
    seen: Counter[str] = Counter()
    for step in (step for seed in range(FIXED) for step in keten_of_seed(seed).steps):
        found = step.declared.expected
        seen["changed"] += bool(step.changed)
        if found is None:
            seen[TECHNICAL] += 1
            continue
        seen.update(filter(None, [found.header, *found.declaratie]))
        seen.update(code for codes in found.codes for code in codes)
        seen.update(code for codes in found.clients.values() for code in codes)
        for line, granted in zip(step.declared.lines, found.granted, strict=True):
            seen["granted " + line["debet_credit"]] += granted
    assert seen["granted D"] > 50
    assert seen["granted C"] > 10
    assert seen["changed"] > 10
    rare = {
        *(TECHNICAL, "9056", "8848", "9333", "8214", "8187", "8021", "8017", "9390", "9338"),
        *("9384", "9339", "9340", "S329", "9341", "0611", "9346", "9307", "9308", "9387"),
        *("9388", "9321", "9389", "9322", "9369"),
    }
    assert {code for code in rare if not seen[code]} == set()
