# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber toewijs`` and ``noaber verzoeken``: from a file to the bytes of the 301 and the 319."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from noaber.berichten.definitions import messages as m
from noaber.berichten.judge import Outcome, judge_bytes
from noaber.contracten import operations as contracten
from noaber.contracten.types import Product as ContractProduct
from noaber.flows.wijs_toe import uitvoeren
from noaber.flows.wijs_toe.kolommen import BESLUITEN, FIELDS
from noaber.kernel.wet import Wet
from noaber.partijen import operations as partijen
from noaber.partijen.types import Contactgegevens, Persoonsgegevens
from noaber.postbus.models import Bericht
from noaber.toewijzingen.models import GenomenBesluit, Toewijzing, Verzoek
from tests.cli.running import Ran, run
from tests.flows.wereld import B1, B2, G1, P1, P2, World, make_world, t1
from tests.hostile.dutch import english_words
from tests.toewijzingen.factories import aangevraagd, bericht_305, changed, start, vot, vow

pytestmark = pytest.mark.usefixtures("installation")

CLIENT = {"bsn": B1, "aanbieder": P1, "wet": "wmo"}
WEEK = {"volume": 3, "eenheid": "uur", "frequentie": "per week"}
ASSIGN = {
    "besluit": "toewijzen",
    **CLIENT,
    "categorie": "07",
    "productcode": "07A12",
    "ingangsdatum": "2026-04-01",
    "einddatum": "2026-12-31",
    **WEEK,
}
AGREED = {"afspraak": "overeenstemming", "afspraak_toelichting": "gebeld"}


@dataclass
class Desk:
    """Somebody who decides from files, and the folder in which messages appear."""

    world: World
    folder: Path
    seen: set[str] = field(default_factory=set)

    def run(self, rows: Any, *arguments: str, name: str = "besluiten.json") -> Ran:
        path = self.folder / name
        data = rows if isinstance(rows, bytes) else json.dumps(rows, ensure_ascii=False).encode()
        path.write_bytes(data)
        return run("toewijs", path, "--vandaag", self.world.today.isoformat(), *arguments)

    def decide(self, *rows: dict[str, Any], code: int = 0, more: tuple[str, ...] = ()) -> Any:
        """The rows as a machine reads what came of them."""
        out = () if "--proef" in more else ("--naar", str(self.folder / "uit"))
        ran = self.run(list(rows), "--json", *out, *more)
        assert (ran.code, ran.err) == (code, ""), ran.out
        (told,) = ran.rows()
        return told

    def one(self, row: dict[str, Any], code: int = 0) -> Any:
        """What came of one decision."""
        (told,) = self.decide(row, code=code)["besluiten"]
        return told

    def refused(self, row: dict[str, Any]) -> str:
        """Why a decision was refused, in Dutch."""
        told = self.one(row, code=1)
        assert told["uitkomst"] == "geweigerd"
        assert list(self.messages()) == []
        assert english_words(told["reden"]) == []
        return str(told["reden"])

    def messages(self) -> Iterator[Any]:
        """What appeared in the folder since the last look: real bytes, judged."""
        for path in sorted((self.folder / "uit").glob("*.xml"), key=lambda p: p.stat().st_mtime_ns):
            if path.name not in self.seen:
                self.seen.add(path.name)
                verdict = judge_bytes(path.read_bytes())
                assert verdict.outcome is Outcome.VALID, verdict.findings
                if isinstance(verdict.value, m.Bericht301 | m.Bericht319):  # no retour of ours
                    yield verdict.value

    def products(self) -> list[Any]:
        """The toegewezen producten of the one 301 that appeared."""
        (message,) = self.messages()
        assert isinstance(message, m.Bericht301)
        return list(message.client.toegewezen_producten)


@pytest.fixture
def desk(db: None, tmp_path: Path) -> Desk:
    return Desk(make_world(), tmp_path)


@pytest.fixture
def assigned(desk: Desk) -> Desk:
    """T1 stands: 3 hours a week, 2026-01-01 to 2026-06-30, number 1."""
    desk.world.decide(t1())
    desk.decide({**ASSIGN, "bsn": B2, "ingangsdatum": "2026-04-01"})
    list(desk.messages())
    return desk


def one(besluit: str, **more: Any) -> dict[str, Any]:
    """A decision about T1."""
    return {"besluit": besluit, **CLIENT, "toewijzingnummer": 1, **more}


