# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The gemeente receives a start (305) or stop (307): verdict of levels 3 and 4.

Deletes go before what is new, and what is new goes by day, whatever the order in the file. A late
message, a missing message or a date outside the toewijzing is never a ground for rejection.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.classes import StartProduct
from noaber.berichten.definitions.groups import Product
from noaber.kernel.calendar.workdays import CalendarNotValid
from noaber.kernel.finding import Finding
from noaber.toewijzingen.rules import start_stop, termijnen
from noaber.toewijzingen.rules.actueel import newest_versions
from noaber.toewijzingen.rules.registry import HEADER, Breach, check_message, codes_of, rule
from noaber.toewijzingen.rules.wording import day, product_name, shown, warning
from noaber.toewijzingen.types import (
    Judgement,
    Leveringen,
    StartKey,
    StartStop,
    StartStopFacts,
    StartStopKind,
    StopKey,
    ToewijzingVersion,
)

Bericht = m.Bericht305 | m.Bericht307


@dataclass(frozen=True, slots=True)
class _Klasse:
    """One StartProduct or StopProduct: where it stands, and what it tells."""

    place: str
    event: StartStop


def judge_start_stop(message: Bericht, facts: StartStopFacts) -> Judgement:
    """The verdict on a 305 or 307, and the starts and stops that it adds or takes back."""
    number = "305" if isinstance(message, m.Bericht305) else "307"
    findings = check_message(number, message.wet, message, facts)
    if any(finding.place == HEADER for finding in findings):
        return Judgement(codes=codes_of(findings), findings=tuple(findings))
    klassen = sorted(_klassen(message), key=lambda k: start_stop.processing_order(k.event))
    leveringen, warnings = start_stop.replay(facts.start_stops), list(_warnings(message, facts))
    for klasse in klassen:
        applied = start_stop.apply(leveringen, klasse.event)
        leveringen = applied.leveringen
        findings += [
            rule.finding(replace(breach, place=klasse.place)) for rule, breach in applied.refusals
        ]
    findings.sort(key=lambda finding: _position(finding.place))
    codes = codes_of(findings)
    if codes.classes:
        return Judgement(codes=codes, findings=(*findings, *warnings))
    warnings += _two_running(leveringen, klassen)
    return Judgement(
        codes=codes,
        findings=tuple(warnings),
        start_stops=tuple(klasse.event for klasse in klassen),
    )


# ── reading the message ──────────────────────────────────────────────────────────────────────────


def _klassen(message: Bericht) -> Iterator[_Klasse]:
    if isinstance(message, m.Bericht305):
        for n, start in enumerate(message.client.start_producten, 1):
            yield _Klasse(
                f"Client/StartProducten/StartProduct[{n}]",
                StartStop(key=_start_key(start), is_delete=start.status_aanlevering == "3"),
            )
        return
    for n, stop in enumerate(message.client.stop_producten, 1):
        key = StopKey(
            StartKey(stop.toewijzing_nummer, stop.product, stop.begindatum),
            stop.reden_beeindiging,
            stop.einddatum,
        )
        yield _Klasse(
            f"Client/StopProducten/StopProduct[{n}]",
            StartStop(key=key, is_delete=stop.status_aanlevering == "3"),
        )


def _start_key(start: StartProduct) -> StartKey:
    return StartKey(start.toewijzing_nummer, start.product, start.begindatum)


def _position(place: str) -> int:
    number = place.rpartition("[")[2].rstrip("]")
    return int(number) if number.isdigit() else 0


# ── the published rule that needs our toewijzingen ───────────────────────────────────────────────


