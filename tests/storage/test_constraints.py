# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The database itself refuses bad rows: every constraint once, and no constraint without a test.

Each test copies a good row with SQL that no code of noaber sends.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from tests.betalen.wereld import Betaalwereld


@dataclass(frozen=True)
class Bad:
    """A row like one that is there, but for this."""

    table: str
    changes: dict[str, str] = field(default_factory=dict)
    """SQL by column."""
    like: str = "TRUE"
    """Which row is copied."""
    twice: bool = False
    """The first copy is fine; the second is not."""
    behind: str | None = None
    """Another constraint that sees it first, and is taken away for this test."""


_NEXT = (
    "(SELECT id FROM berichten b WHERE b.id NOT IN (SELECT bericht_id FROM declaraties) LIMIT 1)"
)

BAD: dict[str, Bad] = {
    "installatie_is_een": Bad("installatie", {"id": "2"}),
    # partijen
    "administratie_heeft_een_code": Bad("administraties", {"code": "'12'"}),
    "administratie_iban_is_iban": Bad("administraties", {"code": "'0014'", "iban": "'NL'"}),
    "administratie_reden_na_stop": Bad(
        "administraties", {"code": "'0014'", "reden_na_definitieve_stop": "'11'"}
    ),
    "oude_code_is_code": Bad("oude_gemeentecodes", {"code": "'12'"}),
    "aanbieder_heeft_agb": Bad("aanbieders", {"agb": "'12'"}),
    "aanbieder_kvk_is_acht_cijfers": Bad("aanbieders", {"agb": "'99019999'", "kvk": "'12'"}),
    "lane_is_uniek": Bad("lanes"),
    "lane_is_volledig": Bad("lanes", {"gemeente": "'12'"}),
    "rekening_is_iban": Bad("rekeningen", {"iban": "'nl'"}),
    "rekening_bevestigd_door_iemand": Bad("rekeningen", {"bevestigd_door": "''"}),
    "rekening_bevestigd_door_een_ander": Bad(
        "rekeningen", {"bevestigd_door": "' ' || upper(opgegeven_door) || ' '"}
    ),
    "gebied_is_uniek": Bad("gebieden"),
    "persoon_staat_er_een_keer": Bad("personen"),
    "persoon_geslacht_cod046": Bad("personen", {"geslacht": "'9'"}),
    "persoon_sterft_na_geboorte": Bad("personen", {"overlijdensdatum": "geboortedatum - 1"}),
    "adres_geldt_een_dag": Bad("adressen", {"geldig_tot": "geldig_van"}),
    "adres_soort_cod757": Bad("adressen", {"soort": "'09'"}),
    "adres_een_per_soort_per_dag": Bad("adressen"),
    "relatie_heeft_een_nummer": Bad("relaties"),
    "relatie_geldt_een_dag": Bad("relaties", {"geldig_tot": "geldig_van"}),
    "huishouden_soort": Bad("huishoudens", {"soort": "'vrienden'"}),
    "lid_geldt_een_dag": Bad("huishoudleden", {"geldig_tot": "geldig_van"}),
    "lid_staat_er_een_keer": Bad("huishoudleden"),
    # contracten
    "product_is_uniek": Bad("producten"),
    "product_wet": Bad("producten", {"wet": "'x'"}),
    "product_declaratiemoment": Bad("producten", {"declaratiemoment": "'ooit'"}),
    "product_verzilvering_is_een_deel": Bad("producten", {"verzilveringsgraad": "1.5"}),
    "overeenkomst_nummer": Bad("overeenkomsten"),
    "overeenkomst_wet": Bad("overeenkomsten", {"wet": "'x'"}),
    "overeenkomst_duurt_een_dag": Bad("overeenkomsten", {"einddatum_tot": "ingangsdatum"}),
    "tarief_eenheid_wj756": Bad("tarieven", {"eenheid": "'99'"}),
    "tarief_euro_heeft_geen_bedrag": Bad("tarieven", {"eenheid": "'83'"}),
    "tarief_geldt_een_dag": Bad("tarieven", {"geldig_tot": "geldig_van"}),
    "tarief_vervalt_na_registratie": Bad(
        "tarieven", {"vervallen_at": "geregistreerd_at - interval '1 second'"}
    ),
    "tarief_een_per_dag": Bad("tarieven", {"geldig_van": "geldig_van + 500"}),
    # postbus
    "bericht_status_bestaat": Bad("berichten", {"status": "'zomaar'"}),
    "bericht_verwerkt_op_een_moment": Bad(
        "berichten", {"afgerond_at": "NULL"}, "richting = 'in' AND status = 'verwerkt'"
    ),
    "bericht_krijgt_een_antwoord": Bad(
        "berichten",
        {"identificatie": "'X'", "referentienummer": "NULL"},
        "richting = 'uit' AND antwoord_op_id IS NOT NULL",
    ),
    "envelop_komt_een_keer_binnen": Bad(
        "berichten", {"identificatie": "'X'"}, "richting = 'in' AND referentienummer IS NOT NULL"
    ),
    "bericht_komt_een_keer_binnen": Bad(
        "berichten", {}, "richting = 'in' AND referentienummer IS NULL AND identificatie <> ''"
    ),
    "bytes_komen_een_keer_binnen": Bad(
        "berichten",
        {"identificatie": "''"},
        "richting = 'in' AND referentienummer IS NULL",
        twice=True,
    ),
    "envelop_gaat_een_keer_uit": Bad(
        "berichten",
        {"identificatie": "'X'", "antwoord_op_id": "NULL"},
        "richting = 'uit' AND referentienummer IS NOT NULL",
    ),
    "bericht_gaat_een_keer_uit": Bad(
        "berichten", {"referentienummer": "NULL", "antwoord_op_id": "NULL"}, "richting = 'uit'"
    ),
    "quarantaine_een_keer_open": Bad("quarantaine"),
    "quarantaine_heeft_een_besluit": Bad("quarantaine", {"afgehandeld_at": "now()"}),
    "signaal_heeft_een_besluit": Bad("signalen", {"afgehandeld_at": "now()"}),
    "termijn_wordt_een_keer_gemeld": Bad("signalen", {}, "termijn <> ''"),
    # toewijzingen
    "nummerreeks_is_uniek": Bad("nummerreeksen"),
    "nummerreeks_wet": Bad("nummerreeksen", {"wet": "'x'"}),
    "nummerreeks_is_niet_op": Bad(
        "nummerreeksen", {"gemeente": "'0014'", "laatste_nummer": "1000000000"}
    ),
    "toewijzing_nummer_is_uniek": Bad("toewijzingen"),
    "versie_staat_er_een_keer": Bad("toewijzing_versies"),
    "versie_eindigt_na_begin": Bad("toewijzing_versies", {"einddatum": "ingangsdatum - 1"}),
    "versie_omvang_is_heel": Bad("toewijzing_versies", {"volume": "NULL"}, "volume IS NOT NULL"),
    "versie_omvang_of_budget": Bad("toewijzing_versies", {"budget_cents": "1"}),
    "versie_code_heeft_categorie": Bad(
        "toewijzing_versies", {"product_categorie": "NULL"}, behind="versie_generiek_heeft_budget"
    ),
    "versie_generiek_heeft_budget": Bad(
        "toewijzing_versies", {"product_categorie": "NULL", "product_code": "NULL"}
    ),
    "verzoek_referentie_is_uniek": Bad("verzoeken"),
    "verzoek_termijn_loopt_tot_antwoord": Bad(
        "verzoeken", {"status": "'gehonoreerd'"}, "uiterlijk IS NOT NULL"
    ),
    "pgb_wet": Bad("pgbs", {"wet": "'x'"}),
    "pgb_duurt_een_dag": Bad("pgbs", {"einddatum": "ingangsdatum - 1"}),
    "pgb_code_heeft_categorie": Bad(
        "pgbs", {"product_categorie": "NULL", "product_code": "'07A12'"}
    ),
    "besluit_kenmerk_is_uniek": Bad("genomen_besluiten"),
    "besluit_kenmerk_is_niet_leeg": Bad("genomen_besluiten", {"kenmerk": "''"}),
    "besluit_afspraak_heeft_dag": Bad(
        "genomen_besluiten", {"kenmerk": "'K2'", "afspraak_soort": "'overleg'"}
    ),
    "stop_heeft_datum_en_reden": Bad("start_stops", {"einddatum": "begindatum"}),
    "stop_niet_voor_start": Bad(
        "start_stops", {"einddatum": "begindatum - 1", "reden_beeindiging": "'19'"}
    ),
    # declaraties
    "declaratie_nummer_is_uniek": Bad("declaraties", {"bericht_id": _NEXT}),
    "declaratie_over_een_maand": Bad("declaraties", {"periode": "periode + 1"}),
    "declaratie_regels_kloppen": Bad("declaraties", {"toegekende_regels": "regels + 1"}),
    "declaratie_afgewezen_kent_niets_toe": Bad(
        "declaraties", {"is_als_geheel_afgewezen": "true"}, "toegekend_cents > 0"
    ),
    "prestatie_referentie_is_uniek": Bad("prestaties", {"regel": "9001"}, "is_granted"),
    "prestatie_wordt_een_keer_gecrediteerd": Bad(
        "prestaties", {"regel": "9001", "referentie_nummer": "'nieuw'"}, "is_granted AND is_credit"
    ),
    "prestatie_toegekend_op_toewijzing": Bad("prestaties", {"toewijzing_id": "NULL"}, "is_granted"),
    "prestatie_afgewezen_met_reden": Bad("prestaties", {"codes": "NULL"}, "NOT is_granted"),
    "prestatie_stand_niet_onder_nul": Bad("prestaties", {"stand_cents": "-1"}, "is_granted"),
    "prestatie_bedrag": Bad("prestaties", {"bedrag_cents": "-1"}),
    # betalen
    "batch_nummer": Bad("betaalbatches"),
    "batch_vrijgegeven_door_twee": Bad(
        "betaalbatches", {"vrijgegeven_door": "' ' || upper(gefiatteerd_door)"}, "nummer = 1"
    ),
    "batch_gefiatteerd_door_iemand": Bad("betaalbatches", {"gefiatteerd_door": "''"}, "nummer = 1"),
    "batch_heet_niet_zomaar_gefiatteerd": Bad(
        "betaalbatches", {"status": "'gefiatteerd'"}, "nummer = 2"
    ),
    "batch_heet_niet_zomaar_vrijgegeven": Bad(
        "betaalbatches", {"status": "'vrijgegeven'"}, "nummer = 2"
    ),
    "batch_gaat_niet_uit_zonder_vrijgave": Bad(
        "betaalbatches", {"status": "'geexporteerd'"}, "nummer = 2"
    ),
    "batch_geexporteerd_door_iemand": Bad(
        "betaalbatches", {"geexporteerd_door": "''"}, "nummer = 1"
    ),
    "batch_ingetrokken_door_iemand": Bad("betaalbatches", {"status": "'vervallen'"}, "nummer = 2"),
    "batch_die_uit_is_komt_niet_terug": Bad(
        "betaalbatches", {"status": "'vrijgegeven'"}, "nummer = 1"
    ),
    "opdracht_per_aanbieder": Bad("betaalopdrachten", {"kenmerk": "'K'"}),
    "opdracht_is_meer_dan_nul": Bad("betaalopdrachten", {"bedrag_cents": "0"}),
    "opdracht_gaat_naar_een_rekening": Bad(
        "betaalopdrachten", {"rekening_id": "NULL"}, "status = 'bevestigd'"
    ),
    "opdracht_betaald_op_een_dag": Bad(
        "betaalopdrachten", {"boekdatum": "NULL"}, "status = 'bevestigd'"
    ),
    "opdracht_geboekt_is_betaald_of_terug": Bad(
        "betaalopdrachten", {"boekdatum": "DATE '2026-04-07'"}, "status <> 'bevestigd'"
    ),
    "opdracht_wacht_met_een_reden": Bad(
        "betaalopdrachten", {"status": "'geblokkeerd'"}, "status <> 'bevestigd'"
    ),
    "regel_is_niet_nul": Bad("betaalregels", {"bedrag_cents": "0"}),
    # budgetten
    "boeking_soort": Bad("boekingen", {"soort": "'x'"}, behind="boeking_heeft_een_bron"),
    "boeking_wet": Bad("boekingen", {"wet": "'x'"}),
    "boeking_in_een_maand": Bad("boekingen", {"maand": "maand + 1"}),
    "boeking_heeft_een_bron": Bad("boekingen", {"toewijzing_id": "NULL"}, "soort = 'verplichting'"),
    "realisatie_wordt_een_keer_geboekt": Bad("boekingen", {}, "soort = 'realisatie'"),
}


