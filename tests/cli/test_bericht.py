# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber bericht``: what it says, with which code it ends, and what it leaves behind."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from noaber.berichten.definitions.registry import all_definitions
from noaber.berichten.examples import apply, base_message, examples
from noaber.berichten.judge import Outcome, judge_path
from noaber.cli import inputs
from noaber.kernel.bsn import is_bsn
from tests.berichten.declarations import declaration
from tests.cli.running import BSN, Ran, put, run, run_apart, short_bsn, wrong_bsn
from tests.hostile.dutch import english_words

NAMES = [definition.name for definition in all_definitions()]
ROW = ["bestand", "bericht", "uitkomst", "regels", "bevindingen"]
FINDING = ["regel", "retourcode", "plek", "regelnummer", "tekst"]


def controleer(*arguments: str | Path, **more: dict[str, str]) -> Ran:
    return run("bericht", "controleer", *arguments, **more)


# ── controleer: the verdict ──────────────────────────────────────────────────────────────────────


def test_a_valid_message_ends_with_0(tmp_path: Path) -> None:
    ran = controleer(put(tmp_path, "WMO305.xml"))
    assert (ran.code, ran.err) == (0, "")
    assert "WMO305" in ran.out
    assert "Geldig" in ran.out
    assert "1 geldig, 0 niet geldig, 1 in totaal." in ran.out


@pytest.mark.parametrize(
    ("data", "rule", "words"),
    [
        (wrong_bsn(), "CS002", "Afgekeurd: technische regel"),
        (short_bsn(), "RS037", "Afgekeurd: schema"),
        (b"", "XML", "Geen bericht van iWmo of iJw 3.2"),
        (b"%PDF", "OP192", "Geen bericht van iWmo of iJw 3.2"),
    ],
    ids=["level 2", "level 1", "empty", "PDF"],
)
def test_a_message_that_is_not_valid_ends_with_1_and_says_why(
    data: bytes, rule: str, words: str, tmp_path: Path
) -> None:
    ran = controleer(put(tmp_path, "fout.xml", data))
    assert (ran.code, ran.err) == (1, "")
    assert words in ran.out
    assert rule in ran.out
    assert "0 geldig, 1 niet geldig, 1 in totaal." in ran.out
    assert english_words(ran.out.replace(str(tmp_path), "")) == []


def test_one_rejected_message_among_valid_ones_ends_with_1(tmp_path: Path) -> None:
    put(tmp_path, "WMO301.xml")
    put(tmp_path, "WMO305.xml")
    put(tmp_path, "fout.xml", wrong_bsn())
    ran = controleer(tmp_path)
    assert ran.code == 1
    assert "2 geldig, 1 niet geldig, 3 in totaal." in ran.out


def test_short_shows_totals_and_no_findings(tmp_path: Path) -> None:
    ran = controleer("--kort", put(tmp_path, "fout.xml", wrong_bsn()))
    assert ran.code == 1
    assert "CS002" not in ran.out
    assert "0 geldig, 1 niet geldig, 1 in totaal." in ran.out


def test_the_json_has_exactly_these_keys(tmp_path: Path) -> None:
    good, wrong = put(tmp_path, "WMO301.xml"), put(tmp_path, "fout.xml", wrong_bsn())
    unknown = put(tmp_path, "leeg.xml", b"")
    ran = controleer("--json", good, wrong, unknown)
    assert (ran.code, ran.err) == (1, "")
    first, second, third = ran.rows()
    assert list(first) == list(second) == list(third) == ROW
    assert first == {
        "bestand": str(good),
        "bericht": "WMO301",
        "uitkomst": "geldig",
        "regels": [],
        "bevindingen": [],
    }
    assert (second["bericht"], second["uitkomst"]) == ("WMO305", "afgekeurd-0001")
    assert second["regels"] == ["CS002"]
    (finding,) = second["bevindingen"]
    assert list(finding) == FINDING
    line = wrong_bsn()[: wrong_bsn().index(b"Bsn>")].count(b"\n") + 1
    assert (finding["regel"], finding["retourcode"], finding["plek"], finding["regelnummer"]) == (
        "CS002",
        "0001",
        "Client/Bsn",
        line,
    )
    assert (third["bericht"], third["uitkomst"], third["regels"]) == (None, "onbekend", ["XML"])
    assert third["bevindingen"][0]["regelnummer"] is None
    assert third["bevindingen"][0]["retourcode"] is None


