# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber inrichting``: all of a file or nothing, and everything that is wrong without a name."""

import json
import subprocess
import sys
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from noaber.audit.models import Verwerking
from noaber.contracten.models import Overeenkomst, Product, Tarief
from noaber.flows.richt_in.soorten import SOORTEN
from noaber.partijen import queries
from noaber.partijen.models import Aanbieder, Administratie, Adres, Persoon, Rekening, Relatie
from tests.cli.running import Ran, run
from tests.flows.wereld import BACKOFFICE
from tests.hostile.dutch import english_words

pytestmark = pytest.mark.usefixtures("installation", "db")

G1 = "1969"
B1, B2 = "999900134", "999900122"
IBAN, OTHER_IBAN = "NL20NOAB0100000001", "NL37NOAB0200000002"
EMPTY = {"nieuw": 0, "gewijzigd": 0}


def put(folder: Path, name: str, content: str | bytes | dict[str, Any]) -> Path:
    path = folder / name
    if isinstance(content, dict):
        content = json.dumps(content, ensure_ascii=False)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def load(*arguments: str | Path) -> dict[str, Any]:
    """What loading these files did, as a machine reads it."""
    ran = run("inrichting", "laad", *arguments, "--json", "--vandaag", "2026-03-16")
    assert ran.err == ""
    (row,) = ran.rows()
    assert ran.code == (1 if row["problemen"] else 0)
    return row


