# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The parts that every planned change is made of.

A change is a new version with the same number; a new toewijzing has a new number and no
RedenWijziging (IV066, IV099). Both carry the moment of the decision, because the newest decision
counts (IV013). ReferentieAanbieder is left empty: only an answer to a verzoek fills it (IV097).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from noaber.kernel.finding import Finding
from noaber.toewijzingen.rules.actueel import current_toewijzingen, newest_versions
from noaber.toewijzingen.rules.commentaar import check_commentaar, long_commentaar
from noaber.toewijzingen.rules.stapeling import is_same_product, stacked
from noaber.toewijzingen.rules.varianten import variant_of
from noaber.toewijzingen.rules.wording import day, product_name, warning
from noaber.toewijzingen.types import (
    VERWIJDERD,
    AlreadyDeleted,
    Decision,
    HasGrantedPrestaties,
    NeedsAgreement,
    OutdatedDecision,
    OverlapsPgb,
    Plan,
    Situation,
    Stacked,
    ToewijzingVersion,
    UnknownToewijzing,
    Wish,
    WrongDates,
    WrongReden,
)

ONE_DAY = timedelta(days=1)


def newest(situation: Situation, nummer: int) -> ToewijzingVersion:
    """The version of a toewijzing that may be changed. Raises UnknownToewijzing, AlreadyDeleted."""
    found = newest_versions(situation.toewijzingen).get(nummer)
    if found is None:
        raise UnknownToewijzing(
            "",
            f"Toewijzing {nummer} is er niet voor deze cliënt bij deze aanbieder: controleer het "
            "nummer",
        )
    if found.is_deleted:
        raise AlreadyDeleted(
            "OP087",
            f"Toewijzing {nummer} is verwijderd en verandert niet meer: maak zo nodig een nieuwe "
            "toewijzing met een nieuw nummer",
        )
    return found


def chosen_reden(decision: Decision, allowed: Iterable[str], usual: str | None = None) -> str:
    """The RedenWijziging of a change. Raises WrongReden."""
    reden = decision.reden or usual
    options = sorted(allowed)
    if reden is None or reden not in options:
        raise WrongReden(
            "IV099",
            f"RedenWijziging {reden or '(leeg)'} past niet bij deze wijziging: kies uit "
            f"{', '.join(options)}",
        )
    return reden


def same_number(
    now: ToewijzingVersion, decision: Decision, reden: str, **different: object
) -> ToewijzingVersion:
    """The next version of a toewijzing. Raises OutdatedDecision."""
    if (decision.datum, decision.tijd) <= now.decided_at:
        raise OutdatedDecision(
            "IV013",
            f"Toewijzing {now.nummer} heeft al een besluit van {day(now.toewijzingsdatum)} "
            f"{now.toewijzingstijd:%H:%M:%S}: neem het besluit opnieuw, met een later tijdstip",
        )
    changes: dict[str, object] = {
        "toewijzingsdatum": decision.datum,
        "toewijzingstijd": decision.tijd,
        "reden_wijziging": reden,
        "referentie_aanbieder": None,
        **different,
    }
    return replace(now, **changes)  # type: ignore[arg-type]  # one value per field, each of its own type


def new_number(
    situation: Situation, wish: Wish, decision: Decision, referentie: str | None = None
) -> ToewijzingVersion:
    """The first version of a new toewijzing. Raises NotAVariant, WrongDates, NamesAPerson."""
    if wish.einddatum is not None and wish.einddatum < wish.ingangsdatum:
        raise WrongDates(
            "CS003",
            f"De einddatum ({day(wish.einddatum)}) ligt voor de ingangsdatum "
            f"({day(wish.ingangsdatum)}): kies een einddatum op of na de ingangsdatum",
        )
    if any(known.nummer == wish.nummer for known in situation.toewijzingen):
        raise WrongDates(
            "OP275", f"ToewijzingNummer {wish.nummer} is al gebruikt: neem een nieuw nummer"
        )
    variant_of(wish, situation.wet)
    check_commentaar(wish.commentaar)
    return ToewijzingVersion(
        gemeente=situation.gemeente,
        wet=situation.wet,
        nummer=wish.nummer,
        aanbieder=situation.aanbieder,
        bsn=situation.bsn,
        product=wish.product,
        toewijzingsdatum=decision.datum,
        toewijzingstijd=decision.tijd,
        ingangsdatum=wish.ingangsdatum,
        einddatum=wish.einddatum,
        omvang=wish.omvang,
        budget=wish.budget,
        referentie_aanbieder=referentie,
        commentaar=wish.commentaar,
    )


def as_deleted(
    situation: Situation, now: ToewijzingVersion, decision: Decision
) -> ToewijzingVersion:
    """The version that deletes: reden 13, end = start (CS335). Raises HasGrantedPrestaties."""
    if now.nummer in situation.granted:
        raise HasGrantedPrestaties(
            "TR385",
            f"Toewijzing {now.nummer} heeft goedgekeurde declaratieregels en kan niet worden "
            "verwijderd: beëindig de toewijzing, of laat de aanbieder de regels eerst crediteren",
        )
    return same_number(now, decision, VERWIJDERD, einddatum=now.ingangsdatum)