# ── every kind of decision ───────────────────────────────────────────────────────────────────────


def test_toewijzen_sends_a_301_with_what_the_row_says(desk: Desk) -> None:
    told = desk.one({**ASSIGN, "kenmerk": "Z-1", "commentaar": "Let op de hond, d'Hoogëveen"})
    assert told["toewijzingnummers"] == [1]
    (row,) = told["berichten"]
    assert row["bericht"].startswith("WMO301 ")
    assert (desk.folder / "uit" / row["bestand"]).is_file()
    (message,) = desk.messages()
    assert message.client.naam.geslachtsnaam.achternaam == "d'Hoogëveen"
    (product,) = message.client.toegewezen_producten
    assert (product.product.categorie, product.product.code) == ("07", "07A12")
    assert (product.ingangsdatum, product.einddatum) == (date(2026, 4, 1), date(2026, 12, 31))
    assert (product.omvang.volume, product.omvang.eenheid, product.omvang.frequentie) == (
        3, "04", "2",
    )  # fmt: skip
    assert product.commentaar == "Let op de hond, d'Hoogëveen"


@pytest.mark.parametrize(
    ("different", "omvang", "budget"),
    [
        ({"eenheid": "83", "volume": None, "bedrag": "1.250,50", "frequentie": 6}, 125050, None),
        ({"productcode": None, **dict.fromkeys(WEEK), "budget": "900,00"}, None, 90000),
        ({"frequentie": "totaal", "volume": "40"}, 40, None),
        ({"eenheid": "4", "frequentie": "4", "einddatum": None}, 3, None),
    ],
)
def test_toewijzen_knows_every_variant(
    desk: Desk, different: dict[str, Any], omvang: int | None, budget: int | None
) -> None:
    desk.one({**ASSIGN, **different})
    (product,) = desk.products()
    assert (product.omvang and product.omvang.volume, product.budget) == (omvang, budget)


def test_a_leap_day_is_a_day(desk: Desk) -> None:
    desk.one({**ASSIGN, "einddatum": "29-02-2028"})
    assert desk.products()[0].einddatum == date(2028, 2, 29)
    told = desk.decide({**ASSIGN, "einddatum": "29-02-2027"}, code=2)
    assert [problem["kolom"] for problem in told["problemen"]] == ["einddatum"]


def test_verlengen_keeps_the_number_and_takes_a_new_one_after_the_end(assigned: Desk) -> None:
    told = assigned.one(one("verlengen", einddatum="2026-09-30", **AGREED))
    assert told["toewijzingnummers"] == [1]
    (product,) = assigned.products()
    assert (product.einddatum, product.reden_wijziging) == (date(2026, 9, 30), "04")
    assigned.world.today = date(2026, 11, 2)
    told = assigned.one(one("verlengen", einddatum="2026-12-31", **AGREED))
    assert told["toewijzingnummers"][0] > 2
    assert assigned.products()[-1].ingangsdatum == date(2026, 10, 1)


def test_verlengen_without_end_is_said_in_words(desk: Desk) -> None:
    desk.one({**ASSIGN, "frequentie": "per maand"})
    list(desk.messages())
    missing = desk.decide({**one("verlengen"), "einddatum": ""}, code=2)
    assert [problem["kolom"] for problem in missing["problemen"]] == ["einddatum"]
    desk.one(one("verlengen", einddatum="geen", **AGREED))
    assert desk.products()[0].einddatum is None


def test_inkorten_ends_earlier_and_an_end_in_the_past_needs_agreement(assigned: Desk) -> None:
    row = one("inkorten", einddatum="2026-03-01", reden="05")
    assert "OP186" in assigned.refused(row)
    assigned.one({**row, **AGREED})
    (product,) = assigned.products()
    assert (product.einddatum, product.reden_wijziging) == (date(2026, 3, 1), "05")
    kept = GenomenBesluit.objects.get(soort="inkorten")
    assert (kept.afspraak_soort, kept.afspraak_datum, kept.afspraak_toelichting) == (
        "overeenstemming", date(2026, 3, 16), "gebeld",
    )  # fmt: skip


def test_verwijderen_takes_it_back(assigned: Desk) -> None:
    assigned.one(one("verwijderen"))
    (product,) = assigned.products()
    assert (product.reden_wijziging, product.einddatum) == ("13", product.ingangsdatum)


