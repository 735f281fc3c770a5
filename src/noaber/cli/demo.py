# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber demo``: the main job, shown on bundled example messages."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from noaber.cli.options import fail

# Rules of which a breaking example is shown, chosen to show the breadth of what is checked.
_BROKEN = ("TR335", "TR316", "TR358", "TR302", "TR018", "CS002", "CD076", "TR380", "RS037", "CS015")
_EXPLAINED = "WMO323_TR335.xml"
_SHOWN = "WMO305.xml"
_ANSWERED = "WMO307_TR018.xml"


def demo(
    bewaar: Annotated[
        Path | None,
        typer.Option(
            help="Lege map waarin de voorbeeldberichten blijven staan.", show_default=False
        ),
    ] = None,
) -> None:
    """Laat zien wat noaber doet: voorbeeldberichten controleren, tonen en beantwoorden."""
    if bewaar is None:
        with tempfile.TemporaryDirectory(prefix="noaber-demo-") as folder:
            _run(Path(folder))
        return
    if bewaar.exists() and (not bewaar.is_dir() or any(bewaar.iterdir())):
        fail(f"{bewaar} bestaat al en is niet leeg. Kies een lege of nieuwe map.")
    bewaar.mkdir(parents=True, exist_ok=True)
    _run(bewaar)
    typer.echo(f"\nDe voorbeeldberichten staan in {bewaar}.")


def _run(folder: Path) -> None:
    from noaber.cli.controle import judge_all
    from noaber.cli.inputs import Input, find_inputs
    from noaber.cli.screen import Report

    _write_messages(folder)
    inputs = find_inputs([folder])
    typer.echo(f"1. Controleren: {len(inputs)} voorbeeldberichten van iWmo en iJw 3.2\n")
    report = Report(as_json=False, brief=True, total=len(inputs))
    with report:
        for row in judge_all(inputs, None, 0):
            report.add(row)
    report.close()
    typer.echo("\n2. Uitleg bij twee afgekeurde berichten\n")
    explained = Report(as_json=False, brief=False, total=2)
    for name in (_EXPLAINED, _ANSWERED):
        row = next(judge_all([Input(folder / name)], None, 1))
        explained.add({**row, "bestand": name})
    _show_and_answer(folder)
    typer.echo(
        "\nZelf proberen: ./run noaber bericht controleer PAD   "
        "./run noaber regels TR335   ./run noaber --help"
    )


def _show_and_answer(folder: Path) -> None:
    from datetime import date

    from noaber.berichten.answers import Envelope, answer
    from noaber.berichten.judge import judge_path
    from noaber.berichten.summary import summary
    from noaber.berichten.xml.write import write
    from noaber.cli.screen import print_summary

    typer.echo(f"\n3. Een bericht in gewone woorden ({_SHOWN}; persoonsgegevens verhuld)\n")
    print_summary(summary(judge_path(folder / _SHOWN)))
    typer.echo(f"\n4. Het retourbericht op {_ANSWERED}\n")
    # A fixed date, so that the demo shows the same on every day.
    retour = answer(judge_path(folder / _ANSWERED), Envelope("RETOUR000001", date(2026, 4, 1)))
    typer.echo(write(retour).decode("utf-8").replace("\r\n", "\n").expandtabs(2))


def _write_messages(folder: Path) -> None:
    from noaber.berichten.definitions.registry import all_definitions
    from noaber.berichten.examples import apply, base_message, examples

    for definition in all_definitions():
        (folder / f"{definition.name}.xml").write_bytes(base_message(definition.name))
    for code in _BROKEN:
        broken = next(example for example in examples(code) if not example.accept)
        (folder / f"{broken.message}_{code}.xml").write_bytes(apply(broken))
    whole = base_message("WMO323")
    (folder / "afgebroken.xml").write_bytes(whole[: len(whole) // 2])
    (folder / "leeg.xml").write_bytes(b"")
    (folder / "ingepakt.xml").write_bytes(gzip.compress(whole))
