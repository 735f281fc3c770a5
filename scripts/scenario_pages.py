# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of docs/scenarios: what a backoffice reads, and what the tests run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from noaber.berichten.definitions.registry import KINDS
from noaber.berichten.rulebook import list_rules
from scripts.markdown import escaped, page, table
from scripts.scenarios import Feature, Scenario, Step, features

_RULES = {rule.code for rule in list_rules()}
_RULE_OF = {rule.retourcode: rule.code for rule in list_rules() if rule.retourcode}
"""A retourcode belongs to one rule, except 0001, which belongs to every rule of level 2."""
_OF_ALL = frozenset({"0001", "0200", "0233", "8001"})
_NUMBERS = {kind.number for kind in KINDS}
_NOT_IN_NUMBER = r"(?<![\w.,\-/])"
_LINKED = re.compile(
    rf"{_NOT_IN_NUMBER}(?:(?P<rule>(?:TR|CD|CS|OP|IV|UP)\d{{3}}(?:x\d)?)"
    r"|(?P<code>[0-9S]\d{3})(?=\s\()"
    r"|(?P<message>\d{3})(?![\d.,]\d|\w))"
)
_INTRO = """\
Deze scenario's zijn de proef op de som: elk is een toets die de hele keten doorloopt, met echte
berichten en een echte database. Wat hier staat, doet noaber dus. Zij komen uit de openbare
afspraken over iWmo en iJw 3.2, en staan er alle 116 in.

Elk scenario begint met wat er is (**Gegeven**), dan gebeurt er iets (**Als**), en daarna staat er
wat er moet zijn (**Dan**). Staat er een tabel *Voorbeelden* onder, dan geldt het scenario voor elke
regel van die tabel: op de plek van ‹een naam› komt wat er in die kolom staat.""".splitlines()
_BASE = """\
- **G1** is gemeente Waterkwartier, **P1** en **P2** zijn aanbieders met een contract, **B1**,
  **B2** en **B3** zijn cliënten. Zij zijn verzonnen.
- **Toewijzing T1** is van G1 aan P1 voor cliënt B1: 3 uur per week, van 1 januari tot en met
  30 juni 2026, product 07A12 (Jeugdwet: 45A04), 60,00 per uur. Zij is verstuurd, en P1 heeft haar
  aangenomen.
- Staat er niets anders, dan gaat het om de **Wmo** en om cliënt B1 bij P1, is het **maandag
  16 maart 2026**, en is er nog niets gestart of gedeclareerd.
- **P1 werkt ook met noaber** betekent: beide kanten van het berichtenverkeer lopen door noaber.
  Anders is P1 een aanbieder met een ander systeem.""".splitlines()
_WORDS = """\
- **Akkoord (306):** een antwoord met alleen een kop, zonder retourcodes.
- **Afkeuring in de kop:** het hele bericht is afgekeurd, met een code in de kop en niets daaronder.
  Bij 0001 staat erbij welke technische regel niet klopt.
- **Afkeuring bij een onderdeel:** het hele bericht is afgekeurd en komt terug: met 0200 bij wat
  goed is, met de genoemde codes bij wat fout is, en met 0233 bij wat daaronder valt.
- **Kent toe en wijst af:** het declaratie-antwoord (325). Alleen afgewezen regels komen terug. Wat
  is toegekend, is tot op de cent ook wat er te betalen is en wat er is geboekt.
- **1.080,00 C** is geld terug: een creditbedrag.
- **Aandachtspunt:** niets is afgekeurd, maar iemand moet ernaar kijken.
- **Redenen** (van wijziging, van beëindiging, van afwijzing) en eenheden staan bij de
  [codelijsten](../berichten/codelijsten.md), de retourcodes bij
  [WJ001](../berichten/codelijsten.md#wj001).""".splitlines()


def pages() -> dict[str, str]:
    """Every page by its path under docs."""
    made = {f"scenarios/{feature.name}.md": _page(feature) for feature in features()}
    made["scenarios/index.md"] = _index()
    return made


def anchor(number: str) -> str:
    """Link to a scenario, as seen from another page of docs/scenarios or beside it."""
    name = next(f.name for f in features() if any(s.number == number for s in f.scenarios))
    return f"{name}.md#{number.lower()}"


def _index() -> str:
    blocks = [
        [
            f"## {feature.title}",
            "",
            escaped(feature.description),
            "",
            *table(
                ("Nummer", "Waar het over gaat"),
                (
                    (f"[{number}]({anchor(number)})", _sentence(scenarios[0]))
                    for number, scenarios in _by_number(feature)
                ),
            ),
        ]
        for feature in features()
    ]
    toc = ["```{toctree}", ":hidden:", ":maxdepth: 1", "", *(f.name for f in features()), "```"]
    return page(
        ["# Scenario's"],
        _INTRO,
        ["## Wie en wat", "", *_BASE],
        ["## Hoe u het leest", "", *_WORDS],
        *blocks,
        toc,
    )


def _page(feature: Feature) -> str:
    blocks: list[Sequence[str]] = []
    for number, scenarios in _by_number(feature):
        blocks.append([f"## {number}"])
        for scenario in scenarios:
            blocks += _scenario(scenario)
    intro = [
        escaped(feature.description),
        "Wie G1, P1, B1 en T1 zijn, staat bij de [scenario's](index.md#wie-en-wat).",
    ]
    return page([f"# {feature.title}"], intro, *blocks)


def _by_number(feature: Feature) -> Iterator[tuple[str, list[Scenario]]]:
    for number, scenarios in groupby(feature.scenarios, key=lambda scenario: scenario.number):
        yield number, list(scenarios)


def _scenario(scenario: Scenario) -> Iterator[Sequence[str]]:
    yield [f"**{_sentence(scenario)}**"]
    rules = " ".join(f"[{rule}](../rules/{rule}.md)" for rule in scenario.rules)
    yield [f"Regels: {rules}"]
    lines: list[str] = []
    for step in scenario.steps:
        lines += _step(step)
    yield "\n".join(lines).rstrip().split("\n")
    if scenario.examples:
        head, *rows = scenario.examples
        cells = [[_linked(cell) for cell in row] for row in rows]
        yield ["Voorbeelden:", "", *table([_placed(name) for name in head], cells)]


def _step(step: Step) -> Iterator[str]:
    yield f"- **{step.keyword}** {_linked(step.text)}"
    if step.table:
        head, *rows = step.table
        yield ""
        for line in table(
            [escaped(name) for name in head], [[_linked(cell) for cell in row] for row in rows]
        ):
            yield f"  {line}"
        yield ""


def _sentence(scenario: Scenario) -> str:
    return _placed(scenario.title)


def _placed(text: str) -> str:
    """With the names of an Abstract Scenario between other brackets: no element of HTML."""
    return escaped(text.replace("<", "‹").replace(">", "›"))


def _linked(text: str) -> str:
    """With every rule, retourcode and message as a link to its page."""
    return _LINKED.sub(_link, _placed(text))


def _link(found: re.Match[str]) -> str:
    text = found[0]
    if found["rule"]:
        return f"[{text}](../rules/{text}.md)" if text in _RULES else text
    if found["code"]:
        if text in _OF_ALL:
            return f"[{text}](../berichten/codelijsten.md#wj001)"
        return f"[{text}](../rules/{_RULE_OF[text]}.md)" if text in _RULE_OF else text
    return f"[{text}](../berichten/{text}.md)" if text in _NUMBERS else text
