# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber post`` as a person of the backoffice and as a script see it."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from noaber.audit.models import Verwerking
from noaber.berichten.xml.write import write
from noaber.postbus import operations
from noaber.postbus.models import Bericht, Quarantaine, Signaal
from noaber.postbus.types import Quarantined, Richting, Status
from tests.cli.running import Ran, run
from tests.flows.wereld import B1, G1, P1, P2, World, make_world, moment, t1
from tests.postbus.rijen import carry, make_messages
from tests.toewijzingen.factories import bericht_305, start, vot


@pytest.fixture
def world(db: None, installation: dict[str, str]) -> World:
    return make_world()


def said(ran: Ran, *parts: str, code: int = 1) -> None:
    """One Dutch sentence, and the command failed."""
    assert ran.code == code, (ran.out, ran.err)
    ran.said_in_dutch(*parts)


# ── lists ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (["in"], "noaber verwerk MAP"),
        (["uit"], "noaber verwerk MAP"),
        (["te-laat"], "--binnen 10"),
        (["quarantaine"], "niets te doen"),
        (["signalen"], "noaber post bewaak"),
    ],
)
def test_an_empty_list_says_what_to_do(world: World, words: list[str], advice: str) -> None:
    ran = run("post", *words)
    assert ran.code == 0
    assert advice in ran.out
    assert run("post", *words, "--json").out == ""


def test_a_folder_that_was_processed_can_be_seen_from_all_sides(
    world: World, tmp_path: Path
) -> None:
    world.decide(t1())
    (tmp_path / "start.xml").write_bytes(write(bericht_305(start("2026-01-05", 1))))
    assert run("verwerk", tmp_path, "--vandaag", "2026-03-16").code == 0
    (line,) = run("post", "in", "--json").rows()
    assert (line["bericht"], line["stand"], line["van"], line["administratie"]) == (
        "WMO305", "akkoord", P1, G1,
    )  # fmt: skip
    assert line["antwoord"].startswith("WMO306 ")
    out = run("post", "uit", "--json").rows()
    assert [row["bericht"] for row in out] == ["WMO306", "WMO301"]
    assert {row["stand"] for row in out} == {"verzonden"}
    # The 301 waits for its 302: three working days after Monday the sixteenth.
    assert [row["uiterlijk"] for row in out] == [None, "2026-03-19"]
    table = run("post", "in").out
    assert "WMO305" in table
    assert "akkoord" in table
    assert B1 not in table


def test_the_watch_runs_at_the_end_of_every_run(world: World, tmp_path: Path) -> None:
    made = world.decide(t1())
    assert made.bericht_id is not None
    assert run("verwerk", tmp_path, "--vandaag", "2026-03-16").code == 0
    assert run("post", "te-laat", "--vandaag", "2026-03-16", "--binnen", "0").code == 0
    late = run("verwerk", tmp_path, "--vandaag", "2026-03-20")
    assert "1 nieuwe signalen" in late.out
    (done,) = run("verwerk", tmp_path, "--vandaag", "2026-03-20", "--json").rows()
    assert done["nieuwe_signalen"] == 0
    (signal,) = run("post", "signalen", "--json").rows()
    assert signal["bericht"] == made.bericht_id
    (line,) = run("post", "te-laat", "--vandaag", "2026-03-20", "--json").rows()
    assert (line["hoe_laat"], line["wie"], line["stand"], line["is_te_laat"]) == (
        "1 dag te laat", "de ander", "antwoord te laat", True,
    )  # fmt: skip


def test_what_is_due_soon_stands_in_the_list_too(world: World) -> None:
    world.receive(vot())
    for day, within, said_of_it in [
        ("2026-03-16", "3", []),
        ("2026-03-21", "3", ["over 2 dagen"]),
        ("2026-03-22", "3", ["over 1 dag"]),
        ("2026-03-23", "3", ["vandaag"]),
        ("2026-03-23", "0", []),
        ("2026-03-25", "0", ["2 dagen te laat"]),
    ]:
        rows = run("post", "te-laat", "--vandaag", day, "--binnen", within, "--json").rows()
        assert [row["hoe_laat"] for row in rows] == said_of_it
        assert {row["wie"] for row in rows} <= {"wij"}