def check_end_in_the_past(now: ToewijzingVersion, einddatum: date, decision: Decision) -> None:
    """OP186. Raises NeedsAgreement."""
    if einddatum < decision.datum and not decision.has_consent:
        raise NeedsAgreement(
            "OP186",
            f"Toewijzing {now.nummer} beëindigen op {day(einddatum)}, in het verleden, mag alleen "
            "in overeenstemming met de aanbieder: leg die overeenstemming vast, of kies een "
            f"einddatum vanaf {day(decision.datum)}",
        )


def granted_after(
    situation: Situation, now: ToewijzingVersion, einddatum: date
) -> Iterator[Finding]:
    """What was approved stays approved; someone must know that it lies outside from now on."""
    granted = situation.granted.get(now.nummer)
    if granted is not None and granted.last_day > einddatum:
        yield warning(
            "UP031",
            f"Op toewijzing {now.nummer} is al zorg goedgekeurd tot en met "
            f"{day(granted.last_day)}, na de nieuwe einddatum {day(einddatum)}; die regels blijven "
            "goedgekeurd, nieuwe regels na de einddatum worden afgekeurd.",
        )


def not_discussed(now: ToewijzingVersion, decision: Decision) -> Iterator[Finding]:
    """A change on initiative of the gemeente is talked over first (OP033x1)."""
    if not decision.was_discussed:
        yield warning(
            "OP033x1",
            f"Een wijziging van toewijzing {now.nummer} gaat in overleg met de aanbieder; leg het "
            "overleg vast.",
        )


def planned(
    situation: Situation,
    versions: Iterable[ToewijzingVersion],
    warnings: Iterable[Finding] = (),
    vow_referentie: str | None = None,
) -> Plan:
    """The plan, after a look at the whole. Raises Stacked, OverlapsPgb."""
    made = tuple(versions)
    # By gemeente too: after a herindeling two gemeenten may have used the same number.
    before = {(v.gemeente, v.nummer): v for v in newest_versions(situation.toewijzingen).values()}
    after = before | {(version.gemeente, version.nummer): version for version in made}
    if len({(version.gemeente, version.nummer) for version in made}) < len(made):
        raise ValueError("one ToewijzingNummer twice in one plan")
    grown = [v for v in made if _takes_new_days(before.get((v.gemeente, v.nummer)), v)]
    for version in grown:
        _check_pgb(situation, version)
    for one, other in stacked(after.values()):
        if one in grown or other in grown:
            raise Stacked(
                "OP259",
                f"Toewijzing {one.nummer} en {other.nummer} zijn op dezelfde dagen voor "
                f"{product_name(other.product)}: laat de perioden op elkaar aansluiten",
            )
    long = [
        finding
        for version in made
        if (version.gemeente, version.nummer) not in before
        for finding in long_commentaar(version.nummer, version.commentaar)
    ]
    return Plan(versions=made, warnings=(*warnings, *long), vow_referentie=vow_referentie)


def like(now: ToewijzingVersion, nummer: int, begin: date, eind: date | None) -> Wish:
    """The same product and omvang under a new number, on other days."""
    return Wish(
        nummer=nummer,
        product=now.product,
        ingangsdatum=begin,
        einddatum=eind,
        omvang=now.omvang,
        budget=now.budget,
        commentaar=now.commentaar,
    )


def retroactive(made: ToewijzingVersion, decision: Decision) -> Iterator[Finding]:
    """A new toewijzing that begins in the past: for emergencies and by agreement (flows §9)."""
    if made.ingangsdatum < decision.datum and not decision.was_discussed:
        yield warning(
            "",
            f"Toewijzing {made.nummer} gaat in op {day(made.ingangsdatum)}, in het verleden; dat "
            "is voor spoedzorg en na afspraak met de aanbieder. Leg de afspraak vast.",
        )


def running_on(situation: Situation, on: date) -> tuple[ToewijzingVersion, ...]:
    """The current toewijzingen, in order of number."""
    return tuple(current_toewijzingen(situation.toewijzingen, on).values())


def _takes_new_days(before: ToewijzingVersion | None, after: ToewijzingVersion) -> bool:
    return before is None or not before.period.covers(after.period)


def _check_pgb(situation: Situation, version: ToewijzingVersion) -> None:
    for pgb in situation.pgbs:
        is_same = pgb.product == version.product or is_same_product(
            pgb.product, version.product, version.wet
        )
        if is_same and pgb.period.overlaps(version.period):
            raise OverlapsPgb(
                "OP043",
                f"De cliënt heeft voor {product_name(pgb.product)} een pgb vanaf "
                f"{day(pgb.period.start)}: laat toewijzing {version.nummer} uiterlijk de dag "
                "daarvoor eindigen, of na het pgb ingaan",
            )
