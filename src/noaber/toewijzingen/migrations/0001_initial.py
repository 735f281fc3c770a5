# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partijen", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("postbus", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="NietVerzondenMelding",
            fields=[
                (
                    "bericht",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="postbus.bericht",
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "niet_verzonden_meldingen",
            },
        ),
        migrations.CreateModel(
            name="Nummerreeks",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("gemeente", models.CharField(max_length=4)),
                ("wet", models.CharField(max_length=3)),
                ("laatste_nummer", models.PositiveIntegerField(default=0)),
                (
                    "administratie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partijen.administratie",
                    ),
                ),
            ],
            options={
                "db_table": "nummerreeksen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("administratie", "gemeente", "wet"), name="nummerreeks_is_uniek"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wet__in", ["wmo", "jw"])), name="nummerreeks_wet"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("laatste_nummer__lte", 999999999)),
                        name="nummerreeks_is_niet_op",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pgb",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("wet", models.CharField(max_length=3)),
                ("product_categorie", models.CharField(max_length=2, null=True)),
                ("product_code", models.CharField(max_length=5, null=True)),
                ("ingangsdatum", models.DateField()),
                ("einddatum", models.DateField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "persoon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partijen.persoon",
                    ),
                ),
            ],
            options={
                "db_table": "pgbs",
                "indexes": [models.Index(fields=["persoon", "wet"], name="pgb_van")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("wet__in", ["wmo", "jw"])), name="pgb_wet"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("einddatum__isnull", True),
                            ("einddatum__gte", models.F("ingangsdatum")),
                            _connector="OR",
                        ),
                        name="pgb_duurt_een_dag",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("product_code__isnull", True),
                            ("product_categorie__isnull", False),
                            _connector="OR",
                        ),
                        name="pgb_code_heeft_categorie",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StartStop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("toewijzing_nummer", models.PositiveIntegerField(null=True)),
                ("product_categorie", models.CharField(max_length=2, null=True)),
                ("product_code", models.CharField(max_length=5, null=True)),
                ("begindatum", models.DateField()),
                ("einddatum", models.DateField(null=True)),
                ("reden_beeindiging", models.CharField(max_length=2, null=True)),
                ("is_delete", models.BooleanField()),
                ("volgnummer", models.PositiveIntegerField()),
                (
                    "bericht",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="postbus.bericht",
                    ),
                ),
                (
                    "lane",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partijen.lane",
                    ),
                ),
                (
                    "persoon",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partijen.persoon",
                    ),
                ),
            ],
            options={
                "db_table": "start_stops",
                "indexes": [
                    models.Index(fields=["lane", "persoon", "volgnummer"], name="start_stop_van")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("einddatum__isnull", True), ("reden_beeindiging__isnull", True)
                            ),
                            models.Q(
                                ("einddatum__isnull", False), ("reden_beeindiging__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="stop_heeft_datum_en_reden",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("einddatum__isnull", True),
                            ("einddatum__gte", models.F("begindatum")),
                            _connector="OR",
                        ),
                        name="stop_niet_voor_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Toewijzing",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("nummer", models.PositiveIntegerField()),
                (
                    "lane",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partijen.lane",
                    ),
                ),
                (
                    "persoon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partijen.persoon",
                    ),
                ),
                (
                    "reeks",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="toewijzingen.nummerreeks",
                    ),
                ),
            ],
            options={
                "db_table": "toewijzingen",
                "indexes": [models.Index(fields=["lane", "nummer"], name="toewijzing_in_lane")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reeks", "nummer"), name="toewijzing_nummer_is_uniek"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ToewijzingVersie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("toewijzingsdatum", models.DateField()),
                ("toewijzingstijd", models.TimeField()),
                ("product_categorie", models.CharField(max_length=2, null=True)),
                ("product_code", models.CharField(max_length=5, null=True)),
                ("ingangsdatum", models.DateField()),
                ("einddatum", models.DateField(null=True)),
                ("volume", models.PositiveIntegerField(null=True)),
                ("eenheid", models.CharField(max_length=2, null=True)),
                ("frequentie", models.CharField(max_length=1, null=True)),
                ("budget_cents", models.PositiveIntegerField(null=True)),
                ("reden_wijziging", models.CharField(max_length=2, null=True)),
                ("referentie_aanbieder", models.TextField(null=True)),
                ("commentaar", models.TextField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("voorbereid", "voorbereid"),
                            ("verzonden", "verzonden"),
                            ("bevestigd", "bevestigd"),
                            ("afgekeurd", "afgekeurd"),
                            ("niet afgeleverd", "niet afgeleverd"),
                            ("ontvangen", "ontvangen"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "bericht",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="postbus.bericht",
                    ),
                ),
                (
                    "toewijzing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versies",
                        to="toewijzingen.toewijzing",
                    ),
                ),
            ],
            options={
                "db_table": "toewijzing_versies",
                "constraints": [
                    models.UniqueConstraint(
                        fields=(
                            "toewijzing",
                            "toewijzingsdatum",
                            "toewijzingstijd",
                            "einddatum",
                            "volume",
                            "budget_cents",
                            "reden_wijziging",
                            "referentie_aanbieder",
                        ),
                        name="versie_staat_er_een_keer",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("einddatum__isnull", True),
                            ("einddatum__gte", models.F("ingangsdatum")),
                            _connector="OR",
                        ),
                        name="versie_eindigt_na_begin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("eenheid__isnull", True),
                                ("frequentie__isnull", True),
                                ("volume__isnull", True),
                            ),
                            models.Q(
                                ("eenheid__isnull", False),
                                ("frequentie__isnull", False),
                                ("volume__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="versie_omvang_is_heel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("volume__isnull", True),
                            ("budget_cents__isnull", True),
                            _connector="OR",
                        ),
                        name="versie_omvang_of_budget",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("product_code__isnull", True),
                            ("product_categorie__isnull", False),
                            _connector="OR",
                        ),
                        name="versie_code_heeft_categorie",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("product_categorie__isnull", False),
                            ("budget_cents__isnull", False),
                            _connector="OR",
                        ),
                        name="versie_generiek_heeft_budget",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Verzoek",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("verzoek om toewijzing", "verzoek om toewijzing"),
                            ("verzoek om wijziging", "verzoek om wijziging"),
                        ],
                        max_length=30,
                    ),
                ),
                ("referentie_aanbieder", models.TextField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("verzonden", "verzonden"),
                            ("geldt als niet verzonden", "geldt als niet verzonden"),
                            ("in behandeling", "in behandeling"),
                            ("in onderzoek", "in onderzoek"),
                            ("gehonoreerd", "gehonoreerd"),
                            ("afgewezen", "afgewezen"),
                        ],
                        max_length=30,
                    ),
                ),
                ("dagtekening", models.DateField()),
                ("ontvangstdatum", models.DateField()),
                ("is_gezagsdrager_bekend", models.BooleanField(default=False)),
                ("uiterlijk", models.DateField(null=True)),
                (
                    "antwoord",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="postbus.bericht",
                    ),
                ),
                (
                    "bericht",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="postbus.bericht",
                    ),
                ),
                (
                    "lane",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partijen.lane",
                    ),
                ),
                (
                    "persoon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partijen.persoon",
                    ),
                ),
            ],
            options={
                "db_table": "verzoeken",
                "indexes": [
                    models.Index(fields=["lane", "persoon"], name="verzoek_van"),
                    models.Index(
                        condition=models.Q(("uiterlijk__isnull", False)),
                        fields=["uiterlijk"],
                        name="verzoek_termijn",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "geldt als niet verzonden"), _negated=True),
                        fields=("lane", "referentie_aanbieder"),
                        name="verzoek_referentie_is_uniek",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("uiterlijk__isnull", True),
                            ("status__in", ["in behandeling", "in onderzoek", "verzonden"]),
                            _connector="OR",
                        ),
                        name="verzoek_termijn_loopt_tot_antwoord",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VerzoekEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("verzoek om toewijzing", "verzoek om toewijzing"),
                            ("verzoek om wijziging", "verzoek om wijziging"),
                        ],
                        max_length=30,
                    ),
                ),
                ("referentie_aanbieder", models.TextField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("verzonden", "verzonden"),
                            ("geldt als niet verzonden", "geldt als niet verzonden"),
                            ("in behandeling", "in behandeling"),
                            ("in onderzoek", "in onderzoek"),
                            ("gehonoreerd", "gehonoreerd"),
                            ("afgewezen", "afgewezen"),
                        ],
                        max_length=30,
                    ),
                ),
                ("dagtekening", models.DateField()),
                ("ontvangstdatum", models.DateField()),
                ("is_gezagsdrager_bekend", models.BooleanField(default=False)),
                ("uiterlijk", models.DateField(null=True)),
                (
                    "antwoord",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="postbus.bericht",
                    ),
                ),
                (
                    "bericht",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="postbus.bericht",
                    ),
                ),
                (
                    "lane",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partijen.lane",
                    ),
                ),
                (
                    "persoon",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partijen.persoon",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="toewijzingen.verzoek",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GenomenBesluit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kenmerk", models.TextField(null=True)),
                ("afdruk", models.BinaryField(max_length=16)),
                ("soort", models.TextField()),
                (
                    "nummers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "berichten",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("afspraak_soort", models.TextField(blank=True)),
                ("afspraak_datum", models.DateField(null=True)),
                ("afspraak_toelichting", models.TextField(blank=True)),
                ("door", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "administratie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partijen.administratie",
                    ),
                ),
            ],
            options={
                "db_table": "genomen_besluiten",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("administratie", "kenmerk"), name="besluit_kenmerk_is_uniek"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kenmerk__isnull", True),
                            models.Q(("kenmerk", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="besluit_kenmerk_is_niet_leeg",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("afspraak_datum__isnull", True), ("afspraak_soort", "")),
                            models.Q(
                                models.Q(("afspraak_soort", ""), _negated=True),
                                ("afspraak_datum__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="besluit_afspraak_heeft_dag",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="toewijzing",
            name="newest",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="toewijzingen.toewijzingversie",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="genomenbesluit",
            trigger=pgtrigger.compiler.Trigger(
                name="alleen_toevoegen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bfcb7561c67220c394cde3c0099eab3236f109d7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_alleen_toevoegen_b7434",
                    table="genomen_besluiten",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pgb",
            trigger=pgtrigger.compiler.Trigger(
                name="alleen_toevoegen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7c8f3241229af2a8cb6766d8cf3390241171a1dd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_alleen_toevoegen_e40e5",
                    table="pgbs",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="startstop",
            trigger=pgtrigger.compiler.Trigger(
                name="alleen_toevoegen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bf9898569dd947edb618cb069f7b1e064e70d776",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_alleen_toevoegen_aeb71",
                    table="start_stops",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="toewijzingversie",
            trigger=pgtrigger.compiler.Trigger(
                name="blijft_bewaard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="556ca22b0a30199a86d274cb4328350dbc91c355",
                    operation="DELETE",
                    pgid="pgtrigger_blijft_bewaard_ee6ab",
                    table="toewijzing_versies",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="toewijzingversie",
            trigger=pgtrigger.compiler.Trigger(
                name="blijft_zoals_besloten",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."toewijzing_id" IS DISTINCT FROM (NEW."toewijzing_id") OR OLD."toewijzingsdatum" IS DISTINCT FROM (NEW."toewijzingsdatum") OR OLD."toewijzingstijd" IS DISTINCT FROM (NEW."toewijzingstijd") OR OLD."product_categorie" IS DISTINCT FROM (NEW."product_categorie") OR OLD."product_code" IS DISTINCT FROM (NEW."product_code") OR OLD."ingangsdatum" IS DISTINCT FROM (NEW."ingangsdatum") OR OLD."einddatum" IS DISTINCT FROM (NEW."einddatum") OR OLD."volume" IS DISTINCT FROM (NEW."volume") OR OLD."eenheid" IS DISTINCT FROM (NEW."eenheid") OR OLD."frequentie" IS DISTINCT FROM (NEW."frequentie") OR OLD."budget_cents" IS DISTINCT FROM (NEW."budget_cents") OR OLD."reden_wijziging" IS DISTINCT FROM (NEW."reden_wijziging") OR OLD."referentie_aanbieder" IS DISTINCT FROM (NEW."referentie_aanbieder") OR OLD."commentaar" IS DISTINCT FROM (NEW."commentaar"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="970914a73f09757905e7b34e958914c5368f122d",
                    operation="UPDATE",
                    pgid="pgtrigger_blijft_zoals_besloten_d3827",
                    table="toewijzing_versies",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="toewijzing",
            trigger=pgtrigger.compiler.Trigger(
                name="blijft_bewaard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="cd0b7132fbfd35587ae13a8fffac3e90afb51d39",
                    operation="DELETE",
                    pgid="pgtrigger_blijft_bewaard_e55d4",
                    table="toewijzingen",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="toewijzing",
            trigger=pgtrigger.compiler.Trigger(
                name="blijft_van_wie_zij_is",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."lane_id" IS DISTINCT FROM (NEW."lane_id") OR OLD."reeks_id" IS DISTINCT FROM (NEW."reeks_id") OR OLD."nummer" IS DISTINCT FROM (NEW."nummer") OR OLD."persoon_id" IS DISTINCT FROM (NEW."persoon_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="c00942adc0989e3359e5faacb742cfbdb232f6c9",
                    operation="UPDATE",
                    pgid="pgtrigger_blijft_van_wie_zij_is_43e74",
                    table="toewijzingen",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verzoek",
            trigger=pgtrigger.compiler.Trigger(
                name="blijft_bewaard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="a4c68558c2a9654eadc093d967f94336d3aeec28",
                    operation="DELETE",
                    pgid="pgtrigger_blijft_bewaard_6612f",
                    table="verzoeken",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verzoek",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "toewijzingen_verzoekevent" ("antwoord_id", "bericht_id", "dagtekening", "id", "is_gezagsdrager_bekend", "lane_id", "ontvangstdatum", "persoon_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referentie_aanbieder", "soort", "status", "uiterlijk") VALUES (NEW."antwoord_id", NEW."bericht_id", NEW."dagtekening", NEW."id", NEW."is_gezagsdrager_bekend", NEW."lane_id", NEW."ontvangstdatum", NEW."persoon_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."referentie_aanbieder", NEW."soort", NEW."status", NEW."uiterlijk"); RETURN NULL;',
                    hash="174991dcc92c05fe2357be58968fe522dd3513b7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6d508",
                    table="verzoeken",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verzoek",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "toewijzingen_verzoekevent" ("antwoord_id", "bericht_id", "dagtekening", "id", "is_gezagsdrager_bekend", "lane_id", "ontvangstdatum", "persoon_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "referentie_aanbieder", "soort", "status", "uiterlijk") VALUES (NEW."antwoord_id", NEW."bericht_id", NEW."dagtekening", NEW."id", NEW."is_gezagsdrager_bekend", NEW."lane_id", NEW."ontvangstdatum", NEW."persoon_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."referentie_aanbieder", NEW."soort", NEW."status", NEW."uiterlijk"); RETURN NULL;',
                    hash="119f4d99de51d8ef6988c8fa516212f439b09a7d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_23e64",
                    table="verzoeken",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verzoekevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a669952f1ac3f03f79683e5327cf98822ba4e5ae",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0bd6f",
                    table="toewijzingen_verzoekevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
