# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The columns that the rules speak about: those of a line, and the facts set beside it.

``lookup`` sets the facts beside the lines. All dates are inclusive, all amounts are in eurocents.
"""

from __future__ import annotations

from typing import Final

import polars as pl

MINUUT: Final = "01"
UUR: Final = "04"
EURO: Final = "83"
MINUTES_PER_HOUR: Final = 60

# ── the line itself ──────────────────────────────────────────────────────────────────────────────

ROW = pl.col("row")
"""Position of the line in the message, from 0."""
CLIENT, BSN = pl.col("client"), pl.col("bsn")
REFERENTIE, VORIG = pl.col("referentie_nummer"), pl.col("vorig_referentie_nummer")
TOEWIJZING = pl.col("toewijzing_nummer")
CATEGORIE, CODE = pl.col("product_categorie"), pl.col("product_code")
BEGIN, EIND = pl.col("begindatum"), pl.col("einddatum")
VOLUME, EENHEID = pl.col("geleverd_volume"), pl.col("eenheid")
TARIEF, BEDRAG = pl.col("product_tarief"), pl.col("bedrag")
IS_DEBIT = pl.col("debet_credit") == "D"
SIGNED_BEDRAG = pl.when(IS_DEBIT).then(BEDRAG).otherwise(-BEDRAG)

# ── what is known of the reference, the client and the line that a credit takes back ─────────────

REFERENTIE_IS_USED = pl.col("referentie_is_used")
BSN_IS_UNKNOWN = pl.col("bsn_is_unknown")
VORIG_IS_CREDITED = pl.col("vorig_is_credited")
VORIG_PREFIX: Final = "vorig_"
REPEATED: Final = (
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
)
"""What a credit repeats from its debit (IV091)."""

# ── the toewijzing; null when it is not there ────────────────────────────────────────────────────

HAS_TOEWIJZING = pl.col("has_toewijzing")
TOEW_CATEGORIE, TOEW_CODE = pl.col("toew_product_categorie"), pl.col("toew_product_code")
TOEW_INGANG, TOEW_EIND = pl.col("toew_ingangsdatum"), pl.col("toew_einddatum")
TOEW_VOLUME, TOEW_EENHEID = pl.col("toew_volume"), pl.col("toew_eenheid")
TOEW_FREQUENTIE, TOEW_BUDGET = pl.col("toew_frequentie"), pl.col("toew_budget")
TOEW_IS_OUTPUT = pl.col("toew_is_output")
TOEW_IS_DELETED = pl.col("toew_is_deleted")
TOEW_IS_HUISHOUDEN = pl.col("toew_is_huishouden")
"""Hulp bij het huishouden (iWmo, Categorie 01): its weeks are counted in a way of its own."""
COUNTS_WEEK_WITHOUT_SUNDAY = pl.col("counts_week_without_sunday")
"""The gemeente lets the one week of an output toewijzing without Sunday count (tegenspraak 7)."""
HAS_OMVANG = TOEW_VOLUME.is_not_null()
IN_HOURS = TOEW_EENHEID.eq_missing(UUR)
COUNTED_VOLUME = VOLUME * pl.when(IN_HOURS & (EENHEID == UUR)).then(MINUTES_PER_HOUR).otherwise(1)
"""The volume as it counts for the limits: in minutes where hours are assigned."""
LIMIT_FACTOR = pl.when(IN_HOURS).then(MINUTES_PER_HOUR).otherwise(1)
"""What a limit in the unit of the toewijzing is multiplied by to compare it with that."""

# ── the contract ─────────────────────────────────────────────────────────────────────────────────

PRODUCT_IS_CONTRACTED = pl.col("product_is_contracted")
"""Categorie and code belong together in the list of tarieven, on any date."""
EENHEID_IS_CONTRACTED = pl.col("eenheid_is_contracted")
"""The code has a tarief in this eenheid, or an hour tariff for minutes, on any date."""
CONTRACT_TARIEF = pl.col("contract_tarief")
"""The tarief on the Begindatum, for the eenheid or per hour for minutes; null without one."""
IS_MINUTES_OF_HOUR_TARIEF = pl.col("is_minutes_of_hour_tarief")
"""Minutes are declared and CONTRACT_TARIEF is per hour."""

# ── in a 325: the line that we sent, beside the one that came back; null when it is not there ────

VERZONDEN_PREFIX: Final = "verzonden_"
IS_VERZONDEN = pl.col("verzonden_row").is_not_null()
"""The client has a prestatie with this ProductReferentie."""
REFERENTIE_IS_VERZONDEN = pl.col("referentie_is_verzonden")
"""Somebody has."""
CLIENT_IS_VERZONDEN = pl.col("client_is_verzonden")
CODES, CLIENT_CODES = pl.col("retour_codes"), pl.col("client_retour_codes")
UNCHANGED: Final = {
    "toewijzing_nummer": "ToewijzingNummer",
    "product_categorie": "ProductCategorie",
    "product_code": "ProductCode",
    "begindatum": "Begindatum",
    "einddatum": "Einddatum",
    "geleverd_volume": "GeleverdVolume",
    "eenheid": "Eenheid",
    "product_tarief": "ProductTarief",
    "bedrag": "Bedrag",
    "debet_credit": "DebetCredit",
}
"""What comes back as it was sent (TR367), with the names of the elements."""
