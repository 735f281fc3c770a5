# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Makes the pages about rules, messages, code lists and scenarios from what the code itself knows.

``python -m scripts.generate_docs`` writes docs/rules, docs/berichten and docs/scenarios and removes
pages that no longer belong there. With ``--check`` it writes nothing: it names what is stale,
missing or superfluous and ends with 1. A page of another name without the mark below is left alone.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path

from noaber.berichten.codelists import Code, CodeList, code_list
from noaber.berichten.codelists.lists import names as code_list_names
from noaber.berichten.definitions import types as simple_types
from noaber.berichten.definitions.nodes import Branch, Leaf, Listing, Node
from noaber.berichten.definitions.registry import KINDS, Definition, Kind, definition
from noaber.berichten.definitions.simple import (
    Base,
    Facet,
    Maximum,
    MaxLength,
    Minimum,
    NotBlank,
    NotBlankText,
    NotEmpty,
    Pattern,
    SimpleType,
    WithoutZone,
)
from noaber.berichten.examples import Edit, Example
from noaber.berichten.rulebook import (
    RuleEntry,
    RuleText,
    Tegenspraak,
    Toets,
    list_rules,
    list_tegenspraken,
    list_toetsen,
    rule_entry,
)
from noaber.flows.handhaving import Plek, list_plekken
from noaber.kernel.wet import Wet
from noaber.partijen.types import INSTELLINGEN
from scripts import scenario_pages
from scripts.markdown import MARK, code, day, escaped, facts, page, table

DOCS = Path(__file__).resolve().parents[1] / "docs"
FOLDERS = ("rules", "berichten", "scenarios")

WETTEN = {"beide": "Wmo en Jeugdwet", "wmo": "alleen Wmo", "jw": "alleen Jeugdwet"}
SOORTEN = {
    "TR-xslt": "technische regel over één bericht",
    "TR-berichtoverstijgend": "technische regel over meer berichten of eigen besluiten",
    "TR-externe-bron": "technische regel met een externe bron",
    "CD": "conditie: wanneer een element moet of mag",
    "CS": "constraint: welke waarden bij elkaar passen",
    "RS": "restrictie: de vorm van één waarde",
    "OP": "operationele regel: een afspraak over het proces",
    "IV": "invulinstructie: hoe een element wordt gevuld",
    "UP": "uitgangspunt van de standaard",
}
NIVEAUS = {
    "1": "1, het schema",
    "2": "2, technische regels over het bericht zelf",
    "3": "3, samen met andere berichten of eigen besluiten",
    "4": "4, met een externe bron",
}
NO_SOFTWARE = {
    "nee": "niets, want deze regel vraagt niets van software",
    "context": "niets, want dit is achtergrond en geen controle",
    "proces": "niets, want dit is een afspraak tussen mensen",
}
BASES = {
    Base.TEXT: "tekst",
    Base.WHOLE: "geheel getal",
    Base.DATE: "datum (jjjj-mm-dd)",
    Base.TIME: "tijd (uu:mm:ss)",
}
PATTERNS = {
    "[0-9]{4}": "4 cijfers",
    "[0-9]{8}": "8 cijfers",
    "[0-9]{9}": "9 cijfers",
    "[0-9]*": "alleen cijfers",
    "[a-zA-Z0-9]+": "alleen letters en cijfers",
    "[a-zA-ZÀ-ỳ]+": "alleen letters",
    "(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)": "drie getallen met punten ertussen",
}
SHORT = 130
LONG_VALUE = 40


# ── links, as seen from a page in docs/rules or docs/berichten ───────────────────────────────────


@cache
def rules() -> dict[str, RuleText]:
    return {rule.code: rule for rule in list_rules()}


def rule_link(rule_code: str) -> str:
    if rule_code not in rules():
        return rule_code
    return f"[{rule_code}](../rules/{rule_code}.md)"


def rule_links(codes: Iterable[str]) -> str:
    return " ".join(rule_link(entry) for entry in codes)


def message_link(number: str) -> str:
    return f"[{number}](../berichten/{number}.md)"


def source_link(module: str) -> str:
    """The file of a module; function names, not line numbers, so that pages stay fresh."""
    path = f"src/{module.replace('.', '/')}"
    path += "/__init__.py" if (DOCS.parent / path).is_dir() else ".py"
    return f"[`{path}`](../../{path})"


