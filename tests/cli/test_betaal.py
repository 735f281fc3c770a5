# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber betaal``: the whole round as a person types it, and what goes wrong in one sentence."""

import json
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from noaber.declaraties.sepa.check import check_betaalbestand
from noaber.partijen.models import Administratie
from tests.betalen.wereld import (
    ANDERE,
    Betaalwereld,
    afschrift,
    came_back,
    everything,
    left,
    make_betaalwereld,
    payments,
    refused,
    statusrapport,
)
from tests.cli.running import Ran, run, run_apart
from tests.declaraties.factories import credit_of
from tests.flows.wereld import B2, P1, P2
from tests.hostile.dutch import english_words

pytestmark = pytest.mark.usefixtures("installation", "db")
DAY = ("--vandaag", "2026-04-02")


@pytest.fixture
def world(db: None) -> Betaalwereld:
    """540,00 for P1 (declaratie MRT26) and 300,00 for P2."""
    made = make_betaalwereld()
    made.declare(made.debit(9), nummer="MRT26")
    made.owe(5, aanbieder=P2)
    return made


def betaal(*arguments: str | Path, code: int = 0) -> str:
    """What a person reads."""
    ran = run("betaal", *arguments)
    assert (ran.code, ran.err) == (code, ""), ran
    assert english_words(ran.out) == []
    return ran.out


def rows(*arguments: str | Path, code: int = 0) -> list[dict[str, Any]]:
    """What a machine reads."""
    ran = run("betaal", *arguments, "--json")
    assert (ran.code, ran.err) == (code, ""), ran
    return ran.rows()


def refusal(*arguments: str | Path, code: int = 1) -> Ran:
    """A command that does nothing and says why in one Dutch sentence or two."""
    before = everything()
    ran = run("betaal", *arguments)
    assert ran.code == code, ran
    ran.said_in_dutch()
    assert everything() == before
    return ran


def released() -> None:
    betaal("voorstel", "1969", "--door", "Anna", *DAY)
    betaal("akkoord", "1", "--door", "Berend", *DAY)
    betaal("vrijgeven", "1", "--door", "Carla", *DAY)


def exported(folder: Path) -> Path:
    released()
    betaal("export", "1", "--naar", folder, "--door", "Carla", *DAY)
    return folder / "NOABER-1969-1.xml"


# ── the whole round ──────────────────────────────────────────────────────────────────────────────


def test_the_whole_round(world: Betaalwereld, tmp_path: Path) -> None:
    out = betaal("voorstel", "1969", "--door", "Anna", *DAY)
    assert "Op 07-04-2026 gaat er € 840,00 weg als twee mensen akkoord zijn." in out
    assert "noaber betaal akkoord 1 --gemeente 1969 --door NAAM" in out
    assert "NOABER-1969-1-2" in out
    out = betaal("akkoord", "1", "--door", "Berend", *DAY)
    assert "gefiatteerd door Berend" in out
    assert "noaber betaal vrijgeven 1" in out
    out = betaal("vrijgeven", "1", "--door", "Carla", *DAY)
    assert "vrijgegeven door Carla, na akkoord van Berend" in out
    out = betaal("export", "1", "--naar", tmp_path, "--door", "Carla", *DAY)
    path = tmp_path / "NOABER-1969-1.xml"
    assert f"{path} is geschreven." in out
    assert "2 opdrachten, samen € 840,00, uit te voeren op 07-04-2026" in out
    data = path.read_bytes()
    assert check_betaalbestand(data) == ()
    bank = tmp_path / "afschrift.xml"
    bank.write_bytes(afschrift(map(left, payments(data))))
    out = betaal("lees-terug", bank)
    assert "2 betaald (€ 840,00)" in out
    assert "Batch 1 is afgerond" in out
    out = betaal("betaald", "MRT26", "--aanbieder", P1)
    assert "Betaald op 07-04-2026 in batch 1, kenmerk NOABER-1969-1-1." in out
    out = betaal("stand")
    assert "€ 840,00  betaald" in out
    assert "Er staat niets open" in out


