# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Rules about a declaratie (323), as expressions over all its lines at once.

Rules that the 323 shares with the 325 stand here too. An expression is true on the lines that break
the rule. ``begindatum`` and ``einddatum`` are those of the ProductPeriode, both inclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from noaber.berichten.rules.registry import MOST, Breach, line_rule, whole_rule
from noaber.berichten.rules.wording import day, years_before
from noaber.berichten.xml.columns import Columns
from noaber.kernel.money import format_euro

# iWmo/iJw 3.2 declares care from this day on (CS100).
_FIRST_DAY = date(2021, 1, 1)
_EURO = "83"

BEGIN, EIND = pl.col("begindatum"), pl.col("einddatum")
BEDRAG, DC = pl.col("bedrag"), pl.col("debet_credit")
EENHEID, TARIEF = pl.col("eenheid"), pl.col("product_tarief")
REFERENTIE = pl.col("referentie_nummer")
VORIG = pl.col("vorig_referentie_nummer")
# Number of the line with its sign: what adds up to a total.
SIGNED = pl.when(DC == "D").then(BEDRAG).otherwise(-BEDRAG)

_BSN = pl.col("bsn").cast(pl.Int64)
_FAILS_ELFPROEF = (
    pl.sum_horizontal(
        (_BSN // 10**power % 10) * weight
        for power, weight in zip(range(8, -1, -1), (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True)
    )
    % 11
    != 0
)


def _dagtekening(columns: Columns) -> date:
    return columns.header.bericht_identificatie.dagtekening


def _clients(columns: Columns, positions: pl.Series, inside: str, text: str) -> Iterator[Breach]:
    for position in positions.head(MOST):
        yield Breach(
            f"{columns.lines_place}/Client[{position}]{inside}", f"Cliënt {position} {text}"
        )
    if len(positions) > MOST:
        left = len(positions) - MOST
        yield Breach(columns.lines_place, f"Nog {left} andere cliënten hebben dezelfde fout")


# ── the declaratie as a whole ────────────────────────────────────────────────────────────────────


@whole_rule("CS340", "323")
def declaratie_periode_is_one_month(columns: Columns) -> Iterator[Breach]:
    """DeclaratiePeriode is exactly one calendar month."""
    periode = columns.declaratie.declaratie_periode
    begin, eind = periode.begindatum, periode.einddatum
    is_last_day = eind == date.max or (eind + timedelta(days=1)).day == 1
    same_month = (begin.year, begin.month) == (eind.year, eind.month)
    if begin.day != 1 or not is_last_day or not same_month:
        yield Breach(
            "Declaratie/DeclaratiePeriode",
            f"De DeclaratiePeriode ({day(begin)} tot en met {day(eind)}) is niet precies één "
            "kalendermaand",
        )


@whole_rule("CS100", "323")
def declaratie_periode_from_2021(columns: Columns) -> Iterator[Breach]:
    """Begindatum of the DeclaratiePeriode on or after 1 January 2021."""
    begin = columns.declaratie.declaratie_periode.begindatum
    if begin < _FIRST_DAY:
        yield Breach(
            "Declaratie/DeclaratiePeriode/Begindatum",
            f"De DeclaratiePeriode begint op {day(begin)}; dat kan pas vanaf {day(_FIRST_DAY)}",
        )


@whole_rule("TR134", "323")
def declaratie_periode_has_begun(columns: Columns) -> Iterator[Breach]:
    """Begindatum of the DeclaratiePeriode not later than the Dagtekening."""
    begin = columns.declaratie.declaratie_periode.begindatum
    if begin > _dagtekening(columns):
        yield Breach(
            "Declaratie/DeclaratiePeriode/Begindatum",
            f"De DeclaratiePeriode begint op {day(begin)}, na de Dagtekening "
            f"({day(_dagtekening(columns))})",
        )


@whole_rule("TR137", "323")
def declaratie_periode_is_over(columns: Columns) -> Iterator[Breach]:
    """Einddatum of the DeclaratiePeriode on or after its begin and not after the Dagtekening."""
    periode = columns.declaratie.declaratie_periode
    place = "Declaratie/DeclaratiePeriode/Einddatum"
    if periode.einddatum < periode.begindatum:
        yield Breach(place, "De DeclaratiePeriode eindigt voor zij begint")
    if periode.einddatum > _dagtekening(columns):
        yield Breach(
            place,
            f"De DeclaratiePeriode eindigt op {day(periode.einddatum)}, na de Dagtekening "
            f"({day(_dagtekening(columns))})",
        )


@whole_rule("TR358", "323")
def total_is_sum_of_lines(columns: Columns) -> Iterator[Breach]:
    """TotaalIngediendBedrag = sum of debits - sum of credits, in eurocents."""
    total = columns.declaratie.totaal_ingediend_bedrag.cents
    summed = columns.lines.select(SIGNED.sum()).item()
    if total != summed:
        yield Breach(
            "Declaratie/TotaalIngediendBedrag",
            f"Het TotaalIngediendBedrag ({format_euro(total)}) is niet de som van de prestaties "
            f"({format_euro(summed)})",
        )


@whole_rule("CS325", "323")
def zero_total_is_debit(columns: Columns) -> Iterator[Breach]:
    """A total of 0 has DebetCredit D."""
    total = columns.declaratie.totaal_ingediend_bedrag
    if total.totaal_bedrag == 0 and total.debet_credit != "D":
        yield Breach(
            "Declaratie/TotaalIngediendBedrag/DebetCredit",
            "Bij een totaal van 0 moet DebetCredit D zijn",
        )


@whole_rule("TR101", "323", "325")
def client_occurs_once(columns: Columns) -> Iterator[Breach]:
    """Every Bsn is one Client in the message."""
    clients = columns.clients
    yield from _clients(
        columns,
        clients.filter(~pl.col("bsn").is_first_distinct())["client"],
        "",
        "heeft hetzelfde Bsn als een eerdere cliënt in dit bericht",
    )


@whole_rule("CS002", "323", "325")
def every_bsn_passes_11_test(columns: Columns) -> Iterator[Breach]:
    """The Bsn of every client passes the 11-test; so does 000000000 (flows §10.23)."""
    clients = columns.clients
    yield from _clients(
        columns,
        clients.filter(_FAILS_ELFPROEF)["client"],
        "/Bsn",
        "heeft een Bsn dat geen geldig burgerservicenummer is",
    )


# ── the period of a line ─────────────────────────────────────────────────────────────────────────


@line_rule(
    "TR134",
    "323",
    "325",
    place="ProductPeriode/Begindatum",
    text="De ProductPeriode begint op {begindatum}, na de Dagtekening",
)
def product_periode_has_begun(columns: Columns) -> pl.Expr:
    """Begindatum not later than the Dagtekening."""
    return _dagtekening(columns) < BEGIN


@line_rule(
    "TR137",
    "323",
    "325",
    place="ProductPeriode/Einddatum",
    text="De ProductPeriode ({begindatum} tot en met {einddatum}) eindigt voor zij begint of na "
    "de Dagtekening",
)
def product_periode_is_over(columns: Columns) -> pl.Expr:
    """Einddatum on or after Begindatum and not later than the Dagtekening."""
    return (EIND < BEGIN) | (_dagtekening(columns) < EIND)


@line_rule(
    "TR319",
    "323",
    place="ProductPeriode",
    text="De ProductPeriode ({begindatum} tot en met {einddatum}) ligt na de DeclaratiePeriode",
)
def product_periode_not_after_declaratie_periode(columns: Columns) -> pl.Expr:
    """Both dates not later than the end of the DeclaratiePeriode.

    Listed as a rule over several messages with code 9319, but it needs only this one and the
    official check makes it here (flows §10.2).
    """
    last_day = columns.declaratie.declaratie_periode.einddatum
    return (last_day < BEGIN) | (last_day < EIND)


@line_rule(
    "TR335",
    "323",
    place="ProductPeriode/Einddatum",
    text="De ProductPeriode eindigt op {einddatum}, meer dan 5 jaar voor de DeclaratieDagtekening",
)
def product_periode_at_most_five_years_ago(columns: Columns) -> pl.Expr:
    """Einddatum at most 60 months before the DeclaratieDagtekening."""
    return years_before(columns.declaratie.declaratie_dagtekening, 5) > EIND


@line_rule(
    "CS100",
    "323",
    place="ProductPeriode/Begindatum",
    text="De ProductPeriode begint op {begindatum}; dat kan pas vanaf 01-01-2021",
)
def product_periode_from_2021(columns: Columns) -> pl.Expr:
    """Begindatum on or after 1 January 2021."""
    return BEGIN < _FIRST_DAY


@line_rule(
    "CS337",
    "323",
    place="ProductPeriode/Einddatum",
    text="De ProductPeriode ({begindatum} tot en met {einddatum}) ligt niet binnen één maand",
)
def product_periode_within_one_month(columns: Columns) -> pl.Expr:
    """Begindatum and Einddatum in the same month of the same year."""
    return (BEGIN.dt.year() != EIND.dt.year()) | (BEGIN.dt.month() != EIND.dt.month())


# ── references ───────────────────────────────────────────────────────────────────────────────────


@line_rule(
    "TR101",
    "323",
    "325",
    place="ProductReferentie",
    text="Deze Prestatie heeft dezelfde sleutel (ReferentieNummer {referentie_nummer}) als een "
    "andere van deze cliënt",
)
def prestatie_occurs_once_per_client(columns: Columns) -> pl.Expr:
    """ReferentieNummer with VorigReferentieNummer is unique within a client."""
    return pl.struct("client", "referentie_nummer", VORIG.fill_null("")).is_duplicated()


@line_rule(
    "TR315",
    "323",
    place="ProductReferentie/VorigReferentieNummer",
    text="VorigReferentieNummer {vorig_referentie_nummer} staat bij meer dan één Prestatie; een "
    "eerdere prestatie wordt één keer gecrediteerd",
)
def earlier_line_is_credited_once(columns: Columns) -> pl.Expr:
    """VorigReferentieNummer is unique within the message."""
    return VORIG.is_not_null() & VORIG.is_duplicated()


@line_rule(
    "TR316",
    "323",
    place="ProductReferentie/VorigReferentieNummer",
    text="VorigReferentieNummer {vorig_referentie_nummer} is ook een ReferentieNummer in dit "
    "bericht; een prestatie kan niet in hetzelfde bericht worden gecrediteerd",
)
def no_credit_of_a_line_in_the_same_message(columns: Columns) -> pl.Expr:
    """VorigReferentieNummer is no ReferentieNummer of this message, its own included."""
    return VORIG.is_in(REFERENTIE.implode())


@line_rule(
    "TR416",
    "323",
    place="",
    text="Toewijzing {toewijzing_nummer} heeft voor product {product_code} in deze periode al een "
    "andere debetprestatie in dit bericht",
)
def one_debit_per_product_and_period(columns: Columns) -> pl.Expr:
    """No two debits with the same toewijzing, product and period within a client."""
    key = pl.struct(
        "client",
        "toewijzing_nummer",
        "product_categorie",
        "product_code",
        "begindatum",
        "einddatum",
        "debet_credit",
    )
    return (DC == "D") & key.is_duplicated()


@line_rule(
    "CD060",
    "323",
    "325",
    place="ProductReferentie/VorigReferentieNummer",
    text="VorigReferentieNummer hoort bij een credit (C) en niet bij een debet (D); deze Prestatie "
    "heeft DebetCredit {debet_credit}",
)
def credit_names_the_line_it_takes_back(columns: Columns) -> pl.Expr:
    """VorigReferentieNummer with C, and only then."""
    return (DC == "C") == VORIG.is_null()


# ── amounts ──────────────────────────────────────────────────────────────────────────────────────


@line_rule(
    "CD087",
    "323",
    place="ProductTarief",
    text="ProductTarief is nodig bij elke Eenheid behalve 83 (euro's), en mag bij 83 niet; deze "
    "Prestatie heeft Eenheid {eenheid}",
)
def tarief_unless_unit_is_euro(columns: Columns) -> pl.Expr:
    """ProductTarief with every Eenheid but 83."""
    return (EENHEID == _EURO) == TARIEF.is_not_null()


@line_rule(
    "CS339",
    "323",
    place="IngediendBedrag/Bedrag",
    text="Bij Eenheid 83 moet het IngediendBedrag ({bedrag} cent) gelijk zijn aan GeleverdVolume "
    "({geleverd_volume} cent)",
)
def euro_line_declares_its_volume(columns: Columns) -> pl.Expr:
    """With Eenheid 83 IngediendBedrag = GeleverdVolume, both in eurocents."""
    return (EENHEID == _EURO) & (pl.col("geleverd_volume") != BEDRAG)


@line_rule(
    "CS325",
    "323",
    "325",
    place="IngediendBedrag/DebetCredit",
    text="Bij een bedrag van 0 moet DebetCredit D zijn",
)
def zero_amount_is_debit(columns: Columns) -> pl.Expr:
    """An amount of 0 has DebetCredit D."""
    return (BEDRAG == 0) & (DC == "C")