def test_volume_changes_a_total_and_asks_for_the_right_column(desk: Desk) -> None:
    desk.one({**ASSIGN, "frequentie": "totaal", "volume": 40})
    list(desk.messages())
    assert "volume" in desk.refused(one("volume", bedrag="60,00"))
    desk.one(one("volume", volume=60))
    assert desk.products()[0].omvang.volume == 60
    assert "OP298" in desk.refused(one("volume", volume=50))


def test_volume_of_euros_is_an_amount(desk: Desk) -> None:
    euro = {"eenheid": "euro", "volume": None, "bedrag": "1000,00", "frequentie": "totaal"}
    desk.one({**ASSIGN, **euro})
    list(desk.messages())
    assert "bedrag" in desk.refused(one("volume", volume=120000))
    desk.one(one("volume", bedrag="1.200,50"))
    assert desk.products()[0].omvang.volume == 120050


def test_budget_changes_the_budget(desk: Desk) -> None:
    desk.one({**ASSIGN, "productcode": None, **dict.fromkeys(WEEK), "budget": "900,00"})
    list(desk.messages())
    desk.one(one("budget", budget="1.000,00"))
    assert desk.products()[0].budget == 100_000


def test_vervangen_ends_the_old_one_the_day_before(assigned: Desk) -> None:
    row = one("vervangen", categorie="07", productcode="07A12", ingangsdatum="2026-04-01",
              einddatum="2026-06-30", **{**WEEK, "volume": 5}, **AGREED)  # fmt: skip
    assert assigned.one(row)["toewijzingnummers"] == [1, 3]
    old, new = assigned.products()
    assert (old.einddatum, new.ingangsdatum, new.omvang.volume) == (
        date(2026, 3, 31), date(2026, 4, 1), 5,
    )  # fmt: skip


def test_eerder_starten_adds_one_in_front_and_not_twice(assigned: Desk) -> None:
    row = one("eerder starten", ingangsdatum="2025-12-01", **AGREED)
    assigned.one(row)
    first, _ = assigned.products()
    assert (first.ingangsdatum, first.einddatum) == (date(2025, 12, 1), date(2025, 12, 31))
    assert "OP259" in assigned.refused(row)


def test_opnieuw_starten_deletes_and_makes_anew(assigned: Desk) -> None:
    assert assigned.one(one("opnieuw starten", ingangsdatum="2026-02-01"))["toewijzingnummers"] == [
        1, 3,
    ]  # fmt: skip
    deleted, new = assigned.products()
    assert (deleted.reden_wijziging, new.ingangsdatum) == ("13", date(2026, 2, 1))


def test_pgb_ends_the_toewijzing_and_stands_in_the_way_of_another(assigned: Desk) -> None:
    pgb = {"besluit": "pgb", "bsn": B1, "wet": "wmo", "categorie": "07", "productcode": "07A12",
           "ingangsdatum": "2026-05-01", **AGREED}  # fmt: skip
    assigned.one(pgb)
    (product,) = assigned.products()
    assert (product.einddatum, product.reden_wijziging) == (date(2026, 4, 30), "08")
    assert "niets te doen" in assigned.refused(pgb)
    assert "al vastgelegd" in assigned.refused({**pgb, "aanbieder": P1})
    assert "OP043" in assigned.refused({**ASSIGN, "ingangsdatum": "2026-06-01"})


def test_a_client_who_died_or_moved_ends_at_every_aanbieder(assigned: Desk) -> None:
    assigned.decide({**ASSIGN, "aanbieder": P2})
    jw = {"wet": "jw", "categorie": "45", "productcode": "45A04"}
    assigned.decide({**ASSIGN, **jw})
    list(assigned.messages())
    moved = {"besluit": "verhuisd", "bsn": B1, "inschrijfdatum": "2026-05-01", **AGREED}
    told = assigned.one({**moved, "kenmerk": "VERH-1"})
    assert [row["bericht"].split()[0] for row in told["berichten"]] == ["WMO301", "WMO301", "JW301"]
    ends = [
        (message.header.ontvanger, product.einddatum, product.reden_wijziging)
        for message in assigned.messages()
        for product in message.client.toegewezen_producten
    ]
    assert sorted(ends) == sorted(
        [
            (P1, date(2026, 4, 30), "07"),
            (P2, date(2026, 4, 30), "07"),
            (P1, date(2026, 4, 30), "07"),
        ]
    )
    assert assigned.one({**moved, "kenmerk": "VERH-1"})["uitkomst"] == "al gedaan"
    assert "niets te doen" in assigned.refused(moved)
    died = {"besluit": "overleden", "bsn": B1, "overlijdensdatum": "2026-03-10"}
    told = assigned.one({**died, "aanbieder": P1, "wet": "wmo"})
    assert [product.reden_wijziging for product in assigned.products()] == ["02"]
    assert "niets" in assigned.refused({**died, "aanbieder": P1, "wet": "wmo"})