def short(rule: RuleText) -> str:
    """The first sentence, or the part of it that fits in a table."""
    sentence = re.split(r"(?<=[.:])\s", rule.tekst)[0]
    if len(sentence) > SHORT:
        sentence = sentence[:SHORT].rpartition(" ")[0]
    return escaped(sentence if sentence.endswith(".") else f"{sentence.rstrip(':,;')} …")


# ── docs/rules ───────────────────────────────────────────────────────────────────────────────────


def rule_page(entry: RuleEntry) -> str:
    rule = entry.text
    elementen = ", ".join(code(part) for part in rule.elementen.split(" | ") if part)
    refined = [other.code for other in rules().values() if rule.code in other.uitgewerkt_in]
    return page(
        [f"# {rule.code}"],
        [escaped(rule.tekst)],
        [escaped(rule.toelichting)],
        facts(
            ("Wet", WETTEN[rule.wet]),
            ("Soort", f"{rule.soort}, {SOORTEN[rule.soort]}"),
            ("Niveau", NIVEAUS.get(rule.niveau, "")),
            ("Retourcode", retourcode(rule.retourcode)),
            ("Berichten", " ".join(message_link(number) for number in rule.berichten)),
            ("Elementen", elementen),
            ("Uitgewerkt in", rule_links(rule.uitgewerkt_in)),
            ("Werkt uit", rule_links(refined)),
            ("In noaber", state(rule)),
        ),
        honoured(entry),
        tested(list_toetsen(rule.code)),
        example_table(entry.examples),
    )


def retourcode(wanted: str) -> str:
    if not wanted:
        return ""
    known = code_list("WJ001", Wet.WMO).codes.get(wanted)
    return f"{wanted}, {escaped(known.omschrijving)}" if known else wanted


def state(rule: RuleText) -> str:
    if rule.stand == "gebouwd":
        return f"gebouwd, in {', '.join(map(code, rule.waar.split()))}"
    if rule.stand == "later":
        return f"komt later, in {code(rule.waar)}"
    return NO_SOFTWARE[rule.software]


def honoured(entry: RuleEntry) -> list[str]:
    lines = [plek_line(plek) for plek in list_plekken(entry.text.code)]
    if entry.facets:
        # The few types that say which message it is are made where the tree is made.
        is_type = all(hasattr(simple_types, name) for name in entry.facets)
        module = f"noaber.berichten.definitions.{'types' if is_type else 'nodes'}"
        types = ", ".join(map(code, entry.facets))
        lines.append(f"- als grens van {types} in {source_link(module)}")
    return ["## Waar de controle staat", "", *lines] if lines else []


def plek_line(plek: Plek) -> str:
    messages = " ".join(message_link(number) for number in plek.berichten)
    only = WETTEN[plek.wet.value] if plek.wet else ""
    about = ", ".join(part for part in (messages, only) if part)
    via = f", als {rule_link(plek.via)}" if plek.via else ""
    flows = ", ".join(code(name.removeprefix("noaber.flows.")) for name in plek.stromen)
    where = plek_words(plek.plek)
    return f"- {where}{f' ({about})' if about else ''}{via}; in de stroom {flows}"


def plek_words(name: str) -> str:
    """A function with the file it is in; a module is its file."""
    path = f"src/{name.replace('.', '/')}"
    if (DOCS.parent / f"{path}.py").is_file() or (DOCS.parent / path).is_dir():
        return source_link(name)
    module, _, function = name.rpartition(".")
    return f"{code(function)} in {source_link(module)}"


def tested(toetsen: Iterable[tuple[Toets, str | None]]) -> list[str]:
    lines = [
        toets_line(toets) + (f", als {rule_link(via)}" if via else "") for toets, via in toetsen
    ]
    return ["## Welke toetsen haar bewaken", "", *lines] if lines else []


def toets_line(toets: Toets) -> str:
    path, parts, name = toets.toets.partition("::" if "::" in toets.toets else ": ")
    if parts != "::":
        number, _, title = name.partition(" ")
        return f"- [{number}](../scenarios/{scenario_pages.anchor(number)}) {escaped(title)}"
    count = f", {toets.aantal} gevallen" if toets.aantal > 1 else ""
    return f"- {code(name.rpartition('::')[2])} in [{code(path)}](../../{path}){count}"


def example_table(examples: Sequence[Example]) -> list[str]:
    if not examples:
        return []
    rows = (
        (
            "goed" if example.accept else "fout",
            example.message,
            escaped(example.why),
            "<br>".join(edit_words(edit) for edit in example.edits) or "geen",
            rule_links(example.also),
        )
        for example in sorted(examples, key=lambda example: not example.accept)
    )
    heads = ("Oordeel", "Bericht", "Wat er bijzonder aan is", "Wijziging", "Breekt ook")
    folder = code("src/noaber/berichten/examples/messages")
    intro = f"Elk voorbeeld is een geldig bericht uit {folder} met een kleine wijziging."
    return ["## Voorbeelden", "", intro, "", *table(heads, rows)]


