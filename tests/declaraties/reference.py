# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Levels 3 and 4 of one declaratie again, slow and obvious: the oracle for the fast rules.

Plain Python over lists of dicts: loops, datetime and whole numbers. Nothing here is shared with
``noaber.declaraties.rules`` or ``noaber.kernel.period``: an error must be made twice to stay
hidden. It reads like the rule texts (rules.csv and flows §7, §8); do not make it clever or fast.

A line is a row of the 323 (``berichten.xml.columns``), a toewijzing, granted row or tarief is a row
of the frames in ``declaraties.types``. The message has passed level 2: a productperiode lies in one
month, no debit is credited twice in one message, only eenheid 83 goes without tarief.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from noaber.declaraties.types import Facts
from noaber.kernel.wet import Wet

Row = dict
ONE_DAY = timedelta(days=1)

MINUUT, UUR, EURO = "01", "04", "83"
PER_DAG, PER_WEEK, PER_MAAND, TOTAAL = "1", "2", "4", "6"
HUISHOUDELIJKE_HULP = "01"


@dataclass(frozen=True)
class Known:
    """The facts as lists of rows."""

    wet: Wet
    toewijzingen: list[Row]
    granted_before: list[Row]
    used_referenties: list[str]
    tarieven: list[Row]
    counts_week_without_sunday: bool = False


@dataclass(frozen=True)
class SlowJudgement:
    """``codes`` and ``granted`` have one item per line, in the order of the lines."""

    header: str | None
    declaratie: tuple[str, ...]
    clients: dict[int, tuple[str, ...]]
    """Only the clients that have a code."""
    codes: list[tuple[str, ...]]
    granted: list[bool]
    toegekend: int


def judge_slowly(
    lines: list[Row],
    identificatie: str,
    dagtekening: date,
    declaratie_nummer: str,
    periode_begin: date,
    facts: Facts,
) -> SlowJudgement:
    header = header_code(identificatie, dagtekening, facts)
    if header is not None:
        return rejected_whole(lines, header, ())
    declaratie = declaratie_codes(declaratie_nummer, periode_begin, facts)
    if declaratie:
        return rejected_whole(lines, None, declaratie)

    known = Known(
        facts.wet,
        facts.toewijzingen.to_dicts(),
        facts.granted.to_dicts(),
        facts.used_referenties.to_list(),
        facts.tarieven.to_dicts(),
        facts.counts_week_without_sunday,
    )
    clients = {}
    for line in lines:
        if not is_known_client(line["bsn"], known.toewijzingen):
            clients[line["client"]] = ("8187",)

    codes: list[list[str]] = []
    for line in lines:
        if line["client"] in clients:
            codes.append([])
        else:
            codes.append(codes_of_line_itself(line, lines, known))

    may_be_granted = []
    for line, found in zip(lines, codes, strict=True):
        may_be_granted.append(line["client"] not in clients and found == [])

    granted = [False] * len(lines)
    counting = grant_credits(lines, may_be_granted, granted, known.granted_before)
    grant_debits(lines, may_be_granted, granted, codes, known.toewijzingen, counting)

    toegekend = sum_of_debits_less_credits(lines, granted)
    sorted_codes = [tuple(sorted(found)) for found in codes]
    return SlowJudgement(None, (), clients, sorted_codes, granted, toegekend)


def rejected_whole(
    lines: list[Row], header: str | None, declaratie: tuple[str, ...]
) -> SlowJudgement:
    """Nothing is granted and no client or line is looked at."""
    return SlowJudgement(header, declaratie, {}, [() for _ in lines], [False for _ in lines], 0)


def sum_of_debits_less_credits(lines: list[Row], granted: list[bool]) -> int:
    """TotaalToegekendBedrag in cents; below zero when more is taken back than granted."""
    total = 0
    for line, is_granted in zip(lines, granted, strict=True):
        if is_granted and is_debit(line):
            total = total + line["bedrag"]
        if is_granted and is_credit(line):
            total = total - line["bedrag"]
    return total


# --------------------------------------------------------------- message, declaratie and client


def header_code(identificatie: str, dagtekening: date, facts: Facts) -> str | None:
    """TR056 (9056), else TR135 (8848), else TR378 (S300): the header carries one code."""
    if identificatie in facts.used_identificaties:
        return "9056"
    if dagtekening > facts.vandaag:
        return "8848"
    if not facts.is_known_gemeente:
        return "S300"
    return None


