# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The 301 that honours one AangevraagdProduct of a VOT (IV094, OP274).

The gemeente may deviate; the protocol asks to do so only after contact, and else to reject and send
a toewijzing without reference (flows §10.11). Both are possible here: ``honour_vot`` with another
wish, or ``antwoord_319.reject`` and ``wijzigingen.assign``.
"""

from __future__ import annotations

from collections.abc import Iterator

from noaber.berichten.definitions.classes import AangevraagdProduct
from noaber.kernel.finding import Finding
from noaber.toewijzingen.rules.actueel import newest_versions
from noaber.toewijzingen.rules.planning import new_number, planned
from noaber.toewijzingen.rules.wording import day, listed, warning
from noaber.toewijzingen.types import Decision, Plan, Situation, ToewijzingVersion, Wish


def as_asked(asked: AangevraagdProduct, nummer: int) -> Wish:
    """The toewijzing that the aanbieder asks for, under this number."""
    return Wish(
        nummer=nummer,
        product=asked.product,
        ingangsdatum=asked.toewijzing_ingangsdatum,
        einddatum=asked.toewijzing_einddatum,
        omvang=asked.omvang,
        budget=asked.budget,
    )


def honour_vot(
    situation: Situation, asked: AangevraagdProduct, wish: Wish, decision: Decision
) -> Plan:
    """The toewijzing that honours an AangevraagdProduct, with its reference.

    Raises NotAVariant, WrongDates, OverlapsPgb, and Stacked when the product is already assigned on
    those days: then a 319 with reden 6 is the answer (OP307).
    """
    made = new_number(situation, wish, decision, asked.referentie_aanbieder)
    warnings = [*_deviations(asked, wish, decision), *_continues(situation, made)]
    return planned(situation, [made], warnings)


def _deviations(asked: AangevraagdProduct, wish: Wish, decision: Decision) -> Iterator[Finding]:
    theirs = as_asked(asked, wish.nummer)
    different = [
        name
        for name, is_same in (
            ("product", wish.product == theirs.product),
            ("ingangsdatum", wish.ingangsdatum == theirs.ingangsdatum),
            ("einddatum", wish.einddatum == theirs.einddatum),
            ("omvang", wish.omvang == theirs.omvang),
            ("budget", wish.budget == theirs.budget),
        )
        if not is_same
    ]
    if different and not decision.was_discussed:
        yield warning(
            "IV094",
            f"Toewijzing {wish.nummer} wijkt af van het verzoek ({listed(different)}); neem eerst "
            "contact op met de aanbieder, of wijs af en stuur een losse toewijzing.",
        )


def _continues(situation: Situation, made: ToewijzingVersion) -> Iterator[Finding]:
    """A prolongation with the same omvang goes under the old number (OP380)."""
    for earlier in newest_versions(situation.toewijzingen).values():
        eind = earlier.einddatum
        is_next = eind is not None and (made.ingangsdatum - eind).days == 1
        is_same = (earlier.product, earlier.omvang) == (made.product, made.omvang)
        has_passed = eind is not None and eind < made.toewijzingsdatum
        if is_next and is_same and not (has_passed or earlier.is_deleted or earlier.has_total):
            yield warning(
                "OP380",
                f"Deze toewijzing sluit met dezelfde omvang aan op toewijzing {earlier.nummer}, "
                f"die tot en met {day(earlier.einddatum)} loopt; verleng die liever.",
            )