def test_a_list_goes_on_where_the_page_ended(world: World) -> None:
    numbers = [row.pk for row in make_messages(world, 5, Richting.IN)][::-1]
    first = run("post", "in", "--aantal", "2")
    assert f"--na {numbers[1]}" in first.out
    rows = run("post", "in", "--aantal", "2", "--na", str(numbers[1]), "--json").rows()
    assert [row["nummer"] for row in rows] == numbers[2:4]
    last = run("post", "in", "--aantal", "2", "--na", str(numbers[3]))
    assert "Er is meer" not in last.out
    assert "laatste bladzijde" in run("post", "in", "--na", str(numbers[4])).out

    late = run("post", "te-laat", "--vandaag", "2026-03-16", "--aantal", "2")
    place = late.out.split("--na ")[1].split()[0]
    rest = run("post", "te-laat", "--vandaag", "2026-03-16", "--na", place, "--json").rows()
    assert len(rest) == 3


def test_filters_work_together(world: World) -> None:
    world.receive(bericht_305(start("2026-01-05", 9)))
    make_messages(world, 3, Richting.IN)

    def count(*words: str) -> int:
        return len(run("post", "in", *words, "--json").rows())

    assert count("--status", "afgekeurd") == 1
    assert count("--status", "ontvangen", "--soort", "305") == 3
    assert count("--soort", "JW305") == 0
    assert count("--gemeente", G1, "--aanbieder", P1, "--sinds", "2026-03-16") == 4
    assert count("--administratie", G1, "--aanbieder", P2) == 0
    assert count("--sinds", "2026-03-17") == 0


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["in", "--gemeente", "0014"], ["Controleer de code", "inrichting toon"]),
        (["in", "--aanbieder", "123"], ["acht cijfers"]),
        (["in", "--soort", "999"], ["999", "WMO323"]),
        (["in", "--status", "vrolijk"], ["vrolijk", "afgekeurd"]),
        (["uit", "--status", "deels toegekend"], ["Kies uit"]),
        (["in", "--sinds", "gisteren"], ["geen datum"]),
        (["te-laat", "--na", "zomaar"], ["--na"]),
        (["signalen", "--soort", "vrolijk"], ["Kies uit"]),
    ],
)
def test_a_filter_that_cannot_be_is_refused(
    world: World, words: list[str], parts: list[str]
) -> None:
    said(run("post", *words), *parts, code=2)


def test_a_list_as_a_file_holds_all_pages_and_no_formula(world: World, tmp_path: Path) -> None:
    make_messages(world, 30, Richting.IN)
    Bericht.objects.filter(identificatie="IN00000003").update(identificatie="=1+1")
    target = tmp_path / "post.csv"
    assert "30 regels" in run("post", "in", "--aantal", "2", "--csv", target).out
    with target.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert len(rows) == 30
    assert {"'=1+1"} == {row["Kenmerk"] for row in rows if "=" in row["Kenmerk"]}
    said(run("post", "in", "--csv", target), "bestaat al", code=2)


# ── one message ──────────────────────────────────────────────────────────────────────────────────


def test_a_message_is_shown_masked_and_the_look_is_in_the_log(world: World) -> None:
    world.decide(t1())
    answer = world.receive(bericht_305(start("2026-01-05", 1)))
    number = str(answer.done.bericht_id)
    first = run("post", "toon", number, "--door", "An", "--doel", "vraag van de aanbieder")
    assert first.code == 0
    assert "StartProduct" in first.out or "Begindatum" in first.out
    assert "antwoord uiterlijk" not in first.out
    assert "verwerkt: akkoord" in first.out
    assert B1 not in first.out
    logged = Verwerking.objects.latest("pk")
    assert (logged.actor, logged.doel) == ("An", "vraag van de aanbieder")
    (shown,) = run("post", "toon", number, "--json").rows()
    assert shown["stand"] == "akkoord"
    assert "An" in [line["wie"] for line in shown["logboek"]]
    assert str(answer.done.antwoord_id) in shown["antwoord"]


def test_a_message_that_waits_shows_its_term(world: World) -> None:
    received = world.take_in(bericht_305(start("2026-01-05", 1)))
    assert "antwoord uiterlijk: 19-03-2026" in run("post", "toon", str(received.bericht_id)).out


def test_what_is_not_there_is_said_so(world: World) -> None:
    said(run("post", "toon", "999"), "niet bekend")
    said(run("post", "opnieuw-verzenden", "999"), "niet bekend")
    said(run("post", "quarantaine", "opnieuw", "999"), "niets open")
    said(run("post", "quarantaine", "afhandelen", "999", "--besluit", "x"), "niets open")
    said(run("post", "signaal", "afhandelen", "999", "--besluit", "x"), "niets open")


# ── decisions ────────────────────────────────────────────────────────────────────────────────────