def test_a_client_who_lives_elsewhere_now_is_told_with_the_new_address(desk: Desk) -> None:
    partijen.register_personen(
        administratie=desk.world.administratie(),
        personen=[
            Persoonsgegevens(
                bsn=B1, achternaam="d'Hoogëveen", geboortedatum=date(1980, 5, 17),
                contacten=(
                    Contactgegevens(straatnaam="Kerklaan", huisnummer=12, postcode="9999ZX"),
                ),
            )
        ],
        on=desk.world.today,
    )  # fmt: skip
    desk.one(ASSIGN)
    (message,) = desk.messages()
    (contact,) = message.client.contactgegevens
    assert contact.adres.straatnaam == "Kerklaan"


def test_every_word_and_every_column_is_in_the_manual() -> None:
    manual = Path(__file__).resolve().parents[2] / "docs" / "handleiding" / "toewijzen.md"
    text = manual.read_text(encoding="utf-8")
    assert [word for word in FIELDS if f"`{word}`" not in text] == []
    assert [column.name for column in BESLUITEN.columns if f"`{column.name}`" not in text] == []


# ── verzoeken ────────────────────────────────────────────────────────────────────────────────────


def listed(*arguments: str) -> list[dict[str, Any]]:
    ran = run("verzoeken", "--json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    return ran.rows()


def test_open_verzoeken_are_listed_without_the_client(assigned: Desk) -> None:
    assigned.world.receive(vot(aangevraagd("VOT-1", van="2026-08-01"), van=P2))
    assigned.world.receive(vow(changed(1), referentie=f"VOW van {B1}"))
    first, second = listed()
    assert (first["soort"], first["aanbieder"], first["status"]) == (
        "verzoek om toewijzing", P2, "in behandeling",
    )  # fmt: skip
    assert (first["ontvangen"], first["referentie"]) == ("2026-03-16", "VOT-1")
    assert first["uiterlijk"] > "2026-03-16"
    assert B1 not in json.dumps([first, second]) + run("verzoeken").out
    assert [row["aanbieder"] for row in listed("--aanbieder", P1)] == [P1]
    assert [row["verzoek"] for row in listed("--na", first["sleutel"])] == [second["verzoek"]]
    assert listed("--gemeente", "0014") == []
    run("verzoeken", "--na", "morgen").said_in_dutch("sleutel")


def test_the_list_of_verzoeken_asks_as_much_for_two_as_for_ten(desk: Desk) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            listed()
        return len(queries)

    def ask(begin: int, end: int) -> None:
        desk.world.receive(
            vot(*(aangevraagd(f"VOT-{n}", van=f"20{27 + n}-01-01", tot=f"20{27 + n}-06-30")
                  for n in range(begin, end)), van=P1, bsn=B1 if begin else B2)
        )  # fmt: skip

    listed()  # the first command of a process looks at its tables
    ask(0, 2)
    few = asked()
    ask(2, 10)
    assert len(listed()) == 10
    assert asked() == few


def test_honoreren_answers_a_vot_with_its_reference(desk: Desk) -> None:
    desk.world.receive(vot(aangevraagd("VOT-1")))
    (row,) = listed()
    told = desk.one({"besluit": "honoreren", "verzoek": row["verzoek"]})
    (product,) = [p for p in desk.products() if p.referentie_aanbieder == "VOT-1"]
    assert (told["toewijzingnummers"], product.omvang.volume) == ([1], 3)
    assert listed() == []
    again = desk.refused({"besluit": "honoreren", "verzoek": row["verzoek"]})
    assert "niet meer te honoreren" in again
    assert Toewijzing.objects.count() == 1


def test_honoreren_may_deviate_and_names_what_is_needed(desk: Desk) -> None:
    desk.world.receive(vot(aangevraagd("VOT-1")))
    by_name = {"referentie": "VOT-1", "aanbieder": P1, "wet": "wmo"}
    told = desk.decide({"besluit": "honoreren", **by_name, "volume": 2}, code=2)
    assert {problem["kolom"] for problem in told["problemen"]} == {
        "ingangsdatum", "eenheid", "frequentie",
    }  # fmt: skip
    wens = {key: ASSIGN[key] for key in ("categorie", "productcode", "ingangsdatum", "einddatum")}
    told = desk.one({"besluit": "honoreren", **by_name, **wens, **WEEK, "volume": 2})
    assert [warning["regel"] for warning in told["waarschuwingen"]] == ["IV094"]
    assert desk.products()[0].omvang.volume == 2


def test_honoreren_answers_a_vow_as_a_whole(assigned: Desk) -> None:
    assigned.world.receive(vow(changed(1)))
    assigned.world.today = date(2026, 4, 10)
    row = {"besluit": "honoreren", "referentie": "VOW-1", "aanbieder": P1, "wet": "wmo", "bsn": B1}
    assert "IV093" in assigned.refused(row)
    told = assigned.one({**row, "verstreken_datum": "vanaf het besluit"})
    assert told["toewijzingnummers"] == [1, 3]
    products = assigned.products()
    assert {product.referentie_aanbieder for product in products} == {"VOW-1"}
    assert products[0].einddatum == date(2026, 4, 10)


def test_a_verzoek_is_not_honoured_for_another_client_or_aanbieder(desk: Desk) -> None:
    desk.world.receive(vot(aangevraagd("VOT-1")))
    (row,) = listed()
    for wrong in ({"bsn": B2}, {"aanbieder": P2}, {"wet": "jw"}):
        reden = desk.refused({"besluit": "honoreren", "verzoek": row["verzoek"], **wrong})
        assert "andere cliënt of aanbieder" in reden
    assert "niet bekend" in desk.refused({"besluit": "honoreren", "verzoek": 999_999})
    assert not Toewijzing.objects.exists()


def test_in_onderzoek_and_afwijzen_are_sent_as_a_319(desk: Desk) -> None:
    desk.world.receive(vot(aangevraagd("VOT-1")))
    (row,) = listed()
    told = desk.one({"besluit": "in onderzoek", "verzoek": row["verzoek"]})
    assert told["berichten"][0]["bericht"].startswith("WMO319 ")
    (message,) = desk.messages()
    assert isinstance(message, m.Bericht319)
    assert message.antwoord.verzoek_antwoord == "2"
    assert listed()[0]["status"] == "in onderzoek"
    assert "TR360" in desk.refused({"besluit": "in onderzoek", "verzoek": row["verzoek"]})
    desk.one({"besluit": "afwijzen", "verzoek": row["verzoek"], "reden_afwijzing": "7"})
    (message,) = desk.messages()
    assert (message.antwoord.verzoek_antwoord, message.antwoord.reden_afwijzing_verzoek) == (
        "1", "7",
    )  # fmt: skip
    assert Verzoek.objects.get().status == "afgewezen"
    assert "al afgewezen" in desk.refused({"besluit": "honoreren", "verzoek": row["verzoek"]})


def test_a_reason_that_does_not_fit_is_refused_with_the_choices(desk: Desk) -> None:
    desk.world.receive(vot(aangevraagd("VOT-1")))
    (row,) = listed()
    answer = {"besluit": "afwijzen", "verzoek": row["verzoek"]}
    assert "kies uit" in desk.refused({**answer, "reden_afwijzing": "8"})
    told = desk.decide({**answer, "reden_afwijzing": "12"}, code=2)
    assert "Stapeling".casefold() in told["problemen"][0]["tekst"]


# ── the file as a whole ──────────────────────────────────────────────────────────────────────────


def test_with_one_wrong_row_nothing_of_the_file_is_done(desk: Desk) -> None:
    told = desk.decide(
        ASSIGN,
        {**ASSIGN, "bsn": "999900160"},
        {**ASSIGN, "aanbieder": "99999999", "wet": "zvw"},
        {"besluit": "toekennen", **CLIENT},
        {**ASSIGN, "toewijzingnummer": 3},
        {**ASSIGN, "categorie": "45"},
        {**ASSIGN, "einddatum": "2026-03-31", "volume": 0},
        {**ASSIGN, "gemeente": "0014"},
        {**ASSIGN, "eenheid": None},
        {**ASSIGN, "afspraak_datum": "2026-03-17"},
        {**one("inkorten"), "einddatum": "geen"},
        {**one("volume")},
        {"besluit": "honoreren"},
        code=2,
    )
    assert told["besluiten"] == []
    assert sorted((p["rij"], p["kolom"]) for p in told["problemen"]) == [
        (2, "bsn"), (3, "aanbieder"), (3, "wet"), (4, "besluit"),
        (5, "toewijzingnummer"), (6, "categorie"), (7, "einddatum"), (7, "volume"),
        (8, "gemeente"), (9, "eenheid"), (10, "afspraak"),
        (10, "afspraak_datum"), (11, "einddatum"), (12, "volume"), (13, "verzoek"),
    ]  # fmt: skip
    assert not Toewijzing.objects.exists()
    assert not Bericht.objects.exists()
    for problem in told["problemen"]:
        assert english_words(problem["tekst"]) == []
        assert "999900160" not in problem["tekst"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("leeg.json", b"", "leeg"),
        ("leeg.json", b"[]", "geen besluiten"),
        ("half.json", b"[{", "geen JSON"),
        ("getal.json", b"3", "object"),
        ("los.json", b"[3]", "object"),
        ("anders.json", b'{"besluiten": [], "rest": {}}', "haal het weg"),
        ("boek.csv", b"PK\x03\x04" + bytes(30), "Excel"),
        ("zonder.csv", b"bsn;aanbieder\n999900134;99010014\n", "besluit"),
        ("kop.csv", b"kenmerk;besluit;bsn\n", "geen besluiten"),
    ],
)
def test_a_wrong_file_ends_with_2_and_one_sentence(
    desk: Desk, name: str, content: bytes, told: str
) -> None:
    ran = desk.run(content, name=name)
    assert ran.code == 2
    assert told.casefold() in ran.err.casefold()
    assert "Er is niets gedaan" in ran.err
    assert english_words(ran.err.replace(name, "")) == []