def edit_words(edit: Edit) -> str:
    kind, place, *rest = edit
    if kind == "set":
        return f"{code(place)} wordt {value_words(rest[0])}"
    return f"{code(place)} {'vervalt' if kind == 'remove' else 'wordt herhaald'}"


def value_words(text: str) -> str:
    if not text:
        return "leeg"
    if len(text) > LONG_VALUE:
        return f"{code(text[:20])} … ({len(text)} tekens)"
    quoted = json.dumps(text, ensure_ascii=False)
    return code(quoted if text != text.strip() or quoted != f'"{text}"' else text)


def rule_index() -> str:
    by_kind: dict[str, list[RuleText]] = {soort: [] for soort in SOORTEN}
    for rule in rules().values():
        by_kind[rule.soort].append(rule)
    count = {name: sum(r.stand == name for r in rules().values()) for name in ("gebouwd", "later")}
    words = {"gebouwd": "gebouwd", "later": "later", "geen": "–"}
    heads = ("Code", "Berichten", "Regel", "In noaber")
    blocks = [
        [
            f"## {soort}: {SOORTEN[soort].partition(':')[0]} ({len(found)})",
            "",
            *table(
                heads,
                (
                    (
                        f"[{rule.code}]({rule.code}.md)",
                        " ".join(rule.berichten),
                        short(rule),
                        words[rule.stand],
                    )
                    for rule in found
                ),
            ),
        ]
        for soort, found in by_kind.items()
    ]
    intro = [
        f"De standaarden iWmo en iJw, release 3.2, hebben {len(rules())} regels. Elke regel heeft",
        "een eigen pagina: de tekst in onze woorden, waar noaber haar controleert, welke toetsen",
        f"dat bewaken, en voorbeelden van goed en fout. Nu zijn er {count['gebouwd']} gebouwd en",
        f"komen er {count['later']} later. De overige vragen niets van software.",
        "",
        f"Op {len(list_tegenspraken())} plekken spreken de openbare bronnen elkaar tegen, of",
        "zwijgen zij. Wat noaber daar doet, staat bij de [tegenspraken](tegenspraken.md).",
    ]
    find = [
        "**Zo vindt u een regel:** de code is de naam van de pagina, zoals `docs/rules/TR335.md`.",
        "Of vraag `./run noaber regels TR335`; op een woord zoekt u met",
        "`./run noaber regels --zoek budget`.",
    ]
    toc = ["```{toctree}", ":hidden:", ":maxdepth: 1", "", "tegenspraken", "```"]
    return page(["# Regels"], intro, find, *blocks, toc)


# ── docs/rules/tegenspraken.md ───────────────────────────────────────────────────────────────────


def tegenspraken_page() -> str:
    intro = [
        "De openbare bronnen van iWmo en iJw 3.2 spreken elkaar soms tegen, of zwijgen. Hier staat",
        "per geval wat er in de bronnen staat, wat noaber doet, en waar. Komen beide manieren in",
        "de praktijk voor, dan is er een instelling per administratie. `./run noaber instellingen`",
        "toont en wijzigt die.",
    ]
    return page(["# Tegenspraken"], intro, *map(tegenspraak_block, list_tegenspraken()))


def tegenspraak_block(one: Tegenspraak) -> list[str]:
    return [
        f"## {one.nummer}. {escaped(one.over)}",
        "",
        escaped(one.bronnen),
        "",
        f"**Keuze:** {escaped(one.keuze)}",
        "",
        *instelling_lines(one),
        *(f"- waar: {plek_words(plek)}" for plek in one.plekken),
        *(toets_line(toets).replace("- ", "- toets: ", 1) for toets in one.toetsen),
    ]


def instelling_lines(one: Tegenspraak) -> list[str]:
    if not one.instellingen:
        return [f"- geen instelling: {escaped(one.anders)}"]
    known = {setting.naam: setting for setting in INSTELLINGEN}
    return [
        f"- instelling {code(name)}: "
        + "; ".join(f"{code(text)}: {escaped(words)}" for text, _, words in known[name].waarden)
        for name in one.instellingen
    ]


# ── docs/berichten ───────────────────────────────────────────────────────────────────────────────