def test_the_same_for_a_machine(world: Betaalwereld, tmp_path: Path) -> None:
    (made,) = rows("voorstel", "1969", "--door", "Anna", *DAY)
    assert (made["batch"], made["totaal_cents"], made["uitvoerdatum"]) == (1, 84_000, "2026-04-07")
    assert [row["bedrag_cents"] for row in made["opdrachten"]] == [54_000, 30_000]
    assert made["opdrachten"][0]["rekening"].endswith("00 01")
    assert (made["verrekend"], made["onbekend"]) == ([], [])
    (batch,) = rows("akkoord", "1", "--door", "Berend", *DAY)
    assert (batch["status"], batch["gefiatteerd_door"]) == ("gefiatteerd", "Berend")
    (batch,) = rows("vrijgeven", "1", "--door", "Carla", *DAY)
    assert (batch["status"], batch["vrijgegeven_door"]) == ("vrijgegeven", "Carla")
    (file,) = rows("export", "1", "--naar", tmp_path, "--door", "Carla", *DAY)
    path = Path(file["bestand"])
    assert file["sha256"] == sha256(path.read_bytes()).hexdigest()
    assert (file["totaal_cents"], file["herhaald"], file["geblokkeerd"]) == (84_000, False, [])
    one, two = payments(path.read_bytes())
    bank = tmp_path / "bank.xml"
    bank.write_bytes(statusrapport(path.read_bytes(), batches=refused(one)))
    (read,) = rows("lees-terug", bank)
    assert (read["soort"], read["geweigerd"], read["geweigerd_cents"]) == ("pain.002", 1, 54_000)
    bank.write_bytes(afschrift([left(two)]))
    (read,) = rows("lees-terug", bank)
    assert (read["soort"], read["bevestigd"], read["afgerond"]) == ("camt.053", 1, [1])
    (batch,) = rows("stand", "1")
    assert [row["status"] for row in batch["opdrachten"]] == ["geweigerd", "bevestigd"]
    (total,) = rows("stand")
    assert (total["betaald_cents"], total["open_cents"], total["klopt"]) == (30_000, 54_000, True)
    declaratie, line = rows("betaald", "MRT26", "--aanbieder", P1)
    assert (declaratie["betaald"], declaratie["batch"]) == (False, None)
    assert (line["bedrag_cents"], line["betaald_op"], line["toegekend"]) == (54_000, None, True)


def test_the_round_in_processes_of_their_own(
    installation: dict[str, str], transactional_db: None, tmp_path: Path
) -> None:
    """As a user runs it: nothing may lean on what the test has loaded."""
    world = make_betaalwereld()
    world.owe(9)
    for arguments in (
        ["voorstel", "1969", "--door", "Anna", *DAY],
        ["akkoord", "1", "--door", "Berend", *DAY],
        ["vrijgeven", "1", "--door", "Carla", *DAY],
        ["export", "1", "--door", "Carla", *DAY],
        ["stand", "1"],
        ["stand"],
    ):
        ran = run_apart("betaal", *arguments, cwd=tmp_path, env=installation)
        assert (ran.code, ran.err) == (0, "")
    assert check_betaalbestand((tmp_path / "NOABER-1969-1.xml").read_bytes()) == ()


# ── a proposal ───────────────────────────────────────────────────────────────────────────────────


def test_a_proposal_tells_what_is_held_and_what_stays_open(world: Betaalwereld) -> None:
    world.today += timedelta(days=1)
    world.give_account(P2, ANDERE[P2])
    debit = world.debit(3, bsn=B2)
    world.declare(debit)
    out = betaal("voorstel", "1969", "--door", "Anna", "--vandaag", "2026-04-07")
    assert "geblokkeerd" in out
    assert "\n    Het rekeningnummer" in out
    assert "Let op: geblokkeerd: 1 opdracht." in out
    betaal("intrekken", "1", "--door", "Anna", *DAY)
    world.confirm_account(P2)
    released_again = betaal("voorstel", "1969", "--door", "Anna", "--vandaag", "2026-04-07")
    assert "geblokkeerd" not in released_again
    world.declare(credit_of(debit))
    (made,) = rows("voorstel", "1969", "--door", "Anna", "--vandaag", "2026-04-07")
    assert made["batch"] is None
    assert [row["bedrag_cents"] for row in made["verrekend"]] == [-18_000]
    out = betaal("voorstel", "1969", "--door", "Anna", "--vandaag", "2026-04-07")
    assert "Er is niets te betalen" in out
    assert f"Blijft open: {P1} Zorg Dichtbij, € -180,00." in out


def test_the_day_to_pay_may_be_chosen(world: Betaalwereld) -> None:
    (made,) = rows("voorstel", "1969", "--uitvoerdatum", "2026-05-01", *DAY)
    assert made["uitvoerdatum"] == "2026-05-04"
    betaal("intrekken", "1", "--door", "Anna", *DAY)
    refusal("voorstel", "1969", "--uitvoerdatum", "2026-04-01", *DAY)
    refusal("voorstel", "1969", "--uitvoerdatum", "morgen", *DAY, code=2)


# ── two people ───────────────────────────────────────────────────────────────────────────────────