def problems(*arguments: str | Path) -> list[tuple[Any, Any, str]]:
    """Row, column and text of what is wrong; nothing may have been recorded."""
    row = load(*arguments)
    assert (row["vastgelegd"], row["soorten"]) == (False, {})
    for problem in row["problemen"]:
        assert english_words(problem["tekst"]) == []
        assert problem["tekst"].endswith(".")
    return [(p["rij"], p["kolom"], p["tekst"]) for p in row["problemen"]]


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A gemeente with an aanbieder, two products and a contract; the folder for more files."""
    put(
        tmp_path,
        "basis.json",
        {
            "gemeente": G1,
            "administraties": [{"code": G1, "naam": "Waterkwartier"}],
            "aanbieders": [{"agb": "99010014", "naam": "Zorg Dichtbij", "kvk": "90000014"}],
            "producten": [
                {"wet": "wmo", "categorie": "02", "code": "02A03", "naam": "Begeleiding"},
                {"wet": "jw", "categorie": "45", "code": "45A04", "naam": "Jeugdhulp"},
            ],
            "overeenkomsten": [
                {"agb": "99010014", "wet": "wmo", "nummer": "W1", "ingangsdatum": "2024-01-01"}
            ],
        },
    )
    assert load(tmp_path / "basis.json")["vastgelegd"]
    return tmp_path


def personen(*rows: str, head: str = "") -> str:
    heading = head or "gemeente;bsn;achternaam;geboortedatum;straatnaam;huisnummer;postcode"
    return "\n".join([heading, *rows]) + "\n"


def persoon(bsn: str = B1, on: date = date(2026, 3, 16)) -> Any:
    administratie = queries.find_administratie(G1)
    assert administratie is not None
    number = queries.find_persoon(administratie.id, bsn)
    assert number is not None
    return queries.get_persoon(number, on=on, viewer=BACKOFFICE)


# ── the examples ─────────────────────────────────────────────────────────────────────────────────


def test_the_examples_load_and_the_same_in_json_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "voorbeelden"
    assert run("inrichting", "voorbeeld", folder).code == 0
    assert (folder / "personen.csv").read_bytes()[:3] == b"\xef\xbb\xbf"
    first = load(*folder.glob("*.csv"))
    assert first["vastgelegd"]
    assert {kind: row["nieuw"] for kind, row in first["soorten"].items()} == {
        "administraties": 1, "gebieden": 2, "aanbieders": 2, "rekeningen": 2, "producten": 4,
        "overeenkomsten": 3, "tarieven": 6, "personen": 3, "adressen": 1, "relaties": 1,
    }  # fmt: skip
    again = load(folder / "inrichting.json")
    assert [row for row in again["soorten"].values() if row["nieuw"] or row["gewijzigd"]] == []
    assert again["soorten"].keys() == first["soorten"].keys()
    assert first["waarschuwingen"] == again["waarschuwingen"] == []
    for name in ("besluiten.csv", "besluiten.json"):
        ran = run("toewijs", folder / "besluiten" / name, "--json", "--vandaag", "2026-12-01")
        assert (ran.code, len(ran.rows()[0]["besluiten"])) == (0, 3), ran.out


def test_examples_are_not_written_over_something_else(tmp_path: Path) -> None:
    put(tmp_path, "van-mij.csv", "x")
    run("inrichting", "voorbeeld", tmp_path).said_in_dutch("niet leeg")
    assert [path.name for path in tmp_path.iterdir()] == ["van-mij.csv"]


def test_a_person_reads_counts_and_whether_anything_changed(world: Path) -> None:
    path = put(world, "p.csv", personen(f"{G1};{B1};Jansma;1980-05-17;Dorpsstraat;7;9999ZZ"))
    first = run("inrichting", "laad", path)
    assert (first.code, first.err) == (0, "")
    assert "personen" in first.out
    assert "Alles is vastgelegd." in first.out
    assert "stond er al zo" in run("inrichting", "laad", path).out


def test_a_trial_checks_everything_and_records_nothing(world: Path) -> None:
    path = put(world, "p.csv", personen(f"{G1};{B1};Jansma;1980-05-17;Dorpsstraat;7;9999ZZ"))
    row = load(path, "--proef")
    assert (row["vastgelegd"], row["proef"]) == (False, True)
    assert row["soorten"]["personen"]["nieuw"] == 1
    assert not Persoon.objects.exists()


def test_every_kind_and_every_column_is_in_the_manual() -> None:
    manual = Path(__file__).resolve().parents[2] / "docs" / "handleiding" / "inrichten.md"
    text = manual.read_text(encoding="utf-8")
    assert [kind.name for kind in SOORTEN if f"| `{kind.name}` |" not in text] == []
    for kind in SOORTEN:
        assert [column.name for column in kind.columns if f"`{column.name}`" not in text] == []


# ── all or nothing ───────────────────────────────────────────────────────────────────────────────


def test_with_one_bad_row_nothing_is_recorded_and_all_that_is_wrong_is_told(world: Path) -> None:
    path = put(
        world,
        "p.csv",
        personen(
            f"{G1};{B1};Jansma;1980-05-17;Dorpsstraat;7;9999ZZ",
            f"{G1};999900135;Pietersma;1980-05-17;Dorpsstraat;7;9999ZZ",
            "",
            f"{G1};{B2};;31-02-1980;Een straatnaam die veel te lang is;zeven;99ZZ",
        ),
    )
    assert sorted((row, column) for row, column, _ in problems(path)) == [
        (3, "bsn"), (5, "achternaam"), (5, "geboortedatum"), (5, "huisnummer"), (5, "straatnaam"),
    ]  # fmt: skip
    assert not Persoon.objects.exists()


def test_a_thousand_bad_rows_are_all_listed_and_name_nobody(world: Path) -> None:
    rows = [
        f"{G1};9999{n:05};Geheimhoudster;1980-13-{n % 28 + 1};Laan;1;9999ZZ" for n in range(1000)
    ]
    path = put(world, "p.csv", personen(*rows))
    ran = run("inrichting", "laad", path)
    assert ran.code == 1
    assert ran.err.count(", kolom geboortedatum: ") == 1000
    assert "p.csv, rij 1001, kolom geboortedatum: " in ran.err
    assert "Geheim" not in ran.err + ran.out
    assert not [row for row in rows if row.split(";")[1] in ran.err + ran.out]
    assert "Er is niets vastgelegd" in ran.err


def test_what_is_wrong_between_files_is_told_in_one_go(world: Path) -> None:
    path = put(
        world,
        "alles.json",
        {
            "gemeente": G1,
            "rekeningen": [{"agb": "99010099", "iban": IBAN, "tenaamstelling": "X"}],
            "overeenkomsten": [
                {"agb": "99010099", "wet": "wmo", "nummer": "W9", "ingangsdatum": "2026-01-01"},
                {"agb": "99010014", "wet": "jw", "nummer": "W1", "ingangsdatum": "2026-01-01"},
            ],
            "tarieven": [
                _tarief(overeenkomst="W8"),
                _tarief(categorie="45", code="45A04"),
            ],
            "relaties": [
                {
                    "bsn": B1,
                    "nummer": "1",
                    "soort": "ouder",
                    "achternaam": "X",
                    "telefoonnummer": "0500000000",
                }
            ],
            "personen": [
                {
                    "bsn": B2, "achternaam": "X", "geboortedatum": "1980-01-01",
                    "telefoonnummer": "0500000000", "postcode": "9999ZZ", "huisnummer": 1,
                    "gebied": "WEST",
                }
            ],
        },
    )  # fmt: skip
    found = load(path)["problemen"]
    assert [(p["soort"], p["rij"], p["kolom"]) for p in found] == [
        ("rekeningen", 1, "agb"),
        ("overeenkomsten", 1, "agb"),
        ("overeenkomsten", 2, "nummer"),
        ("tarieven", 1, "overeenkomst"),
        ("tarieven", 2, "code"),
        ("relaties", 1, "bsn"),
        ("personen", 1, "gebied"),
    ]


def _tarief(**different: Any) -> dict[str, Any]:
    told = {
        "overeenkomst": "W1",
        "categorie": "02",
        "code": "02A03",
        "eenheid": "uur",
        "bedrag": "61,20",
        "geldig_van": "2026-01-01",
    }
    return {**told, **different}


def test_a_row_with_a_wrong_cell_is_looked_at_further_and_brings_no_blame_on_others(
    world: Path,
) -> None:
    path = put(
        world,
        "alles.json",
        {
            "gemeente": G1,
            "aanbieders": [{"agb": "9901", "naam": "De Helpende Hand"}],
            "overeenkomsten": [
                {"agb": "99010035", "wet": "wmo", "nummer": "W2", "ingangsdatum": "2026-02-30"}
            ],
            "tarieven": [
                _tarief(overeenkomst="W2"),
                _tarief(overeenkomst="W2", bedrag="", eenheid="kilo", geldig_tot_en_met="2025-1-1"),
                _tarief(overeenkomst="W3", geldig_tot_en_met="2025-01-01"),
            ],
            "personen": [
                {
                    "bsn": "12", "achternaam": "X", "geboortedatum": "2030-01-01",
                    "huisnummer": "vijf", "postcode": "9999ZZ", "naamgebruik": "partner",
                }
            ],
            "relaties": [
                {
                    "bsn": B1, "nummer": "1", "soort": "ouder", "achternaam": "X",
                    "telefoonnummer": "0500000000", "geboortedatum": "1980-02-30",
                }
            ],
        },
    )  # fmt: skip
    found = load(path)["problemen"]
    assert sorted((p["soort"], p["rij"], p["kolom"]) for p in found) == [
        ("aanbieders", 1, "agb"),
        ("overeenkomsten", 1, "ingangsdatum"),
        ("personen", 1, "bsn"),
        ("personen", 1, "geboortedatum"),
        ("personen", 1, "huisnummer"),
        ("personen", 1, "naamgebruik"),
        ("relaties", 1, "geboortedatum"),
        ("tarieven", 2, "eenheid"),
        ("tarieven", 2, "geldig_tot_en_met"),
        ("tarieven", 3, "geldig_tot_en_met"),
        ("tarieven", 3, "overeenkomst"),
    ]


def test_a_row_that_stands_twice_is_refused_with_where_the_other_is(world: Path) -> None:
    row = f"{G1};{B1};Jansma;1980-05-17;Dorpsstraat;7;9999ZZ"
    one, other = put(world, "a.csv", personen(row)), put(world, "b.csv", personen(row))
    ((number, _, text),) = problems(one, other)
    assert number == 2
    assert "ook in a.csv, rij 2" in text


def test_a_gemeente_without_books_gets_no_persons(world: Path) -> None:
    path = put(world, "p.csv", personen(f"0014;{B1};Jansma;1980-05-17;Dorpsstraat;7;9999ZZ"))
    ((row, column, text),) = problems(path)
    assert (row, column) == (2, "gemeente")
    assert "administratie" in text


# ── files ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("leeg.csv", b"", "leeg"),
        ("leeg.json", b"\xef\xbb\xbf \n", "leeg"),
        ("boek.csv", b"PK\x03\x04" + bytes(40), "Excel"),
        ("utf16.csv", "bsn;achternaam".encode("utf-16"), "UTF-16"),
        ("beeld.csv", b"\x89PNG\x00\x81\x8d", "niet te lezen"),
        ("nul.csv", b"bsn;achternaam\x00;geboortedatum", "geen tekst"),
        ("half.csv", b'bsn;achternaam;geboortedatum\n1;"Jansma;1980-01-01\n', "aanhalingsteken"),
        ("half.json", b'{"personen": [', "geen JSON"),
        ("lijst.json", b"[1, 2]", "object met lijsten"),
        ("tekst.json", b'"Jansma"', "object met lijsten"),
        ("zonder.json", b"{}", "geen enkele lijst"),
        ("nan.json", b'{"tarieven": [{"bedrag": NaN}]}', "geen getal"),
        ("diep.json", b'{"personen": ' + b"[" * 100_000, "diep"),
        ("groot.json", b'{"tarieven": [{"bedrag": ' + b"9" * 5000 + b"}]}", "te groot"),
        ("dubbel.json", b'{"personen": [{"bsn": "1", "bsn": "2"}]}', "twee keer"),
        ("anders.json", b'{"tariven": []}', "tarieven"),
        ("los.json", b'{"personen": [3]}', "object"),
        ("object.json", b'{"personen": {"bsn": "1"}, "tarieven": []}', "lijst"),
        ("cp1252.json", '{"personen": [{"achternaam": "Hoogëveen"}]}'.encode("cp1252"), "UTF-8"),
    ],
)
def test_a_file_that_holds_no_rows_gets_one_sentence(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    found = problems(put(tmp_path, name, content))
    assert len(found) == 1
    assert told in found[0][2]


def test_a_file_without_headings_is_not_repeated(world: Path) -> None:
    path = put(world, "p.csv", f"{B1};Jansma;1980-05-17\n{B2};Pietersma;1981-05-17\n")
    ran = run("inrichting", "laad", path)
    assert ran.code == 1
    assert "eerste rij" in ran.err
    assert not any(word in ran.err for word in (B1, "Jansma", B2, "Pietersma"))


def test_a_missing_column_is_named(world: Path) -> None:
    path = put(world, "p.csv", f"bsn;achternaam;postcode\n{B1};Jansma;9999ZZ\n")
    ((_, _, text),) = problems(path, "--gemeente", G1)
    assert "personen" in text
    assert "geboortedatum" in text


def test_an_unknown_column_is_passed_over_with_the_nearest_name(world: Path) -> None:
    path = put(
        world,
        "p.csv",
        personen(
            f"{G1};{B1};Jansma;1980-05-17;Dorpsstraat;7;9999ZZ;van;x",
            head="gemeente;bsn;achternaam;geboortedatum;straatnaam;huisnummer;postcode;"
            "voorvoegzel;schoenmaat",
        ),
    )
    first, second = load(path)["waarschuwingen"]
    assert "'voorvoegzel'" in first["tekst"]
    assert "Bedoelt u voorvoegsel?" in first["tekst"]
    assert "Bedoelt" not in second["tekst"]
    assert persoon().voorvoegsel == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_names_survive_every_way_a_spreadsheet_writes_them(
    world: Path, encoding: str, separator: str
) -> None:
    rows = personen(f'{G1};{B1};"d\'Hoogëveen; ""Ï""";29-02-1948;"Straat, 1";7;9999 zz')
    text = (
        rows
        if separator == ";"
        else rows.replace(";", separator).replace(f"veen{separator}", "veen;")
    )
    row = load(put(world, "p.csv", text.replace("\n", "\r\n").encode(encoding)))
    assert row["vastgelegd"]
    assert bool(row["waarschuwingen"]) is (encoding == "cp1252")
    found = persoon()
    assert found.achternaam == 'd\'Hoogëveen; "Ï"'
    assert found.geboortedatum == date(1948, 2, 29)
    assert (found.contacten[0].straatnaam, found.contacten[0].postcode) == ("Straat, 1", "9999ZZ")


