# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Running the command: mostly in this process, now and then as a user would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from noaber.berichten.examples import base_message
from noaber.cli.app import app
from tests.hostile.dutch import english_words

BSN = "999900134"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command said, and with which code it ended."""

    code: int
    out: str
    err: str

    def rows(self) -> list[dict[str, Any]]:
        """The JSON objects, one per line."""
        return [json.loads(line) for line in self.out.splitlines()]

    def said_in_dutch(self, *parts: str) -> None:
        """One sentence on standard error, without English, with these words."""
        assert self.out == ""
        assert self.err.endswith("\n")
        assert self.err.rstrip().endswith(".")
        assert english_words(self.err) == []
        assert [part for part in parts if part not in self.err] == []


def run(*arguments: str | Path, env: dict[str, str] | None = None) -> Ran:
    """The command in this process."""
    result = CliRunner().invoke(
        app, [str(argument) for argument in arguments], env={"COLUMNS": "300", **(env or {})}
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout, result.stderr)


def run_apart(
    *arguments: str | Path, cwd: Path, env: dict[str, str] | None = None, timeout: float = 60
) -> Ran:
    """The command in a process of its own."""
    result = subprocess.run(
        [sys.executable, "-m", "noaber", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "COLUMNS": "300", **(env or {})},
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=timeout,
        check=False,
    )
    assert "Traceback" not in result.stderr, result.stderr
    return Ran(result.returncode, result.stdout, result.stderr)


def put(folder: Path, name: str, data: bytes | None = None) -> Path:
    """A message in a file; without data the base message that the file is named after."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(base_message(name.partition(".")[0]) if data is None else data)
    return path


def wrong_bsn(name: str = "WMO305") -> bytes:
    """A message that breaks CS002."""
    data = base_message(name)
    at = data.index(b"Bsn>") + len(b"Bsn>")
    return data[:at] + b"999900135" + data[at + 9 :]


def short_bsn(name: str = "WMO305") -> bytes:
    """A message that breaks RS037, at level 1."""
    data = base_message(name)
    at = data.index(b"Bsn>") + len(b"Bsn>")
    return data[:at] + b"99990013" + data[at + 9 :]
