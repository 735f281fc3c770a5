# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up messages to measure with: always the same for the same size.

A declaratie is laid out as the public examples are (a tab per level) and is valid at levels 1 and
2. The people do not exist. The range of test BSNs holds some nine thousand numbers; a large
declaratie has more clients, and goes on with the numbers below it that pass the elfproef.

``python -m bench.generate 323|325|small PATH COUNT`` makes one, in a process of its own: what it
needs must not count as memory of what is measured.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TextIO

from noaber.berichten.definitions.registry import Definition, all_definitions, by_name
from noaber.berichten.examples import base_message
from noaber.berichten.xml.schema import schema_text
from noaber.kernel.bsn import passes_elfproef

_SEED = 323
# Lines per client and how often: 3.3 on average.
_LINES = ((1, 22), (2, 20), (3, 20), (4, 15), (5, 10), (6, 6), (8, 5), (12, 2))
_MONTHS = (("2025-12", 31), ("2026-01", 31), ("2026-02", 28), ("2026-03", 31))
_UNITS = ("01", "04", "04", "04", "14", "16", "82", "83", "84")
_CATEGORIES = {
    "WMO": ("01", "02", "02", "03", "07", "08", "10", "15"),
    "JW": ("43", "44", "45", "45", "48", "50", "52", "54"),
}
_RETOUR_CODES = ("9307", "9308", "9319", "0611", "8021")


def test_bsns() -> Iterator[str]:
    """BSNs that pass the elfproef, from the top of the test range down."""
    # The last digit is the remainder of the rest, so there is at most one BSN for every eight.
    weights = (9, 8, 7, 6, 5, 4, 3, 2)
    for head in range(99_999_999, 0, -1):
        text = f"{head:08}"
        last = sum(w * int(digit) for w, digit in zip(weights, text, strict=True)) % 11
        if last < 10:
            bsn = f"{text}{last}"
            assert passes_elfproef(bsn)
            yield bsn


def write_declaratie(path: Path, lines: int) -> None:
    """A WMO323 of that many lines, with its schema beside it."""
    _write(path, by_name("WMO323"), lines, _declaratie_head)


def write_antwoord(path: Path, lines: int) -> None:
    """A JW325, the answer to a declaratie, with that many rejected lines; its schema beside it."""
    _write(path, by_name("JW325"), lines, _antwoord_head)


def write_small(folder: Path, count: int) -> None:
    """That many small messages: every kind in turn, each with an Identificatie of its own."""
    folder.mkdir()
    kinds = [(entry.name, base_message(entry.name)) for entry in all_definitions()]
    for index in range(count):
        name, data = kinds[index % len(kinds)]
        text = data.decode("utf-8")
        tag = ":Identificatie>"
        begin = text.index(tag) + len(tag)
        end = text.index("<", begin)
        text = f"{text[:begin]}B{index:08}{text[end:]}"
        (folder / f"{index:05}_{name}.xml").write_text(text, encoding="utf-8", newline="")


_Head = Callable[[Definition, int], tuple[str, str]]


def _write(path: Path, definition: Definition, lines: int, head: _Head) -> None:
    # The total stands before the lines: they are written first, beside it.
    body = path.with_suffix(".lines")
    with body.open("w", encoding="utf-8", newline="\n") as stream:
        total = _write_clients(stream, definition, lines)
    begin, end = head(definition, total)
    with path.open("wb") as target, body.open("rb") as source:
        target.write(begin.encode())
        shutil.copyfileobj(source, target, 1024 * 1024)
        target.write(end.encode())
    body.unlink()
    # For the contenders that get the schema ready-made.
    text = schema_text(definition)
    path.with_suffix(".xsd").write_text(text.message, encoding="utf-8")
    (path.parent / text.basis_name).write_text(text.basis, encoding="utf-8")


@dataclass(slots=True)
class Line:
    """What differs from one Prestatie to the next."""

    referentie: str
    vorig: str | None
    toewijzing: int
    categorie: str
    code: str
    begin: str
    eind: str
    volume: int
    eenheid: str
    tarief: int | None
    bedrag: int
    dc: str


def _write_clients(stream: TextIO, definition: Definition, lines: int) -> int:
    """Writes the clients and says what they add up to, in eurocents."""
    m, b = definition.prefix, definition.basis_prefix
    chance = Random(_SEED)
    bsns = test_bsns()
    sizes, weights = zip(*_LINES, strict=True)
    made = total = 0
    is_answer = definition.number == "325"
    while made < lines:
        count = min(chance.choices(sizes, weights)[0], lines - made)
        parts = [
            f"\t\t\t<{m}:Client>\n\t\t\t\t<{m}:Bsn>{next(bsns)}</{m}:Bsn>\n\t\t\t\t<{m}:Prestaties>\n"
        ]
        previous: Line | None = None
        for number in range(made, made + count):
            line = _line(chance, definition, number, previous)
            codes = ""
            if is_answer:
                codes = _codes(m, chance.sample(_RETOUR_CODES, chance.choice((1, 1, 1, 2))), 6)
            parts.append(prestatie_text(line, m, b, codes))
            total += line.bedrag if line.dc == "D" else -line.bedrag
            # A credit is followed by the debit that comes in its place.
            previous = line if line.dc == "C" else None
        parts.append(f"\t\t\t\t</{m}:Prestaties>\n")
        if is_answer:
            parts.append(_codes(m, ["0200"], 4))
        parts.append(f"\t\t\t</{m}:Client>\n")
        stream.write("".join(parts))
        made += count
    return total