@rule(
    "TR019",
    "9019",
    "305",
    "307",
    mend="de aanbieder neemt het ToewijzingNummer over uit de toewijzing voor deze cliënt; "
    "alleen een taakgericht product heeft er geen",
)
def refers_to_a_toewijzing(message: Bericht, facts: StartStopFacts) -> Iterator[Breach]:
    """The number is that of a toewijzing of this client at this aanbieder.

    A deleted toewijzing counts as not sent, so nothing can start on it; a stop on it is let
    through, because what runs must be able to end. A delete is not looked at (TR063).
    """
    toewijzingen = newest_versions(facts.toewijzingen)
    for klasse in _klassen(message):
        event, key = klasse.event, klasse.event.start
        if event.is_delete:
            continue
        if key.toewijzing_nummer is None:
            if not _is_taakgericht(key.product, facts.taakgericht):
                yield Breach(
                    klasse.place,
                    f"Het ToewijzingNummer ontbreekt, en {product_name(key.product)} is niet "
                    "taakgericht",
                )
            continue
        found = toewijzingen.get(key.toewijzing_nummer)
        if found is None:
            yield Breach(
                klasse.place,
                f"Toewijzing {shown(key.toewijzing_nummer)} is er niet voor deze cliënt bij deze "
                "aanbieder",
            )
        elif found.is_deleted and event.kind is StartStopKind.START:
            yield Breach(klasse.place, f"Toewijzing {found.nummer} is verwijderd")


def _is_taakgericht(product: Product | None, taakgericht: Iterable[Product]) -> bool:
    if product is None:
        return False
    return product in taakgericht or Product(categorie=product.categorie) in taakgericht


# ── what someone should look at; nothing is rejected for it ──────────────────────────────────────


def _warnings(message: Bericht, facts: StartStopFacts) -> Iterator[Finding]:
    toewijzingen = newest_versions(facts.toewijzingen)
    dagtekening = message.header.bericht_identificatie.dagtekening
    for klasse in _klassen(message):
        if klasse.event.is_delete:
            continue
        found = toewijzingen.get(klasse.event.start.toewijzing_nummer or -1)
        if found is not None:
            yield from _differs(klasse, found)
        yield from _late(klasse, found, dagtekening, facts.werkdagen)


def _differs(klasse: _Klasse, toewijzing: ToewijzingVersion) -> Iterator[Finding]:
    key = klasse.event.start
    if key.product != toewijzing.product:
        yield warning(
            "IV075",
            f"Het product in dit bericht ({product_name(key.product)}) is anders dan in toewijzing "
            f"{toewijzing.nummer} ({product_name(toewijzing.product)}); daarvoor bestaat geen "
            "retourcode, de aanbieder verbetert dit het liefst zelf.",
            klasse.place,
        )
    if toewijzing.is_deleted:
        yield warning(
            "OP087",
            f"Toewijzing {toewijzing.nummer} is verwijderd, maar er was een start gemeld; de "
            "gemeente gaat na of er zorg is geleverd.",
            klasse.place,
        )
    elif not toewijzing.period.contains(key.begindatum):
        yield warning(
            "OP363",
            f"De Begindatum ({day(key.begindatum)}) ligt buiten toewijzing {toewijzing.nummer} "
            f"({day(toewijzing.ingangsdatum)} tot en met {day(toewijzing.einddatum)}); het bericht "
            "wordt hierom niet afgekeurd, de aanbieder gaat de datum na.",
            klasse.place,
        )


def _late(
    klasse: _Klasse, found: ToewijzingVersion | None, sent: date, werkdagen: str
) -> Iterator[Finding]:
    event = klasse.event
    try:
        if isinstance(event.key, StopKey):
            code, due = "OP272", termijnen.stop_due(event.key.einddatum, werkdagen=werkdagen)
        else:
            assigned = found.toewijzingsdatum if found is not None else None
            code, due = "OP271", termijnen.start_due(event.key.begindatum, assigned, werkdagen)
    except (CalendarNotValid, OverflowError):
        return  # a day outside the calendar of working days: nothing sensible to say
    if sent > due:
        yield warning(
            code,
            f"Deze {event.kind} is gemeld op {day(sent)} en had uiterlijk {day(due)} gemeld moeten "
            "zijn; te laat is geen reden om af te keuren.",
            klasse.place,
        )


def _two_running(leveringen: Leveringen, klassen: Iterable[_Klasse]) -> Iterator[Finding]:
    """A stop was taken back while a later start runs: no rule refuses it."""
    for klasse in klassen:
        if klasse.event.kind is not StartStopKind.DELETE_STOP:
            continue
        running = leveringen.running(klasse.event.start.subject)
        if len(running) > 1:
            begins = " en ".join(day(start.begindatum) for start in running)
            yield warning(
                "OP289",
                f"Door deze verwijdering lopen er nu {len(running)} leveringen op één toewijzing "
                f"(vanaf {begins}); de aanbieder meldt de juiste stop.",
                klasse.place,
            )
