# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The aanbieder receives a 301: verdict of levels 3 and 4, and the versions that it brings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from noaber.berichten.definitions import classes as c
from noaber.berichten.definitions import messages as m
from noaber.kernel.finding import Finding
from noaber.toewijzingen.rules.actueel import current_toewijzingen, newest_versions
from noaber.toewijzingen.rules.gezagsdrager import gezagsdrager_warnings
from noaber.toewijzingen.rules.registry import HEADER, Breach, check_message, codes_of, rule
from noaber.toewijzingen.rules.verzoeken import VerzoekEvent, after_301, step
from noaber.toewijzingen.rules.wording import day, listed, shown, warning
from noaber.toewijzingen.types import (
    VERWIJDERD,
    Judgement,
    ToewijzingFacts,
    ToewijzingVersion,
    Verzoek,
    VerzoekSoort,
)


def judge_toewijzing(message: m.Bericht301, facts: ToewijzingFacts) -> Judgement:
    """The verdict on a 301, the versions that are new to us, and the verzoeken it honours."""
    findings = check_message("301", message.wet, message, facts)
    codes = codes_of(findings)
    if any(finding.place == HEADER for finding in findings):
        return Judgement(codes=codes, findings=tuple(findings))
    findings += _warnings(message, facts)
    if codes.classes:
        return Judgement(codes=codes, findings=tuple(findings))
    known = set(facts.toewijzingen)
    return Judgement(
        codes=codes,
        findings=tuple(findings),
        toewijzingen=tuple(v for v in versions_of(message) if v not in known),
        verzoeken=after_301(facts.verzoeken, message.client.toegewezen_producten),
    )


def versions_of(message: m.Bericht301) -> tuple[ToewijzingVersion, ...]:
    """The versions that a 301 holds, in its order."""
    return tuple(
        ToewijzingVersion(
            gemeente=message.header.afzender,
            wet=message.wet,
            nummer=product.toewijzing_nummer,
            aanbieder=message.header.ontvanger,
            bsn=message.client.bsn,
            product=product.product,
            toewijzingsdatum=product.toewijzingsdatum,
            toewijzingstijd=product.toewijzingstijd,
            ingangsdatum=product.ingangsdatum,
            einddatum=product.einddatum,
            reden_wijziging=product.reden_wijziging,
            omvang=product.omvang,
            budget=product.budget,
            referentie_aanbieder=product.referentie_aanbieder,
            commentaar=product.commentaar,
        )
        for product in message.client.toegewezen_producten
    )


def _placed(message: m.Bericht301) -> Iterator[tuple[str, c.ToegewezenProduct]]:
    for n, product in enumerate(message.client.toegewezen_producten, 1):
        yield f"Client/ToegewezenProducten/ToegewezenProduct[{n}]", product


# ── the published rules ──────────────────────────────────────────────────────────────────────────


@rule(
    "TR332",
    "9332",
    "301",
    mend="de gemeente geeft een nieuw ToewijzingNummer en stuurt de toewijzing opnieuw",
)
def nummer_is_of_this_toewijzing(message: m.Bericht301, facts: ToewijzingFacts) -> Iterator[Breach]:
    """A number returns only for the same client, product and Ingangsdatum."""
    known = newest_versions(facts.toewijzingen)
    for place, product in _placed(message):
        earlier = known.get(product.toewijzing_nummer)
        if earlier is None:
            continue
        different = [
            name
            for name, is_same in (
                ("een andere cliënt", earlier.bsn == message.client.bsn),
                ("een ander product", earlier.product == product.product),
                ("een andere Ingangsdatum", earlier.ingangsdatum == product.ingangsdatum),
            )
            if not is_same
        ]
        if different:
            yield Breach(
                place,
                f"ToewijzingNummer {shown(product.toewijzing_nummer)} is al gebruikt voor "
                f"{listed(different)}",
            )


@rule(
    "TR379",
    "9379",
    "301",
    mend="de gemeente vult ReferentieAanbieder alleen in het eerste bericht waarmee zij een "
    "verzoek honoreert, en dan bij een 317 in elk product",
)
def referentie_is_of_an_open_verzoek(
    message: m.Bericht301, facts: ToewijzingFacts
) -> Iterator[Breach]:
    """ReferentieAanbieder is there where the 301 answers a verzoek, and only there (IV097)."""
    verzoeken = {v.referentie_aanbieder: v for v in facts.verzoeken if v.bsn == message.client.bsn}
    known = newest_versions(facts.toewijzingen)
    answered = {
        verzoek.referentie_aanbieder
        for _, product in _placed(message)
        if (verzoek := verzoeken.get(product.referentie_aanbieder or ""))
        and verzoek.soort is VerzoekSoort.VOW
    }
    for place, product in _placed(message):
        reference = product.referentie_aanbieder
        if reference is None:
            if answered:
                yield Breach(
                    place,
                    "ReferentieAanbieder ontbreekt, terwijl dit bericht een verzoek om wijziging "
                    "honoreert",
                )
            continue
        problem = _wrong_reference(verzoeken.get(reference), product, known)
        if problem:
            yield Breach(place, f"ReferentieAanbieder {shown(reference)} {problem}")