def test_a_file_that_is_not_there_ends_with_2(desk: Desk) -> None:
    ran = run("toewijs", desk.folder / "nergens.csv")
    assert ran.code == 2
    ran.said_in_dutch("bestaat niet")


def test_a_thousand_bad_rows_are_all_told_and_name_nobody(desk: Desk) -> None:
    rows = [{**ASSIGN, "bsn": f"9999{n:05}", "kenmerk": f"K{n}"} for n in range(1000)]
    ran = desk.run(rows)
    assert ran.code == 2
    assert ran.err.count("kolom bsn") == 1000 - 3  # B1, B2 and B3 are known
    assert not [row for row in rows if row["bsn"] in ran.err + ran.out]


def test_csv_and_json_say_the_same(desk: Desk) -> None:
    rows = [{**ASSIGN, "kenmerk": "Z-1"}, {**ASSIGN, "bsn": B2, "kenmerk": "Z-2"}]
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    ran = desk.run(("\ufeff" + text.getvalue()).encode(), name="besluiten.csv")
    assert ran.code == 0, ran.err
    assert "2 gedaan" in ran.out
    told = desk.decide(*rows)
    assert told["totaal"] == {"al gedaan": 2}
    assert not any(bsn in ran.out + ran.err for bsn in (B1, B2))


