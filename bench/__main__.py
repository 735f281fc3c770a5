# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``python -m bench``: measure, show the tables, and put them in the documentation when asked."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from bench import machine
from bench.comparisons import FULL, NAMES, QUICK, Size, compare
from bench.report import NoMarkers, Result, markdown, text, write_between_markers
from bench.rounds import ROOT, ContenderFailed

_PAGES = {"docs": ROOT / "docs" / "operations" / "snelheid.md", "readme": ROOT / "README.md"}
_BUSY = 0.25


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./run bench",
        description="Vergelijkt tijd en geheugen van noaber met andere oplossingen, op gemaakte "
        "berichten. Meten slaagt altijd: of een doel is gehaald, staat in de tabel.",
    )
    parser.add_argument("--snel", action="store_true", help="klein en kort; om te proberen")
    parser.add_argument("--ronden", type=int, metavar="N", help="aantal ronden (anders 5, snel 3)")
    parser.add_argument(
        "--alleen", nargs="+", choices=NAMES, default=NAMES, help="alleen deze vergelijkingen"
    )
    parser.add_argument("--json", action="store_true", help="uitvoer voor machines")
    parser.add_argument(
        "--van", type=Path, metavar="PAD", help="meet niet, maar lees een eerdere --json"
    )
    parser.add_argument(
        "--schrijf", nargs="+", choices=tuple(_PAGES), default=(),
        help="zet de tabellen in docs/operations/snelheid.md, of in README.md",
    )  # fmt: skip
    return parser.parse_args()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _size(arguments: argparse.Namespace, folder: Path) -> Size:
    size = QUICK if arguments.snel else FULL
    if arguments.ronden:
        size = replace(size, rounds=arguments.ronden, starts=max(arguments.ronden, size.starts))
    if size is not QUICK and not machine.has_room(folder):
        _say("Te weinig geheugen of schijfruimte voor de grootste declaratie: die blijft weg.")
        size = replace(size, steps=size.steps[:2])
    return size


def _measure(arguments: argparse.Namespace) -> Result:
    if machine.busy() > _BUSY:
        _say("Deze machine doet ook ander werk: let op de verhoudingen, niet op de seconden.")
    with tempfile.TemporaryDirectory(prefix="noaber-bench-") as name:
        folder = Path(name)
        size = _size(arguments, folder)
        tables = compare(arguments.alleen, folder, size, _say)
    return Result(machine.description(), size.rounds, tuple(tables))


def main() -> int:
    arguments = _arguments()
    try:
        if arguments.van:
            result = Result.from_json(json.loads(arguments.van.read_text(encoding="utf-8")))
        else:
            result = _measure(arguments)
        for page in arguments.schrijf:
            content = markdown(result, only_targets=page == "readme")
            write_between_markers(_PAGES[page], content)
            _say(f"Geschreven: {_PAGES[page].relative_to(ROOT)}")
    except (ContenderFailed, NoMarkers) as problem:
        _say(f"De meting is niet af. {problem}")
        return 1
    except KeyboardInterrupt:
        _say("Afgebroken.")
        return 130
    print(json.dumps(result.to_json(), ensure_ascii=False) if arguments.json else text(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