def _line(chance: Random, definition: Definition, number: int, credited: Line | None) -> Line:
    if credited is not None:
        volume = max(1, credited.volume - chance.randint(1, 9))
        tarief = credited.tarief
        bedrag = volume if tarief is None else volume * tarief
        return Line(
            f"P26-{number:08}", None, credited.toewijzing, credited.categorie, credited.code,
            credited.begin, credited.eind, volume, credited.eenheid, tarief, bedrag, "D",
        )  # fmt: skip
    month, days = chance.choices(_MONTHS, (2, 3, 5, 90))[0]
    begin, eind = 1, days
    if chance.random() < 0.12:
        begin = chance.randint(1, days)
        eind = chance.randint(begin, days)
    categorie = chance.choice(_CATEGORIES[definition.name[:-3]])
    eenheid = chance.choice(_UNITS)
    if eenheid == "83":
        volume = chance.randint(5_000, 750_000)
        tarief, bedrag = None, volume
    else:
        volume = chance.randint(60, 1_900) if eenheid == "01" else chance.randint(1, 80)
        tarief = chance.randint(80, 220) if eenheid == "01" else chance.randint(2_500, 24_000)
        bedrag = volume * tarief
    is_credit = chance.random() < 0.04
    return Line(
        f"P26-{number:08}", f"P25-{number:08}" if is_credit else None, 100_000 + number, categorie,
        f"{categorie}A{chance.randint(1, 24):02}", f"{month}-{begin:02}", f"{month}-{eind:02}",
        volume, eenheid, tarief, bedrag, "C" if is_credit else "D",
    )  # fmt: skip


def prestatie_text(line: Line, m: str, b: str, codes: str) -> str:
    t = "\t\t\t\t\t\t"
    vorig = (
        f"{t}\t<{b}:VorigReferentieNummer>{line.vorig}</{b}:VorigReferentieNummer>\n"
        if line.vorig
        else ""
    )
    tarief = (
        f"{t}<{m}:ProductTarief>{line.tarief}</{m}:ProductTarief>\n"
        if line.tarief is not None
        else ""
    )
    return (
        f"\t\t\t\t\t<{m}:Prestatie>\n"
        f"{t}<{m}:ProductReferentie>\n"
        f"{t}\t<{b}:ReferentieNummer>{line.referentie}</{b}:ReferentieNummer>\n{vorig}"
        f"{t}</{m}:ProductReferentie>\n"
        f"{t}<{m}:ToewijzingNummer>{line.toewijzing}</{m}:ToewijzingNummer>\n"
        f"{t}<{m}:ProductCategorie>{line.categorie}</{m}:ProductCategorie>\n"
        f"{t}<{m}:ProductCode>{line.code}</{m}:ProductCode>\n"
        f"{t}<{m}:ProductPeriode>\n"
        f"{t}\t<{b}:Begindatum>{line.begin}</{b}:Begindatum>\n"
        f"{t}\t<{b}:Einddatum>{line.eind}</{b}:Einddatum>\n"
        f"{t}</{m}:ProductPeriode>\n"
        f"{t}<{m}:GeleverdVolume>{line.volume}</{m}:GeleverdVolume>\n"
        f"{t}<{m}:Eenheid>{line.eenheid}</{m}:Eenheid>\n{tarief}"
        f"{t}<{m}:IngediendBedrag>\n"
        f"{t}\t<{b}:Bedrag>{line.bedrag}</{b}:Bedrag>\n"
        f"{t}\t<{b}:DebetCredit>{line.dc}</{b}:DebetCredit>\n"
        f"{t}</{m}:IngediendBedrag>\n{codes}"
        f"\t\t\t\t\t</{m}:Prestatie>\n"
    )


def _codes(m: str, codes: list[str], depth: int) -> str:
    t = "\t" * depth
    inside = "".join(f"{t}\t<{m}:RetourCode>{code}</{m}:RetourCode>\n" for code in codes)
    return f"{t}<{m}:RetourCodes>\n{inside}{t}</{m}:RetourCodes>\n"


