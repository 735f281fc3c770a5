# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The gemeente receives a VOT (315) or VOW (317): verdict of levels 3 and 4.

This is about the message; whether the help is granted is a decision that follows in a 301 or 319.
The rules that look into the content of a VOW are in ``received_317``.
"""

from __future__ import annotations

from collections.abc import Iterator

from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.groups import Product
from noaber.kernel.finding import Finding
from noaber.toewijzingen.rules.actueel import newest_versions
from noaber.toewijzingen.rules.received_317 import AT_CLIENT, AT_VERZOEK, vow_warnings
from noaber.toewijzingen.rules.registry import HEADER, Breach, check_message, codes_of, rule
from noaber.toewijzingen.rules.stapeling import is_same_product
from noaber.toewijzingen.rules.verzoeken import open_verzoeken
from noaber.toewijzingen.rules.wording import day, product_name, shown, warning
from noaber.toewijzingen.types import (
    Judgement,
    Verzoek,
    VerzoekFacts,
    VerzoekSoort,
    VerzoekStatus,
)

Bericht = m.Bericht315 | m.Bericht317


def judge_verzoek(message: Bericht, facts: VerzoekFacts) -> Judgement:
    """The verdict on a 315 or 317, and the verzoeken that are then in treatment."""
    number = "315" if isinstance(message, m.Bericht315) else "317"
    findings = check_message(number, message.wet, message, facts)
    if any(finding.place == HEADER for finding in findings):
        return Judgement(codes=codes_of(findings), findings=tuple(findings))
    # When the client is not known, nothing below is judged (0233).
    at_client = [finding for finding in findings if finding.place == AT_CLIENT]
    findings = at_client or findings
    codes = codes_of(findings)
    return Judgement(
        codes=codes,
        findings=(*findings, *_warnings(message, facts)),
        verzoeken=() if codes.classes else tuple(_verzoeken(message, facts)),
    )


def _verzoeken(message: Bericht, facts: VerzoekFacts) -> Iterator[Verzoek]:
    header = message.header
    is_vot = isinstance(message, m.Bericht315)
    for _, referentie in _references(message):
        yield Verzoek(
            gemeente=header.ontvanger,
            wet=message.wet,
            aanbieder=header.afzender,
            bsn=message.client.bsn,
            soort=VerzoekSoort.VOT if is_vot else VerzoekSoort.VOW,
            referentie_aanbieder=referentie,
            status=VerzoekStatus.IN_BEHANDELING,
            dagtekening=header.bericht_identificatie.dagtekening,
            ontvangstdatum=facts.vandaag,
            is_gezagsdrager_bekend=_says_gezagsdrager_known(message),
        )


def _says_gezagsdrager_known(message: Bericht) -> bool:
    return isinstance(message, m.Bericht315) and message.client.gezagsdrager_bekend == "1"


def _references(message: Bericht) -> Iterator[tuple[str, str]]:
    if isinstance(message, m.Bericht317):
        yield AT_VERZOEK, message.client.verzoek.referentie_aanbieder
        return
    for n, asked in enumerate(message.client.aangevraagde_producten, 1):
        yield f"Client/AangevraagdeProducten/AangevraagdProduct[{n}]", asked.referentie_aanbieder


# ── the published rules ──────────────────────────────────────────────────────────────────────────


@rule(
    "TR347",
    "9347",
    "315",
    "317",
    mend="de aanbieder stuurt het verzoek opnieuw met een eigen, nieuwe ReferentieAanbieder",
)
def referentie_is_not_used_before(message: Bericht, facts: VerzoekFacts) -> Iterator[Breach]:
    """Unique for the aanbieder and the wet, over all 315's and 317's that were not rejected."""
    for place, referentie in _references(message):
        if referentie in facts.used_referenties:
            yield Breach(
                place,
                f"ReferentieAanbieder {shown(referentie)} is al gebruikt in een eerder verzoek van "
                "deze aanbieder",
            )


@rule(
    "TR374",
    "9374",
    "315",
    "317",
    mend="de aanbieder wacht tot op elk onderdeel van dat verzoek is besloten, "
    "of vraagt de gemeente om het af te wijzen",
)
def no_other_verzoek_is_open(message: Bericht, facts: VerzoekFacts) -> Iterator[Breach]:
    """One client has at most one request of an aanbieder in treatment (OP350).

    The standard names no class for this code; it goes in the header (flows §10.17).
    """
    opened = [v for v in open_verzoeken(facts.verzoeken) if v.bsn == message.client.bsn]
    if opened:
        first = min(opened, key=lambda verzoek: verzoek.dagtekening)
        yield Breach(
            HEADER,
            f"Voor deze cliënt is het {first.soort} van {day(first.dagtekening)} nog "
            f"{first.status}",
        )


# ── what someone should look at ──────────────────────────────────────────────────────────────────


def _warnings(message: Bericht, facts: VerzoekFacts) -> Iterator[Finding]:
    if isinstance(message, m.Bericht315):
        yield from _vot_warnings(message, facts)
    else:
        yield from vow_warnings(message, facts)


def _vot_warnings(message: m.Bericht315, facts: VerzoekFacts) -> Iterator[Finding]:
    """No retourcode exists for these; the answer is a 319."""
    yield from _not_contracted(message, facts)
    yield from _already_assigned(message, facts)


def _not_contracted(message: m.Bericht315, facts: VerzoekFacts) -> Iterator[Finding]:
    """A VOT for what is not in a contract with this aanbieder on the wanted day (OP296)."""
    if facts.gecontracteerd is None:
        return
    for n, asked in enumerate(message.client.aangevraagde_producten, 1):
        wanted, begin = asked.product, asked.toewijzing_ingangsdatum
        if not any(
            _is_part_of(product, wanted) and any(period.contains(begin) for period in periods)
            for product, periods in facts.gecontracteerd.items()
        ):
            yield warning(
                "OP296",
                f"{product_name(wanted).capitalize()} staat op {day(begin)} niet in een contract "
                "met deze aanbieder; de gemeente wijst het verzoek af met reden 4 (of 3 als er "
                "geen contract is), of past het contract aan.",
                f"Client/AangevraagdeProducten/AangevraagdProduct[{n}]",
            )


def _is_part_of(product: Product, wanted: Product | None) -> bool:
    if wanted is None:
        return True
    return product.categorie == wanted.categorie and wanted.code in (None, product.code)


def _already_assigned(message: m.Bericht315, facts: VerzoekFacts) -> Iterator[Finding]:
    """A VOT for what is already assigned (OP307)."""
    for n, asked in enumerate(message.client.aangevraagde_producten, 1):
        begin, eind = asked.toewijzing_ingangsdatum, asked.toewijzing_einddatum
        for toewijzing in newest_versions(facts.toewijzingen).values():
            last_day = toewijzing.einddatum
            overlaps = (
                not toewijzing.is_deleted
                and (eind is None or toewijzing.ingangsdatum <= eind)
                and (last_day is None or begin <= last_day)
            )
            if overlaps and is_same_product(asked.product, toewijzing.product, message.wet):
                yield warning(
                    "OP307",
                    f"Voor {product_name(asked.product)} is er in deze periode al toewijzing "
                    f"{toewijzing.nummer}; de gemeente wijst het verzoek af met reden 6 (stapeling)"
                    ", of de aanbieder vraagt een wijziging (317).",
                    f"Client/AangevraagdeProducten/AangevraagdProduct[{n}]",
                )