def both(wmo: str | None, jw: str | None) -> str:
    """One text when the laws agree (or only one has it), else both."""
    if wmo == jw or jw is None:
        return wmo or ""
    return jw if wmo is None else f"{wmo} (Wmo) of {jw} (Jeugdwet)"


def message_page(kind: Kind) -> str:
    wmo, jw = (definition(wet, kind.number) for wet in Wet)
    return page(
        [f"# {kind.number} {kind.naam}"],
        facts(
            ("Namen", f"{wmo.name} (Wmo) en {jw.name} (Jeugdwet)"),
            ("Van wie naar wie", f"van {kind.sender} naar {kind.sender.other}"),
            ("BerichtCode", f"{wmo.bericht_code} (Wmo) en {jw.bericht_code} (Jeugdwet)"),
            ("Antwoord", message_link(wmo.answer.number) if wmo.answer else ""),
            ("Antwoordt op", message_link(kind.answers) if kind.answers else ""),
            ("Versie van het schema", f"{wmo.xsd_version} (Wmo) en {jw.xsd_version} (Jeugdwet)"),
            ("Namespace", f"{code(wmo.namespace)} en {code(jw.namespace)}"),
        ),
        retour_note(wmo),
        law_differences(wmo, jw),
        ["## Elementen", "", "Een punt is een niveau dieper. De volgorde ligt vast."],
        table(("Element", "Komt voor", "Waarde", "Regels"), element_rows(wmo.root, jw.root)),
        level_2(kind),
        levels_3_and_4(kind),
    )


def retour_note(wmo: Definition) -> list[str]:
    if not wmo.is_retour:
        return []
    return [
        "Afzender en Ontvanger zijn die van het heenbericht: ze worden niet omgedraaid.",
        "Onder de Header staat alleen iets als er op niveau 3 of 4 een fout is.",
    ]


Pair = tuple[Node | None, Node | None]
"""The same element for the Wmo and for the Jeugdwet; one is None where a law lacks it."""


def element_pairs(wmo: Node | None, jw: Node | None, path: str = "") -> Iterator[tuple[str, Pair]]:
    """The element trees of both laws as one, with the path of each element below the root."""
    if isinstance(wmo or jw, Listing):
        children = [(item_of(wmo), item_of(jw))]
    else:
        children = list(merged(children_of(wmo), children_of(jw)))
    for first, second in children:
        child = first or second
        assert child is not None
        place = f"{path}/{child.name}".lstrip("/")
        yield place, (first, second)
        yield from element_pairs(first, second, place)


def element_rows(wmo: Node, jw: Node) -> Iterator[Sequence[str]]:
    listings = {
        path for path, pair in element_pairs(wmo, jw) if isinstance(pair[0] or pair[1], Listing)
    }
    for path, (first, second) in element_pairs(wmo, jw):
        above, _, name = path.rpartition("/")
        only = "" if first and second else f", alleen {'Wmo' if first else 'Jeugdwet'}"
        occurs = [
            "één of meer" if above in listings else "verplicht" if node.required else "mag"
            for node in (first, second)
            if node
        ]
        yield (
            f"{'· ' * path.count('/')}{name}",
            both(occurs[0], occurs[-1]) + only,
            value_cell(first, second),
            rule_links(sorted({*leaf_rules(first), *leaf_rules(second)})),
        )


def law_differences(wmo: Definition, jw: Definition) -> list[str]:
    lines = []
    lacking = "?"
    for path, (first, second) in element_pairs(wmo.root, jw.root):
        if path.startswith(f"{lacking}/"):
            continue  # what is in it goes without saying
        if first is None or second is None:
            lacking = path
            lines.append(f"- {code(path)} bestaat alleen voor de {'Wmo' if first else 'Jeugdwet'}")
        elif path != "Header/BerichtCode" and leaf_words(first) != leaf_words(second):
            lines.append(f"- {code(path)}: {both(leaf_words(first), leaf_words(second))}")
    return ["## Verschil tussen de wetten", "", *lines] if lines else []


def item_of(node: Node | None) -> Node | None:
    return node.item if isinstance(node, Listing) else None


def children_of(node: Node | None) -> list[Node]:
    return list(node.children) if isinstance(node, Branch) else []


def merged(wmo: list[Node], jw: list[Node]) -> Iterator[Pair]:
    """Pairs of elements with the same name, in the order of both."""
    left = list(jw)
    for first in wmo:
        same = next((index for index, entry in enumerate(left) if entry.name == first.name), None)
        if same is None:
            yield first, None
            continue
        yield from ((None, entry) for entry in left[:same])
        yield first, left[same]
        del left[: same + 1]
    yield from ((None, entry) for entry in left)


