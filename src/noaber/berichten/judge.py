# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The verdict on one message at levels 1 and 2, with every finding in words.

Level 1: is it the XML that the schema describes? Level 2: do the technical rules hold? A message
that fails level 1 is not looked at further; one that fails level 2 is answered with code 0001.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from noaber.berichten.definitions.messages import Bericht, Heenbericht, Retourbericht
from noaber.berichten.definitions.registry import Definition
from noaber.berichten.definitions.simple import UnreadableValue
from noaber.berichten.rules import Breach, check, check_columns
from noaber.berichten.rules.code_lists import codes_of_another_day, codes_of_another_day_in_lines
from noaber.berichten.xml.diagnose import diagnose
from noaber.berichten.xml.locate import element_lines, head_line, tree_line
from noaber.berichten.xml.parse import NotWellFormed, parse_tree
from noaber.berichten.xml.read import to_value
from noaber.berichten.xml.schema import generated_schema, published_schema
from noaber.berichten.xml.source import Identity, Source, finding, identify
from noaber.kernel.finding import Finding, Severity

if TYPE_CHECKING:
    from lxml import etree

    from noaber.berichten.xml.columns import Columns


# Messages about one client weigh some kilobytes.
_LARGE = 512 * 1024


class Outcome(StrEnum):
    """What a message is worth at levels 1 and 2."""

    VALID = "geldig"
    REJECTED_SCHEMA = "afgekeurd-schema"
    REJECTED_0001 = "afgekeurd-0001"
    UNKNOWN = "onbekend"


@dataclass(frozen=True)
class Verdict:
    """What was found in one message.

    ``value`` holds the message when it passed level 1, except for a 323 or 325, which comes as
    ``columns``.
    """

    source: Source
    definition: Definition | None
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    value: Bericht | None = None
    columns: Columns | None = None

    @property
    def rules(self) -> tuple[str, ...]:
        """Codes of the broken rules, each once, in order; warnings not included."""
        errors = (entry.rule for entry in self.findings if entry.severity is Severity.ERROR)
        return tuple(sorted(set(errors)))


def judge_path(path: Path, published: Path | None = None) -> Verdict:
    """The verdict on a file.

    Raises:
        OSError: the file cannot be read.
        SchemaFolderIncomplete: ``published`` lacks the schema of this message.
    """
    return judge(Source.from_path(path), published)


def judge_bytes(data: bytes, name: str = "bericht.xml", published: Path | None = None) -> Verdict:
    """The verdict on a message in memory."""
    return judge(Source.from_bytes(data, name), published)


def judge(source: Source, published: Path | None = None) -> Verdict:
    """The verdict on a message.

    With ``published``, a folder of published schemas, level 1 asks both schemas.
    """
    identity = identify(source)
    if identity.definition is None:
        return Verdict(source, None, Outcome.UNKNOWN, _worded(identity.findings, _ASK_AGAIN))
    definition = identity.definition
    try:
        if definition.number in ("323", "325"):
            return _judge_bulk(source, identity, definition, published)
        return _judge_one(source, definition, published)
    except NotWellFormed as problem:
        return _rejected(source, definition, (problem.finding,))


def _rejected(source: Source, definition: Definition, findings: tuple[Finding, ...]) -> Verdict:
    """Refused at level 1. Where the explanation finds nothing, only a published schema refused."""
    mend = _LEVEL_1.format(sender=definition.sender)
    worded = _worded(findings or (_PUBLISHED_REFUSES,), mend)
    return Verdict(source, definition, Outcome.REJECTED_SCHEMA, worded)


def _judge_one(source: Source, definition: Definition, published: Path | None) -> Verdict:
    root = parse_tree(source.read())
    # libxml2 writes down every error, which takes minutes when a large file is wrong everywhere.
    # The explanation stops at a hundred, so there it goes first.
    if source.size > _LARGE and (early := tuple(diagnose(root, definition))):
        return _rejected(source, definition, early)
    accepted = generated_schema(definition).validate(root)
    if not accepted or not _published_accepts(root, definition, published):
        return _rejected(source, definition, tuple(diagnose(root, definition)))
    try:
        value = to_value(root, definition)
    except UnreadableValue:
        return _rejected(source, definition, tuple(diagnose(root, definition)))

    def line(breach: Breach) -> int | None:
        return tree_line(root, breach.place)

    errors = [
        _level_2(code, breach, line(breach), definition)
        for code, breach in check(value, definition.number)
    ]
    warnings = [
        _warning(code, breach, line(breach))
        for code, breach in codes_of_another_day(value, definition, _dagtekening(value))
    ]
    outcome = Outcome.REJECTED_0001 if errors else Outcome.VALID
    return Verdict(source, definition, outcome, _in_order(errors, warnings), value=value)