def test_letters_are_kept_in_one_form(world: Path) -> None:
    apart = unicodedata.normalize("NFD", "Hoogëveen")
    path = put(world, "p.csv", personen(f"{G1};{B1};{apart};1980-05-17;Laan;7;9999ZZ"))
    load(path)
    assert persoon().achternaam == "Hoogëveen"
    assert load(put(world, "q.csv", path.read_text().replace(apart, "Hoogëveen")))["soorten"][
        "personen"
    ] == {**EMPTY, "ongewijzigd": 1}


@pytest.mark.parametrize(
    ("arguments", "told"), [(("nergens.csv",), "bestaat niet"), ((".",), "bestaat niet"), ((), "")]
)
def test_wrong_use_ends_with_2(
    tmp_path: Path, arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "noaber", "inrichting", "laad", *arguments],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert told in done.stderr
    assert english_words(done.stderr) == []


# ── cells ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("written", "is_right"),
    [("29-02-2024", True), ("2024-02-29", True), ("29-02-2026", False), ("31-04-2026", False),
     ("01-01-26", False), ("2026/01/01", False), ("45292", False)],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_refused(world: Path, written: str, is_right: bool) -> None:
    path = put(world, "t.json", {"gemeente": G1, "tarieven": [_tarief(geldig_van=written)]})
    assert [column for _, column, _ in _found(path)] == ([] if is_right else ["geldig_van"])