def tables() -> list[type[Model]]:
    """Every table of noaber; those that pghistory keeps come along with theirs."""
    return [model for model in apps.get_models() if model.__module__.startswith("noaber.")]


def copy(bad: Bad) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s "
            "AND table_schema = current_schema()",
            [bad.table],
        )
        columns = [name for (name,) in cursor.fetchall() if name != "id" or "id" in bad.changes]
        values = ", ".join(bad.changes.get(name, f'"{name}"') for name in columns)
        names = ", ".join(f'"{name}"' for name in columns)
        cursor.execute(
            f"INSERT INTO {bad.table} ({names}) SELECT {values} FROM {bad.table} "
            f"WHERE {bad.like} LIMIT 1"
        )
        assert cursor.rowcount == 1, "there is no row like that"


@pytest.mark.parametrize("name", BAD)
def test_a_constraint_refuses_a_row_that_breaks_it(filled: Betaalwereld, name: str) -> None:
    bad = BAD[name]
    if bad.twice:
        copy(bad)
    if bad.behind is not None:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {bad.table} DROP CONSTRAINT {bad.behind}")
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        copy(bad)
    assert refused.value.__cause__.diag.constraint_name == name


def test_every_constraint_has_its_test() -> None:
    known = {constraint.name for model in tables() for constraint in model._meta.constraints}
    assert known == set(BAD)


def test_every_table_has_a_row_to_copy(filled: Betaalwereld) -> None:
    assert [model.__name__ for model in tables() if not model._default_manager.exists()] == []