def _published_accepts(
    root: etree._Element, definition: Definition, published: Path | None
) -> bool:
    return published is None or published_schema(definition, published).validate(root)


def _judge_bulk(
    source: Source, identity: Identity, definition: Definition, published: Path | None
) -> Verdict:
    # Polars is loaded for declarations only: the command must start fast for everything else.
    from noaber.berichten.xml.bulk import explain, read_columns  # noqa: PLC0415
    from noaber.berichten.xml.columns import line_layout  # noqa: PLC0415

    try:
        columns = read_columns(source, identity, published)
    except UnreadableValue:
        return _rejected(source, definition, tuple(explain(source, definition)))
    except NotWellFormed as problem:
        if problem.finding.rule != "XSD":
            raise
        return _rejected(source, definition, tuple(explain(source, definition)))
    broken = list(check_columns(columns))
    on = columns.header.bericht_identificatie.dagtekening
    dated = list(codes_of_another_day_in_lines(columns, line_layout(definition).leaves, on))
    lines = _bulk_lines(source, columns, [breach for _, breach in (*broken, *dated)])
    errors = [_level_2(code, breach, lines[breach], definition) for code, breach in broken]
    warnings = [_warning(code, breach, lines[breach]) for code, breach in dated]
    outcome = Outcome.REJECTED_0001 if errors else Outcome.VALID
    return Verdict(source, definition, outcome, _in_order(errors, warnings), columns=columns)


def _bulk_lines(
    source: Source, columns: Columns, breaches: Iterable[Breach]
) -> dict[Breach, int | None]:
    """Line numbers: of the Prestatie, of the Client, or of an element before the lines."""
    breaches = list(breaches)
    rows = element_lines(source, "Prestatie", [b.row for b in breaches if b.row is not None])
    clients = {b: client for b in breaches if (client := _client_of(b, columns)) is not None}
    client_lines = element_lines(source, "Client", [client - 1 for client in clients.values()])
    found: dict[Breach, int | None] = {}
    for breach in breaches:
        if breach.row is not None:
            found[breach] = rows.get(breach.row)
        elif breach in clients:
            found[breach] = client_lines.get(clients[breach] - 1)
        else:
            found[breach] = head_line(source, breach.place)
    return found


def _client_of(breach: Breach, columns: Columns) -> int | None:
    start = f"{columns.lines_place}/Client["
    if not breach.place.startswith(start):
        return None
    return int(breach.place[len(start) :].partition("]")[0])


def _dagtekening(value: Bericht) -> date:
    assert isinstance(value, Heenbericht | Retourbericht)
    return value.header.bericht_identificatie.dagtekening


# ── wording: who must do what ────────────────────────────────────────────────────────────────────

_ASK_AGAIN = "vraag de afzender om het goede bestand"
_LEVEL_1 = "de {sender} herstelt het bericht en stuurt het opnieuw; er hoort geen retourbericht bij"
_LEVEL_2 = "de {sender} verbetert dit en stuurt een nieuw bericht met een nieuwe Identificatie"
_PUBLISHED_REFUSES = finding("XSD", "Het gepubliceerde schema keurt dit bericht af")


def _in_order(errors: list[Finding], warnings: list[Finding]) -> tuple[Finding, ...]:
    """Errors before warnings, each as one reads the file."""

    def by_line(entry: Finding) -> tuple[int, str]:
        return entry.line or 0, entry.rule

    return (*sorted(errors, key=by_line), *sorted(warnings, key=by_line))


def _worded(findings: Iterable[Finding], action: str) -> tuple[Finding, ...]:
    return tuple(replace(entry, text=f"{entry.text}; {action}.") for entry in findings)


def _level_2(code: str, breach: Breach, line: int | None, definition: Definition) -> Finding:
    return Finding(
        rule=code,
        retourcode="0001",
        place=breach.place,
        line=line,
        text=f"{breach.text}; {_LEVEL_2.format(sender=definition.sender)}.",
    )


def _warning(code: str, breach: Breach, line: int | None) -> Finding:
    return Finding(
        rule=code,
        retourcode=None,
        place=breach.place,
        line=line,
        text=f"{breach.text}; het bericht wordt hierom niet afgekeurd.",
        severity=Severity.WARNING,
    )