@pytest.mark.parametrize(
    ("written", "cents"),
    [("61,20", 6120), ("1.061,20", 106120), ("€ 61", 6100), (61.2, 6120), (61, 6100), ("0,01", 1),
     ("61.20", None), ("-1", None), (61.205, None), ("61,205", None), ("1000000", None),
     ("gratis", None), (True, None), (1e300, None), ("", None)],
)  # fmt: skip
def test_an_amount_is_whole_cents_or_refused(world: Path, written: Any, cents: int | None) -> None:
    path = put(world, "t.json", {"gemeente": G1, "tarieven": [_tarief(bedrag=written)]})
    assert [column for _, column, _ in _found(path)] == ([] if cents is not None else ["bedrag"])
    assert list(Tarief.objects.values_list("bedrag_cents", flat=True)) == (
        [] if cents is None else [cents]
    )


def _found(path: Path) -> list[tuple[Any, Any, str]]:
    return [(p["rij"], p["kolom"], p["tekst"]) for p in load(path)["problemen"]]


@pytest.mark.parametrize(
    ("different", "column"),
    [
        ({"geboortedatum": "2026-03-17"}, "geboortedatum"),
        ({"geboortedatum": "1899-01-01"}, "geboortedatum"),
        ({"geboortedatum": "1980-05-17", "onbekend_in_geboortedatum": "dag"}, "geboortedatum"),
        ({"naamgebruik": "partner"}, "naamgebruik"),
        ({"overlijdensdatum": "1979-01-01"}, "overlijdensdatum"),
        ({"postcode": "0999ZZ"}, "postcode"),
        ({"huisnummer": None}, "huisnummer"),
        ({"postcode": None}, "postcode"),
        ({"geslacht": "anders"}, "geslacht"),
        ({"telefoonnummer": "bel de buren"}, "telefoonnummer"),
        ({"voorletters": "J2"}, "voorletters"),
        ({"achternaam": "Jan\u200bsma"}, "achternaam"),
        ({"achternaam": 3}, "achternaam"),
        ({"bsn": "99990013"}, "bsn"),
        ({"bsn": [1]}, "bsn"),
        ({"woont_er_vanaf": "1899-12-31"}, "woont_er_vanaf"),
    ],
)
def test_what_a_301_would_be_refused_for_is_refused_here(
    world: Path, different: dict[str, Any], column: str
) -> None:
    row = {
        "bsn": B1, "achternaam": "Jansma", "geboortedatum": "1980-05-17", "huisnummer": 7,
        "postcode": "9999ZZ", "straatnaam": "Laan",
    }  # fmt: skip
    assert _found(put(world, "goed.json", {"gemeente": G1, "personen": [row]})) == []
    path = put(world, "p.json", {"gemeente": G1, "personen": [{**row, **different}]})
    assert {found[1] for found in _found(path)} == {column}