def test_one_name_does_not_release_what_it_approved(world: Betaalwereld) -> None:
    betaal("voorstel", "1969", "--door", "Anna", *DAY)
    betaal("akkoord", "1", "--door", "Berend", *DAY)
    ran = refusal("vrijgeven", "1", "--door", "BEREND", *DAY)
    assert "Vrijgeven moet een ander doen" in ran.err


def test_the_help_says_that_the_name_is_believed() -> None:
    assert "gelooft noaber die naam" in " ".join(run("betaal", "--help").out.split())


def test_a_batch_is_withdrawn(world: Betaalwereld) -> None:
    released()
    assert "ingetrokken door Anna" in betaal("intrekken", "1", "--door", "Anna", *DAY)
    assert "vervallen" in betaal("stand", "1")
    ran = refusal("export", "1", *DAY)
    assert "Doe een nieuw voorstel." in ran.err


@pytest.mark.parametrize("command", ["akkoord", "vrijgeven", "intrekken", "export", "stand"])
def test_a_batch_that_is_not_there_is_said_so(world: Betaalwereld, command: str) -> None:
    assert "Deze betaalbatch bestaat niet" in refusal(command, "7").err


# ── the file ─────────────────────────────────────────────────────────────────────────────────────


def test_exporting_again_finds_the_same_file_and_writes_it_elsewhere(
    world: Betaalwereld, tmp_path: Path
) -> None:
    path = exported(tmp_path)
    data = path.read_bytes()
    out = betaal("export", "1", "--naar", tmp_path, "--door", "Carla")
    assert "stond er al, en is hetzelfde bestand" in out
    assert "Bied het niet nog eens aan" in out
    path.unlink()  # lost: by a crash, or by hand
    betaal("export", "1", "--naar", tmp_path, "--door", "Dora")
    assert path.read_bytes() == data
    assert [found.name for found in tmp_path.iterdir()] == ["NOABER-1969-1.xml"]


def test_another_file_is_never_overwritten(world: Betaalwereld, tmp_path: Path) -> None:
    released()
    taken, free = tmp_path / "vol", tmp_path / "vrij"
    taken.mkdir()
    free.mkdir()
    (taken / "NOABER-1969-1.xml").write_text("van iemand anders")
    ran = run("betaal", "export", "1", "--naar", taken, "--door", "Carla", *DAY)
    assert ran.code == 1
    ran.said_in_dutch("overschrijft noaber niet", "--naar")
    assert (taken / "NOABER-1969-1.xml").read_text() == "van iemand anders"
    assert [found.name for found in taken.iterdir()] == ["NOABER-1969-1.xml"]
    betaal("export", "1", "--naar", free, "--door", "Carla")
    assert check_betaalbestand((free / "NOABER-1969-1.xml").read_bytes()) == ()


def test_without_the_folder_nothing_is_exported(world: Betaalwereld, tmp_path: Path) -> None:
    released()
    refusal("export", "1", "--naar", tmp_path / "weg", *DAY, code=2)


def test_what_stayed_behind_is_told(world: Betaalwereld, tmp_path: Path) -> None:
    released()
    world.today += timedelta(days=1)
    world.give_account(P1, ANDERE[P1])
    out = betaal("export", "1", "--naar", tmp_path, "--door", "Carla", "--vandaag", "2026-04-07")
    assert f"Niet meegegaan: {P1} Zorg Dichtbij, € 540,00." in out
    assert "1 opdracht, samen € 300,00" in out


# ── the bank ─────────────────────────────────────────────────────────────────────────────────────


def test_files_of_the_bank_are_read_one_after_another(world: Betaalwereld, tmp_path: Path) -> None:
    one, two = payments(exported(tmp_path).read_bytes())
    names = [tmp_path / name for name in ("a.xml", "b.xml", "c.xml", "d.xml")]
    names[0].write_bytes(afschrift([left(one), left(two)]))
    names[1].write_text("geen xml")
    names[2].write_bytes(afschrift([came_back(two)]))
    names[3].write_bytes(afschrift([left(one, "2026-04-20")]))
    read = rows("lees-terug", *names, code=1)
    assert [row["soort"] for row in read] == ["camt.053", None, "camt.053", "camt.053"]
    assert (read[0]["bevestigd"], read[2]["teruggekomen"]) == (2, 1)
    assert read[1]["fout"].startswith("Dit bankbestand wordt niet verwerkt, want")
    assert "op een andere dag ook al afgeboekt" in read[3]["problemen"][0]
    out = betaal("lees-terug", *names, code=1)
    assert "2 al bekend" in out
    assert "Let op: Opdracht NOABER-1969-1-1" in out


