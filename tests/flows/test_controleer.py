# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What must always hold: it does after everything that can happen, and every break is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from noaber.access.types import NotAllowed, Rol, Viewer
from noaber.audit.models import Verwerking
from noaber.contracten import operations as contracten
from noaber.contracten.types import Tarief
from noaber.flows.boek_bij import boek_bij
from noaber.flows.controleer import Uitslag, UnknownBooks, controleer
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from noaber.partijen import queries as partijen
from noaber.postbus import queries as postbus
from noaber.toewijzingen.types import Assign, Delete, Melding, Prolong, Shorten, Wens
from tests.declaraties.factories import credit_of
from tests.flows.breuken import by_hand, sql
from tests.flows.declareren import april, bericht_323, prestatie
from tests.flows.twee_kanten import Sides, make_sides
from tests.flows.wereld import B1, B2, B3, G1, P1, P2, PRODUCTS, World, make_world, moment, t1
from tests.postbus.rijen import carry, in_envelop
from tests.toewijzingen.factories import bericht_305, bericht_307, omvang, start, stop, totaal, vot


@pytest.fixture
def world(db: None) -> World:
    """March 2026: decided, started, declared, credited, declared anew, shortened and answered."""
    world = make_world()
    world.decide(t1())
    world.decide(_all_at_once(), bsn=B2, aanbieder=P2)
    world.decide(_with_budget(), bsn=B3)
    world.receive(bericht_305(start("2026-01-05", 1)))
    world.receive(in_envelop(bericht_307(stop("2026-01-05", "2026-02-10", "19", 1)), "WMO307"))
    world.receive(vot(bsn=B2))
    world.today = april()
    first = prestatie(1, geleverd_volume=18)
    world.receive(bericht_323([first, prestatie(1, begindatum="2026-02-01", geleverd_volume=99)]))
    world.receive(bericht_323([prestatie(1), credit_of(first)]))
    world.receive(bericht_323([prestatie(2, bsn=B2, geleverd_volume=40)], van=P2))
    world.receive(bericht_323([prestatie(3, bsn=B3, geleverd_volume=10)]))
    world.receive(bericht_323([prestatie(99)]))
    while ready := postbus.list_klaar():
        for number in ready:
            carry(world, number)
    return world


def _all_at_once() -> Assign:
    base = t1().wens
    return Assign(
        wens=Wens(
            product=base.product,
            ingangsdatum=base.ingangsdatum,
            einddatum=base.einddatum,
            omvang=totaal(50),
        )
    )


def _with_budget() -> Assign:
    from noaber.berichten.definitions.groups import Product  # noqa: PLC0415

    base = t1().wens
    return Assign(
        wens=Wens(
            product=Product(categorie=PRODUCTS[Wet.WMO][0][0], code=None),
            ingangsdatum=base.ingangsdatum,
            einddatum=base.einddatum,
            budget=100_000,
        )
    )


def look(world: World, *, on: date | None = None, **more: object) -> dict[str, Uitslag]:
    """Every invariant, by name."""
    at = moment(on or world.today)
    found = controleer(viewer=world.viewer, at=at, with_berichten=True, **more)  # type: ignore[arg-type]
    return {uitslag.checked.invariant.name: uitslag for uitslag in found}


def broken(world: World, **more: object) -> dict[str, tuple[tuple[str, str], ...]]:
    """What does not hold, with where and what."""
    return {
        name: uitslag.breuken
        for name, uitslag in look(world, **more).items()  # type: ignore[arg-type]
        if not uitslag.checked.holds
    }


# ── nothing is wrong ─────────────────────────────────────────────────────────────────────────────


def test_after_a_month_of_work_everything_holds_and_was_looked_at(world: World) -> None:
    found = look(world)
    assert {name: u.breuken for name, u in found.items() if not u.checked.holds} == {}
    untouched = {name for name, uitslag in found.items() if not uitslag.checked.looked_at}
    # Nothing is paid in this world, and nothing is left lying.
    assert untouched == {
        "opdracht-is-som-van-regels", "batch-past-bij-opdrachten", "niets-blijft-liggen",
    }  # fmt: skip