def test_a_warning_in_the_json_says_that_it_is_one_and_rejects_nothing(tmp_path: Path) -> None:
    old = base_message("WMO307").replace(b"Dagtekening>2026", b"Dagtekening>2036")
    assert old != base_message("WMO307")
    found = []
    for name in NAMES:
        data = re.sub(rb"(Dagtekening>)20\d\d", rb"\g<1>2060", base_message(name), count=1)
        ran = controleer("--json", put(tmp_path, f"{name}.xml", data))
        (row,) = ran.rows()
        found += [f for f in row["bevindingen"] if list(f) != FINDING]
        errors = [f for f in row["bevindingen"] if list(f) == FINDING]
        assert ran.code == (1 if errors else 0)
    for finding in found:
        assert list(finding) == [*FINDING, "ernst"]
        assert finding["ernst"] == "waarschuwing"
        assert finding["retourcode"] is None


def test_json_keeps_letters_as_they_are(tmp_path: Path) -> None:
    ran = controleer("--json", put(tmp_path, "Zoë.xml", base_message("WMO305")))
    assert "Zoë.xml" in ran.out


# ── controleer: what it looks at ─────────────────────────────────────────────────────────────────


def test_a_folder_is_read_with_all_folders_below_it_in_order(tmp_path: Path) -> None:
    put(tmp_path, "b/WMO305.xml", base_message("WMO305"))
    put(tmp_path, "a/diep/dieper/JW301.XML", base_message("JW301"))
    put(tmp_path, "c.xml", base_message("WMO323"))
    put(tmp_path, "lees mij.txt", b"geen bericht")
    put(tmp_path, "a/.verborgen.tmp", b"geen bericht")
    rows = controleer("--json", tmp_path).rows()
    assert [row["bericht"] for row in rows] == ["JW301", "WMO305", "WMO323"]


def test_a_file_that_is_named_itself_is_read_whatever_its_ending(tmp_path: Path) -> None:
    ran = controleer("--json", put(tmp_path, "bericht.dat", base_message("WMO305")))
    assert [row["uitkomst"] for row in ran.rows()] == ["geldig"]


def test_several_paths_are_read_in_the_order_that_was_given(tmp_path: Path) -> None:
    second, first = put(tmp_path, "a.xml", b""), put(tmp_path, "WMO305.xml")
    rows = controleer("--json", first, second, first).rows()
    assert [row["bestand"] for row in rows] == [str(first), str(second), str(first)]


def test_a_zip_is_read_with_its_folders(tmp_path: Path, zip_of: Callable[..., Path]) -> None:
    path = zip_of("post.zip", {"map/b.xml": base_message("JW301"), "a.xml": wrong_bsn()})
    ran = controleer("--json", path)
    assert ran.code == 1
    assert [(row["bestand"], row["uitkomst"]) for row in ran.rows()] == [
        (f"{path}/a.xml", "afgekeurd-0001"),
        (f"{path}/map/b.xml", "geldig"),
    ]


def test_a_zip_inside_a_folder_is_read_too(tmp_path: Path, zip_of: Callable[..., Path]) -> None:
    zip_of("in/post.ZIP", {"a.xml": base_message("WMO305")})
    put(tmp_path, "in/z.xml", base_message("WMO301"))
    rows = controleer("--json", tmp_path / "in").rows()
    assert [row["bericht"] for row in rows] == ["WMO305", "WMO301"]


def test_a_zip_inside_a_zip_is_reported_and_not_opened(
    tmp_path: Path, zip_of: Callable[..., Path]
) -> None:
    inner = zip_of("binnen.zip", {"a.xml": base_message("WMO305")})
    outer = zip_of("buiten.zip", {"binnen.zip": inner.read_bytes(), "b.xml": wrong_bsn()})
    ran = controleer("--json", outer)
    assert ran.code == 1
    first, second = ran.rows()
    assert (second["uitkomst"], second["bericht"]) == ("onbekend", None)
    assert "zip" in second["bevindingen"][0]["tekst"]
    assert first["uitkomst"] == "afgekeurd-0001"


