# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Bestook de lezers met willekeurige invoer: het oordeel komt altijd, en herhaalt nooit een BSN.

``python -m tests.fuzz [seconden]`` laat atheris invoer bedenken, ``python -m tests.fuzz mutanten
[seconden]`` verbindt bekende veranderingen in willekeurige volgorde (zonder atheris).
``python -m tests.fuzz ketens [aantal]`` haalt zoveel verzonnen reeksen declaraties door de hele
keten en legt wat eruit komt naast de trage narekening.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count, islice
from pathlib import Path

from noaber.berichten.answers import NoAnswer, answer
from noaber.berichten.definitions.registry import Definition, all_definitions, by_name
from noaber.berichten.definitions.simple import UnreadableValue
from noaber.berichten.examples import base_message
from noaber.berichten.judge import Outcome, judge_bytes
from noaber.berichten.summary import summary
from noaber.berichten.xml.parse import NotWellFormed, parse_tree
from noaber.berichten.xml.read import to_value
from noaber.berichten.xml.schema import generated_schema
from noaber.berichten.xml.write import write
from tests.berichten.test_answers import ENVELOPE
from tests.conformance.mutants import mutants

BSN = "999900134"
"""Planted in every seed; no other number may look like it."""
_DEFAULT_SECONDS = 60
_DEFAULT_KETENS = 200
_INSIDE = "in-atheris"
_MOST_CHANGES = 6
_MOST_BYTES = 64_000


def seeds() -> dict[str, bytes]:
    """The base messages, all about the same BSN."""
    found = {}
    for definition in all_definitions():
        data = base_message(definition.name)
        found[definition.name] = re.sub(
            rb"(<[a-z0-9]+:Bsn>)[0-9]{9}", rb"\g<1>" + BSN.encode(), data
        )
    return found


def examine(data: bytes) -> Outcome:
    """One judgement with everything that must hold for it.

    Raises:
        AssertionError: something does not hold.
    """
    verdict = judge_bytes(data)
    for entry in verdict.findings:
        assert BSN not in f"{entry.rule} {entry.place} {entry.text}", "a finding repeats the BSN"
        assert entry.text.endswith("."), entry.text
    definition = verdict.definition
    if definition is None:
        assert verdict.outcome is Outcome.UNKNOWN
        assert verdict.findings
        return verdict.outcome
    assert (verdict.outcome is Outcome.REJECTED_SCHEMA) is not is_valid(data, definition)
    assert verdict.findings or verdict.outcome is Outcome.VALID
    assert BSN not in "".join(line.text for line in summary(verdict)), "a summary shows the BSN"
    with contextlib.suppress(NoAnswer):
        write(answer(verdict, ENVELOPE))
    return verdict.outcome


def is_valid(data: bytes, definition: Definition) -> bool:
    """What the schema says of the whole document, without scanner and without columns."""
    try:
        root = parse_tree(data)
        if not generated_schema(definition).validate(root):
            return False
        to_value(root, definition)
    except (NotWellFormed, UnreadableValue):  # the year 10000, which XML schema knows
        return False
    return True


# ── mutants, combined ────────────────────────────────────────────────────────────────────────────


def combined(seed: int) -> Iterator[bytes]:
    """Base messages with several changes at once, and now and then a few broken bytes."""
    chance = random.Random(seed)
    originals = seeds()
    for name in chance.choices(list(originals), k=1_000_000):
        definition, data = by_name(name), originals[name]
        for _ in range(min(1 + int(chance.expovariate(1)), _MOST_CHANGES)):
            changed = _one_change(data, definition, chance)
            if changed is None or len(changed) > _MOST_BYTES:
                break
            data = changed
        yield _torn(data, chance) if chance.random() < 0.3 else data


def _one_change(data: bytes, definition: Definition, chance: random.Random) -> bytes | None:
    # Every so-many-th mutant, from a place of chance on: far cheaper than making them all.
    step = chance.randint(40, 400)
    try:
        some = [m.data for m in islice(mutants(data, definition, every=step), chance.randint(1, 8))]
    except (AssertionError, UnicodeDecodeError):
        return None  # what came out is no longer text with elements
    return some[-1] if some else None