def test_an_empty_installation_holds(db: None) -> None:
    assert broken(World()) == {}


def test_it_holds_in_the_books_of_both_sides(db: None) -> None:
    sides: Sides = make_sides()
    sides.decide(t1())
    sides.settle()
    sides.report(Melding(nummer=1, begindatum=date(2026, 1, 5)))
    sides.settle()
    sides.today = april()
    sides.declare(prestatie(1), periode=date(2026, 3, 1))
    sides.settle()
    assert broken(sides) == {}
    assert broken(sides, administratie=P1) == {}


def test_a_run_that_opens_messages_is_logged_once_for_each_administratie(db: None) -> None:
    sides: Sides = make_sides()
    sides.decide(t1())
    sides.settle()
    viewer = replace(sides.viewer, naam="An", doel="jaarcontrole")

    def logged(**more: object) -> list[tuple[str, ...]]:
        last = Verwerking.objects.order_by("pk").values_list("pk", flat=True).last()
        list(controleer(viewer=viewer, at=sides.at, **more))  # type: ignore[arg-type]
        rows = Verwerking.objects.filter(pk__gt=last).order_by("administratie")
        assert {(row.onderwerp_soort, row.onderwerp_id) for row in rows} <= {
            ("administratie", one.id) for one in partijen.list_administraties(viewer=viewer)
        }
        return [(row.administratie, row.actor, row.doel, row.handeling) for row in rows]

    why = ("An", "jaarcontrole", "controleren")
    assert logged(with_berichten=True) == [(G1, *why), (P1, *why)]
    assert logged(with_berichten=True, administratie=P1) == [(P1, *why)]
    assert logged() == []  # opens none


def test_it_costs_as_many_queries_for_more(world: World) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            found = controleer(viewer=world.viewer, at=world.at)
            assert all(uitslag.checked.holds for uitslag in found)
        return len(asked)

    before = count()
    for month in (1, 2):
        world.receive(bericht_323([prestatie(1, begindatum=f"2026-0{month}-01")]))
    assert count() == before


def test_each_invariant_is_one_dutch_sentence(db: None) -> None:
    from tests.hostile.dutch import english_words  # noqa: PLC0415

    for name, uitslag in look(World()).items():
        says = uitslag.checked.invariant.says
        assert says.endswith(".")
        assert english_words(says) == [], name


def test_who_may_not_or_names_no_books_sees_nothing(world: World) -> None:
    backoffice = Viewer(naam="An", rollen=frozenset({Rol.BACKOFFICE}), doel="x")
    with pytest.raises(NotAllowed):
        list(controleer(viewer=backoffice, at=world.at))
    some = Viewer(
        naam="An", rollen=frozenset({Rol.CONTROLLER}), doel="x", administraties=frozenset({G1})
    )
    with pytest.raises(NotAllowed):
        list(controleer(viewer=some, at=world.at))
    assert all(u.checked.holds for u in controleer(viewer=some, at=world.at, administratie=G1))
    with pytest.raises(UnknownBooks):
        list(controleer(viewer=world.viewer, at=world.at, administratie="0014"))


def test_breaks_in_other_books_are_not_told(world: World) -> None:
    sql("UPDATE declaraties SET toegekend_cents = toegekend_cents + 1 WHERE regels > 0")
    partijen.find_administratie(G1)
    assert "declaratie-telt-op" in broken(world, administratie=G1)
    from noaber.partijen import operations  # noqa: PLC0415

    operations.register_administratie(
        code="0014", naam="Groningen", in_envelop=False, viewer=world.viewer
    )
    assert broken(world, administratie="0014") == {}


# ── every break is found ─────────────────────────────────────────────────────────────────────────