def test_rows_stand_on_their_own(desk: Desk) -> None:
    told = desk.decide(
        {**ASSIGN, "kenmerk": "A"},
        {**ASSIGN, "kenmerk": "B", "ingangsdatum": "2026-05-01"},
        {**ASSIGN, "kenmerk": "C", "bsn": B2, "productcode": "07X99"},
        {**ASSIGN, "kenmerk": "D", "bsn": B2},
        code=1,
    )
    assert [row["uitkomst"] for row in told["besluiten"]] == [
        "gedaan", "geweigerd", "geweigerd", "gedaan",
    ]  # fmt: skip
    assert "OP259" in told["besluiten"][1]["reden"]
    assert "productlijst" in told["besluiten"][2]["reden"]
    assert GenomenBesluit.objects.count() == 2
    # What was refused is free to be mended under its own kenmerk.
    mended = desk.decide({**ASSIGN, "kenmerk": "C", "bsn": B2, "aanbieder": P2})
    assert mended["totaal"] == {"gedaan": 1}


def test_several_decisions_about_one_toewijzing_on_one_day_follow_each_other(desk: Desk) -> None:
    told = desk.decide(
        ASSIGN,
        one("verlengen", einddatum="2027-03-31", **AGREED),
        one("inkorten", einddatum="2027-02-28", reden="05", **AGREED),
    )
    assert told["totaal"] == {"gedaan": 3}
    last = list(desk.messages())[-1]
    (product,) = last.client.toegewezen_producten
    assert product.einddatum == date(2027, 2, 28)