def test_what_a_spreadsheet_takes_away_comes_back_or_is_explained(world: Path) -> None:
    path = put(
        world,
        "t.csv",
        f"gemeente;overeenkomst;categorie;code;eenheid;bedrag;geldig van;geldig t/m\n"
        f"{G1};W1;2;02A03;4;61,20;1-1-2026;31-12-2026\n",
    )
    assert load(path)["soorten"]["tarieven"]["nieuw"] == 1
    assert Tarief.objects.get().geldig_tot == date(2027, 1, 1)
    ((_, column, text),) = problems(put(world, "a.csv", "agb;naam\n9010014;Zorg\n"))
    assert column == "agb"
    assert "nul" in text


# ── what changes ─────────────────────────────────────────────────────────────────────────────────


def test_a_client_who_moved_has_both_addresses_each_in_its_time(world: Path) -> None:
    load(put(world, "a.csv", personen(f"{G1};{B1};Jansma;1980-05-17;Dorpsstraat;7;9999ZZ")))
    moved = personen(f"{G1};{B1};Jansma;1980-05-17;Kerklaan;12;9999ZX")
    assert load(put(world, "b.csv", moved))["soorten"]["personen"]["gewijzigd"] == 1
    assert persoon(on=date(2026, 3, 15)).contacten[0].straatnaam == "Dorpsstraat"
    assert persoon(on=date(2026, 3, 16)).contacten[0].straatnaam == "Kerklaan"
    again = load(world / "b.csv")["soorten"]["personen"]
    assert again == {**EMPTY, "ongewijzigd": 1}