def _wrong_reference(
    verzoek: Verzoek | None, product: c.ToegewezenProduct, known: dict[int, ToewijzingVersion]
) -> str | None:
    if verzoek is None:
        return "is niet van een verzoek dat wij voor deze cliënt hebben gestuurd"
    answer = step(verzoek.status, VerzoekEvent.TOEGEWEZEN)
    if not answer.is_allowed:
        return f"hoort hier niet: {answer.reason}"
    earlier = known.get(product.toewijzing_nummer)
    if verzoek.soort is VerzoekSoort.VOT and earlier is not None and _is_unchanged(product):
        return f"is van een verzoek om toewijzing, maar toewijzing {earlier.nummer} was er al"
    return None


def _is_unchanged(product: c.ToegewezenProduct) -> bool:
    return product.reden_wijziging is None


@rule(
    "TR385",
    "9385",
    "301",
    mend="de gemeente beëindigt de toewijzing met een andere reden, of de aanbieder crediteert "
    "eerst de goedgekeurde prestaties",
)
def deleted_toewijzing_has_no_granted_prestaties(
    message: m.Bericht301, facts: ToewijzingFacts
) -> Iterator[Breach]:
    """No delete of a toewijzing with approved prestaties that are not credited."""
    for place, product in _placed(message):
        is_granted = product.toewijzing_nummer in facts.granted
        if product.reden_wijziging == VERWIJDERD and is_granted:
            yield Breach(
                place,
                f"Toewijzing {product.toewijzing_nummer} is verwijderd, maar er zijn goedgekeurde "
                "declaratieregels op",
            )


# ── what someone should look at ──────────────────────────────────────────────────────────────────


def _warnings(message: m.Bericht301, facts: ToewijzingFacts) -> Iterator[Finding]:
    dagtekening = message.header.bericht_identificatie.dagtekening
    of_client = [v for v in facts.toewijzingen if v.bsn == message.client.bsn]
    yield from gezagsdrager_warnings(
        message.client,
        message.wet,
        dagtekening,
        is_known=any(
            verzoek.is_gezagsdrager_bekend
            for verzoek in facts.verzoeken
            if verzoek.bsn == message.client.bsn
        ),
    )
    yield from _missing(message, of_client, dagtekening)
    known = newest_versions(of_client)
    for (place, _), version in zip(_placed(message), versions_of(message), strict=True):
        before = known.get(version.nummer)
        if before is not None and version.decided_at > before.decided_at:
            yield from _surprising(before, version, place)


def _missing(
    message: m.Bericht301, of_client: list[ToewijzingVersion], dagtekening: date
) -> Iterator[Finding]:
    """OP087: every current toewijzing stands in every 301. One decided later may be on its way."""
    named = {product.toewijzing_nummer for _, product in _placed(message)}
    missing = [
        nummer
        for nummer, version in current_toewijzingen(of_client, dagtekening).items()
        if nummer not in named and version.toewijzingsdatum < dagtekening
    ]
    if missing:
        yield warning(
            "OP087",
            f"Toewijzing {listed(missing)} loopt volgens onze gegevens nog, maar staat niet in dit "
            "bericht; vraag de gemeente of die nog geldt.",
            "Client",
        )


def _surprising(
    before: ToewijzingVersion, after: ToewijzingVersion, place: str
) -> Iterator[Finding]:
    """Changes that should not come without consultation, or not under the same number."""
    if _is_other_omvang(before, after):
        yield warning(
            "OP033x1",
            f"De omvang van toewijzing {after.nummer} is gewijzigd onder hetzelfde nummer; dat mag "
            "alleen met het Volume bij Frequentie 6. Vraag de gemeente om een nieuwe toewijzing.",
            place,
        )
    eind = after.einddatum
    is_earlier = eind is not None and (before.einddatum is None or eind < before.einddatum)
    if is_earlier and not after.is_deleted and eind is not None and eind < after.toewijzingsdatum:
        yield warning(
            "OP186",
            f"Toewijzing {after.nummer} is met terugwerkende kracht beëindigd op {day(eind)}; dat "
            "mag alleen in overeenstemming. Neem contact op met de gemeente als dat er niet is.",
            place,
        )


def _is_other_omvang(before: ToewijzingVersion, after: ToewijzingVersion) -> bool:
    one, other = before.omvang, after.omvang
    if one is None or other is None:
        return one is not other
    if one == other:
        return False
    return (one.eenheid, one.frequentie) != (other.eenheid, other.frequentie) or (
        one.frequentie != "6"
    )