def declaratie_codes(declaratie_nummer: str, periode_begin: date, facts: Facts) -> tuple[str, ...]:
    """TR333 (9333): the number is new. TR318 (8214): never a month before the last one."""
    codes = []
    if facts.last_declaratie_periode is not None and periode_begin < facts.last_declaratie_periode:
        codes.append("8214")
    if declaratie_nummer in facts.used_declaratie_nummers:
        codes.append("9333")
    return tuple(sorted(codes))


def is_known_client(bsn: str, toewijzingen: list[Row]) -> bool:
    """TR304 (8187): a client with a toewijzing to this aanbieder, be it a deleted one."""
    return bsn in [toewijzing["bsn"] for toewijzing in toewijzingen]


# ----------------------------------------------------- a line by itself, whatever else is granted


def is_debit(line: Row) -> bool:
    return line["debet_credit"] == "D"


def is_credit(line: Row) -> bool:
    return line["debet_credit"] == "C"


def codes_of_line_itself(line: Row, lines: list[Row], known: Known) -> list[str]:
    """Every code that does not depend on which other lines are granted."""
    codes = []
    if is_referentie_used_again(line, lines, known.used_referenties):
        codes.append("8021")
    if is_credit(line):
        return codes + credit_codes(line, known.granted_before)

    toewijzing = find_toewijzing(line, known.toewijzingen)
    if toewijzing is None:
        return [*codes, "9338"]
    if toewijzing["is_deleted"]:
        return [*codes, "9384"]
    return codes + debit_codes(line, toewijzing, known)


def is_referentie_used_again(line: Row, lines: list[Row], used: list[str]) -> bool:
    """TR314 (8021): the ReferentieNummer is unique in the message and over all earlier ones."""
    if line["referentie_nummer"] in used:
        return True
    occurrences = 0
    for other in lines:
        if other["referentie_nummer"] == line["referentie_nummer"]:
            occurrences = occurrences + 1
    return occurrences > 1


def credit_codes(line: Row, granted_before: list[Row]) -> list[str]:
    """TR323 (8017) and TR390 (9390); a credit is not refused on anything else (IV085)."""
    codes = []
    debit = find_credited_debit(line, granted_before)
    if debit is None or not is_same_prestatie(line, debit):
        codes.append("8017")
    if debit is not None and debit["is_credited"]:
        codes.append("9390")
    return codes


def find_credited_debit(line: Row, granted_before: list[Row]) -> Row | None:
    """The granted debit whose ReferentieNummer is the VorigReferentieNummer of this credit."""
    for debit in granted_before:
        if debit["referentie_nummer"] == line["vorig_referentie_nummer"]:
            return debit
    return None


def is_same_prestatie(line: Row, debit: Row) -> bool:
    """TR323: a credit repeats all other data of the debit (IV091)."""
    for field in (
        "bsn",
        "toewijzing_nummer",
        "product_categorie",
        "product_code",
        "begindatum",
        "einddatum",
        "geleverd_volume",
        "eenheid",
        "product_tarief",
        "bedrag",
    ):
        if line[field] != debit[field]:  # None equals None
            return False
    return True


def find_toewijzing(line: Row, toewijzingen: list[Row]) -> Row | None:
    """TR338 (9338): the number is that of a toewijzing of this client."""
    for toewijzing in toewijzingen:
        same_number = toewijzing["toewijzing_nummer"] == line["toewijzing_nummer"]
        if same_number and toewijzing["bsn"] == line["bsn"]:
            return toewijzing
    return None


def debit_codes(line: Row, toewijzing: Row, known: Known) -> list[str]:
    """All rules for a debit on a toewijzing that exists and is not deleted."""
    tarieven = known.tarieven
    broken = {
        "9339": not is_assigned_categorie(line, toewijzing),
        "9340": not is_assigned_code(line, toewijzing),
        "S329": not is_contracted_product(line, tarieven),
        "9341": not is_fitting_eenheid(line, toewijzing, tarieven),
        "0611": not is_contracted_tarief(line, tarieven),
        "9346": not is_volume_times_tarief(line, tarieven),
        "9307": begins_before_toewijzing(line, toewijzing),
        "9308": ends_after_toewijzing(line, toewijzing),
        "9387": not begins_where_month_or_toewijzing_begins(line, toewijzing),
        "9388": not ends_where_month_or_toewijzing_ends(line, toewijzing),
    }
    if not (broken["9341"] or broken["9307"] or broken["9308"]):
        broken["9321"] = not fits_productperiode(line, toewijzing, known)
    return [code for code, is_broken in broken.items() if is_broken]