def test_an_address_of_before_does_not_take_away_a_later_one(world: Path) -> None:
    load(put(world, "a.csv", personen(f"{G1};{B1};Jansma;1980-05-17;Dorpsstraat;7;9999ZZ")))
    head = "gemeente;bsn;soort_adres;straatnaam;huisnummer;postcode;geldig_van;geldig_tot_en_met"
    rows = [
        f"{G1};{B1};brp;Later;3;9999ZX;2026-05-01;",
        f"{G1};{B1};brp;Eerder;2;9999ZX;2026-02-01;",
        f"{G1};{B1};verblijf;Kliniek;1;9999ZW;2026-02-29;2026-03-31",
        f"{G1};{B1};verblijf;Kliniek;1;9999ZW;2026-03-01;2026-03-31",
    ]
    ((row, column, _),) = problems(put(world, "b.csv", "\n".join([head, *rows])))
    assert (row, column) == (4, "geldig_van")
    del rows[2]
    path = put(world, "b.csv", "\n".join([head, *rows]))
    assert load(path)["soorten"]["adressen"] == {"nieuw": 1, "gewijzigd": 2, "ongewijzigd": 0}
    told = [
        (row.soort, row.straatnaam, row.geldig_van, row.geldig_tot)
        for row in Adres.objects.order_by("soort", "geldig_van")
    ]
    assert told == [
        ("01", "Dorpsstraat", date(1900, 1, 1), date(2026, 2, 1)),
        ("01", "Eerder", date(2026, 2, 1), date(2026, 5, 1)),
        ("01", "Later", date(2026, 5, 1), None),
        ("03", "Kliniek", date(2026, 3, 1), date(2026, 4, 1)),
    ]
    assert load(path)["soorten"]["adressen"] == {**EMPTY, "ongewijzigd": 3}


def test_a_column_left_out_stays_and_an_empty_cell_is_empty(world: Path) -> None:
    head = "gemeente;wet;categorie;code;naam;taakveld;verzilveringsgraad\n"
    load(put(world, "a.csv", f"{head}{G1};wmo;02;02A03;Begeleiding;6.71a;0,9\n"))
    load(put(world, "b.csv", f"gemeente;wet;categorie;code;naam\n{G1};wmo;02;02A03;Anders\n"))
    product = Product.objects.get(code="02A03")
    assert (product.naam, product.taakveld, str(product.verzilveringsgraad)) == (
        "Anders", "6.71a", "0.9000",
    )  # fmt: skip
    load(put(world, "c.csv", f"{head}{G1};wmo;02;02A03;Anders;;0,9\n"))
    product.refresh_from_db()
    assert product.taakveld == ""


def test_a_new_tarief_ends_the_old_one_and_both_stay_known(world: Path) -> None:
    first = put(world, "a.json", {"gemeente": G1, "tarieven": [_tarief(geldig_van="2025-01-01")]})
    later = put(world, "b.json", {"gemeente": G1, "tarieven": [_tarief(bedrag="63,60")]})
    assert load(first)["soorten"]["tarieven"]["nieuw"] == 1
    assert load(later)["soorten"]["tarieven"]["gewijzigd"] == 1
    assert load(later)["soorten"]["tarieven"] == {**EMPTY, "ongewijzigd": 1}
    rows = Tarief.objects.filter(vervallen_at=None).order_by("geldig_van")
    assert list(rows.values_list("bedrag_cents", "geldig_van", "geldig_tot")) == [
        (6120, date(2025, 1, 1), date(2026, 1, 1)),
        (6360, date(2026, 1, 1), None),
    ]
    assert Tarief.objects.count() == 3


def test_two_tarieven_on_one_day_in_a_file_are_refused(world: Path) -> None:
    rows = [
        _tarief(geldig_van="2024-01-01"),
        _tarief(geldig_van="2025-01-01", geldig_tot_en_met="2025-12-31"),
        _tarief(geldig_van="2026-01-01"),
        _tarief(geldig_van="2026-01-01", eenheid="minuut"),
    ]
    found = problems(put(world, "t.json", {"gemeente": G1, "tarieven": rows}))
    assert [(row, column) for row, column, _ in found] == [(2, "geldig_van"), (3, "geldig_van")]


def test_the_end_of_a_contract_is_its_last_day(world: Path) -> None:
    path = put(
        world,
        "o.csv",
        f"gemeente;agb;wet;nummer;ingangsdatum;einddatum\n"
        f"{G1};99010014;wmo;W1;2024-01-01;31-12-2026\n",
    )
    assert load(path)["soorten"]["overeenkomsten"]["gewijzigd"] == 1
    assert Overeenkomst.objects.get().einddatum_tot == date(2027, 1, 1)
    (row,) = run("inrichting", "toon", "overeenkomsten", "--json").rows()
    assert (row["ingangsdatum"], row["einddatum"]) == ("2024-01-01", "2026-12-31")