_FREED = """
INSERT INTO boekingen (administratie_id, soort, wet, product_categorie, product_code, maand,
    boekmaand, max_cents, verwacht_cents, bedrag_cents, toewijzing_id, at)
SELECT administratie_id, 'vrijval', wet, product_categorie, product_code, maand, boekmaand,
    {maximum}, {verwacht}, 0, toewijzing_id, at
FROM boekingen WHERE soort = 'verplichting'
"""
BREAKS: dict[str, list[str]] = {
    "declaratie-telt-op": [
        "UPDATE declaraties SET regels = regels + 1 WHERE id = (SELECT min(id) FROM declaraties)",
        "UPDATE declaraties SET toegekende_regels = 0 WHERE id = (SELECT min(id) FROM declaraties)",
        "UPDATE declaraties SET ingediend_cents = ingediend_cents - 1",
        "DELETE FROM prestaties WHERE NOT is_granted",
        "UPDATE prestaties SET bedrag_cents = bedrag_cents + 1 WHERE is_credit",
        ("UPDATE declaraties SET is_als_geheel_afgewezen = true, toegekend_cents = 0,"
            " toegekende_regels = 0"
        " WHERE id = (SELECT min(id) FROM declaraties)"),
    ],
    "stand-is-optelsom": [
        "UPDATE prestaties SET stand_uren = stand_uren + 1 WHERE is_granted AND NOT is_credit",
        "UPDATE prestaties SET stand_cents = 0 WHERE is_granted AND is_credit",
        ("UPDATE prestaties SET stand_overig = 1 WHERE is_granted"
        " AND declaratie_id = (SELECT min(id) FROM declaraties)"),
        "UPDATE prestaties SET geleverd_volume = geleverd_volume + 1 WHERE is_credit",
    ],
    "credit-volgt-debet": [
        "UPDATE prestaties SET vorig_referentie_nummer = 'weg' WHERE is_credit",
        "UPDATE prestaties SET geleverd_volume = 1 WHERE is_credit",
        ("UPDATE prestaties SET is_granted = false, codes = '{}' WHERE is_granted"
        " AND declaratie_id = (SELECT min(id) FROM declaraties)"),
    ],
    "betaalregel-is-toegekend": [
        "UPDATE betaalregels SET bedrag_cents = bedrag_cents + 1",
        "DELETE FROM betaalregels",
        "UPDATE declaraties SET is_ontvangen = false",
    ],
    "betaald-onderweg-open": [
        "DELETE FROM betaalregels WHERE bedrag_cents > 0",
    ],
    "realisatie-is-regels": [
        "UPDATE boekingen SET bedrag_cents = bedrag_cents + 1 WHERE soort = 'realisatie'",
        "DELETE FROM boekingen WHERE soort = 'realisatie'",
        "UPDATE boekingen SET maand = '2026-02-01' WHERE soort = 'realisatie'",
        "UPDATE boekingen SET product_code = '07A13' WHERE soort = 'realisatie'",
        "UPDATE boekingen SET administratie_id = 0 WHERE soort = 'realisatie'",
    ],
    "realisatie-totaal": [
        "UPDATE boekingen SET bedrag_cents = bedrag_cents + 1 WHERE soort = 'realisatie'",
    ],
    "verplichting-niet-onder-nul": [
        _FREED.format(maximum="-max_cents - 1", verwacht=0),
        _FREED.format(maximum=0, verwacht="-verwacht_cents - 1"),
    ],
    "verplichting-is-bij": [
        "DELETE FROM boekingen WHERE soort = 'verplichting'",
        ("UPDATE boekingen SET verwacht_cents = verwacht_cents - 1"
        " WHERE soort = 'verplichting' AND verwacht_cents > 1"),
        "DELETE FROM boekingen WHERE soort = 'vrijval'",
        "DELETE FROM start_stops",
    ],
    "nieuwste-versie-telt": [
        "UPDATE toewijzingen SET newest_id = NULL",
        "UPDATE toewijzingen SET newest_id = (SELECT max(id) FROM toewijzing_versies)",
        ("INSERT INTO toewijzing_versies (toewijzing_id, toewijzingsdatum, toewijzingstijd,"
        " product_categorie, product_code, ingangsdatum, einddatum, volume, eenheid, frequentie,"
        " status, at) SELECT toewijzing_id, toewijzingsdatum + 1, toewijzingstijd,"
        " product_categorie, product_code, ingangsdatum, einddatum, volume, eenheid, frequentie,"
        " status, at FROM toewijzing_versies WHERE volume = 3"),
    ],
    "toegekend-past": [
        "UPDATE toewijzing_versies SET volume = 39 WHERE frequentie = '6'",
        "UPDATE toewijzing_versies SET budget_cents = 59999 WHERE budget_cents > 0",
    ],
    "heenbericht-beantwoord": [
        "UPDATE berichten SET antwoord_op_id = NULL WHERE functie = 'WMO306'",
        "DELETE FROM berichten WHERE functie = 'WMO325'",
    ],
    "antwoord-heeft-vraag": [
        "UPDATE berichten SET antwoord_op_id = NULL WHERE functie = 'WMO325'",
        (
            "UPDATE berichten SET antwoord_op_id = (SELECT min(id) FROM berichten"
            " WHERE functie = 'WMO301') WHERE functie = 'WMO308'"
        ),
    ],
    "eindtijd-vastgelegd": [
        (
            "UPDATE berichten SET status = 'quarantaine', afgerond_at = NULL"
            " WHERE functie = 'WMO305'"
        ),
        "UPDATE berichten SET afgerond_at = NULL WHERE functie = 'WMO301'",
    ],
    "niets-blijft-liggen": [
        ("UPDATE berichten SET status = 'ontvangen', at = at - INTERVAL '2 days'"
        " WHERE functie = 'WMO305'"),
        ("UPDATE berichten SET status = 'gemaakt', at = at - INTERVAL '2 days'"
        " WHERE functie = 'WMO325'"),
    ],
    "termijn-bewaakt": [
        "UPDATE berichten SET uiterlijk = NULL WHERE functie = 'WMO301'",
        "UPDATE berichten SET uiterlijk = dagtekening WHERE functie = 'WMO323'",
    ],
    "bericht-in-juiste-boeken": [
        "UPDATE berichten SET administratie_id = 0 WHERE functie = 'WMO305'",
        "UPDATE berichten SET zender = '99010099' WHERE functie = 'WMO305'",
    ],
    "verwerking-in-logboek": [
        ("DELETE FROM verwerkingen WHERE onderwerp_id = (SELECT min(id) FROM berichten"
        " WHERE functie = 'WMO305')"),
    ],
    "antwoord-zegt-hetzelfde": [
        ("UPDATE declaraties SET toegekend_cents = toegekend_cents + 1"
        " WHERE id = (SELECT min(id) FROM declaraties)"),
        ("UPDATE declaraties SET toegekende_regels = toegekende_regels - 1"
        " WHERE id = (SELECT max(id) FROM declaraties WHERE toegekende_regels > 0)"),
        "UPDATE berichten SET antwoord_op_id = NULL WHERE functie = 'WMO325'",
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_every_break_is_found_where_it_is_and_names_nobody(world: World, name: str) -> None:
    for text in BREAKS[name]:
        with transaction.atomic():
            sql(text)
            found = broken(world)
            transaction.set_rollback(True)
        assert name in found, text
        for where, what in found[name]:
            assert where.split()[0] in {"declaratie", "toewijzing", "bericht", "administratie"}
            assert what
            assert not {B1, B2, B3, "Hoogëveen"} & set((where + what).split())
    assert broken(world) == {}


def test_a_break_says_which_declaratie_and_how_much(world: World) -> None:
    sql("UPDATE declaraties SET toegekend_cents = 1 WHERE id = (SELECT min(id) FROM declaraties)")
    ((where, what),) = broken(world)["declaratie-telt-op"]
    assert where.startswith("declaratie DN")
    assert f"van {P1} (wmo, 03-2026)" in where
    assert what == "toegekend: de declaratie zegt € 0,01, de regels € 1.080,00"


def test_of_many_breaks_some_are_told_and_all_are_counted(world: World) -> None:
    from noaber.kernel.controle import MOST_BREAKS  # noqa: PLC0415

    sql(
        "INSERT INTO declaraties (lane_id, bericht_id, is_ontvangen, declaratie_nummer, periode,"
        " dagtekening, ingediend_cents, toegekend_cents, regels, toegekende_regels,"
        " is_als_geheel_afgewezen, retourcodes, at) SELECT %s, -n, true, 'X' || n, '2026-03-01',"
        " '2026-04-01', 1, 0, 1, 0, false, '{}', now() FROM generate_series(1, 80) n",
        world.lane().id,
    )
    checked = look(world)["declaratie-telt-op"].checked
    assert (checked.broken, len(checked.breaks)) == (80, MOST_BREAKS)


# ── money on its way ─────────────────────────────────────────────────────────────────────────────


def _batch(world: World, batch: str, opdracht: str, **more: object) -> None:
    """A batch with an opdracht that pays the declaratie of P2, put in by hand."""
    is_out, is_off = batch in ("geexporteerd", "bevestigd"), batch == "vervallen"
    has_left = opdracht in ("geexporteerd", "bevestigd")
    with by_hand(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO betaalbatches (administratie_id, nummer, status, uitvoerdatum, van_iban,"
            " van_naam, voorgesteld_door, voorgesteld_at, gefiatteerd_door, gefiatteerd_at,"
            " vrijgegeven_door, vrijgegeven_at, geexporteerd_door, geexporteerd_at, bestand_sha256,"
            " ingetrokken_door, ingetrokken_at) VALUES (%s, 1, %s, '2026-05-01', '', '', 'An',"
            " now(), 'An', now(), 'Bo', now(), %s, %s, %s, %s, %s) RETURNING id",
            [
                world.administratie().id,
                batch,
                "An" if is_out else "",
                world.at if is_out else None,
                b"x" * 32 if is_out else None,
                "An" if is_off else "",
                world.at if is_off else None,
            ],
        )
        number = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO betaalopdrachten (batch_id, aanbieder_id, bedrag_cents, kenmerk, status,"
            " reden, rekening_id, boekdatum) VALUES (%s, %s, %s, 'K1', %s, 'x', %s, %s)"
            " RETURNING id",
            [
                number,
                partijen.get_aanbieder_id(P2),
                more.get("bedrag", 240_000),
                opdracht,
                0 if has_left else None,
                world.today if opdracht == "bevestigd" else None,
            ],
        )
        opdracht_id = cursor.fetchone()[0]
        if more.get("with_regel", True):
            cursor.execute(
                "UPDATE betaalregels SET opdracht_id = %s WHERE bedrag_cents = 240000",
                [opdracht_id],
            )
            assert cursor.rowcount == 1


@pytest.mark.parametrize(
    ("batch", "opdracht"),
    [("voorgesteld", "voorgesteld"), ("gefiatteerd", "geblokkeerd"),
     ("geexporteerd", "geexporteerd"), ("bevestigd", "bevestigd")],
)  # fmt: skip
def test_what_is_under_way_or_paid_holds(world: World, batch: str, opdracht: str) -> None:
    _batch(world, batch, opdracht)
    assert broken(world) == {}


@pytest.mark.parametrize(
    ("batch", "opdracht", "more", "names"),
    [
        ("voorgesteld", "voorgesteld", {"bedrag": 1}, {"opdracht-is-som-van-regels"}),
        ("geexporteerd", "geweigerd", {},
         {"opdracht-is-som-van-regels", "betaald-onderweg-open"}),
        ("voorgesteld", "geexporteerd", {}, {"batch-past-bij-opdrachten"}),
        ("bevestigd", "geexporteerd", {}, {"batch-past-bij-opdrachten"}),
        ("vervallen", "voorgesteld", {}, {"batch-past-bij-opdrachten"}),
        ("geexporteerd", "bevestigd", {"with_regel": False}, {"opdracht-is-som-van-regels"}),
    ],
)  # fmt: skip
def test_a_payment_that_does_not_fit_is_found(
    world: World, batch: str, opdracht: str, more: dict[str, object], names: set[str]
) -> None:
    _batch(world, batch, opdracht, **more)
    assert set(broken(world)) == names


# ── what is still to be booked ───────────────────────────────────────────────────────────────────


def _new_tarief(world: World) -> None:
    categorie, code = PRODUCTS[Wet.WMO][0]
    contracten.register_tarief(
        gemeente=G1,
        wet=Wet.WMO,
        tarief=Tarief(
            overeenkomst=f"wmo-{P1}", categorie=categorie, code=code, eenheid="04",
            bedrag_cents=6600, geldig=Period(date(2026, 5, 1), None),
        ),
        viewer=world.viewer,
        at=world.at,
    )  # fmt: skip


def test_a_new_tarief_is_to_be_booked_and_then_everything_holds(world: World) -> None:
    world.decide(Prolong(nummer=1, einddatum=date(2026, 8, 31)))
    assert broken(world) == {}
    _new_tarief(world)
    ((where, what),) = broken(world)["verplichting-is-bij"]
    assert where == f"toewijzing 1 van {G1} (wmo)"
    assert "vanaf 05-2026" in what
    done = boek_bij(viewer=world.viewer, at=world.at)
    assert (done.gewijzigd, done.niet_vast_te_leggen) == (1, 0)
    assert broken(world) == {}
    assert boek_bij(viewer=world.viewer, at=world.at).boekingen == 0


def test_after_the_turn_of_the_year_an_open_toewijzing_is_committed_a_year_further(
    world: World,
) -> None:
    per_month = omvang(12, frequentie="4")
    wens = Wens(product=t1().wens.product, ingangsdatum=date(2026, 7, 1), omvang=per_month)
    world.decide(Assign(wens=wens), bsn=B2)
    assert broken(world) == {}
    next_year = date(2027, 1, 2)
    found = broken(world, on=next_year)
    assert next(iter(found["verplichting-is-bij"][0])) == f"toewijzing 4 van {G1} (wmo)"
    assert boek_bij(viewer=world.viewer, at=moment(next_year)).gewijzigd == 1
    assert "verplichting-is-bij" not in broken(world, on=next_year)


def test_a_credit_after_shortening_lets_fall_free_what_was_kept(world: World) -> None:
    kept = prestatie(1, begindatum="2026-01-01", geleverd_volume=15)
    world.receive(bericht_323([kept]))
    world.decide(Shorten(nummer=1, einddatum=date(2026, 1, 10)), reden="05")
    assert broken(world) == {}
    world.receive(bericht_323([credit_of(kept)]))
    # Two weeks of three hours at 60,00 are left of January; the rest of it was kept for what was
    # granted, and is not committed any more.
    assert broken(world) == {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(max_cents) FROM boekingen WHERE maand = '2026-01-01' AND toewijzing_id = ("
            "SELECT id FROM toewijzingen WHERE nummer = 1)"
        )
        assert cursor.fetchone()[0] == 36_000


def test_what_has_no_tarief_is_told_and_not_booked(world: World) -> None:
    sql("DELETE FROM tarieven")
    done = boek_bij(viewer=world.viewer, at=world.at)
    assert done.niet_vast_te_leggen == 2  # the one with a Budget needs none
    assert "verplichting-is-bij" not in broken(world)


def test_a_deleted_toewijzing_holds(world: World) -> None:
    world.decide(Assign(wens=t1().wens), bsn=B2)
    world.decide(Delete(nummer=4), bsn=B2, at=time(10))
    assert broken(world) == {}


def test_what_waits_a_day_is_not_forgotten_yet(world: World) -> None:
    received = world.take_in(bericht_305(start("2026-01-05", 1)))
    assert received.bericht_id is not None
    assert broken(world) == {}
    late = broken(world, on=world.today + timedelta(days=2))
    assert [where for where, _ in late["niets-blijft-liggen"]] == [
        f"bericht {received.bericht_id} (WMO305 van {P1})"
    ]