def _aside(world: World) -> int:
    world.decide(t1())
    received = world.take_in(bericht_305(start("2026-01-05", 1)))
    assert received.bericht_id is not None
    operations.put_in_quarantaine(
        bericht_id=received.bericht_id, outcome=Quarantined(reason="Wacht op u."), at=world.at
    )
    return Quarantaine.objects.get().pk


def test_what_stands_in_quarantaine_is_settled_with_a_reason(world: World) -> None:
    number = str(_aside(world))
    assert "Wacht op u." in run("post", "quarantaine").out
    done = run("post", "quarantaine", "afhandelen", number, "--besluit", "Gebeld.", "--door", "An")
    assert done.code == 0
    kept = Quarantaine.objects.get()
    assert (kept.besluit, kept.afgehandeld_door) == ("Gebeld.", "An")
    assert "Er staat niets in quarantaine" in run("post", "quarantaine").out


def test_what_stands_in_quarantaine_is_processed_again(world: World) -> None:
    number = str(_aside(world))
    done = run("post", "quarantaine", "opnieuw", number, "--vandaag", "2026-03-16")
    assert done.code == 0
    assert "verwerkt: akkoord" in done.out
    assert Bericht.objects.filter(functie="WMO306").count() == 1


def test_what_goes_wrong_again_ends_with_one(world: World) -> None:
    operations.refuse(data=b"?", naam="los", outcome=Quarantined(reason="Los."), at=world.at)
    ran = run("post", "quarantaine", "opnieuw", str(Quarantaine.objects.get().pk))
    said(ran, "weer in quarantaine")
    assert Quarantaine.objects.filter(afgehandeld_at__isnull=True).count() == 1


def test_a_signal_is_settled(world: World) -> None:
    world.take_in(bericht_305(start("2026-01-05", 1)))
    ran = run("post", "bewaak", "--vandaag", "2026-03-20", "--json")
    assert ran.rows() == [{"berichten": 1, "verzoeken": 0}]
    assert "geen nieuwe signalen" in run("post", "bewaak", "--vandaag", "2026-03-20").out
    number = str(Signaal.objects.get().pk)
    assert "ons antwoord is niet op tijd" in run("post", "signalen").out
    assert run("post", "signaal", "afhandelen", number, "--besluit", "Gezien.").code == 0
    assert "Er zijn geen signalen" in run("post", "signalen").out


@pytest.mark.parametrize("text", ["", "  ", f"Client {B1} gebeld", "x" * 2001])
def test_a_decision_is_a_text_without_a_bsn(world: World, text: str) -> None:
    number = str(_aside(world))
    ran = run("post", "quarantaine", "afhandelen", number, "--besluit", text)
    assert ran.code == 2
    assert B1 not in ran.out + ran.err
    assert Quarantaine.objects.get().afgehandeld_at is None


def test_a_message_without_answer_goes_out_again_with_the_next_run(
    world: World, tmp_path: Path
) -> None:
    made = world.decide(t1())
    assert made.bericht_id is not None
    data = carry(world, made.bericht_id)
    number = str(made.bericht_id)
    said(run("post", "opnieuw-verzenden", number), "19-03-2026")
    operations.mark_overdue(vandaag=date(2026, 3, 20), at=moment(date(2026, 3, 20)))
    ran = run("post", "opnieuw-verzenden", number, "--vandaag", "2026-03-20")
    assert ran.code == 0
    again = Bericht.objects.get(herhaling_van=made.bericht_id)
    assert f"nummer {again.pk}" in ran.out
    assert run("verwerk", tmp_path, "--vandaag", "2026-03-20").code == 0
    assert [path.read_bytes() for path in (tmp_path / "uit").glob("*.xml")] == [data]
    again.refresh_from_db()
    assert again.status == Status.SENT


# ── as a person types it ─────────────────────────────────────────────────────────────────────────


def test_a_day_may_be_written_as_the_screen_shows_it(world: World) -> None:
    make_messages(world, 2, Richting.IN)
    assert len(run("post", "in", "--sinds", "16-03-2026", "--json").rows()) == 2
    assert run("post", "in", "--sinds", "17-03-2026", "--json").rows() == []


def test_what_is_put_aside_for_the_first_time_is_not_called_known(
    world: World, tmp_path: Path
) -> None:
    data = write(bericht_305(start("2026-01-05", 1))).replace(G1.encode(), P2.encode())
    (tmp_path / "elders.xml").write_bytes(data)
    (row,) = run("verwerk", tmp_path, "--json", "--vandaag", "2026-03-16").rows()
    (entry,) = row["berichten"]
    assert entry["uitkomst"] == "quarantaine"
    assert not entry["al_bekend"]