def test_an_error_of_ours_is_told_and_the_other_rows_go_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = uitvoeren.ken_toe

    def broken(**given: Any) -> Any:
        if given["persoon_id"] == desk.world.persoon(B1):
            raise KeyError(B1)
        return real(**given)

    monkeypatch.setattr(uitvoeren, "ken_toe", broken)
    told = desk.decide(ASSIGN, {**ASSIGN, "bsn": B2}, code=1)
    assert [row["uitkomst"] for row in told["besluiten"]] == ["mislukt", "gedaan"]
    assert B1 not in json.dumps(told)


def test_somebody_who_may_not_decide_is_told_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from noaber.access.types import Rol, Viewer  # noqa: PLC0415
    from noaber.cli import toewijs  # noqa: PLC0415

    nobody = Viewer(naam="x", rollen=frozenset({Rol.CONTRACTMANAGER}), doel="toetsen")
    monkeypatch.setattr(toewijs, "viewer", lambda *_: nobody)
    ran = desk.run([ASSIGN])
    assert ran.code == 1
    ran.said_in_dutch("mag dit niet")


# ── once ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_file_twice_assigns_once(desk: Desk) -> None:
    rows = [{**ASSIGN, "kenmerk": "Z-1"}, {**ASSIGN, "bsn": B2, "kenmerk": "Z-2"}]
    first = desk.decide(*rows)
    again = desk.decide(*rows)
    assert again["totaal"] == {"al gedaan": 2}
    for before, after in zip(first["besluiten"], again["besluiten"], strict=True):
        assert before["toewijzingnummers"] == after["toewijzingnummers"]
        assert before["berichten"] == after["berichten"]
    assert (Toewijzing.objects.count(), len(list(desk.messages()))) == (2, 2)


def test_a_kenmerk_names_one_decision(desk: Desk) -> None:
    desk.one({**ASSIGN, "kenmerk": "Z-1"})
    list(desk.messages())
    for different in ({"bsn": B2}, {"volume": 4}, {"aanbieder": P2}, {"einddatum": "2026-11-30"}):
        assert "ander besluit" in desk.refused({**ASSIGN, "kenmerk": "Z-1", **different})
    same_in_other_words = {
        **ASSIGN, "kenmerk": "Z-1", "eenheid": "04", "frequentie": "2", "gemeente": G1,
        "ingangsdatum": "01-04-2026", "volume": "3",
    }  # fmt: skip
    assert desk.one(same_in_other_words)["uitkomst"] == "al gedaan"


def test_a_kenmerk_twice_in_a_file_or_with_a_bsn_in_it_is_wrong(desk: Desk) -> None:
    told = desk.decide({**ASSIGN, "kenmerk": "Z"}, {**ASSIGN, "kenmerk": "Z"}, code=2)
    assert [(p["rij"], p["kolom"]) for p in told["problemen"]] == [(2, "kenmerk")]
    told = desk.decide({**ASSIGN, "kenmerk": f"zaak {B1}"}, code=2)
    assert told["problemen"][0]["kolom"] == "kenmerk"
    assert B1 not in json.dumps(told)


def test_without_kenmerk_the_same_again_is_refused(desk: Desk) -> None:
    desk.one(ASSIGN)
    list(desk.messages())
    assert "Toewijzing 1 is er al" in desk.refused(ASSIGN)


def test_hulpmiddelen_may_stand_twice_for_whoever_says_so(desk: Desk) -> None:
    contracten.register_product(
        product=ContractProduct(
            gemeente=G1, wet=Wet.WMO, categorie="12", code="12A01", naam="Scootmobiel"
        ),
        viewer=desk.world.viewer,
    )
    row = {**ASSIGN, "categorie": "12", "productcode": "12A01"}
    desk.one(row)
    list(desk.messages())
    # Stapeling does not forbid it, so nothing but this stops a file that comes twice.
    assert "Toewijzing 1 is er al" in desk.refused(row)
    earlier = one("eerder starten", ingangsdatum="2026-03-20")
    desk.one(earlier)
    list(desk.messages())
    assert "Toewijzing 2 is er al" in desk.refused(earlier)
    assert desk.one({**row, "kenmerk": "tweede"})["toewijzingnummers"] == [3]
    assert len(desk.products()) == 3


