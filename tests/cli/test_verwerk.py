# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber verwerk`` on folders with real files, as a person and as a script see it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from noaber.berichten.judge import Outcome, judge_bytes
from noaber.berichten.xml.write import write
from noaber.flows import inbox
from noaber.partijen import operations as partijen
from noaber.postbus.envelop.read import read_envelop
from noaber.postbus.envelop.write import write_envelop
from noaber.postbus.models import Bericht, Quarantaine
from noaber.postbus.types import Du01
from tests.cli.running import Ran, run, run_apart, short_bsn, wrong_bsn
from tests.flows.declareren import bericht_323, prestatie
from tests.flows.wereld import B1, B2, B3, G1, P1, World, make_world, t1
from tests.hostile.dutch import english_words
from tests.postbus.builders import di01
from tests.toewijzingen.factories import bericht_305, start

G2 = "1680"  # Aa en Hunze
OTHER_GEMEENTE = "0014"  # exists, and is not kept here
DAY = ("--vandaag", "2026-04-03")
ZipOf = Callable[[str, dict[str, bytes]], Path]


@pytest.fixture
def world(db: None, installation: dict[str, str]) -> World:
    """T1 is assigned to B1."""
    made = make_world()
    made.decide(t1())
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "post"
    made.mkdir()
    return made


def put(folder: Path, **files: bytes) -> None:
    for name, data in files.items():
        (folder / f"{name}.xml").write_bytes(data)


def start_of(nummer: int = 1, identificatie: str | None = None, **more: Any) -> bytes:
    if identificatie is not None:
        more["identificatie"] = identificatie
    return write(bericht_305(start("2026-01-05", nummer), **more))


def as_json(ran: Ran) -> dict[str, Any]:
    """The one object on standard output; nothing else was said."""
    assert ran.err == ""
    (found,) = ran.rows()
    return found


def verwerk(folder: Path, *more: str | Path, code: int = 0) -> dict[str, Any]:
    ran = run("verwerk", folder, "--json", *DAY, *more)
    assert ran.code == code, ran
    return as_json(ran)


def per_file(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["bestand"]: row for row in found["berichten"]}


def kept() -> dict[str, list[Any]]:
    """Every row of every table."""
    return {
        model._meta.label: sorted(map(repr, model._default_manager.values_list()))
        for model in apps.get_models()
    }


