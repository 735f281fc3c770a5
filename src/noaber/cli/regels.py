# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber regels``: the rules of the standard, with text, source, retourcode and examples."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from noaber.cli.options import AsJson, fail

if TYPE_CHECKING:
    from noaber.berichten.rulebook import RuleEntry, RuleText

_WET = {"beide": "Wmo en Jeugdwet", "wmo": "Wmo", "jw": "Jeugdwet"}
_STAND = {
    "gebouwd": "gebouwd",
    "klaar": "de controle is er; het verwerken van berichten dat haar gebruikt komt later",
    "later": "komt later",
    "geen": "niet voor software",
}
_MOST_EXAMPLES = 6


def regels(
    code: Annotated[
        str | None, typer.Argument(help="Code van een regel, bv. TR335.", show_default=False)
    ] = None,
    zoek: Annotated[
        str | None, typer.Option(help="Alleen regels met deze woorden in tekst of elementen.")
    ] = None,
    bericht: Annotated[
        str | None, typer.Option(help="Alleen regels over dit bericht, bv. 323.")
    ] = None,
    soort: Annotated[
        str | None, typer.Option(help="Alleen deze soort: TR, CD, CS, RS, OP, IV of UP.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Toon één regel met voorbeelden, of de lijst van alle regels van iWmo en iJw 3.2."""
    from noaber.berichten.rulebook import UnknownRule, list_rules, rule_entry

    if code is not None:
        try:
            entry = rule_entry(code)
        except UnknownRule as error:
            fail(str(error))
        _show_one(entry, as_json)
        return
    found = [rule for rule in list_rules() if _matches(rule, zoek, bericht, soort)]
    if not found:
        fail("Geen regel voldoet. Laat een filter weg of zoek op een ander woord.", code=1)
    _show_list(found, as_json)


def _matches(rule: RuleText, zoek: str | None, bericht: str | None, soort: str | None) -> bool:
    text = f"{rule.code} {rule.tekst} {rule.toelichting} {rule.elementen}".lower()
    number = bericht.upper().removeprefix("WMO").removeprefix("JW") if bericht else None
    return (
        all(word in text for word in (zoek or "").lower().split())
        and (number is None or number in rule.berichten)
        and (soort is None or rule.soort.upper().startswith(soort.upper()))
    )


def _show_list(rules: list[RuleText], as_json: bool) -> None:
    if as_json:
        for rule in rules:
            typer.echo(json.dumps(_as_dict(rule), ensure_ascii=False))
        return
    from rich.table import Table

    from noaber.cli.screen import console

    table = Table(title=f"{len(rules)} regels van iWmo en iJw 3.2", title_justify="left")
    for name in ("Code", "Soort", "Berichten", "Retour", "Regel"):
        table.add_column(name, no_wrap=name == "Code")
    for rule in rules:
        table.add_row(rule.code, rule.soort, " ".join(rule.berichten), rule.retourcode, rule.tekst)
    console().print(table)


def _show_one(entry: RuleEntry, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(_entry_as_dict(entry), ensure_ascii=False))
        return
    from noaber.cli.screen import console

    screen = console()
    rule = entry.text
    screen.print(f"{rule.code} · {_WET[rule.wet]}", style="bold")
    screen.print(rule.tekst)
    if rule.toelichting:
        screen.print(rule.toelichting, style="dim")
    screen.print()
    facts = [
        ("Soort", rule.soort),
        ("Niveau", rule.niveau),
        ("Retourcode", rule.retourcode),
        ("Berichten", " ".join(rule.berichten)),
        ("Elementen", rule.elementen.replace(" | ", ", ")),
        ("Uitgewerkt in", " ".join(rule.uitgewerkt_in)),
        ("Waar in noaber", f"{rule.waar} ({_STAND[rule.stand]})" if rule.waar else ""),
        ("Grens van", ", ".join(entry.facets)),
    ]
    for name, value in facts:
        if value:
            screen.print(f"{name}: {value}", soft_wrap=True)
    for check in _enforced_by(entry):
        numbers = " ".join(check["berichten"])
        screen.print(f"Gecontroleerd door: {check['functie']} ({numbers})", soft_wrap=True)
    _show_examples(entry)


def _enforced_by(entry: RuleEntry) -> list[dict[str, Any]]:
    """The functions that check a rule: of the message alone, and of each process."""
    from noaber.declaraties import rulebook as declaraties
    from noaber.toewijzingen import rulebook as toewijzingen

    found = [(check.module, check.name, check.numbers) for check in entry.checks]
    code = entry.text.code
    found += [
        (check.module, check.name, check.numbers)
        for check in toewijzingen.all_rules()
        if check.code == code
    ]
    found += [
        (check.module, check.name, check.numbers)
        for check in declaraties.all_rules()
        if check.code == code
    ]
    return [
        {"functie": f"{module}.{name}", "berichten": list(numbers)}
        for module, name, numbers in found
    ]


def _show_examples(entry: RuleEntry) -> None:
    from noaber.cli.screen import console

    screen = console()
    for accept, title in ((True, "Goed"), (False, "Fout")):
        chosen = [example for example in entry.examples if example.accept is accept]
        for example in chosen[:_MOST_EXAMPLES]:
            screen.print(f"{title} ({example.message}): {example.why}")
        if len(chosen) > _MOST_EXAMPLES:
            screen.print(f"… en nog {len(chosen) - _MOST_EXAMPLES} voorbeelden (zie docs/rules)")


def _as_dict(rule: RuleText) -> dict[str, Any]:
    return {
        "code": rule.code,
        "wet": rule.wet,
        "soort": rule.soort,
        "niveau": rule.niveau,
        "retourcode": rule.retourcode,
        "berichten": list(rule.berichten),
        "elementen": [part for part in rule.elementen.split(" | ") if part],
        "tekst": rule.tekst,
        "toelichting": rule.toelichting,
        "uitgewerkt_in": list(rule.uitgewerkt_in),
        "waar": rule.waar,
        "stand": rule.stand,
    }


def _entry_as_dict(entry: RuleEntry) -> dict[str, Any]:
    return {
        **_as_dict(entry.text),
        "controles": _enforced_by(entry),
        "voorbeelden": [
            {
                "bericht": example.message,
                "oordeel": "goed" if example.accept else "fout",
                "uitleg": example.why,
            }
            for example in entry.examples
        ],
    }
