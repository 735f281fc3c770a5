# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber verwerk``: a folder of post, from files to answers."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from noaber.cli.options import AsJson, Day, Name, fail, open_database, viewer

if TYPE_CHECKING:
    from noaber.cli.workers import Job, Pool
    from noaber.flows.types import Verwerkt
    from noaber.flows.verwerk_map import Ingenomen

Row = dict[str, Any]
_DOEL = "uitwisselen van berichten over hulp (iWmo en iJw)"


def verwerk(
    folder: Annotated[
        Path,
        typer.Argument(
            help="Map met berichten (.xml, .zip, StUF-enveloppen), of een postbus met een map in.",
            metavar="MAP",
        ),
    ],
    uit: Annotated[
        Path | None,
        typer.Option(help="Map voor de antwoorden; anders de map uit in MAP.", show_default=False),
    ] = None,
    as_json: AsJson = False,
    processen: Annotated[
        int, typer.Option("--processen", min=0, help="Aantal processen; 0 is één per kern.")
    ] = 0,
    vandaag: Day = None,
    door: Name = None,
) -> None:
    """Verwerk een map met berichten.

    Bewaren, beoordelen, boeken en beantwoorden. Nog een keer op dezelfde map verandert niets.
    Bestanden blijven staan, behalve in een postbus: daar gaan ze van in naar verwerkt of
    quarantaine.

    Eindigt met 0 als alles verwerkt is (ook als er berichten zijn afgekeurd), met 1 als er iets in
    quarantaine staat of in noaber misging, met 2 bij verkeerd gebruik.
    """
    if not folder.is_dir():
        fail(f"De map {folder} bestaat niet. Controleer de naam.")
    from noaber.cli.workers import Job, Pool, WorkerStopped

    outbox = uit or folder / "uit"
    job = Job(viewer(door, _DOEL), outbox, vandaag)
    with Pool(job, processen or _processes(folder, outbox)) as pool:
        open_database()
        from noaber.postbus.folder.layout import FolderUnusable

        pool.open()
        try:
            result = run(folder, job, pool, quiet=as_json)
        except (FolderUnusable, WorkerStopped) as problem:
            fail(str(problem), code=1)
    if as_json:
        typer.echo(json.dumps(result.as_json(outbox), ensure_ascii=False))
    else:
        result.show(outbox)
    raise typer.Exit(0 if result.is_clean else 1)


def run(folder: Path, job: Job, pool: Pool, *, quiet: bool = False) -> Result:
    """Takes in, processes and carries out; shows progress unless ``quiet``."""
    from noaber.cli.progress import Progress
    from noaber.flows.bewaak import bewaak
    from noaber.flows.verwerk_map import carry_all, is_postbus, list_files, take_in_postbus

    result = Result()
    with Progress(quiet=quiet) as progress:
        if is_postbus(folder):
            result.taken += take_in_postbus(folder, job.clock)
        else:
            files = list_files(folder, job.outbox)
            named = [(path, str(path.relative_to(folder))) for path in files]
            with progress.task("Innemen", len(named)) as advance:
                for batch in pool.take_in(named):
                    result.taken += batch
                    advance(len(batch))
        _process(pool, result, progress)
    carry_all(job.outbox, job.clock)
    result.signalen = bewaak(viewer=job.viewer, at=job.clock()).nieuw
    return result


def _process(pool: Pool, result: Result, progress: Any) -> None:
    from noaber.postbus.queries import count_waiting

    with progress.task("Verwerken", count_waiting()) as advance:
        for done, failures in pool.work():
            result.done += done
            result.failures.update(failures)
            advance(len(done))


def _processes(folder: Path, outbox: Path) -> int:
    """One per core when there is enough to do. Asked before there is a database."""
    from noaber.cli.workers import WORTH_A_PROCESS

    incoming = folder / "in"
    size = 0
    for path in (incoming if incoming.is_dir() else folder).rglob("*.*"):
        if path.suffix.lower() in (".xml", ".zip") and outbox not in path.parents:
            with suppress(OSError):  # another command may take it away just now
                size += path.stat().st_size
    return os.cpu_count() or 1 if size >= WORTH_A_PROCESS else 1


@dataclass
class Result:
    """What one run did, for a person or for a machine."""

    taken: list[Ingenomen] = field(default_factory=list)
    done: list[Verwerkt] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    signalen: int = 0
    """New ones, about terms that passed."""

    @property
    def is_clean(self) -> bool:
        """Whether nothing waits for a person because of this run."""
        aside = any(row.reden for row in self.taken) or any(row.reden for row in self.done)
        return not aside and not self.failures

    def rows(self, outbox: Path) -> list[Row]:
        """One row per thing that came in, in the order of the files."""
        from noaber.cli.uitkomsten import earlier_rows, row_of

        done = {row.bericht_id: row for row in self.done}
        known = [
            taken.bericht_id
            for taken in self.taken
            if taken.bericht_id is not None and not (taken.is_new and taken.bericht_id in done)
        ]
        before = earlier_rows(known, outbox)
        rows = [row_of(taken, done, before, outbox) for taken in self.taken]
        seen: set[int | None] = set()
        for taken, row in zip(self.taken, rows, strict=True):
            if taken.bericht_id in seen:  # the same message once more: its money counts once
                row.pop("declaratie", None)
            seen.add(taken.bericht_id)
        return rows

    def as_json(self, outbox: Path) -> Row:
        """The whole run as one object."""
        rows = self.rows(outbox)
        return {
            "berichten": rows,
            "totaal": _totals(rows),
            "fouten_in_noaber": dict(self.failures),
            "nieuwe_signalen": self.signalen,
        }

    def show(self, outbox: Path) -> None:
        """Tables: per kind of message what came of it and why, and the money."""
        from noaber.cli.uitkomsten import show_rows

        show_rows(self.rows(outbox), self.failures, outbox)
        if self.signalen:
            typer.echo(
                f"{self.signalen} nieuwe signalen over termijnen. Kijk met: noaber post signalen."
            )


def _totals(rows: Iterable[Mapping[str, Any]]) -> Row:
    uitkomsten = Counter(row["uitkomst"] for row in rows)
    declaraties = [row["declaratie"] for row in rows if row.get("declaratie")]
    return {
        "berichten": sum(uitkomsten.values()),
        "uitkomsten": dict(uitkomsten),
        "ingediend_cents": sum(entry["ingediend_cents"] for entry in declaraties),
        "toegekend_cents": sum(entry["toegekend_cents"] for entry in declaraties),
        "regels": sum(entry["regels"] for entry in declaraties),
        "afgekeurd": sum(entry["afgekeurd"] for entry in declaraties),
    }