def on_disk(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# ── what it says ─────────────────────────────────────────────────────────────────────────────────


def test_a_machine_reads_what_came_of_each_message(world: World, folder: Path) -> None:
    too_much = prestatie(1, begindatum="2026-02-01", geleverd_volume=99)
    put(
        folder,
        a_start=start_of(),
        b_unknown=start_of(99),
        c_technical=wrong_bsn(),
        d_schema=short_bsn(),
        e_money=bericht_323([prestatie(1), too_much]),
    )
    found = verwerk(folder)
    rows = per_file(found)
    assert {
        name: (row["bericht"], row["uitkomst"], row["retourcodes"]) for name, row in rows.items()
    } == {
        "a_start.xml": ("WMO305", "akkoord", []),
        "b_unknown.xml": ("WMO305", "afgekeurd", ["0200"]),
        "c_technical.xml": ("WMO305", "afgekeurd", ["0001"]),
        "d_schema.xml": ("WMO305", "schema klopt niet", []),
        "e_money.xml": ("WMO323", "deels toegekend", ["0200"]),
    }
    assert rows["b_unknown.xml"]["codes"] == ["9019"]
    assert rows["e_money.xml"]["codes"] == ["9321"]
    assert rows["e_money.xml"]["declaratie"] == {
        "ingediend_cents": 54_000 + 99 * 6000,
        "toegekend_cents": 54_000,
        "regels": 2,
        "afgekeurd": 1,
    }
    assert [name for name, row in rows.items() if "declaratie" in row] == ["e_money.xml"]
    assert found["totaal"] == {
        "berichten": 5,
        "uitkomsten": {
            "akkoord": 1, "afgekeurd": 2, "schema klopt niet": 1, "deels toegekend": 1,
        },
        "ingediend_cents": 648_000,
        "toegekend_cents": 54_000,
        "regels": 2,
        "afgekeurd": 1,
    }  # fmt: skip
    assert found["fouten_in_noaber"] == {}


def test_every_answer_lies_in_the_outbox_and_is_a_valid_message(
    world: World, folder: Path, tmp_path: Path
) -> None:
    put(folder, a=start_of(), b=bericht_323([prestatie(1)]), c=short_bsn())
    outbox = tmp_path / "antwoorden"
    rows = per_file(verwerk(folder, "--uit", outbox))
    answers = {name: row["antwoord"] for name, row in rows.items()}
    assert answers["c.xml"] is None  # a bare message that breaks its schema has no answer
    for name, answer in [("a.xml", "WMO306"), ("b.xml", "WMO325")]:
        verdict = judge_bytes(Path(answers[name]).read_bytes())
        assert verdict.definition is not None
        assert (verdict.definition.name, verdict.outcome) == (answer, Outcome.VALID)
    assert not (folder / "uit").exists()
    # The 301 that lay ready went along.
    assert sorted(path.name[:6] for path in outbox.glob("*.xml")) == ["WMO301", "WMO306", "WMO325"]


def test_a_person_reads_a_table_per_kind_with_reasons_and_money(world: World, folder: Path) -> None:
    put(
        folder,
        a=start_of(),
        b=start_of(99),
        c=bericht_323([prestatie(1), prestatie(1, begindatum="2026-02-01", geleverd_volume=99)]),
        d=b"<dit-is-geen-bericht/>",
    )
    ran = run("verwerk", folder, *DAY)
    assert ran.code == 1  # something waits in quarantaine
    assert english_words(ran.out) == []
    table = {
        cells[0]: cells[1:]
        for line in ran.out.splitlines()
        if (cells := re.findall(r"[^\s│┃]+", line)) and cells[0] in ("WMO305", "WMO323", "onbekend")
    }
    header = next(line for line in ran.out.splitlines() if "Aantal" in line)
    assert re.findall(r"\w+", header) == [
        "Bericht", "Aantal", "Akkoord", "Deels", "Afgekeurd", "Quarantaine",
    ]  # fmt: skip
    assert "WMO323 9321" in re.sub(r"[\s│]+", " ", ran.out)
    assert "WMO305 9019" in re.sub(r"[\s│]+", " ", ran.out)
    assert table["onbekend"] == ["1", "·", "·", "·", "1"]
    assert (
        "Declaraties: 1 met 2 regels, ingediend € 6.480,00, toegekend € 540,00, afgekeurd: 1 regel."
        in ran.out
    )
    assert "Quarantaine: d.xml" in ran.out


def test_nothing_that_is_written_names_a_bsn(world: World, folder: Path) -> None:
    (folder / f"start {B1}.xml").write_bytes(start_of())
    put(
        folder,
        a=start_of(99),
        b=bericht_323([prestatie(1), prestatie(1, bsn=B2)]),
        c=short_bsn(),
        d=b"<x>" + B3.encode() + b"</x>",
    )
    human = run("verwerk", folder, *DAY)
    machine = run("verwerk", folder, "--json", *DAY)
    said = human.out + human.err + machine.out + machine.err
    said = said.replace(f"start {B1}.xml", "")  # the person's own name for the file
    assert [bsn for bsn in (B1, B2, B3, "99990013") if bsn in said] == []
    for name in on_disk(folder / "uit"):
        assert B1 not in name
    assert [row.naam for row in Quarantaine.objects.all() if B1 in row.naam] == []
    assert [row.naam for row in Bericht.objects.all() if B1 in row.naam] == []


# ── shapes in which post comes ───────────────────────────────────────────────────────────────────


def test_a_zip_gives_a_row_per_message_in_it(world: World, folder: Path, zip_of: ZipOf) -> None:
    zip_of("post/partij.zip", {"een.xml": start_of(), "map/twee.xml": start_of(99)})
    rows = per_file(verwerk(folder))
    assert {name: row["uitkomst"] for name, row in rows.items()} == {
        "partij.zip/een.xml": "akkoord",
        "partij.zip/map/twee.xml": "afgekeurd",
    }


def test_an_envelop_is_answered_in_an_envelop(world: World, folder: Path) -> None:
    put(folder, a=write_envelop(di01("WMO305", start_of())))
    (row,) = verwerk(folder)["berichten"]
    assert (row["bericht"], row["uitkomst"]) == ("WMO305", "akkoord")
    answer = read_envelop(Path(row["antwoord"]).read_bytes())
    assert isinstance(answer, Du01)
    assert (answer.functie, answer.ontvanger.organisatie) == ("WMO306", P1)
    assert judge_bytes(answer.payload).outcome is Outcome.VALID


def test_folders_in_the_folder_are_read_and_other_files_are_left(
    world: World, folder: Path
) -> None:
    (folder / "dieper" / "nog").mkdir(parents=True)
    put(folder / "dieper" / "nog", a=start_of())
    (folder / "leesmij.txt").write_text("geen bericht", encoding="utf-8")
    before = on_disk(folder)
    rows = per_file(verwerk(folder))
    assert list(rows) == ["dieper/nog/a.xml"]
    after = on_disk(folder)
    assert {name: data for name, data in after.items() if not name.startswith("uit/")} == before


def test_in_a_postbus_files_move_to_where_they_belong(world: World, folder: Path) -> None:
    (folder / "in").mkdir()
    put(folder / "in", a=start_of(), b=b"geen xml")
    rows = per_file(verwerk(folder, code=1))
    assert {name: row["uitkomst"] for name, row in rows.items()} == {
        "a.xml": "akkoord",
        "b.xml": "quarantaine",
    }
    assert list((folder / "in").iterdir()) == []
    assert [path.read_bytes() for path in (folder / "verwerkt").glob("*.xml")] == [start_of_a(rows)]
    assert b"geen xml" in on_disk(folder / "quarantaine").values()


def start_of_a(rows: dict[str, dict[str, Any]]) -> bytes:
    """What was put in as a.xml, as it is kept."""
    from noaber.postbus.queries import get_raw  # noqa: PLC0415

    assert rows["a.xml"]["bericht"] == "WMO305"
    raw = get_raw(Bericht.objects.get(functie="WMO305").pk)
    assert raw is not None
    return raw


def test_two_gemeenten_in_one_inbox_are_each_answered_by_their_own(
    world: World, folder: Path
) -> None:
    partijen.register_administratie(
        code=G2, naam="Aa en Hunze", in_envelop=False, viewer=world.viewer
    )
    put(folder, a=start_of(), b=start_of(naar=G2), c=start_of(naar="9999"))
    rows = per_file(verwerk(folder))
    assert {name: (row["uitkomst"], row["retourcodes"]) for name, row in rows.items()} == {
        "a.xml": ("akkoord", []),
        "b.xml": ("afgekeurd", ["0200"]),  # T1 is a toewijzing of the other gemeente
        "c.xml": ("afgekeurd", ["S300"]),  # TR378: there is no such gemeente
    }
    out = Bericht.objects.filter(functie="WMO306").order_by("antwoord_op_id")
    assert list(out.values_list("zender", flat=True)) == [G1, G2, "9999"]
    books = {row.administratie.code for row in Bericht.objects.filter(richting="in") if row.lane}
    assert books == {G1, G2}


# ── what cannot be taken in ──────────────────────────────────────────────────────────────────────


def broken_zip(zip_of: ZipOf) -> bytes:
    data = bytearray(zip_of("heel.zip", {"a.xml": start_of()}).read_bytes())
    data[60] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "leeg"),
        (b"geen xml", ""),
        (b"<brief>Beste gemeente</brief>", ""),
        (b"<?xml version='1.0'?><a><b></a>", ""),
    ],
    ids=["empty", "no xml", "no message", "no well formed xml"],
)
def test_what_is_no_message_waits_in_quarantaine_with_a_reason(
    world: World, folder: Path, data: bytes, reason: str
) -> None:
    put(folder, a=data, b=start_of())
    rows = per_file(verwerk(folder, code=1))
    assert rows["b.xml"]["uitkomst"] == "akkoord"  # the others go on
    row = rows["a.xml"]
    assert (row["bericht"], row["uitkomst"], row["antwoord"]) == (None, "quarantaine", None)
    assert reason in row["reden"]
    assert row["reden"].endswith(".")
    assert english_words(row["reden"]) == []
    waiting = Quarantaine.objects.get()
    assert (waiting.naam, waiting.reden, waiting.afgehandeld_at) == ("a.xml", row["reden"], None)


