# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What is measured: one job on one input, each run in a fresh process.

``python -m bench.contenders NAME PATH COUNT`` does the job once and prints what it cost. Loading
packages does not count. Compiling a schema counts for noaber, which does it itself; to the others
the schema is given ready-made. Afterwards, not timed, is checked that all of the input was read.
"""

# ruff: noqa: PLC0415 - a contender loads what it needs itself, and nothing of another's
from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Job = Callable[[], Any]
Counted = Callable[[Any], int]
Prepare = Callable[[Path], tuple[Job, Counted]]

CONTENDERS: dict[str, Prepare] = {}
_BLOCK = 1024 * 1024


class WrongAnswer(AssertionError):
    """A contender did not read what was there: its time means nothing."""


def _contender(name: str) -> Callable[[Prepare], Prepare]:
    def register(prepare: Prepare) -> Prepare:
        CONTENDERS[name] = prepare
        return prepare

    return register


# ── one large declaratie; counted in lines ───────────────────────────────────────────────────────


@_contender("bytes")
def read_bytes(path: Path) -> tuple[Job, Counted]:
    def job() -> int:
        size = 0
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                size += len(block)
        return size

    return job, lambda size: _lines_in(path) if size == path.stat().st_size else 0


@_contender("lxml")
def lxml_parse(path: Path) -> tuple[Job, Counted]:
    from lxml import etree

    return (lambda: etree.parse(path)), _lines_in_tree


@_contender("lxml-schema-after")
def lxml_parse_then_validate(path: Path) -> tuple[Job, Counted]:
    from lxml import etree

    schema = _schema(path)

    def job() -> Any:
        tree = etree.parse(path)
        return tree if schema.validate(tree) else None

    return job, _lines_in_tree


@_contender("lxml-schema-during")
def lxml_parse_with_schema(path: Path) -> tuple[Job, Counted]:
    from lxml import etree

    parser = etree.XMLParser(schema=_schema(path))
    return (lambda: etree.parse(path, parser)), _lines_in_tree


@_contender("noaber")
def noaber_judge(path: Path) -> tuple[Job, Counted]:
    from noaber.berichten.judge import judge_path
    from noaber.berichten.xml import bulk  # noqa: F401 - judge loads it late, with Polars

    return (lambda: judge_path(path)), _lines_of_verdict


@_contender("noaber-sure")
def noaber_sure_path(path: Path) -> tuple[Job, Counted]:
    """What noaber does when its scanner is not sure: libxml2, line by line, and then the rules."""
    from noaber.berichten.rules import check_columns
    from noaber.berichten.xml.schema import generated_schema
    from noaber.berichten.xml.source import Source, identify
    from noaber.berichten.xml.stream import read_stream

    def job() -> Any:
        source = Source.from_path(path)
        definition = identify(source).definition
        assert definition is not None
        columns = read_stream(source, definition, generated_schema(definition))
        return columns, list(check_columns(columns))

    return job, lambda found: found[0].lines.height if not found[1] else 0


@_contender("xsdata")
def xsdata_read(path: Path) -> tuple[Job, Counted]:
    from xsdata.formats.dataclass.parsers import XmlParser

    from bench.models_xsdata import Bericht

    return (lambda: XmlParser().from_path(path, Bericht)), _lines_of_object


@_contender("pydantic-xml")
def pydantic_xml_read(path: Path) -> tuple[Job, Counted]:
    from bench.models_pydantic import Bericht

    return (lambda: Bericht.from_xml(path.read_bytes())), _lines_of_object


@_contender("xmlschema")
def xmlschema_validate(path: Path) -> tuple[Job, Counted]:
    import xmlschema

    schema = xmlschema.XMLSchema10(str(_schema_file(path)))

    def job() -> int:
        return sum(1 for _ in schema.iter_errors(str(path)))

    return job, lambda errors: _lines_in(path) if errors == 0 else 0


# ── a folder with small messages; counted in messages ────────────────────────────────────────────


@_contender("folder-1")
def folder_in_one_process(path: Path) -> tuple[Job, Counted]:
    return _judge_folder(path, 1)


@_contender("folder-2")
def folder_in_two_processes(path: Path) -> tuple[Job, Counted]:
    return _judge_folder(path, 2)


def _judge_folder(path: Path, processes: int) -> tuple[Job, Counted]:
    from noaber.cli.controle import judge_all
    from noaber.cli.inputs import find_inputs

    def job() -> Any:
        return list(judge_all(find_inputs([path]), None, processes))

    return job, lambda rows: sum(row["uitkomst"] == "geldig" for row in rows)


@_contender("folder-lxml")
def folder_with_lxml(path: Path) -> tuple[Job, Counted]:
    """Parse every file and validate it; schemas are compiled when first needed, as noaber does."""
    from lxml import etree

    from noaber.berichten.definitions.registry import by_name
    from noaber.berichten.xml.schema import generated_schema

    def job() -> int:
        valid = 0
        for file in sorted(path.iterdir()):
            schema = generated_schema(by_name(file.stem.partition("_")[2]))
            valid += schema.validate(etree.parse(file))
        return valid

    return job, lambda valid: valid


# ── did it read everything? ──────────────────────────────────────────────────────────────────────


def _lines_in(path: Path) -> int:
    return path.read_bytes().count(b":Prestatie>") // 2


def _lines_in_tree(tree: Any) -> int:
    return sum(1 for _ in tree.iter("{*}Prestatie")) if tree is not None else 0


def _lines_of_verdict(verdict: Any) -> int:
    return verdict.columns.lines.height if verdict.outcome == "geldig" else 0


def _lines_of_object(bericht: Any) -> int:
    return sum(len(client.prestaties.prestatie) for client in bericht.declaratie.clienten.client)


def _schema_file(path: Path) -> Path:
    """The generated schema, which ``bench.generate`` put beside the message."""
    return path.with_suffix(".xsd")


def _schema(path: Path) -> Any:
    from lxml import etree

    return etree.XMLSchema(etree.parse(_schema_file(path)))


# ── measuring ────────────────────────────────────────────────────────────────────────────────────


def _cpu() -> float:
    return sum(os.times()[:4])  # this process and those it waited for


def peak_mb() -> float:
    """Most memory that this process, or the largest one it started, had in use."""
    own = float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    status = Path("/proc/self/status")
    if status.exists():
        # On Linux ru_maxrss also counts what the parent had before it started this process.
        lines = status.read_text(encoding="ascii").splitlines()
        own = next(float(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    started = float(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    return max(own, started) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    name, path, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    job, counted = CONTENDERS[name](path)
    cpu, wall = _cpu(), time.perf_counter()
    answer = job()
    wall, cpu = time.perf_counter() - wall, _cpu() - cpu
    peak = peak_mb()
    if counted(answer) != count:
        raise WrongAnswer(f"{name}: {counted(answer)} of {count} were read and found valid")
    print(json.dumps({"wall": wall, "cpu": cpu, "peak": peak}))
    sys.stdout.flush()
    os._exit(0)  # taking down millions of objects is not what is measured, and takes seconds


if __name__ == "__main__":
    main()