def value_cell(wmo: Node | None, jw: Node | None) -> str:
    node = wmo or jw
    if not isinstance(node, Leaf):
        return ""
    name = "" if node.fixed is not None else f"{code(node.type.name)}: "
    return name + both(leaf_words(wmo), leaf_words(jw))


def leaf_words(node: Node | None) -> str | None:
    if not isinstance(node, Leaf):
        return None
    if node.fixed is not None:
        return f"altijd {code(node.fixed)}"
    return ", ".join(type_words(node.type))


def leaf_rules(node: Node | None) -> list[str]:
    facets = node.type.facets if isinstance(node, Leaf) else ()
    return [facet.rule for facet in facets if facet.rule in rules()]


def type_words(simple: SimpleType) -> list[str]:
    if simple.codes is not None:
        link = f"[{simple.codes.title}](codelijsten.md#{simple.codes.name.lower()})"
        return [f"code uit {link}"]
    return [BASES[simple.base], *(word for f in simple.facets if (word := facet_words(f)))]


FACET_WORDS: dict[type, Callable[..., str]] = {
    NotEmpty: lambda _: "niet leeg",
    NotBlank: lambda _: "één regel en niet alleen spaties",
    NotBlankText: lambda _: "niet alleen spaties",
    MaxLength: lambda f: f"ten hoogste {f.length} {'teken' if f.length == 1 else 'tekens'}",
    Pattern: lambda f: PATTERNS.get(f.expression, f"past op {code(f.expression)}"),
    Minimum: lambda f: f"ten minste {f.bound}",
    Maximum: lambda f: f"ten hoogste {f.bound}",
    WithoutZone: lambda _: "zonder tijdzone",
}


def facet_words(facet: Facet) -> str:
    return FACET_WORDS[type(facet)](facet)


def level_2(kind: Kind) -> list[str]:
    rows = []
    for entry in map(entry_of, rules()):
        checks = [check for check in entry.checks if kind.number in check.numbers]
        if checks:
            wetten = {check.wet.value if check.wet else entry.text.wet for check in checks}
            only = WETTEN[wetten.pop()] if wetten in ({"wmo"}, {"jw"}) else ""
            rows.append((rule_link(entry.text.code), short(entry.text), only))
    if not rows:
        return ["Dit bericht heeft geen eigen regels van niveau 2."]
    return ["## Regels van niveau 2", "", *table(("Code", "Regel", "Wet"), rows)]


def levels_3_and_4(kind: Kind) -> list[str]:
    rows = [
        (rule_link(rule.code), short(rule), retourcode(rule.retourcode))
        for rule in rules().values()
        if rule.niveau in ("3", "4") and kind.number in rule.berichten
    ]
    if not rows:
        return []
    heads = ("Code", "Regel", "Retourcode")
    return ["## Regels van niveau 3 en 4", "", *table(heads, rows)]


def message_index() -> str:
    heads = ("Bericht", "Inhoud", "Van", "Naar", "Wmo", "Jeugdwet", "Antwoord")
    rows = (
        (
            message_link(kind.number),
            kind.naam,
            kind.sender,
            kind.sender.other,
            *kind.codes,
            message_link(answer.number)
            if (answer := definition(Wet.WMO, kind.number).answer)
            else "",
        )
        for kind in KINDS
    )
    pages = [*(kind.number for kind in KINDS), "codelijsten"]
    return page(
        ["# Berichten"],
        [
            f"iWmo en iJw 3.2 hebben {len(KINDS)} soorten berichten. Elke soort bestaat voor beide",
            "wetten, met een eigen BerichtCode. Op elke pagina staat waarin de wetten verschillen.",
            "De codes staan bij de [codelijsten](codelijsten.md), de regels onder",
            "[regels](../rules/index.md).",
        ],
        table(heads, rows),
        ["```{toctree}", ":hidden:", ":maxdepth: 1", "", *pages, "```"],
    )


def code_lists() -> str:
    used: dict[str, set[str]] = {}
    for node in all_leaves():
        if node.type.codes is not None:
            used.setdefault(node.type.codes.name, set()).add(node.type.name)
    blocks = [code_list_block(name, sorted(used.get(name, ()))) for name in code_list_names()]
    return page(
        ["# Codelijsten"],
        [
            f"De {len(blocks)} codelijsten van iWmo en iJw. Een code zonder datum geldt altijd,",
            "en een code die op de Dagtekening niet geldt, geeft een waarschuwing, geen afkeuring.",
        ],
        *blocks,
    )