def test_a_damaged_zip_waits_in_quarantaine_and_none_of_it_is_taken_in(
    world: World, folder: Path, zip_of: ZipOf
) -> None:
    (folder / "stuk.zip").write_bytes(broken_zip(zip_of))
    (row,) = verwerk(folder, code=1)["berichten"]
    assert (row["bestand"], row["uitkomst"]) == ("stuk.zip", "quarantaine")
    assert "beschadigd" in row["reden"]
    assert not Bericht.objects.filter(richting="in").exists()


def test_post_for_a_gemeente_elsewhere_is_not_answered(world: World, folder: Path) -> None:
    put(folder, a=start_of(naar=OTHER_GEMEENTE))
    (row,) = verwerk(folder, code=1)["berichten"]
    assert (row["uitkomst"], row["antwoord"]) == ("quarantaine", None)
    assert not Bericht.objects.filter(richting="in").exists()


def test_an_empty_folder_says_what_to_do(world: World, folder: Path) -> None:
    ran = run("verwerk", folder, *DAY)
    assert (ran.code, ran.err) == (0, "")
    assert "Er is niets om te verwerken. Zet berichten (.xml of .zip) in de map" in ran.out
    found = verwerk(folder)
    assert found["berichten"] == []
    assert found["totaal"]["berichten"] == 0