def _torn(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    match chance.randrange(5):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + chance.randbytes(chance.randint(1, 8)) + data[at:]
        case 2:
            return data[:at] + data[at + chance.randint(1, 200) :]
        case 3:
            end = min(at + chance.randint(1, 2000), len(data))
            return data[:end] + data[at:end] * chance.randint(1, 4) + data[end:]
        case _:
            return data + chance.choice([b"<", b"<!-- x", b"<?x", b"&", b"\0", b"x", b"<a/>"])


def fuzz_mutants(seconds: float, seed: int) -> int:
    """Examines combined mutants for some time; the number of them."""
    end = time.monotonic() + seconds
    for number, data in zip(count(), combined(seed), strict=False):
        if time.monotonic() > end:
            return number
        try:
            examine(data)
        except Exception:
            path = Path(tempfile.gettempdir()) / f"noaber-fuzz-fout-{seed}-{number}.xml"
            path.write_bytes(data)
            print(f"Fout gevonden. De invoer staat in {path}.", file=sys.stderr)
            raise
    return number


# ── atheris ──────────────────────────────────────────────────────────────────────────────────────


def fuzz_with_atheris(seconds: int) -> int:
    """Lets atheris invent messages, in a process of its own; the exit code of that."""
    if find_spec("atheris") is None:
        print(
            "Atheris is er niet; het is er alleen voor Linux op x86-64. Gebruik ./run fuzz, of "
            "zonder atheris: python -m tests.fuzz mutanten.",
            file=sys.stderr,
        )
        return 2
    with tempfile.TemporaryDirectory(prefix="noaber-fuzz-") as folder:
        for name, data in seeds().items():
            (Path(folder) / f"{name}.xml").write_bytes(data)
        command = [sys.executable, "-m", "tests.fuzz", _INSIDE, str(seconds), folder]
        return subprocess.run(command, check=False).returncode


def _inside_atheris(seconds: str, folder: str) -> None:
    import atheris  # noqa: PLC0415  # on few machines, and it must come before what it watches

    atheris.instrument_all()
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={_MOST_BYTES}",
        "-timeout=10",
        "-rss_limit_mb=2048",
        f"-artifact_prefix={tempfile.gettempdir()}/noaber-fuzz-fout-",
    ]
    atheris.Setup([sys.argv[0], *options, folder], lambda data: examine(bytes(data)) and None)
    atheris.Fuzz()  # ends the process, without cleaning up


def fuzz_ketens(number: int) -> int:
    """Compares so many made-up histories with the reference; the exit code of pytest."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "tests/flows/test_double_chain.py"]
    return subprocess.run(
        command, env={**os.environ, "NOABER_KETENS": str(number)}, check=False
    ).returncode


def main(arguments: list[str]) -> int:
    """Entry point: ``[mutanten] [seconden]``, or ``ketens [aantal]``."""
    if arguments[:1] == [_INSIDE]:
        _inside_atheris(*arguments[1:])
    kind = arguments[0] if arguments[:1] in (["mutanten"], ["ketens"]) else None
    without_atheris = kind == "mutanten"
    rest = arguments[1:] if kind else arguments
    if len(rest) > 1 or not all(text.isascii() and text.isdigit() for text in rest):
        print(f"{__doc__}\nGeef hoogstens een aantal seconden, of van ketens.", file=sys.stderr)
        return 2
    if kind == "ketens":
        return fuzz_ketens(int(rest[0]) if rest else _DEFAULT_KETENS)
    seconds = int(rest[0]) if rest else _DEFAULT_SECONDS
    if not without_atheris:
        return fuzz_with_atheris(seconds)
    seed = time.time_ns() % 1_000_000
    print(f"Begingetal {seed}, {seconds} seconden.")
    print(f"{fuzz_mutants(seconds, seed)} berichten beoordeeld; geen fout gevonden.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