def amount_text(name: str, cents: int, m: str, b: str) -> str:
    return (
        f"\t\t<{m}:{name}>\n"
        f"\t\t\t<{b}:TotaalBedrag>{abs(cents)}</{b}:TotaalBedrag>\n"
        f"\t\t\t<{b}:DebetCredit>{'D' if cents >= 0 else 'C'}</{b}:DebetCredit>\n"
        f"\t\t</{m}:{name}>\n"
    )


def identity_text(name: str, number: str, day: str, m: str, b: str) -> str:
    return (
        f"\t\t<{m}:{name}>\n"
        f"\t\t\t<{b}:Identificatie>{number}</{b}:Identificatie>\n"
        f"\t\t\t<{b}:Dagtekening>{day}</{b}:Dagtekening>\n"
        f"\t\t</{m}:{name}>\n"
    )


def versions_text(name: str, definition: Definition) -> str:
    m, b, version = definition.prefix, definition.basis_prefix, definition.xsd_version
    return (
        f"\t\t<{m}:{name}>\n"
        f"\t\t\t<{b}:BasisschemaXsdVersie>{version}</{b}:BasisschemaXsdVersie>\n"
        f"\t\t\t<{b}:BerichtXsdVersie>{version}</{b}:BerichtXsdVersie>\n"
        f"\t\t</{m}:{name}>\n"
    )


def header_text(definition: Definition, sender: str, receiver: str, rest: str) -> str:
    m, b = definition.prefix, definition.basis_prefix
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{m}:Bericht xmlns:{b}="{definition.basis_namespace}" '
        f'xmlns:{m}="{definition.namespace}">\n'
        f"\t<{m}:Header>\n"
        f"\t\t<{m}:BerichtCode>{definition.bericht_code}</{m}:BerichtCode>\n"
        f"\t\t<{m}:BerichtVersie>3</{m}:BerichtVersie>\n"
        f"\t\t<{m}:BerichtSubversie>2</{m}:BerichtSubversie>\n"
        f"\t\t<{m}:Afzender>{sender}</{m}:Afzender>\n"
        f"\t\t<{m}:Ontvanger>{receiver}</{m}:Ontvanger>\n"
        f"{rest}\t</{m}:Header>\n"
    )


def _declaratie_head(definition: Definition, total: int) -> tuple[str, str]:
    m, b = definition.prefix, definition.basis_prefix
    identity = identity_text("BerichtIdentificatie", "DECL26030001", "2026-04-02", m, b)
    rest = identity + versions_text("XsdVersie", definition)
    begin = (
        f"{header_text(definition, '99010048', '1969', rest)}"
        f"\t<{m}:Declaratie>\n"
        f"\t\t<{m}:DeclaratieNummer>D202603A</{m}:DeclaratieNummer>\n"
        f"\t\t<{m}:DeclaratiePeriode>\n"
        f"\t\t\t<{b}:Begindatum>2026-03-01</{b}:Begindatum>\n"
        f"\t\t\t<{b}:Einddatum>2026-03-31</{b}:Einddatum>\n"
        f"\t\t</{m}:DeclaratiePeriode>\n"
        f"\t\t<{m}:DeclaratieDagtekening>2026-04-02</{m}:DeclaratieDagtekening>\n"
        f"{amount_text('TotaalIngediendBedrag', total, m, b)}"
        f"\t\t<{m}:Clienten>\n"
    )
    return begin, f"\t\t</{m}:Clienten>\n\t</{m}:Declaratie>\n</{m}:Bericht>\n"


def _antwoord_head(definition: Definition, total: int) -> tuple[str, str]:
    m, b = definition.prefix, definition.basis_prefix
    rest = (
        identity_text("BerichtIdentificatie", "325260414002", "2026-04-14", m, b)
        + versions_text("XsdVersie", definition)
        + identity_text("DeclaratieIdentificatie", "DECL26030001", "2026-04-02", m, b)
        + versions_text("XsdVersieDeclaratie", definition)
        + _codes(m, ["0200"], 2)
    )
    # What is not granted is exactly what is listed (TR342).
    granted = 12_345_678
    begin = (
        f"{header_text(definition, '1969', '99010048', rest)}"
        f"\t<{m}:DeclaratieAntwoord>\n"
        f"\t\t<{m}:DeclaratieNummer>D202603A</{m}:DeclaratieNummer>\n"
        f"{amount_text('TotaalIngediendBedrag', total + granted, m, b)}"
        f"{amount_text('TotaalToegekendBedrag', granted, m, b)}"
        f"\t\t<{m}:Clienten>\n"
    )
    end = (
        f"\t\t</{m}:Clienten>\n{_codes(m, ['0200'], 2)}"
        f"\t</{m}:DeclaratieAntwoord>\n</{m}:Bericht>\n"
    )
    return begin, end


def main() -> None:
    kind, path, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    makers = {"323": write_declaratie, "325": write_antwoord, "small": write_small}
    makers[kind](path, count)


if __name__ == "__main__":
    main()