@pytest.mark.parametrize("made", ["nothing", "file"])
def test_a_folder_that_is_none_is_refused(db: None, tmp_path: Path, made: str) -> None:
    path = tmp_path / "bestaat-niet"
    if made == "file":
        path.write_bytes(start_of())
    ran = run("verwerk", path, *DAY)
    assert ran.code == 2
    ran.said_in_dutch("bestaat-niet", "Controleer de naam")


def test_a_day_that_is_none_is_refused(db: None, folder: Path) -> None:
    ran = run("verwerk", folder, "--vandaag", "morgen")
    assert ran.code == 2
    ran.said_in_dutch("geen datum")


# ── again ────────────────────────────────────────────────────────────────────────────────────────


def test_processing_a_folder_again_changes_nothing(
    world: World, folder: Path, zip_of: ZipOf
) -> None:
    put(
        folder,
        a=start_of(),
        b=start_of(99),
        c=bericht_323([prestatie(1), prestatie(1, bsn=B2)]),
        d=b"geen xml",
        e=short_bsn(),
        f=write_envelop(di01("WMO305", start_of(98))),
    )
    zip_of("post/g.zip", {"h.xml": start_of(97)})
    first = verwerk(folder, code=1)
    rows, files = kept(), on_disk(folder)
    again = verwerk(folder, code=1)
    assert kept() == rows
    assert on_disk(folder) == files
    assert again["totaal"] == first["totaal"]
    same = ("bestand", "bericht", "uitkomst", "retourcodes", "antwoord")
    assert [[row[name] for name in same] for row in again["berichten"]] == [
        [row[name] for name in same] for row in first["berichten"]
    ]
    known = {row["bestand"]: row["al_bekend"] for row in again["berichten"]}
    assert known.pop("d.xml") is False  # it is not taken in, so it is looked at each time
    assert set(known.values()) == {True}
    assert "6 berichten waren al bekend" in run("verwerk", folder, *DAY).out


def test_an_answer_that_was_taken_away_is_not_made_again(world: World, folder: Path) -> None:
    put(folder, a=start_of())
    verwerk(folder)
    for path in (folder / "uit").glob("*.xml"):
        path.unlink()
    verwerk(folder)
    assert list((folder / "uit").glob("*.xml")) == []


def test_the_same_file_twice_counts_its_money_once(world: World, folder: Path) -> None:
    data = bericht_323([prestatie(1)])
    put(folder, a=data, b=data)
    found = verwerk(folder)
    assert [row["al_bekend"] for row in found["berichten"]] == [False, True]
    assert found["totaal"]["toegekend_cents"] == 54_000


# ── errors of ours ───────────────────────────────────────────────────────────────────────────────


def test_an_error_of_ours_leaves_the_message_waiting_and_the_others_go_on(
    world: World, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError(f"about {B1}")

    put(folder, a=start_of(), b=bericht_323([prestatie(1)]))
    with monkeypatch.context() as patch:
        patch.setitem(inbox.FLOWS, "305", fails)
        ran = run("verwerk", folder, "--json", *DAY)
    assert ran.code == 1
    found = as_json(ran)
    assert B1 not in json.dumps(found)
    # Within one run it is tried until it goes to quarantaine; the declaratie behind it is judged.
    assert found["fouten_in_noaber"] == {"ZeroDivisionError": 3}
    assert per_file(found)["b.xml"]["uitkomst"] == "akkoord"
    assert Quarantaine.objects.get().bericht.functie == "WMO305"


@pytest.mark.django_db(transaction=True)
def test_a_process_of_its_own_does_the_same_as_two_of_them(
    installation: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    world = make_world()
    world.decide(t1())
    put(folder, a=start_of(), b=bericht_323([prestatie(1)]))
    ran = run_apart(
        "verwerk", folder, "--json", "--processen", "2", *DAY, cwd=tmp_path, env=installation
    )
    assert (ran.code, ran.err) == (0, "")
    rows = per_file(as_json(ran))
    assert {row["uitkomst"] for row in rows.values()} == {"akkoord"}
    assert rows["b.xml"]["declaratie"]["toegekend_cents"] == 54_000
