# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The tables: noaber beside lxml alone and beside an ORM, growth, and one message at a time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

from bench.declareren.files import write_schema
from bench.declareren.memory import run
from bench.declareren.plan import TODAY
from bench.rounds import ROOT, ContenderFailed, Range, Sample, environment
from bench.tables import Row, Table, Target, dutch, judged

Say = Callable[[str], None]

_PYTHON = sys.executable
_NOABER, _LXML, _ORM = "noaber", "lxml", "orm"


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is measured."""

    toewijzingen: int
    months: int
    """Of declaraties in one round."""
    rounds: int
    orm_lines: int
    messages: int


FULL = Amount(300_000, 3, 5, 3_000, 1_000)
QUICK = Amount(10_000, 2, 2, 300, 100)


@dataclass(slots=True)
class _Round:
    """Times of the same declaraties."""

    lines: int
    samples: dict[str, Sample]


def tables(folder: Path, amount: Amount, say: Say) -> list[Table]:
    """Measures it all in a database of its own in this folder."""
    with _installation(folder / "noaber") as server:
        say(f"  {dutch(amount.toewijzingen)} toewijzingen klaarzetten")
        _python("bench.declareren.world", str(amount.toewijzingen))
        rounds = [_round(folder, server, amount, number, say) for number in range(amount.rounds)]
        single = _single(amount, say)
    return [_throughput(rounds, amount), _growth(rounds, amount), single]


_KEEP = """\
import sys
from noaber.config.server import start_server
print(start_server(), flush=True)
sys.stdin.read()
"""


@contextmanager
def _installation(home: Path) -> Iterator[Path]:
    """A data folder whose server runs all the time, as that of a municipality does."""
    known = {
        name: os.environ.get(name) for name in ("NOABER_MAP", "NOABER_SLEUTEL", "DATABASE_URL")
    }
    os.environ["NOABER_MAP"] = str(home)
    os.environ.pop("NOABER_SLEUTEL", None)
    os.environ.pop("DATABASE_URL", None)
    keeper = subprocess.Popen(
        (_PYTHON, "-c", _KEEP), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    )
    try:
        assert keeper.stdout is not None
        if not keeper.stdout.readline():
            raise ContenderFailed("de database start niet")
        yield home / "database"
    finally:
        keeper.communicate()  # it sees the end of its input, and stops the server
        for name, value in known.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _round(folder: Path, server: Path, amount: Amount, number: int, say: Say) -> _Round:
    inbox, outbox = folder / f"in-{number}", folder / f"uit-{number}"
    first = number * amount.months
    made = _python(
        "bench.declareren.files", str(inbox), str(amount.toewijzingen), str(first),
        str(first + amount.months),
    )  # fmt: skip
    write_schema(inbox)
    found = _Round(int(made), {})
    found.samples[_LXML], _ = run((_PYTHON, "-m", "bench.declareren.yardstick", str(inbox)))
    command = (
        _PYTHON, "-m", "noaber", "verwerk", str(inbox), "--uit", str(outbox),
        "--vandaag", TODAY.isoformat(), "--json",
    )  # fmt: skip
    found.samples[_NOABER], out = run(command, server)
    verdicts = _checked(json.loads(out), found.lines, outbox)
    found.samples[_ORM] = _orm(min(inbox.glob("*.xml")), amount, found.lines, verdicts)
    for key, sample in found.samples.items():
        say(f"  ronde {number + 1}/{amount.rounds}  {key:<22} {sample.wall:8.2f} s")
    shutil.rmtree(inbox)
    shutil.rmtree(outbox)
    return found


def _checked(answered: dict[str, Any], lines: int, outbox: Path) -> dict[str, str]:
    """By file what came of it; a time means nothing unless all was judged and answered."""
    rows = answered["berichten"]
    total = answered["totaal"]
    if total["regels"] != lines or not 0 < total["afgekeurd"] < 0.1 * lines:
        raise ContenderFailed(
            f"noaber: {total['regels']} van {lines} regels beoordeeld, "
            f"{total['afgekeurd']} afgekeurd"
        )
    if answered["fouten_in_noaber"] or any(not Path(row["antwoord"]).is_file() for row in rows):
        raise ContenderFailed("noaber: niet alles is beantwoord")
    return {row["bestand"]: row["antwoord"] for row in rows}


def _orm(path: Path, amount: Amount, lines: int, answers: dict[str, str]) -> Sample:
    """The first lines of one file, scaled to all; its verdicts must be those of noaber."""
    out = _python("bench.declareren.orm.judge", str(path), str(amount.orm_lines))
    found = json.loads(out.splitlines()[-1])
    rejected = _rejected(Path(answers[path.name]))
    references = found["references"]
    ours = [reference not in rejected for reference in references]
    if ours != found["granted"] or len(references) != amount.orm_lines:
        raise ContenderFailed("orm: niet hetzelfde oordeel als noaber")
    scale = lines / amount.orm_lines
    return Sample(found["wall"] * scale, found["cpu"] * scale, found["peak"])


def _rejected(answer: Path) -> set[str]:
    from noaber.berichten.judge import judge_path  # noqa: PLC0415

    columns = judge_path(answer).columns
    assert columns is not None
    return set(columns.lines["referentie_nummer"])


def _single(amount: Amount, say: Say) -> Table:
    found = json.loads(
        _python("bench.declareren.single", str(amount.messages), str(amount.toewijzingen // 50))
    )
    rows = []
    for key, label, target in (
        (
            "committed",
            "305 en 307: van bestand tot vastgelegd antwoord",
            Target("high", 0.03, False),
        ),
        ("written", "305 en 307: van bestand tot antwoord in de map", None),
    ):
        seconds = found[key]
        middle, p95 = quantiles(seconds, n=2)[0], quantiles(seconds, n=20)[-1]
        spread = Range(middle, min(seconds), p95)
        row = Row(label, 1, spread, found["cpu"] / len(seconds), found["peak"])
        rows.append(judged(row, target) if target else row)
        say(f"  {label:<50} {middle * 1000:6.1f} ms, 95e percentiel {p95 * 1000:.1f} ms")
    title = (
        f"Eén bericht tegelijk, {dutch(amount.messages)} keer, naast "
        f"{dutch(amount.toewijzingen)} toewijzingen"
    )
    return Table(
        "declareren-een", title, "berichten", "er is er geen; bij seconden staat achteraan het "
        "95e percentiel", tuple(rows),
    )  # fmt: skip


def _python(module: str, *arguments: str) -> str:
    done = subprocess.run(
        [_PYTHON, "-m", module, *arguments],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ContenderFailed(f"{module}: {done.stderr.strip()[-2000:]}")
    return done.stdout


# ── tables ───────────────────────────────────────────────────────────────────────────────────────


def _seconds(rounds: list[_Round], key: str) -> Range:
    return Range.of([found.samples[key].wall for found in rounds])


def _ratio(rounds: list[_Round], one: str, other: str) -> Range:
    return Range.of([found.samples[one].wall / found.samples[other].wall for found in rounds])


def _row(rounds: list[_Round], key: str, label: str, ratio: Range | None = None) -> Row:
    samples = [found.samples[key] for found in rounds]
    return Row(
        label,
        sum(found.lines for found in rounds) // len(rounds),
        _seconds(rounds, key),
        Range.of([sample.cpu for sample in samples]).middle,
        max(sample.peak for sample in samples),
        ratio,
    )


def _throughput(rounds: list[_Round], amount: Amount) -> Table:
    noaber = _row(rounds, _NOABER, "noaber verwerk MAP: van XML tot 325")
    lxml = _row(
        rounds, _LXML, "lxml: lezen en schema, alle kernen (maatstaf)",
        _ratio(rounds, _LXML, _NOABER),
    )  # fmt: skip
    orm = _row(
        rounds, _ORM, f"regel voor regel met een ORM ({dutch(amount.orm_lines)} regels, geschaald)",
        _ratio(rounds, _ORM, _NOABER),
    )  # fmt: skip
    rows = (
        judged(noaber, Target("speed", 25_000, at_least=True)),
        judged(noaber, Target("peak", 1_500, at_least=False)),
        judged(lxml, Target("ratio", 0.4, at_least=True)),
        judged(orm, Target("ratio", 50, at_least=True)),
    )
    title = (
        f"Declaraties verwerken: {dutch(noaber.count)} regels per ronde, 5 % met een fout, naast "
        f"{dutch(amount.toewijzingen)} toewijzingen"
    )
    return Table("declareren", title, "regels", "noaber is zoveel keer zo snel", rows)


def _growth(rounds: list[_Round], amount: Amount) -> Table:
    rows, before = [], 0
    first = rounds[0].samples[_NOABER].wall / rounds[0].lines
    for number, found in enumerate(rounds):
        sample = found.samples[_NOABER]
        label = f"noaber verwerk MAP, met {dutch(before)} regels geschiedenis"
        one = Range.of([sample.wall])
        row = Row(label, found.lines, one, sample.cpu, sample.peak)
        if number:
            per_line = sample.wall / found.lines / first
            row = judged(
                Row(label, found.lines, one, sample.cpu, sample.peak, Range.of([per_line])),
                Target("ratio", 1.3, at_least=False),
            )
        rows.append(row)
        before += found.lines
    title = f"Blijft de snelheid gelijk als de geschiedenis groeit? ({dutch(before)} regels in al)"
    return Table(
        "declareren-groei", title, "regels", "keer de tijd per regel van de eerste rij", tuple(rows)
    )