def all_leaves() -> Iterator[Leaf]:
    stack: list[Node] = [definition(wet, kind.number).root for wet in Wet for kind in KINDS]
    while stack:
        node = stack.pop()
        if isinstance(node, Leaf):
            yield node
        else:
            stack += [node.item] if isinstance(node, Listing) else node.children


def code_list_block(name: str, types: list[str]) -> list[str]:
    lists = [code_list(name, wet) for wet in Wet]
    rows = [
        (
            entry.code,
            escaped(entry.omschrijving),
            "" if wetten == set(Wet) else " en ".join(wet.naam for wet in Wet if wet in wetten),
            validity(entry),
            escaped(entry.toelichting),
        )
        for entry, wetten in by_law(lists)
    ]
    heads = ("Code", "Betekenis", "Wet", "Geldig", "Toelichting")
    types_line = f"Type: {', '.join(map(code, types))}." if types else ""
    return [f"## {name}", "", types_line, "", *table(heads, rows)]


def by_law(lists: Iterable[CodeList]) -> list[tuple[Code, set[Wet]]]:
    """Each code once, with the laws that have it in just this form."""
    found: dict[Code, set[Wet]] = {}
    for entry in lists:
        for one in entry:
            found.setdefault(one, set()).add(entry.wet)
    return list(found.items())


def validity(entry: Code) -> str:
    parts = []
    if entry.geldig_vanaf:
        parts.append(f"vanaf {day(entry.geldig_vanaf)}")
    if entry.geldig_tot:
        parts.append(f"tot en met {day(entry.geldig_tot - timedelta(days=1))}")
    return " ".join(parts)


# ── all pages, and the disk ──────────────────────────────────────────────────────────────────────


@cache
def entry_of(rule_code: str) -> RuleEntry:
    return rule_entry(rule_code)


def pages() -> dict[str, str]:
    """Every generated page by its path under docs."""
    made = {f"rules/{name}.md": rule_page(entry_of(name)) for name in rules()}
    made["rules/index.md"] = rule_index()
    made["rules/tegenspraken.md"] = tegenspraken_page()
    made |= {f"berichten/{kind.number}.md": message_page(kind) for kind in KINDS}
    made["berichten/index.md"] = message_index()
    made["berichten/codelijsten.md"] = code_lists()
    return made | scenario_pages.pages()


def on_disk(docs: Path) -> dict[str, str]:
    """Every page in the generated folders that is ours: it bears the mark."""
    found = {}
    for folder in FOLDERS:
        for path in sorted((docs / folder).glob("**/*.md")):
            text = path.read_bytes().decode("utf-8", "replace")
            if text.startswith(MARK):
                found[path.relative_to(docs).as_posix()] = text
    return found


def differences(wanted: dict[str, str], docs: Path) -> dict[str, list[str]]:
    present = on_disk(docs)
    return {
        "ontbreekt": [p for p in wanted if not (docs / p).is_file()],
        "verouderd": [p for p in wanted if (docs / p).is_file() and present.get(p) != wanted[p]],
        "overbodig": [path for path in present if path not in wanted],
    }


def check(docs: Path) -> int:
    found = {word: paths for word, paths in differences(pages(), docs).items() if paths}
    for word, paths in found.items():
        for path in sorted(paths):
            print(f"{word}: docs/{path}", file=sys.stderr)
    if not found:
        return 0
    counts = ", ".join(f"{len(paths)} {word}" for word, paths in found.items())
    print(
        f"De gemaakte documentatie klopt niet met de code ({counts}): voer ./run docs uit en neem "
        "de gewijzigde pagina's op.",
        file=sys.stderr,
    )
    return 1


def write(docs: Path) -> int:
    wanted = pages()
    found = differences(wanted, docs)
    for path in (*found["ontbreekt"], *found["verouderd"]):
        target = docs / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(wanted[path].encode("utf-8"))
    for path in found["overbodig"]:
        (docs / path).unlink()
    changed = sum(len(paths) for paths in found.values())
    print(f"{len(wanted)} pagina's gemaakt of nagekeken, {changed} veranderd.")
    return 0


def main(arguments: Sequence[str] | None = None, docs: Path = DOCS) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, say what differs")
    return check(docs) if parser.parse_args(arguments).check else write(docs)


if __name__ == "__main__":
    sys.exit(main())