def test_a_file_that_is_not_there_or_of_another_account_is_refused(
    world: Betaalwereld, tmp_path: Path
) -> None:
    refusal("lees-terug", tmp_path / "weg.xml", code=2)
    other = tmp_path / "ander.xml"
    other.write_bytes(afschrift([], iban=ANDERE[P1]))
    out = betaal("lees-terug", other, code=1)
    assert "waarvan deze gemeente niet betaalt" in out


# ── where it stands ──────────────────────────────────────────────────────────────────────────────


def test_the_open_list_pages_and_goes_to_a_file(world: Betaalwereld, tmp_path: Path) -> None:
    late = ("--vandaag", "2026-05-03")
    first = betaal("stand", "--open", "--aantal", "1", *late)
    assert "02-05-2026" in first
    key = first.partition("--na ")[2].split()[0]
    second = rows("stand", "--open", "--na", key, *late)
    assert [(row["aanbieder"], row["bedrag_cents"], row["te_laat"]) for row in second] == [
        (P2, 30_000, True)
    ]
    betaal("stand", "--open", "--csv", tmp_path / "open.csv", *late)
    lines = (tmp_path / "open.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 3
    assert lines[1].startswith(f"02-05-2026;ja;{P1};wmo;MRT26;")
    refusal("stand", "--open", "--na", "verkeerd", code=2)


def test_the_list_of_batches(world: Betaalwereld) -> None:
    released()
    (batch,) = rows("stand", "--batches")
    assert (batch["batch"], batch["bedrag_cents"], batch["uiterlijk"]) == (1, 84_000, "2026-05-02")
    assert rows("stand", "--batches", "--na", "1") == []
    assert "vrijgegeven" in betaal("stand", "--batches")


def test_late_ones_are_counted(world: Betaalwereld) -> None:
    out = betaal("stand", "--vandaag", "2026-05-03")
    assert "2 van 2 open declaraties zijn te laat." in out


def test_a_declaratie_is_followed_from_open_to_settled(world: Betaalwereld, tmp_path: Path) -> None:
    def told(nummer: str = "MRT26") -> str:
        return betaal("betaald", nummer, "--aanbieder", P1)

    debit = world.debit(1, bsn=B2)
    world.declare(debit)
    world.declare(credit_of(debit), nummer="TERUG")
    world.declare(world.debit(999, bsn=B2), nummer="NIETS")
    assert "Nog niet betaald: staat open, uiterlijk 02-05-2026." in told()
    assert "Er is niets te betalen." in told("NIETS")
    path = exported(tmp_path)
    assert "zit in batch 1, kenmerk NOABER-1969-1-1 (geëxporteerd), uiterlijk" in told()
    bank = tmp_path / "bank.xml"
    bank.write_bytes(afschrift(map(left, payments(path.read_bytes()))))
    betaal("lees-terug", bank)
    assert "Betaald op 07-04-2026 in batch 1" in told()
    assert "Verrekend op 07-04-2026 in batch 1" in told("TERUG")


def test_one_line_of_a_declaratie(world: Betaalwereld) -> None:
    row = world.debit(2, bsn=B2)
    world.declare(row, nummer="APR26")
    reference = row["referentie_nummer"]
    _, line = rows("betaald", "APR26", "--aanbieder", P1, "--prestatie", reference)
    assert line["referentie"] == reference
    assert "geen regel met deze referentie" in betaal(
        "betaald", "APR26", "--aanbieder", P1, "--prestatie", "X"
    )
    assert (
        "Van deze aanbieder is geen declaratie"
        in refusal("betaald", "APR26", "--aanbieder", P2).err
    )


# ── which gemeente ───────────────────────────────────────────────────────────────────────────────


def test_with_two_gemeenten_it_must_be_said_which(world: Betaalwereld) -> None:
    Administratie.objects.create(code="0344", naam="Elders")
    assert "--gemeente CODE" in refusal("stand", code=2).err
    assert rows("stand", "--gemeente", "0344")[0]["toegekend_cents"] == 0
    assert "geen rekening bekend waarvan zij betaalt" in refusal("voorstel", "0344").err
    for code in ("9999", P1):
        assert "geen administratie" in refusal("voorstel", code, code=2).err


def test_no_client_is_shown_anywhere(world: Betaalwereld, tmp_path: Path) -> None:
    path = exported(tmp_path)
    bank = tmp_path / "bank.xml"
    bank.write_bytes(afschrift(map(left, payments(path.read_bytes()))))
    said = [
        betaal("lees-terug", bank),
        betaal("stand"),
        betaal("stand", "1"),
        betaal("betaald", "MRT26", "--aanbieder", P1),
        json.dumps(rows("betaald", "MRT26", "--aanbieder", P1)),
    ]
    for text in said:
        assert "9999001" not in text
        assert "Hoogeveen" not in text
        assert "Hoogëveen" not in text
