# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber regels``: the rules of the standard, with text, source, retourcode and examples."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from noaber.cli.options import AsJson, fail

if TYPE_CHECKING:
    from noaber.berichten.rulebook import RuleEntry, RuleText, Tegenspraak, Toets

_WET = {"beide": "Wmo en Jeugdwet", "wmo": "Wmo", "jw": "Jeugdwet"}
_STAND = {
    "gebouwd": "gebouwd",
    "later": "komt later",
    "geen": "niet voor software",
}
_MOST_EXAMPLES = 6
_MOST_TESTS = 8


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
    show_tegenspraken: Annotated[
        bool,
        typer.Option(
            "--tegenspraken", help="Waar de openbare bronnen elkaar tegenspreken, en onze keuze."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Toon één regel met voorbeelden, of de lijst van alle regels van iWmo en iJw 3.2."""
    from noaber.berichten.rulebook import (
        UnknownRule,
        list_rules,
        list_tegenspraken,
        rule_entry,
    )

    if show_tegenspraken:
        if code or zoek or bericht or soort:
            fail("Vraag --tegenspraken zonder code of filter: het is een lijst op zichzelf.")
        _show_tegenspraken(list_tegenspraken(), as_json)
        return
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
    from noaber.cli.columns import Column, print_table

    print_table(
        f"{len(rules)} regels van iWmo en iJw 3.2",
        [Column(title=name) for name in ("Code", "Soort", "Berichten", "Retour", "Regel")],
        (
            [rule.code, rule.soort, " ".join(rule.berichten), rule.retourcode or "", rule.tekst]
            for rule in rules
        ),
    )


def _show_one(entry: RuleEntry, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(_entry_as_dict(entry), ensure_ascii=False))
        return
    from noaber.cli.terminal import console

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
        numbers = f" ({' '.join(check['berichten'])})" if check["berichten"] else ""
        via = f", als {check['via']}" if check["via"] else ""
        screen.print(f"Gecontroleerd door: {check['functie']}{numbers}{via}", soft_wrap=True)
        screen.print(f"  in de stroom {', '.join(check['stromen'])}", style="dim", soft_wrap=True)
    _show_tests(_tested_by(entry))
    _show_examples(entry)


def _enforced_by(entry: RuleEntry) -> list[dict[str, Any]]:
    """Where noaber honours the rule: the functions, and the flows that use them."""
    from noaber.flows.handhaving import list_plekken

    return [
        {
            "functie": plek.plek,
            "berichten": list(plek.berichten),
            "stromen": list(plek.stromen),
            "via": plek.via,
        }
        for plek in list_plekken(entry.text.code)
    ]


def _tested_by(entry: RuleEntry) -> list[dict[str, Any]]:
    """The tests that fail when noaber no longer does so."""
    from noaber.berichten.rulebook import list_toetsen

    return [{**_test_as_dict(test), "via": via} for test, via in list_toetsen(entry.text.code)]


def _test_as_dict(test: Toets) -> dict[str, Any]:
    return {"soort": test.soort, "toets": test.toets, "aantal": test.aantal}


def _show_tests(tests: list[dict[str, Any]]) -> None:
    from noaber.cli.terminal import console

    screen = console()
    for test in tests[:_MOST_TESTS]:
        count = f" ({test['aantal']} gevallen)" if test["aantal"] > 1 else ""
        via = f", als {test['via']}" if test.get("via") else ""
        screen.print(f"Getoetst door: {test['toets']}{count}{via}", soft_wrap=True)
    if len(tests) > _MOST_TESTS:
        screen.print(f"… en nog {len(tests) - _MOST_TESTS} toetsen (zie docs/rules)")


def _show_tegenspraken(found: tuple[Tegenspraak, ...], as_json: bool) -> None:
    if as_json:
        for one in found:
            typer.echo(json.dumps(_tegenspraak_as_dict(one), ensure_ascii=False))
        return
    from noaber.cli.terminal import console

    screen = console()
    screen.print(f"{len(found)} tegenspraken in de openbare bronnen van iWmo en iJw 3.2")
    for one in found:
        screen.print()
        screen.print(f"{one.nummer}. {one.over}", style="bold")
        screen.print(one.bronnen)
        screen.print(f"Keuze: {one.keuze}")
        if one.instellingen:
            screen.print(f"Instelling: {', '.join(one.instellingen)}")
        else:
            screen.print(f"Geen instelling: {one.anders}", style="dim")
        for plek in one.plekken:
            screen.print(f"Waar: {plek}", soft_wrap=True)
        _show_tests([_test_as_dict(test) for test in one.toetsen])


def _tegenspraak_as_dict(one: Tegenspraak) -> dict[str, Any]:
    return {
        "nummer": one.nummer,
        "over": one.over,
        "bronnen": one.bronnen,
        "keuze": one.keuze,
        "plekken": list(one.plekken),
        "instellingen": list(one.instellingen),
        "anders": one.anders,
        "toetsen": [_test_as_dict(test) for test in one.toetsen],
    }


def _show_examples(entry: RuleEntry) -> None:
    from noaber.cli.terminal import console

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
        "toetsen": _tested_by(entry),
        "voorbeelden": [
            {
                "bericht": example.message,
                "oordeel": "goed" if example.accept else "fout",
                "uitleg": example.why,
            }
            for example in entry.examples
        ],
    }