def test_relaties_and_addresses_stand_inside_a_person_in_json(world: Path) -> None:
    row = {
        "bsn": B1, "achternaam": "Jansma", "geboortedatum": "2014-11-30",
        "adressen": [{"soort_adres": "brp", "huisnummer": 1, "postcode": "9999ZX"}],
        "relaties": [
            {"nummer": "1", "soort": "ouder", "achternaam": "K", "telefoonnummer": "06-00000002"},
            {"nummer": "1", "soort": "ouder", "achternaam": "L", "telefoonnummer": "06-00000003"},
        ],
    }  # fmt: skip
    path = put(world, "p.json", {"gemeente": G1, "personen": [row]})
    (problem,) = load(path)["problemen"]
    assert (problem["soort"], problem["rij"], problem["deel"]) == ("personen", 1, "relatie 2")
    row["relaties"][1]["nummer"] = "2"  # type: ignore[index]
    assert load(put(world, "p.json", {"gemeente": G1, "personen": [row]}))["vastgelegd"]
    assert [naaste.telefoonnummer for naaste in persoon().naasten] == ["0600000002", "0600000003"]
    assert persoon().contacten[0].postcode == "9999ZX"
    assert Relatie.objects.count() == 2


def test_a_herindeling_brings_old_codes_into_the_books_of_now(world: Path) -> None:
    path = put(world, "g.csv", f"code;naam;oude_codes\n{G1};Waterkwartier;0014 0015\n")
    assert load(path)["soorten"]["administraties"] == {
        "nieuw": 0, "gewijzigd": 1, "ongewijzigd": 0,
    }  # fmt: skip
    assert load(path)["soorten"]["administraties"] == {**EMPTY, "ongewijzigd": 1}
    found = queries.find_administratie("0014")
    assert found is not None
    assert found.code == G1


def test_loading_persons_is_logged(world: Path) -> None:
    load(put(world, "p.csv", personen(f"{G1};{B1};Jansma;1980-05-17;Dorpsstraat;7;9999ZZ")))
    entry = Verwerking.objects.get()
    assert (entry.handeling, entry.onderwerp_soort) == ("1 personen vastleggen", "administratie")


def test_the_number_of_queries_does_not_grow_with_the_number_of_persons(world: Path) -> None:
    def asked(count: int, begin: int) -> int:
        bsns = _bsns(begin, count)
        rows = [f"{G1};{bsn};Jansma;1980-05-17;Laan;7;9999ZZ" for bsn in bsns]
        path = put(world, "p.csv", personen(*rows))
        with CaptureQueriesContext(
            connection,
        ) as queries_made:
            assert load(path)["soorten"]["personen"]["nieuw"] == count
        return len(queries_made)

    assert asked(300, 990000000) == asked(2, 991000000)


def _bsns(begin: int, count: int) -> list[str]:
    from noaber.kernel.bsn import is_bsn  # noqa: PLC0415

    found: list[str] = []
    number = begin
    while len(found) < count:
        number += 1
        if is_bsn(str(number)):
            found.append(str(number))
    return found


# ── accounts ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def rekening(world: Path) -> Path:
    path = put(
        world,
        "r.csv",
        f"gemeente;agb;iban;op naam van\n{G1};99010014;{IBAN[:4]} {IBAN[4:]};Zorg Dichtbij\n",
    )
    ran = run("inrichting", "laad", path, "--door", "Anna")
    assert ran.code == 0, ran.err
    return path


def confirm(*arguments: str) -> Ran:
    return run("inrichting", "bevestig", "99010014", "--gemeente", G1, *arguments)


def test_an_account_waits_for_somebody_else(rekening: Path) -> None:
    (waiting,) = run("inrichting", "toon", "rekeningen", "--wacht", "--json").rows()
    assert waiting["is_bevestigd"] is False
    assert IBAN not in json.dumps(waiting)
    assert "toon rekeningen" in run("inrichting", "toon").out
    for name in ("Anna", "anna "):
        ran = confirm("--door", name)
        assert ran.code == 1
        ran.said_in_dutch("ander")
    ran = confirm("--door", "Bram", "--iban", OTHER_IBAN)
    assert ran.code == 1
    assert OTHER_IBAN not in ran.err
    ran.said_in_dutch("ander nummer")
    ran = confirm("--door", "Bram", "--iban", IBAN.lower(), "--json")
    assert (ran.code, ran.rows()[0]["bevestigd_door"]) == (0, "Bram")
    assert IBAN not in ran.out
    confirm("--door", "Bram").said_in_dutch("wacht geen")
    assert run("inrichting", "toon", "rekeningen", "--wacht", "--json").rows() == []