@pytest.mark.parametrize(
    "row",
    [
        one("verlengen", einddatum="2026-09-30", **AGREED),
        one("inkorten", einddatum="2026-05-31", reden="05", **AGREED),
        one("verwijderen", **AGREED),
        one("opnieuw starten", ingangsdatum="2026-02-01", **AGREED),
        one("vervangen", categorie="02", productcode="02A03", ingangsdatum="2026-04-01",
            einddatum="2026-06-30", **WEEK, **AGREED),
        {"besluit": "overleden", "bsn": B1, "overlijdensdatum": "2026-03-10"},
    ],
)  # fmt: skip
def test_no_decision_without_kenmerk_does_anything_twice(
    assigned: Desk, row: dict[str, Any]
) -> None:
    assigned.one(row)
    list(assigned.messages())
    count = Bericht.objects.count()
    assigned.refused(row)
    assert Bericht.objects.count() == count


def test_what_was_decided_and_not_carried_goes_with_the_next(desk: Desk) -> None:
    ran = desk.run([{**ASSIGN, "kenmerk": "Z-1"}])
    assert "liggen klaar" in ran.out
    assert not (desk.folder / "uit").exists()
    told = desk.decide({**ASSIGN, "kenmerk": "Z-1"})
    assert told["besluiten"][0]["berichten"][0]["bestand"]
    assert len(list(desk.messages())) == 1


def test_a_trial_does_everything_and_leaves_nothing(desk: Desk) -> None:
    rows = [
        {**ASSIGN, "kenmerk": "A"},
        one("verlengen", einddatum="2027-03-31", **AGREED),
        {**ASSIGN, "kenmerk": "B", "ingangsdatum": "2026-05-01"},
    ]
    told = desk.decide(*rows, code=1, more=("--proef",))
    assert told["totaal"] == {"gedaan": 2, "geweigerd": 1}
    assert told["besluiten"][1]["toewijzingnummers"] == [1]
    for model in (Toewijzing, Bericht, GenomenBesluit):
        assert not model._default_manager.exists()
    ran = desk.run(rows, "--proef", "--naar", str(desk.folder / "uit"))
    assert "niets verstuurd" in ran.out
    assert not (desk.folder / "uit").exists()
    assert desk.decide(*rows, code=1)["totaal"] == {"gedaan": 2, "geweigerd": 1}


def test_a_person_reads_rows_reasons_and_warnings_without_the_client(assigned: Desk) -> None:
    rows = [
        {**ASSIGN, "kenmerk": "A"},
        {**ASSIGN, "bsn": B2, "aanbieder": P2, "ingangsdatum": "2026-01-01"},
    ]
    ran = assigned.run(rows)
    assert ran.code == 1
    assert "Rij 1 (A): geweigerd." in ran.out
    assert "Rij 2: let op." in ran.out
    assert not any(secret in ran.out + ran.err for secret in (B1, B2, "Hoog"))


def test_after_a_start_deleting_is_refused_in_words(assigned: Desk) -> None:
    assigned.world.receive(bericht_305(start("2026-01-05", 1)))
    assert "OP362" in assigned.refused(one("verwijderen"))


@pytest.mark.django_db(transaction=True)
def test_two_processes_with_the_same_file_at_once_assign_once(
    tmp_path: Path, installation: dict[str, str]
) -> None:
    make_world()
    rows = [
        {**ASSIGN, "bsn": bsn, "aanbieder": agb, "kenmerk": f"{bsn[-3:]}-{agb}"}
        for bsn in (B1, B2) for agb in (P1, P2)
    ]  # fmt: skip
    (tmp_path / "b.json").write_text(json.dumps(rows), encoding="utf-8")
    command = [sys.executable, "-m", "noaber", "toewijs", "b.json", "--json", "--naar", "uit"]
    both = [
        subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    told = [process.communicate(timeout=180) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    done = [json.loads(out)["totaal"] for out, _ in told]
    assert sum(row.get("gedaan", 0) for row in done) == 4
    assert sum(row.get("al gedaan", 0) for row in done) == 4
    assert (Toewijzing.objects.count(), Bericht.objects.count()) == (4, 4)
    assert len(list((tmp_path / "uit").glob("*.xml"))) == 4
    assert len(set(Toewijzing.objects.values_list("nummer", flat=True))) == 4
