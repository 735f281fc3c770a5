# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber demo``: the main job in a minute, on a small exercise and bundled example messages."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path
from typing import Annotated, Final

import typer

from noaber.cli.options import fail

# Rules of which a breaking example is kept, chosen to show the breadth of what is checked.
_BROKEN = ("TR335", "TR316", "TR358", "TR302", "TR018", "CS002", "CD076", "TR380", "RS037", "CS015")
_EXPLAINED = ("WMO323_TR335.xml", "WMO307_TR018.xml")
_SHOWN = "WMO305.xml"
GEMEENTEN, AANBIEDERS, CLIENTEN, MAANDEN = 2, 4, 40, 3
_BEGIN: Final = f"""\
1. Een oefening: {GEMEENTEN} gemeenten en {AANBIEDERS} aanbieders, {MAANDEN} maanden lang

Alles is verzonnen; de berichten zijn echt. De gemeenten wijzen hulp toe, de aanbieders starten,
stoppen, vragen en declareren, en er worden met opzet fouten gemaakt. Noaber verwerkt de post van
iedereen, antwoordt en betaalt. Dit duurt ongeveer een halve minuut.
"""
_EINDE: Final = """
Zelf verder kijken:
  ./run noaber oefen --clienten 200 --maanden 3 --bewaar    een eigen oefening, die blijft staan;
                                                            daarna staat erbij hoe u erin kijkt
  ./run noaber bericht controleer PAD                       een bericht controleren
  ./run noaber regels TR335                                 een regel opzoeken
  ./run noaber --help                                       alles wat er kan\
"""


def demo(
    bewaar: Annotated[
        Path | None,
        typer.Option(
            help="Lege map waarin de voorbeeldberichten blijven staan.", show_default=False
        ),
    ] = None,
) -> None:
    """Laat zien wat noaber doet: een kleine oefening van toewijzing tot betaling, met uitleg."""
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
    _write_messages(folder)
    klopt = _exercise()
    _explain(folder)
    typer.echo(_EINDE)
    if not klopt:
        raise typer.Exit(1)


def _exercise() -> bool:
    """Whether everything is as it should be."""
    from noaber.cli import oefenverslag
    from noaber.cli.oefen import draai
    from noaber.demo.opzet import Opzet

    typer.echo(_BEGIN)
    opzet = Opzet(gemeenten=GEMEENTEN, aanbieders=AANBIEDERS, clienten=CLIENTEN, maanden=MAANDEN)
    apart = Path(tempfile.mkdtemp(prefix="noaber-oefening-"))
    verslag = draai(opzet, apart, 0, keep=False, quiet=False)
    oefenverslag.show(verslag, brief=True)
    return verslag.klopt


def _explain(folder: Path) -> None:
    from noaber.berichten.judge import judge_path
    from noaber.berichten.summary import summary
    from noaber.cli.controle import judge_all
    from noaber.cli.inputs import Input
    from noaber.cli.screen import Report, print_summary

    typer.echo("\n2. Uitleg bij twee afgekeurde berichten\n")
    explained = Report(as_json=False, brief=False, total=len(_EXPLAINED))
    for name in _EXPLAINED:
        row = next(judge_all([Input(folder / name)], None, 1))
        explained.add({**row, "bestand": name})
    typer.echo(f"\n3. Een bericht in gewone woorden ({_SHOWN}; persoonsgegevens verhuld)\n")
    print_summary(summary(judge_path(folder / _SHOWN)))


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