def test_the_same_account_again_keeps_its_confirmation_and_another_waits(rekening: Path) -> None:
    assert confirm("--door", "Bram").code == 0
    assert load(rekening)["soorten"]["rekeningen"] == {**EMPTY, "ongewijzigd": 1}
    assert Rekening.objects.get().bevestigd_door == "Bram"
    other = put(rekening.parent, "r2.csv", rekening.read_text().replace(
        f"{IBAN[:4]} {IBAN[4:]}", OTHER_IBAN
    ))  # fmt: skip
    assert load(other)["soorten"]["rekeningen"]["gewijzigd"] == 1
    rows = run("inrichting", "toon", "rekeningen", "--json").rows()
    assert [row["is_bevestigd"] for row in rows] == [False, True]


def test_confirming_names_what_is_wrong(world: Path) -> None:
    run("inrichting", "bevestig", "99010014", "--gemeente", "0014").said_in_dutch("administratie")
    confirm("--iban", "NL00").said_in_dutch("IBAN")
    confirm().said_in_dutch("wacht geen")


# ── lists ────────────────────────────────────────────────────────────────────────────────────────


def test_lists_page_by_key_and_ask_the_database_once_per_page(world: Path) -> None:
    for number in range(7):
        code = f"02B{number:02}"
        put(world, f"{code}.csv", f"gemeente;wet;categorie;code;naam\n{G1};wmo;02;{code};P\n")
    load(*world.glob("02B*.csv"))
    seen: list[str] = []
    after: list[str] = []
    counts = set()
    while True:
        with CaptureQueriesContext(connection) as asked:
            rows = run(
                "inrichting", "toon", "producten", "--gemeente", G1, "--aantal", "3", "--json",
                *after,
            ).rows()  # fmt: skip
        if not rows:
            break
        counts.add(sum('FROM "producten"' in query["sql"] for query in asked.captured_queries))
        seen += [row["code"] for row in rows]
        after = ["--na", rows[-1]["sleutel"]]
    assert seen == ["45A04", "02A03", *(f"02B{number:02}" for number in range(7))]
    assert counts == {1}


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("producten", "--zoek", "jeugd"), 1),
        (("producten", "--zoek", "02A"), 1),
        (("aanbieders", "--zoek", "dichtbij"), 1),
        (("aanbieders", "--zoek", "niets"), 0),
        (("overeenkomsten", "--zoek", "W1"), 1),
        (("tarieven",), 0),
        (("gebieden",), 0),
        (("administraties",), 1),
    ],
)
def test_lists_can_be_searched(world: Path, arguments: tuple[str, ...], found: int) -> None:
    assert len(run("inrichting", "toon", *arguments, "--json").rows()) == found
    assert run("inrichting", "toon", *arguments).code == 0


def test_persons_are_not_listed_and_wrong_words_are_explained(world: Path) -> None:
    run("inrichting", "toon", "personen").said_in_dutch("niet getoond")
    run("inrichting", "toon", "tariefen").said_in_dutch("tarieven")
    run("inrichting", "toon", "producten", "--na", "x").said_in_dutch("sleutel")
    run("inrichting", "toon", "rekeningen", "--na", "x/y").said_in_dutch("sleutel")
    load(put(world, "g.csv", "code;naam\n0014;Andere\n"))
    run("inrichting", "toon", "producten").said_in_dutch("--gemeente")


# ── two at once ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db(transaction=True)
def test_two_processes_with_the_same_file_record_it_once(
    tmp_path: Path, installation: dict[str, str]
) -> None:
    folder = tmp_path / "voorbeelden"
    run("inrichting", "voorbeeld", folder)
    command = [sys.executable, "-m", "noaber", "inrichting", "laad", "inrichting.json", "--json"]
    both = [
        subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    new = [sum(row["nieuw"] for row in json.loads(out)["soorten"].values()) for out, _ in told]
    assert sorted(new) == [0, 25]
    assert (Persoon.objects.count(), Administratie.objects.count(), Aanbieder.objects.count()) == (
        3, 1, 2,
    )  # fmt: skip