@pytest.mark.parametrize(
    "name",
    [
        "Zoë.xml",
        "met spatie .xml",
        "d'Oude.xml",
        "[a]*?.xml",
        "-n.xml",
        "[red]x[/red].xml",
        "日本.xml",
    ],
)
def test_a_file_may_have_any_name(name: str, tmp_path: Path) -> None:
    path = put(tmp_path, name, base_message("WMO305"))
    ran = controleer(path)
    assert ran.code == 0
    assert name in ran.out
    assert controleer("--json", tmp_path).rows()[0]["bestand"] == str(path)


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    put(tmp_path, "d'Oude maeën/b c.xml", base_message("WMO305"))
    ran = run_apart("bericht", "controleer", "d'Oude maeën", cwd=tmp_path)
    assert ran.code == 0
    assert "d'Oude maeën/b c.xml" in ran.out


@pytest.mark.skipif(os.name == "nt", reason="names are always Unicode there")
@pytest.mark.parametrize("as_json", [["--json"], []], ids=["json", "table"])
def test_a_name_that_is_not_utf8_stops_nothing(as_json: list[str], tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.xml"
    try:
        with open(path, "wb") as stream:  # noqa: PTH123  # a Path has no bytes
            stream.write(base_message("WMO305"))
    except OSError:
        pytest.skip("this file system has only names in UTF-8")
    strict = {"PYTHONIOENCODING": "utf-8:strict"}
    ran = run_apart("bericht", "controleer", *as_json, tmp_path, cwd=tmp_path, env=strict)
    assert ran.code == 0
    assert "WMO305" in ran.out


# ── controleer: wrong use ────────────────────────────────────────────────────────────────────────


def test_a_path_that_is_not_there_ends_with_2_and_a_dutch_sentence(tmp_path: Path) -> None:
    ran = controleer(tmp_path / "weg.xml")
    assert ran.code == 2
    ran.said_in_dutch("weg.xml bestaat niet")


def test_nothing_is_judged_when_one_of_the_paths_is_not_there(tmp_path: Path) -> None:
    ran = controleer("--json", put(tmp_path, "WMO305.xml"), tmp_path / "weg.xml")
    assert (ran.code, ran.out) == (2, "")


def test_an_empty_folder_ends_with_2(tmp_path: Path) -> None:
    ran = controleer(tmp_path)
    assert ran.code == 2
    ran.said_in_dutch("geen bericht gevonden")


def test_a_folder_with_schemas_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    path = put(tmp_path, "WMO305.xml")
    for ran in (
        controleer("--schemas", tmp_path / "weg", path),
        controleer(path, env={"NOABER_SCHEMAS": str(tmp_path / "weg")}),
    ):
        assert ran.code == 2
        ran.said_in_dutch("bestaat niet", "--schemas", "NOABER_SCHEMAS")


def test_a_folder_with_schemas_that_lacks_one_ends_with_2(tmp_path: Path) -> None:
    path = put(tmp_path, "WMO305.xml")
    ran = controleer("--schemas", tmp_path, path)
    assert ran.code == 2
    ran.said_in_dutch("staat geen WMO305.xsd")


def test_the_published_schemas_are_asked_when_the_setting_says_so(
    tmp_path: Path, shared_standards: Path
) -> None:
    path = put(tmp_path, "WMO305.xml")
    folder = shared_standards / "xsd"
    assert controleer("--schemas", folder, path).code == 0
    assert controleer(path, env={"NOABER_SCHEMAS": str(folder)}).code == 0


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("broken", "geen leesbaar zip-bestand"),
        ("password", "wachtwoord"),
        ("text", "geen leesbaar"),
    ],
)
def test_a_zip_that_cannot_be_opened_ends_with_2(
    how: str, words: str, tmp_path: Path, zip_of: Callable[..., Path]
) -> None:
    path = zip_of("post.zip", {"a.xml": base_message("WMO305")})
    data = path.read_bytes()
    if how == "broken":
        path.write_bytes(data[: len(data) // 2])
    elif how == "text":
        path.write_bytes(b"geen zip")
    else:
        at = data.index(b"PK\x01\x02")
        path.write_bytes(data[: at + 8] + b"\x01\x00" + data[at + 10 :])
    ran = controleer(path)
    assert ran.code == 2
    ran.said_in_dutch("post.zip", words)


ENTRY_DAMAGE: dict[str, Callable[[bytes, int], bytes]] = {
    "says it is smaller than it is": lambda data, at: (
        data[: at + 24] + (100).to_bytes(4, "little") + data[at + 28 :]
    ),
    "has another checksum": lambda data, at: data[: at + 16] + b"\0\0\0\0" + data[at + 20 :],
    "is packed in an unknown way": lambda data, at: data[: at + 10] + b"\x63\0" + data[at + 12 :],
    "begins where nothing is": lambda data, at: (
        data[: at + 42] + (2**31).to_bytes(4, "little") + data[at + 46 :]
    ),
    "is damaged": lambda data, at: data[:80] + bytes(60) + data[140:],
    "has no header": lambda data, at: b"XX" + data[2:],
}


@pytest.mark.parametrize("how", ENTRY_DAMAGE)
def test_an_entry_of_a_zip_that_is_damaged_is_reported_and_the_rest_is_judged(
    how: str, tmp_path: Path, zip_of: Callable[..., Path]
) -> None:
    path = zip_of("a.zip", {"a.xml": base_message("WMO305")})
    data = path.read_bytes()
    path.write_bytes(ENTRY_DAMAGE[how](data, data.index(b"PK\x01\x02")))
    put(tmp_path, "b.xml", base_message("JW301"))
    ran = controleer("--json", tmp_path)
    assert ran.code == 1
    first, second = ran.rows()
    assert first["uitkomst"] in ("onbekend", "afgekeurd-schema")
    assert first["bevindingen"]
    assert english_words(first["bevindingen"][0]["tekst"]) == []
    assert second["uitkomst"] == "geldig"


def test_an_entry_that_promises_more_than_it_holds_is_judged_on_what_it_holds(
    zip_of: Callable[..., Path],
) -> None:
    path = zip_of("a.zip", {"a.xml": base_message("WMO305")})
    data = path.read_bytes()
    at = data.index(b"PK\x01\x02")
    path.write_bytes(data[: at + 24] + (10**6).to_bytes(4, "little") + data[at + 28 :])
    assert controleer("--json", path).code in (0, 1)


def test_an_entry_that_unpacks_to_gigabytes_is_refused_at_once(
    zip_of: Callable[..., Path],
) -> None:
    path = zip_of("bom.zip", {"a.xml": base_message("WMO305")})
    data = path.read_bytes()
    at = data.index(b"PK\x01\x02")
    path.write_bytes(data[: at + 24] + (3 * 2**30).to_bytes(4, "little") + data[at + 28 :])
    (row,) = controleer("--json", path).rows()
    assert row["regels"] == ["OP179"]


# ── controleer: files that are in use ────────────────────────────────────────────────────────────


def test_a_file_that_is_gone_when_its_turn_comes_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.xml", base_message("WMO305"))
    put(tmp_path, "b.xml", base_message("WMO301"))
    find = inputs.find_inputs

    def find_and_remove(paths: list[Path]) -> list[inputs.Input]:
        found = find(paths)
        (tmp_path / "a.xml").unlink()
        return found

    monkeypatch.setattr(inputs, "find_inputs", find_and_remove)
    ran = controleer("--json", tmp_path)
    assert ran.code == 1
    first, second = ran.rows()
    assert (first["bericht"], first["uitkomst"]) == (None, "onbekend")
    assert "is er niet meer" in first["bevindingen"][0]["tekst"]
    assert second["uitkomst"] == "geldig"


@pytest.mark.parametrize(
    "error",
    [
        PermissionError(13, "Permission denied"),
        OSError(5, "Input/output error"),
        OSError(116, "Stale file handle"),
        IsADirectoryError(21, "Is a directory"),
    ],
    ids=lambda error: type(error).__name__ + str(error.errno),
)
def test_a_file_that_cannot_be_read_is_reported_and_the_rest_is_judged(
    error: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.xml", base_message("WMO305"))
    put(tmp_path, "b.xml", base_message("WMO301"))
    real = Path.open

    def guarded(self: Path, *rest: str, **more: str) -> object:
        if self.name == "a.xml":
            raise error
        return real(self, *rest, **more)

    monkeypatch.setattr(Path, "open", guarded)
    ran = controleer("--json", tmp_path)
    assert ran.code == 1
    first, second = ran.rows()
    assert first["uitkomst"] == "onbekend"
    assert english_words(first["bevindingen"][0]["tekst"]) == []
    assert second["uitkomst"] == "geldig"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="for root no file is unreadable"
)
def test_a_file_without_permission_is_reported(tmp_path: Path) -> None:
    put(tmp_path, "a.xml", base_message("WMO305")).chmod(0)
    (row,) = controleer("--json", tmp_path).rows()
    assert (row["uitkomst"], row["regels"]) == ("onbekend", ["XML"])


# ── controleer: many files ───────────────────────────────────────────────────────────────────────


def test_two_processes_say_the_same_in_the_same_order_as_one(tmp_path: Path) -> None:
    messages = [base_message(name) for name in NAMES]
    messages += [wrong_bsn(), short_bsn(), b"", declaration(20, 10)]
    for number in range(300):
        put(tmp_path, f"in/{number:03}.xml", messages[number % len(messages)])
    one, two = (
        run_apart("bericht", "controleer", "--json", "--processen", n, "in", cwd=tmp_path)
        for n in ("1", "2")
    )
    assert one == two
    assert one.code == 1
    rows = one.rows()
    assert len(rows) == 300
    assert [row["bestand"] for row in rows] == [f"in/{number:03}.xml" for number in range(300)]


def test_no_bsn_is_shown_whatever_is_judged(tmp_path: Path) -> None:
    wrong = [example for example in examples() if not example.accept]
    for name in NAMES:
        put(tmp_path, f"{name}.xml")
    for number, example in enumerate(wrong):
        put(tmp_path, f"f{number}.xml", apply(example))
    texts = [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()]
    present = {bsn for text in texts for bsn in re.findall(r"Bsn>([0-9]{9})<", text)}
    assert len(present) > 5
    for arguments in (["--json"], []):
        ran = controleer(*arguments, tmp_path)
        assert ran.code == 1
        shown = ran.out.replace(str(tmp_path), "")
        assert [bsn for bsn in present if bsn in shown] == []
        numbers = re.findall(r"(?<!\d)\d{9}(?!\d)", shown)
        assert [number for number in numbers if is_bsn(number)] == []


# ── toon ─────────────────────────────────────────────────────────────────────────────────────────

PERSONAL = (
    "Bsn|Achternaam|Voornamen|Straatnaam|Postcode|Plaatsnaam|Telefoonnummer|Emailadres|"
    "Commentaar|Organisatie"
)


def personal_texts(name: str) -> set[str]:
    """What the base message says about people, as far as it cannot occur by accident."""
    text = base_message(name).decode()
    found = re.findall(rf":(?:{PERSONAL})>([^<]*)<", text)
    return {entry.strip() for entry in found if len(entry.strip()) >= 4}


@pytest.mark.parametrize("name", NAMES)
def test_a_message_is_shown_without_personal_data(name: str, tmp_path: Path) -> None:
    ran = run("bericht", "toon", put(tmp_path, f"{name}.xml"))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(name)
    assert [text for text in personal_texts(name) if text in ran.out] == []


@pytest.mark.parametrize("name", [name for name in NAMES if personal_texts(name)])
def test_a_message_is_shown_with_personal_data_when_asked(name: str, tmp_path: Path) -> None:
    path = put(tmp_path, f"{name}.xml")
    ran = run("bericht", "toon", "--onverhuld", path, env={"COLUMNS": "1000"})
    assert ran.code == 0
    shown = " ".join(ran.out.split())
    assert [t for t in personal_texts(name) if " ".join(t.split()) not in shown] == []
    assert run("bericht", "toon", path).out != ran.out


def test_a_date_of_birth_is_shown_as_a_year_unless_asked(tmp_path: Path) -> None:
    path = put(tmp_path, "WMO305.xml")
    born = re.search(r"<iwmo:Datum>(\d{4})-(\d\d)-(\d\d)<", path.read_text(encoding="utf-8"))
    assert born is not None
    whole = f"{born[3]}-{born[2]}-{born[1]}"
    assert whole not in run("bericht", "toon", path).out
    assert born[1] in run("bericht", "toon", path).out
    assert whole in run("bericht", "toon", "--onverhuld", path).out


@pytest.mark.parametrize("asked", [[], ["--onverhuld"]], ids=["masked", "unmasked"])
def test_the_json_of_a_message_has_exactly_these_keys(asked: list[str], tmp_path: Path) -> None:
    path = put(tmp_path, "WMO305.xml")
    ran = run("bericht", "toon", "--json", *asked, path)
    assert ran.code == 0
    (shown,) = ran.rows()
    assert list(shown) == ["bestand", "uitkomst", "regels"]
    assert (shown["bestand"], shown["uitkomst"]) == (str(path), "geldig")
    assert all(list(line) == ["diepte", "naam", "waarde"] for line in shown["regels"])
    assert shown["regels"][0]["naam"] == "WMO305"
    assert (BSN in ran.out) is (bool(asked) and BSN.encode() in path.read_bytes())
    assert any(text in ran.out for text in personal_texts("WMO305")) is bool(asked)


def test_a_message_that_level_2_rejects_is_shown(tmp_path: Path) -> None:
    ran = run("bericht", "toon", put(tmp_path, "fout.xml", wrong_bsn()))
    assert ran.code == 0
    assert "WMO305" in ran.out


@pytest.mark.parametrize("data", [short_bsn(), b"", b"<a/>"], ids=["level 1", "empty", "other"])
@pytest.mark.parametrize("as_json", [["--json"], []], ids=["json", "text"])
def test_a_message_that_cannot_be_shown_ends_with_1(
    data: bytes, as_json: list[str], tmp_path: Path
) -> None:
    ran = run("bericht", "toon", *as_json, put(tmp_path, "fout.xml", data))
    assert ran.code == 1
    if as_json:
        assert ran.rows()[0]["regels"] == []
    else:
        assert ran.out == ""
        assert "kan niet worden getoond" in ran.err


@pytest.mark.parametrize("command", ["toon", "antwoord"])
def test_one_message_must_be_pointed_at(
    command: str, tmp_path: Path, zip_of: Callable[..., Path]
) -> None:
    more = ["-o", tmp_path / "uit.xml"] if command == "antwoord" else []
    path = zip_of("twee.zip", {"a.xml": base_message("WMO305"), "b.xml": base_message("WMO301")})
    ran = run("bericht", command, path, *more)
    assert ran.code == 2
    ran.said_in_dutch("bevat 2 berichten")
    ran = run("bericht", command, tmp_path / "weg.xml", *more)
    assert ran.code == 2
    ran.said_in_dutch("bestaat niet")
    assert not (tmp_path / "uit.xml").exists()


def test_the_only_message_of_a_zip_is_shown(zip_of: Callable[..., Path]) -> None:
    ran = run("bericht", "toon", zip_of("een.zip", {"a.xml": base_message("WMO305")}))
    assert ran.code == 0
    assert ran.out.startswith("WMO305")


@pytest.mark.parametrize("how", ["has another checksum", "is damaged"])
def test_a_damaged_entry_of_a_zip_cannot_be_shown(how: str, zip_of: Callable[..., Path]) -> None:
    path = zip_of("a.zip", {"a.xml": base_message("WMO305")})
    data = path.read_bytes()
    path.write_bytes(ENTRY_DAMAGE[how](data, data.index(b"PK\x01\x02")))
    ran = run("bericht", "toon", path)
    assert ran.code in (1, 2)
    assert english_words(ran.err.replace(str(path), "")) == []


# ── antwoord ─────────────────────────────────────────────────────────────────────────────────────


def answer(path: Path, to: Path, *more: str) -> Ran:
    return run("bericht", "antwoord", path, "-o", to, "--dagtekening", "2026-04-13", *more)


@pytest.mark.parametrize("name", [d.name for d in all_definitions() if d.answer is not None])
def test_an_answer_is_written_to_a_file(name: str, tmp_path: Path) -> None:
    target = tmp_path / "uit.xml"
    ran = answer(put(tmp_path, f"{name}.xml"), target)
    assert (ran.code, ran.err) == (0, "")
    assert str(target) in ran.out
    verdict = judge_path(target)
    assert verdict.outcome is Outcome.VALID
    assert verdict.definition is not None
    assert verdict.definition.question is not None
    assert verdict.definition.question.name == name
    assert b"2026-04-13" in target.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{name}.xml", "uit.xml"]


def test_an_answer_is_written_into_a_folder_under_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "uit").mkdir()
    ran = answer(put(tmp_path, "WMO305.xml"), tmp_path / "uit", "--identificatie", "R1")
    assert ran.code == 0
    assert [path.name for path in (tmp_path / "uit").iterdir()] == ["WMO306_R1.xml"]


def test_the_number_of_an_answer_follows_from_the_message(tmp_path: Path) -> None:
    path = put(tmp_path, "WMO305.xml")
    for target in ("1.xml", "2.xml"):
        assert answer(path, tmp_path / target).code == 0
    assert (tmp_path / "1.xml").read_bytes() == (tmp_path / "2.xml").read_bytes()
    number = re.search(rb"IdentificatieRetour>([^<]*)<", (tmp_path / "1.xml").read_bytes())
    assert number is not None
    assert 1 <= len(number[1]) <= 12
    assert answer(put(tmp_path, "JW305.xml"), tmp_path / "3.xml").code == 0
    assert number[1] not in (tmp_path / "3.xml").read_bytes()


def test_the_answer_to_a_message_that_level_2_rejects_is_0001(tmp_path: Path) -> None:
    target = tmp_path / "uit.xml"
    ran = answer(put(tmp_path, "fout.xml", wrong_bsn()), target)
    assert ran.code == 0
    assert "afgekeurd-0001" in ran.out
    assert b"RetourCode>0001<" in target.read_bytes()


def test_the_json_of_an_answer_has_exactly_these_keys(tmp_path: Path) -> None:
    path, target = put(tmp_path, "WMO323.xml"), tmp_path / "uit.xml"
    assert answer(path, target, "--json").rows() == [
        {
            "bestand": str(path),
            "uitkomst": "geldig",
            "antwoord": "WMO325",
            "geschreven": str(target),
        }
    ]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("fout.xml", short_bsn(), "krijgt geen retourbericht"),
        ("leeg.xml", b"", "krijgt geen retourbericht"),
        ("WMO306.xml", None, "Een WMO306 is zelf een antwoord"),
        ("WMO325.xml", None, "Een WMO325 is zelf een antwoord"),
    ],
)
def test_a_message_that_gets_no_answer_ends_with_1(
    name: str, data: bytes | None, words: str, tmp_path: Path
) -> None:
    ran = answer(put(tmp_path, name, data), tmp_path / "uit.xml")
    assert ran.code == 1
    ran.said_in_dutch(words)
    assert not (tmp_path / "uit.xml").exists()