def is_assigned_categorie(line: Row, toewijzing: Row) -> bool:
    """TR339 (9339): ProductCategorie equals that of the toewijzing, if filled there."""
    if toewijzing["product_categorie"] is None:
        return True
    return line["product_categorie"] == toewijzing["product_categorie"]


def is_assigned_code(line: Row, toewijzing: Row) -> bool:
    """TR340 (9340): ProductCode equals that of the toewijzing, if filled there."""
    if toewijzing["product_code"] is None:
        return True
    return line["product_code"] == toewijzing["product_code"]


def is_contracted_product(line: Row, tarieven: list[Row]) -> bool:
    """TR381 (S329): the code belongs to the categorie in the list agreed on, on whatever day."""
    for tarief in tarieven:
        same_categorie = tarief["product_categorie"] == line["product_categorie"]
        if same_categorie and tarief["product_code"] == line["product_code"]:
            return True
    return False


def is_fitting_eenheid(line: Row, toewijzing: Row, tarieven: list[Row]) -> bool:
    """TR341 (9341): the eenheid assigned, else one in the contract; minutes go where hours go."""
    if has_omvang(toewijzing):
        fitting = [toewijzing["eenheid"]]
    else:
        fitting = []
        for tarief in tarieven:
            if tarief["product_code"] == line["product_code"]:
                fitting.append(tarief["eenheid"])
    if UUR in fitting:
        fitting.append(MINUUT)
    return line["eenheid"] in fitting


def find_tarief(line: Row, eenheid: str, tarieven: list[Row]) -> Row | None:
    """The contracted tarief of the product per this eenheid on the first day declared."""
    for tarief in tarieven:
        same_product = (
            tarief["product_categorie"] == line["product_categorie"]
            and tarief["product_code"] == line["product_code"]
        )
        has_begun = tarief["geldig_van"] <= line["begindatum"]
        has_ended = (
            tarief["geldig_tot_en_met"] is not None
            and tarief["geldig_tot_en_met"] < line["begindatum"]
        )
        if same_product and tarief["eenheid"] == eenheid and has_begun and not has_ended:
            return tarief
    return None


def find_hour_tarief_for_minutes(line: Row, tarieven: list[Row]) -> Row | None:
    """IV081: the hour tariff by which minutes are declared, when there is no minute tariff."""
    if line["eenheid"] != MINUUT or find_tarief(line, MINUUT, tarieven) is not None:
        return None
    return find_tarief(line, UUR, tarieven)


def is_contracted_tarief(line: Row, tarieven: list[Row]) -> bool:
    """TR418 (0611): ProductTarief is that of the contract; of minutes the rounded 60th (IV081)."""
    if line["eenheid"] == EURO:
        return True
    per_hour = find_hour_tarief_for_minutes(line, tarieven)
    if per_hour is not None:
        return line["product_tarief"] == one_sixtieth(per_hour["tarief"])
    tarief = find_tarief(line, line["eenheid"], tarieven)
    return tarief is not None and line["product_tarief"] == tarief["tarief"]


def is_volume_times_tarief(line: Row, tarieven: list[Row]) -> bool:
    """TR346 (9346): IngediendBedrag = GeleverdVolume x ProductTarief.

    Of minutes at an hour tariff: the hour tariff x minutes / 60, rounded once (IV081).
    """
    if line["eenheid"] == EURO:
        return True
    per_hour = find_hour_tarief_for_minutes(line, tarieven)
    if per_hour is not None:
        return line["bedrag"] == one_sixtieth(per_hour["tarief"] * line["geleverd_volume"])
    return line["bedrag"] == line["geleverd_volume"] * line["product_tarief"]


def one_sixtieth(amount: int) -> int:
    """amount / 60 in whole cents, half a cent up; amounts in a message are never negative."""
    whole, rest = divmod(amount, 60)
    return whole + 1 if rest >= 30 else whole


def begins_before_toewijzing(line: Row, toewijzing: Row) -> bool:
    """TR307 (9307)"""
    return line["begindatum"] < toewijzing["ingangsdatum"]


