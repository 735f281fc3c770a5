# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Bytes to sheets: rows of cells under the names of their columns, for JSON and CSV alike."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, NoReturn

from noaber.flows.invoer.problems import Findings, Place, UnreadableInput

Cell = Any
"""A text (of CSV always), or what JSON has: a number, a truth, a list, an object, nothing."""
RawRow = tuple[Place, dict[str, Cell]]

_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_ZIP: Final = b"PK\x03\x04"
_NOT_UTF8: Final = (
    "Dit bestand is niet in UTF-8 maar in Windows-1252 bewaard, en zo is het gelezen. Kijk na of "
    "letters met een accent goed zijn; bewaar het liever als 'CSV UTF-8'."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: of a CSV file the whole, of a JSON file one list."""

    bestand: str
    soort: str | None
    """Name of the list in JSON; None for CSV, where the columns tell."""
    columns: tuple[str, ...]
    """Names as ``plain`` writes them; of JSON all that occur."""
    rows: list[RawRow]
    rest: Mapping[str, Cell]
    """What else stands at the top of a JSON file, beside its lists."""


def plain(name: str) -> str:
    """A name of a column, however it was typed: ``Geldig t/m`` is ``geldig_t_m``."""
    return re.sub(r"[^0-9a-z]+", "_", name.strip().casefold()).strip("_")


def read_sheets(data: bytes, name: str, findings: Findings, *, only_list: str = "") -> list[Sheet]:
    """The tables in one file.

    ``only_list``: what a JSON file that is a bare list holds; empty: it must be an object of lists.

    Raises:
        UnreadableInput: there are no tables in it.
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise UnreadableInput("Het bestand is leeg.")
    if data.startswith(_ZIP):
        raise UnreadableInput(
            "Dit is een Excel-bestand of een zip-bestand. Bewaar het blad als 'CSV UTF-8' en kies "
            "dat bestand."
        )
    if data.startswith(_UTF16):
        raise UnreadableInput("Dit bestand is in UTF-16 bewaard. Bewaar het als 'CSV UTF-8'.")
    if _is_json(data, name):
        return _read_json(data, name, findings, only_list)
    return [_read_csv(_decoded(data, name, findings), name, findings)]


def _is_json(data: bytes, name: str) -> bool:
    ending = name.rpartition(".")[2].casefold()
    if ending in ("json", "csv"):
        return ending == "json"
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def _decoded(data: bytes, name: str, findings: Findings) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _windows(data)
        findings.warn(Place(name), "", _NOT_UTF8)
    if "\x00" in text:
        raise UnreadableInput("Dit bestand is geen tekst. Bewaar het als 'CSV UTF-8'.")
    return text


def _windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise UnreadableInput(
            "Dit bestand is niet te lezen: het is geen UTF-8 en geen Windows-1252. Bewaar het als "
            "'CSV UTF-8'."
        ) from None


# ── CSV ──────────────────────────────────────────────────────────────────────────────────────────


def _read_csv(text: str, name: str, findings: Findings) -> Sheet:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    lines = _lines(reader)
    first, heading = next(lines, (1, []))
    columns = [plain(cell) for cell in heading]
    doubled = {column for column in columns if column and columns.count(column) > 1}
    for column in sorted(doubled):
        findings.refuse(Place(name, "", first), "", _double(columns, column))
    rows: list[RawRow] = []
    for number, cells in lines:
        place = Place(name, "", number)
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            findings.refuse(
                place,
                "",
                f"Deze rij heeft {len(cells)} velden en de kopregel {len(columns)}. Zet een waarde "
                "waar het scheidingsteken in voorkomt tussen dubbele aanhalingstekens.",
            )
            continue
        rows.append((place, dict(zip(columns, cells, strict=False))))
    return Sheet(name, None, tuple(column for column in columns if column), rows, {})


def _lines(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Every row that holds something, with its number in a spreadsheet."""
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise UnreadableInput(
                f"Vanaf rij {number} is dit bestand niet als CSV te lezen: er staat een dubbel "
                "aanhalingsteken te veel of te weinig. Verbeter dat en probeer het opnieuw."
            ) from None
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            yield number, stripped


def _separator(text: str) -> str:
    """What parts the headings: a semicolon as spreadsheets here write it, or a comma, or a tab."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", heading)
    return max((";", ",", "\t"), key=bare.count)


def _double(columns: list[str], column: str) -> str:
    places = " en ".join(str(at) for at, found in enumerate(columns, 1) if found == column)
    return f"De kolommen {places} hebben dezelfde naam. Haal er één weg."


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────


def _read_json(data: bytes, name: str, findings: Findings, only_list: str) -> list[Sheet]:
    content = _parsed(data)
    if isinstance(content, list) and only_list:
        content = {only_list: content}
    if not isinstance(content, dict):
        raise UnreadableInput(
            "Een JSON-bestand moet één object met lijsten zijn. Kijk in de handleiding, of maak "
            "voorbeelden met 'noaber inrichting voorbeeld MAP'."
        )
    lists = {plain(key): value for key, value in content.items() if isinstance(value, list)}
    rest = {plain(key): value for key, value in content.items() if not isinstance(value, list)}
    sheets = []
    for soort, entries in lists.items():
        rows: list[RawRow] = []
        for number, entry in enumerate(entries, 1):
            place = Place(name, soort, number)
            if isinstance(entry, dict):
                rows.append((place, {plain(key): value for key, value in entry.items()}))
            else:
                findings.refuse(place, "", "Hier moet een object staan, met velden tussen { en }.")
        columns = dict.fromkeys(key for _, row in rows for key in row)
        sheets.append(Sheet(name, soort, tuple(columns), rows, rest))
    if not sheets:
        raise UnreadableInput("In dit JSON-bestand staat geen enkele lijst.")
    return sheets


def _parsed(data: bytes) -> Any:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableInput("Een JSON-bestand moet in UTF-8 bewaard zijn.") from None
    try:
        return json.loads(
            text,
            parse_float=Decimal,
            parse_constant=_no_number,
            object_pairs_hook=_without_doubles,
        )
    except json.JSONDecodeError as error:
        raise UnreadableInput(
            f"Dit is geen JSON: bij regel {error.lineno}, teken {error.colno} klopt het niet."
        ) from None
    except RecursionError:
        raise UnreadableInput("Dit JSON-bestand is te diep genest om te lezen.") from None
    except UnreadableInput:
        raise
    except ValueError:
        raise UnreadableInput("In dit JSON-bestand staat een getal dat te groot is.") from None


def _no_number(_: str) -> NoReturn:
    raise UnreadableInput("In dit JSON-bestand staat een waarde die geen getal is (NaN).")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise UnreadableInput(
            "In dit JSON-bestand staat in één object twee keer dezelfde veldnaam. Welke geldt, is "
            "niet te zien: haal er één weg."
        )
    return found