def test_a_file_that_is_there_is_not_replaced_unless_asked(tmp_path: Path) -> None:
    path, target = put(tmp_path, "WMO305.xml"), tmp_path / "uit.xml"
    target.write_bytes(b"oud")
    ran = answer(path, target)
    assert ran.code == 2
    ran.said_in_dutch("uit.xml bestaat al", "--overschrijf")
    assert target.read_bytes() == b"oud"
    assert answer(path, target, "--overschrijf").code == 0
    assert b"wmo306" in target.read_bytes()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_message_never_replaces_itself_by_its_answer(tmp_path: Path) -> None:
    path = put(tmp_path, "WMO305.xml")
    assert answer(path, path).code == 2
    assert path.read_bytes() == base_message("WMO305")


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    ran = answer(put(tmp_path, "WMO305.xml"), tmp_path / "weg" / "uit.xml")
    assert ran.code == 2
    ran.said_in_dutch("bestaat niet")
    assert not (tmp_path / "weg").exists()


@pytest.mark.parametrize(
    "wrong", ["2026-02-30", "13-04-2026", "morgen", "", "2026-4-13", "0000-01-01", "10000-01-01"]
)
def test_a_date_that_is_none_ends_with_2(wrong: str, tmp_path: Path) -> None:
    path = put(tmp_path, "WMO305.xml")
    ran = run("bericht", "antwoord", path, "-o", tmp_path / "uit.xml", "--dagtekening", wrong)
    assert ran.code == 2
    ran.said_in_dutch("is geen datum", "jjjj-mm-dd")
    assert not (tmp_path / "uit.xml").exists()