def ends_after_toewijzing(line: Row, toewijzing: Row) -> bool:
    """TR308 (9308)"""
    if toewijzing["einddatum"] is None:
        return False
    return line["einddatum"] > toewijzing["einddatum"]


def begins_where_month_or_toewijzing_begins(line: Row, toewijzing: Row) -> bool:
    """TR387 (9387): the first of the month, or the Ingangsdatum if that is later in that month."""
    ingangsdatum = toewijzing["ingangsdatum"]
    if is_same_month(ingangsdatum, line["begindatum"]) and ingangsdatum.day > 1:
        return line["begindatum"] == ingangsdatum
    return line["begindatum"].day == 1


def ends_where_month_or_toewijzing_ends(line: Row, toewijzing: Row) -> bool:
    """TR388 (9388): the last of the month, or the Einddatum if that is earlier in that month."""
    einddatum = toewijzing["einddatum"]
    ends_in_month = einddatum is not None and is_same_month(einddatum, line["einddatum"])
    if ends_in_month and not is_last_of_month(einddatum):
        return line["einddatum"] == einddatum
    return is_last_of_month(line["einddatum"])


def fits_productperiode(line: Row, toewijzing: Row, known: Known) -> bool:
    """TR321 (9321): GeleverdVolume is within what is allowed for the productperiode."""
    if not has_omvang(toewijzing):
        return True
    allowed = most_in_productperiode(
        toewijzing,
        line["begindatum"],
        line["einddatum"],
        known.wet,
        counts_week_without_sunday=known.counts_week_without_sunday,
    )
    declared = line["geleverd_volume"]
    return in_counting_unit(declared, line["eenheid"], toewijzing) <= in_counting_unit(
        allowed, toewijzing["eenheid"], toewijzing
    )


# ------------------------------------------------------------------------------- ceilings


def has_omvang(toewijzing: Row) -> bool:
    return toewijzing["volume"] is not None


def in_counting_unit(volume: int, eenheid: str, toewijzing: Row) -> int:
    """What is assigned in hours is counted in minutes; all else is counted as it stands."""
    if toewijzing["eenheid"] == UUR and eenheid == UUR:
        return volume * 60
    return volume


def most_in_productperiode(
    toewijzing: Row,
    begin: date,
    eind: date,
    wet: Wet,
    *,
    counts_week_without_sunday: bool = False,
) -> int:
    """TR321: the most volume in one productperiode, in the eenheid of the toewijzing (flows §8).

    ``counts_week_without_sunday``: what the gemeente chose where the sources do not say (§10, 7).
    """
    volume, frequentie = toewijzing["volume"], toewijzing["frequentie"]
    if frequentie == PER_DAG:
        return volume * len(list(days(begin, eind)))
    if frequentie == PER_WEEK:
        if wet == Wet.WMO and toewijzing["product_categorie"] == HUISHOUDELIJKE_HULP:
            return volume * 6  # always, whatever the variant (flows §8)
        if toewijzing["is_output"]:
            if counts_week_without_sunday and has_no_sunday(toewijzing):
                return volume
            return volume * weeks_of_output(toewijzing, begin, eind)
        return volume * count_iso_weeks(begin, eind)
    assert frequentie in {PER_MAAND, TOTAAL}
    return volume


def weeks_of_output(toewijzing: Row, begin: date, eind: date) -> int:
    """IV077: the Sundays in the productperiode, and one more for the days after the last Sunday.

    That one more goes to the productperiode that holds the last Sunday of the toewijzing.
    """
    weeks = len(sundays(begin, eind))
    einddatum = toewijzing["einddatum"]
    if einddatum is None or is_sunday(einddatum):
        return weeks
    all_sundays = sundays(toewijzing["ingangsdatum"], einddatum)
    if all_sundays and begin <= all_sundays[-1] <= eind:
        return weeks + 1
    return weeks


def has_no_sunday(toewijzing: Row) -> bool:
    """Of a toewijzing without an end there is always one."""
    einddatum = toewijzing["einddatum"]
    return einddatum is not None and sundays(toewijzing["ingangsdatum"], einddatum) == []


