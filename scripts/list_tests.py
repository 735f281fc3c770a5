# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Lists which tests guard which rule of the standard, from what the tests themselves say.

``python scripts/list_tests.py`` writes src/noaber/berichten/rules/toetsen.csv, so that ``noaber
regels TR321`` can name them where the tests are not installed. With ``--check`` it writes nothing
and ends with 1 when that file is stale. A test names its rules in one of four ways:

* ``@pytest.mark.regel("TR321")`` on a function or a class, or ``pytestmark`` in a module;
* an example of the rule in src/noaber/berichten/examples/rules.toml;
* a vector that names the rule in tests/conformance/vectors_level2/index.csv;
* a tag ``@TR321`` above a scenario in tests/spec.

``@pytest.mark.tegenspraak(7)`` names a contradiction in the sources in the same way.
"""

from __future__ import annotations

import argparse
import ast
import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from noaber.berichten.examples import examples
from noaber.berichten.rulebook import list_rules, list_tegenspraken

REPOSITORY = Path(__file__).resolve().parents[1]
TESTS = REPOSITORY / "tests"
LIST = REPOSITORY / "src" / "noaber" / "berichten" / "rules" / "toetsen.csv"
HEADS = ("code", "soort", "toets", "aantal")
EXAMPLE_TEST = "tests/conformance/test_examples.py::test_the_judge_says_what_the_example_says"
VECTOR_TEST = (
    "tests/berichten/test_vectors.py::test_a_vector_gets_the_outcome_and_the_rules_of_the_index"
)
_SCENARIO = re.compile(r"\s*(?:Scenario|Abstract Scenario|Scenario-sjabloon)\s*:\s*(.+?)\s*$")


class Toets(NamedTuple):
    """One line of the list."""

    code: str
    soort: str
    toets: str
    aantal: int


def found() -> list[Toets]:
    """Every line, by rule in the order of the standard."""
    lines = Counter((*_examples(), *_vectors(), *_marked(), *_scenarios()))
    known = [rule.code for rule in list_rules()]
    known += [f"tegenspraak {one.nummer}" for one in list_tegenspraken()]
    order = {code: place for place, code in enumerate(known)}
    unknown = sorted({code for code, _, _ in lines} - set(order))
    if unknown:
        raise SystemExit(f"Deze regels bestaan niet, maar een toets noemt ze: {unknown}")
    return [
        Toets(*line, aantal)
        for line, aantal in sorted(lines.items(), key=lambda item: (order[item[0][0]], item[0]))
    ]


def _examples() -> Iterator[tuple[str, str, str]]:
    for example in examples():
        yield example.rule, "voorbeeld", EXAMPLE_TEST


def _vectors() -> Iterator[tuple[str, str, str]]:
    index = TESTS / "conformance" / "vectors_level2" / "index.csv"
    with index.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["expected"] == "reject-0001":
                for code in row["rules"].replace(";", " ").split():
                    yield code, "vector", VECTOR_TEST


def _marked() -> Iterator[tuple[str, str, str]]:
    for path in sorted(TESTS.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = path.relative_to(REPOSITORY).as_posix()
        for test, codes in _tests_of(tree.body, tuple(_of_module(tree)), name):
            for code in codes:
                yield code, "toets", test


def _of_module(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets
        ):
            value = node.value
            yield from _codes(value.elts if isinstance(value, ast.List | ast.Tuple) else [value])


def _tests_of(
    body: Sequence[ast.stmt], above: tuple[str, ...], name: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            codes = (*above, *_codes(node.decorator_list))
            yield from _tests_of(node.body, codes, f"{name}::{node.name}")
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield (
                f"{name}::{node.name}",
                tuple(dict.fromkeys((*above, *_codes(node.decorator_list)))),
            )


def _codes(marks: Sequence[ast.expr]) -> Iterator[str]:
    """The codes in every ``pytest.mark.regel(...)`` and ``pytest.mark.tegenspraak(...)``."""
    for mark in marks:
        if not (isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute)):
            continue
        if mark.func.attr in ("regel", "tegenspraak"):
            for argument in mark.args:
                if not (
                    isinstance(argument, ast.Constant) and isinstance(argument.value, str | int)
                ):
                    raise SystemExit(f"pytest.mark.{mark.func.attr} takes plain codes")
                prefix = "" if mark.func.attr == "regel" else "tegenspraak "
                yield f"{prefix}{argument.value}"


def _scenarios() -> Iterator[tuple[str, str, str]]:
    codes = {rule.code for rule in list_rules()}
    for path in sorted((TESTS / "spec").glob("*.feature")):
        name, tags = path.relative_to(REPOSITORY).as_posix(), list[str]()
        for line in path.read_text(encoding="utf-8").splitlines():
            scenario = _SCENARIO.match(line)
            if line.strip().startswith("@"):
                tags += [tag.removeprefix("@") for tag in line.split()]
            elif scenario:
                for code in dict.fromkeys(tag for tag in tags if tag in codes):
                    yield code, "scenario", f"{name}: {scenario[1]}"
                tags = []
            elif line.strip():
                tags = []


def rendered(lines: Sequence[Toets]) -> str:
    """The file as it should be."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADS)
    writer.writerows(lines)
    return out.getvalue()


def main(arguments: Sequence[str] | None = None, target: Path = LIST) -> int:
    """Writes the list, or says whether it is fresh."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, say whether it is old")
    wanted = rendered(found())
    now = target.read_text(encoding="utf-8") if target.is_file() else ""
    if not parser.parse_args(arguments).check:
        target.write_text(wanted, encoding="utf-8", newline="\n")
        print(f"{wanted.count(chr(10)) - 1} regels in {target.name}.")
        return 0
    if now != wanted:
        print(
            "De lijst van toetsen per regel is verouderd: voer ./run docs uit en neem de wijziging "
            "op.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