@pytest.mark.parametrize("wrong", ["1234567890123", " ", "a\x00b", "a\nb"])
def test_a_number_that_the_schema_refuses_is_not_written(wrong: str, tmp_path: Path) -> None:
    path = put(tmp_path, "WMO305.xml")
    ran = answer(path, tmp_path / "uit.xml", "--identificatie", wrong)
    assert ran.code in (1, 2)
    ran.said_in_dutch("kan niet worden geschreven")
    assert not (tmp_path / "uit.xml").exists()


def test_a_number_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "uit").mkdir()
    ran = answer(put(tmp_path, "WMO305.xml"), tmp_path / "uit", "--identificatie", "../../x")
    inside = [path for path in tmp_path.rglob("*.xml") if path.parent.name == "uit"]
    assert ran.code != 0 or len(inside) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"WMO305.xml", "uit"}
    assert not list(tmp_path.parent.glob("x*.xml"))


@pytest.mark.parametrize(("step", "number"), [("fsync", 28), ("link", 1), ("link", 13)])
def test_an_answer_that_cannot_be_written_leaves_nothing_and_says_so_in_dutch(
    step: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise OSError(number, os.strerror(number), "uit.xml")

    path = put(tmp_path, "WMO305.xml")
    monkeypatch.setattr(os, step, fail)
    ran = answer(path, tmp_path / "uit.xml")
    assert ran.code == 2
    assert [entry.name for entry in tmp_path.iterdir()] == ["WMO305.xml"]
    ran.said_in_dutch("uit.xml")


def test_an_answer_is_there_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, target = put(tmp_path, "WMO305.xml"), tmp_path / "uit.xml"
    target.write_bytes(b"oud")

    def interrupt(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    ran = answer(path, target, "--overschrijf")
    assert ran.code != 0
    assert target.read_bytes() == b"oud"
    assert len(list(tmp_path.iterdir())) == 2


# ── schema ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_that_was_written_compiles_and_accepts_the_base_message(
    name: str, tmp_path: Path
) -> None:
    ran = run("bericht", "schema", name, "-o", tmp_path / "xsd")
    assert (ran.code, ran.err) == (0, "")
    files = sorted(path.name for path in (tmp_path / "xsd").iterdir())
    assert files == [f"{name.lower()}.xsd", f"{name.lower()}_basis.xsd"]
    schema = etree.XMLSchema(file=str(tmp_path / "xsd" / f"{name.lower()}.xsd"))
    assert schema.validate(etree.fromstring(base_message(name))), schema.error_log


def test_a_schema_is_shown_as_it_is_written(tmp_path: Path) -> None:
    run("bericht", "schema", "WMO323", "-o", tmp_path)
    message, basis = (
        (tmp_path / name).read_text(encoding="utf-8") for name in ("wmo323.xsd", "wmo323_basis.xsd")
    )
    assert run("bericht", "schema", "wmo323").out == message + basis
    shown = json.loads(run("bericht", "schema", "WMO323", "--json").out)
    assert shown == {"wmo323.xsd": message, "wmo323_basis.xsd": basis}


@pytest.mark.parametrize("name", ["WMO999", "WMO401", "323", "", "../WMO323"])
def test_a_schema_of_an_unknown_message_ends_with_2(name: str) -> None:
    ran = run("bericht", "schema", name)
    assert ran.code == 2
    ran.said_in_dutch("bestaat niet in release 3.2", "WMO301", "JW325")


def test_a_schema_is_not_written_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_bytes(b"oud")
    ran = run("bericht", "schema", "WMO323", "-o", tmp_path / "bestand")
    assert ran.code == 2
    assert (tmp_path / "bestand").read_bytes() == b"oud"
    ran.said_in_dutch("bestand")


# ── the command itself ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("arguments", [[], ["bericht"]], ids=["noaber", "noaber bericht"])
def test_without_a_command_the_menu_is_shown(arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert "controleer" in ran.out + ran.err or "bericht" in ran.out + ran.err


def test_the_command_runs_by_itself(tmp_path: Path) -> None:
    put(tmp_path, "WMO305.xml")
    ran = run_apart("bericht", "controleer", "WMO305.xml", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "✔ WMO305.xml" in ran.out
    ran = run_apart("bericht", "controleer", "weg.xml", cwd=tmp_path)
    assert ran.code == 2
    ran.said_in_dutch("weg.xml bestaat niet")
    assert [path.name for path in tmp_path.iterdir()] == ["WMO305.xml"]


def test_a_terminal_that_knows_few_letters_stops_nothing(tmp_path: Path) -> None:
    put(tmp_path, "Zoë.xml", wrong_bsn())
    old = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    for arguments in (["--json"], []):
        ran = run_apart("bericht", "controleer", *arguments, tmp_path, cwd=tmp_path, env=old)
        assert ran.code == 1
        assert "CS002" in ran.out