def most_in_total(toewijzing: Row) -> int | None:
    """TR322: the most volume over the whole toewijzing, in its eenheid; None is without limit."""
    volume, frequentie = toewijzing["volume"], toewijzing["frequentie"]
    begin, eind = toewijzing["ingangsdatum"], toewijzing["einddatum"]
    if frequentie == TOTAAL:
        return volume
    if eind is None:  # not per week: that has an end (CD076)
        return None
    if frequentie == PER_DAG:
        return volume * len(list(days(begin, eind)))
    if frequentie == PER_WEEK:
        return volume * count_iso_weeks(begin, eind)
    assert frequentie == PER_MAAND
    return volume * count_months(begin, eind)


def days(begin: date, eind: date) -> Iterator[date]:
    day = begin
    while day <= eind:
        yield day
        day = day + ONE_DAY


def is_sunday(day: date) -> bool:
    return day.strftime("%w") == "0"


def sundays(begin: date, eind: date) -> list[date]:
    return [day for day in days(begin, eind) if is_sunday(day)]


def count_iso_weeks(begin: date, eind: date) -> int:
    """A broken week counts too. 2026-12-31 and 2027-01-01 are both in week 53 of 2026."""
    return len({day.strftime("%G week %V") for day in days(begin, eind)})


def count_months(begin: date, eind: date) -> int:
    return len({(day.year, day.month) for day in days(begin, eind)})


def is_same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def is_last_of_month(day: date) -> bool:
    return not is_same_month(day, day + ONE_DAY)


# ---------------------------------------------------------------------- granting, one by one


def grant_credits(
    lines: list[Row], may_be_granted: list[bool], granted: list[bool], granted_before: list[Row]
) -> list[Row]:
    """OP366: all credits come before all debits. Gives the debits that still count after them."""
    taken_back = []
    for number, line in enumerate(lines):
        if is_credit(line) and may_be_granted[number]:
            granted[number] = True
            taken_back.append(line["vorig_referentie_nummer"])
    return [
        debit
        for debit in granted_before
        if not debit["is_credited"] and debit["referentie_nummer"] not in taken_back
    ]


def grant_debits(
    lines: list[Row],
    may_be_granted: list[bool],
    granted: list[bool],
    codes: list[list[str]],
    toewijzingen: list[Row],
    counting: list[Row],
) -> None:
    """Flows §8: by productperiode, then ReferentieNummer; what does not fit uses nothing up."""
    queue = []
    for number, line in enumerate(lines):
        if is_debit(line) and may_be_granted[number]:
            queue.append((line["begindatum"], line["referentie_nummer"], number))
    for _, _, number in sorted(queue):
        line = lines[number]
        toewijzing = find_toewijzing(line, toewijzingen)
        assert toewijzing is not None
        if is_declared_already(line, counting):
            codes[number].append("9389")
        if not fits_total(line, toewijzing, counting):
            codes[number].append("9322")
        if not fits_budget(line, toewijzing, counting):
            codes[number].append("9369")
        if codes[number] == []:
            granted[number] = True
            counting.append(line)


def is_declared_already(line: Row, counting: list[Row]) -> bool:
    """TR389 (9389): there is a debit for this toewijzing, product and productperiode already."""
    for debit in counting:
        if (
            debit["toewijzing_nummer"] == line["toewijzing_nummer"]
            and debit["product_categorie"] == line["product_categorie"]
            and debit["product_code"] == line["product_code"]
            and debit["begindatum"] == line["begindatum"]
            and debit["einddatum"] == line["einddatum"]
        ):
            return True
    return False


def fits_total(line: Row, toewijzing: Row, counting: list[Row]) -> bool:
    """TR322 (9322): all volume on the toewijzing is within what is allowed for its duration."""
    if not has_omvang(toewijzing):
        return True
    most = most_in_total(toewijzing)
    if most is None:
        return True
    total = 0
    for debit in [*counting, line]:
        if debit["toewijzing_nummer"] == line["toewijzing_nummer"]:
            volume = debit["geleverd_volume"]
            total = total + in_counting_unit(volume, debit["eenheid"], toewijzing)
    return total <= in_counting_unit(most, toewijzing["eenheid"], toewijzing)


def fits_budget(line: Row, toewijzing: Row, counting: list[Row]) -> bool:
    """TR369 (9369): all amounts on the toewijzing are within its budget (flows §10, 1)."""
    if toewijzing["budget"] is None:
        return True
    total = 0
    for debit in [*counting, line]:
        if debit["toewijzing_nummer"] == line["toewijzing_nummer"]:
            total = total + debit["bedrag"]
    return total <= toewijzing["budget"]
