# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Administratie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=8, unique=True)),
                ("naam", models.TextField()),
                ("in_envelop", models.BooleanField(default=False)),
                ("iban", models.CharField(blank=True, max_length=34)),
                ("antwoord_323_als_di01", models.BooleanField(default=False)),
                ("output_week_zonder_zondag", models.BooleanField(default=False)),
                ("goede_vrijdag_is_werkdag", models.BooleanField(default=False)),
                ("vijf_mei_is_werkdag", models.BooleanField(default=False)),
                ("reden_na_definitieve_stop", models.CharField(default="12", max_length=2)),
            ],
            options={
                "db_table": "administraties",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("code__regex", "^[0-9]{4}$"),
                            ("code__regex", "^[0-9]{8}$"),
                            _connector="OR",
                        ),
                        name="administratie_heeft_een_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("iban", ""),
                            ("iban__regex", "^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$"),
                            _connector="OR",
                        ),
                        name="administratie_iban_is_iban",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reden_na_definitieve_stop__in", ["12", "14"])),
                        name="administratie_reden_na_stop",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdministratieEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=8)),
                ("naam", models.TextField()),
                ("in_envelop", models.BooleanField(default=False)),
                ("iban", models.CharField(blank=True, max_length=34)),
                ("antwoord_323_als_di01", models.BooleanField(default=False)),
                ("output_week_zonder_zondag", models.BooleanField(default=False)),
                ("goede_vrijdag_is_werkdag", models.BooleanField(default=False)),
                ("vijf_mei_is_werkdag", models.BooleanField(default=False)),
                ("reden_na_definitieve_stop", models.CharField(default="12", max_length=2)),
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
                        to="partijen.administratie",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Gebied",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.TextField()),
                ("naam", models.TextField()),
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
                "db_table": "gebieden",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("administratie", "code"), name="gebied_is_uniek"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Huishouden",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("soort", models.TextField()),
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
                "db_table": "huishoudens",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("soort__in", ["brp-adres", "gezin", "economisch"])),
                        name="huishouden_soort",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Lane",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("gemeente", models.CharField(max_length=4)),
                ("aanbieder", models.CharField(max_length=8)),
                (
                    "wet",
                    models.CharField(choices=[("wmo", "Wmo"), ("jw", "Jeugdwet")], max_length=3),
                ),
                (
                    "administratie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lanes",
                        to="partijen.administratie",
                    ),
                ),
            ],
            options={
                "db_table": "lanes",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("administratie", "gemeente", "aanbieder", "wet"),
                        name="lane_is_uniek",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gemeente__regex", "^[0-9]{4}$"),
                            ("aanbieder__regex", "^[0-9]{8}$"),
                            ("wet__in", ["wmo", "jw"]),
                        ),
                        name="lane_is_volledig",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OudeCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=4, unique=True)),
                (
                    "administratie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="oude_codes",
                        to="partijen.administratie",
                    ),
                ),
            ],
            options={
                "db_table": "oude_gemeentecodes",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[0-9]{4}$")), name="oude_code_is_code"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Persoon",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("bsn_index", models.BinaryField(max_length=16)),
                ("bsn_sealed", models.BinaryField()),
                ("achternaam", models.TextField()),
                ("voorvoegsel", models.TextField(blank=True)),
                ("partner_achternaam", models.TextField(blank=True)),
                ("partner_voorvoegsel", models.TextField(blank=True)),
                ("voornamen", models.TextField(blank=True)),
                ("voorletters", models.TextField(blank=True)),
                ("naam_gebruik", models.CharField(default="1", max_length=1)),
                ("geboortedatum", models.DateField()),
                ("datum_gebruik", models.CharField(blank=True, max_length=1)),
                ("geslacht", models.CharField(max_length=1)),
                ("overlijdensdatum", models.DateField(null=True)),
                ("buiten_berichten", models.BooleanField(default=False)),
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
                "db_table": "personen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("administratie", "bsn_index"), name="persoon_staat_er_een_keer"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("geslacht__in", ["0", "1", "2"])),
                        name="persoon_geslacht_cod046",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("overlijdensdatum__isnull", True),
                            ("overlijdensdatum__gte", models.F("geboortedatum")),
                            _connector="OR",
                        ),
                        name="persoon_sterft_na_geboorte",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Adres",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("soort", models.CharField(max_length=2)),
                ("straatnaam", models.TextField(blank=True)),
                ("huisnummer", models.PositiveIntegerField(null=True)),
                ("huisletter", models.CharField(blank=True, max_length=1)),
                ("toevoeging", models.CharField(blank=True, max_length=4)),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("plaatsnaam", models.TextField(blank=True)),
                ("land_code", models.CharField(default="NL", max_length=2)),
                ("telefoonnummer", models.TextField(blank=True)),
                ("emailadres", models.TextField(blank=True)),
                ("geldig_van", models.DateField()),
                ("geldig_tot", models.DateField(null=True)),
                (
                    "gebied",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partijen.gebied",
                    ),
                ),
                (
                    "persoon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adressen",
                        to="partijen.persoon",
                    ),
                ),
            ],
            options={
                "db_table": "adressen",
                "indexes": [
                    models.Index(fields=["persoon", "soort", "geldig_van"], name="adres_van")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("geldig_tot__isnull", True),
                            ("geldig_tot__gt", models.F("geldig_van")),
                            _connector="OR",
                        ),
                        name="adres_geldt_een_dag",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("soort__in", ["01", "02", "03", "04"])),
                        name="adres_soort_cod757",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("persoon_id"),
                                    models.F("persoon_id"),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    django.db.models.functions.comparison.Cast(
                                        "soort", models.BigIntegerField()
                                    ),
                                    django.db.models.functions.comparison.Cast(
                                        "soort", models.BigIntegerField()
                                    ),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("geldig_van"),
                                    models.F("geldig_tot"),
                                    function="daterange",
                                ),
                                "&&",
                            ),
                        ],
                        name="adres_een_per_soort_per_dag",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lidmaatschap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("geldig_van", models.DateField()),
                ("geldig_tot", models.DateField(null=True)),
                (
                    "huishouden",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leden",
                        to="partijen.huishouden",
                    ),
                ),
                (
                    "persoon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lidmaatschappen",
                        to="partijen.persoon",
                    ),
                ),
            ],
            options={
                "db_table": "huishoudleden",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("geldig_tot__isnull", True),
                            ("geldig_tot__gt", models.F("geldig_van")),
                            _connector="OR",
                        ),
                        name="lid_geldt_een_dag",
                    ),
                    models.UniqueConstraint(
                        fields=("huishouden", "persoon", "geldig_van"), name="lid_staat_er_een_keer"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersoonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("bsn_index", models.BinaryField(max_length=16)),
                ("achternaam", models.TextField()),
                ("voorvoegsel", models.TextField(blank=True)),
                ("partner_achternaam", models.TextField(blank=True)),
                ("partner_voorvoegsel", models.TextField(blank=True)),
                ("voornamen", models.TextField(blank=True)),
                ("voorletters", models.TextField(blank=True)),
                ("naam_gebruik", models.CharField(default="1", max_length=1)),
                ("geboortedatum", models.DateField()),
                ("datum_gebruik", models.CharField(blank=True, max_length=1)),
                ("geslacht", models.CharField(max_length=1)),
                ("overlijdensdatum", models.DateField(null=True)),
                ("buiten_berichten", models.BooleanField(default=False)),
                (
                    "administratie",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partijen.administratie",
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
                        to="partijen.persoon",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Relatie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nummer", models.TextField()),
                ("soort", models.CharField(max_length=2)),
                ("achternaam", models.TextField()),
                ("voorvoegsel", models.TextField(blank=True)),
                ("voornamen", models.TextField(blank=True)),
                ("voorletters", models.TextField(blank=True)),
                ("naam_gebruik", models.CharField(default="1", max_length=1)),
                ("geboortedatum", models.DateField(null=True)),
                ("geslacht", models.CharField(blank=True, max_length=1)),
                ("telefoonnummer", models.TextField()),
                ("geldig_van", models.DateField()),
                ("geldig_tot", models.DateField(null=True)),
                (
                    "persoon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relaties",
                        to="partijen.persoon",
                    ),
                ),
            ],
            options={
                "db_table": "relaties",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("persoon", "nummer"), name="relatie_heeft_een_nummer"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("geldig_tot__isnull", True),
                            ("geldig_tot__gt", models.F("geldig_van")),
                            _connector="OR",
                        ),
                        name="relatie_geldt_een_dag",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Aanbieder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agb", models.CharField(max_length=8, unique=True)),
                ("naam", models.TextField()),
                ("kvk", models.CharField(blank=True, max_length=8)),
            ],
            options={
                "db_table": "aanbieders",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("agb__regex", "^[0-9]{8}$")), name="aanbieder_heeft_agb"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kvk", ""), ("kvk__regex", "^[0-9]{8}$"), _connector="OR"
                        ),
                        name="aanbieder_kvk_is_acht_cijfers",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AanbiederEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("agb", models.CharField(max_length=8)),
                ("naam", models.TextField()),
                ("kvk", models.CharField(blank=True, max_length=8)),
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
                        to="partijen.aanbieder",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Rekening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("iban", models.CharField(max_length=34)),
                ("tenaamstelling", models.TextField()),
                ("opgegeven_door", models.TextField()),
                ("opgegeven_at", models.DateTimeField()),
                ("bevestigd_door", models.TextField(blank=True)),
                ("bevestigd_at", models.DateTimeField(null=True)),
                (
                    "aanbieder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rekeningen",
                        to="partijen.aanbieder",
                    ),
                ),
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
                "db_table": "rekeningen",
                "indexes": [
                    models.Index(
                        fields=["administratie", "aanbieder", "-opgegeven_at"],
                        name="rekening_nieuwste",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("iban__regex", "^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$")),
                        name="rekening_is_iban",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bevestigd_at__isnull", True), ("bevestigd_door", "")),
                            models.Q(
                                ("bevestigd_at__isnull", False),
                                models.Q(("bevestigd_door", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="rekening_bevestigd_door_iemand",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                django.db.models.functions.text.Lower(
                                    django.db.models.functions.text.Trim("bevestigd_door")
                                ),
                                django.db.models.functions.text.Lower(
                                    django.db.models.functions.text.Trim("opgegeven_door")
                                ),
                            ),
                            _negated=True,
                        ),
                        name="rekening_bevestigd_door_een_ander",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aanbieder",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partijen_aanbiederevent" ("agb", "id", "kvk", "naam", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agb", NEW."id", NEW."kvk", NEW."naam", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="ea2af97d23b9f7f8589c70cebffcd2e0a7950dbe",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1ca9e",
                    table="aanbieders",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aanbieder",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "partijen_aanbiederevent" ("agb", "id", "kvk", "naam", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agb", NEW."id", NEW."kvk", NEW."naam", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="d90abdcfa3b8656f2e130edfa539504fe26436c9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1bda9",
                    table="aanbieders",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="administratie",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partijen_administratieevent" ("antwoord_323_als_di01", "code", "goede_vrijdag_is_werkdag", "iban", "id", "in_envelop", "naam", "output_week_zonder_zondag", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reden_na_definitieve_stop", "vijf_mei_is_werkdag") VALUES (NEW."antwoord_323_als_di01", NEW."code", NEW."goede_vrijdag_is_werkdag", NEW."iban", NEW."id", NEW."in_envelop", NEW."naam", NEW."output_week_zonder_zondag", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reden_na_definitieve_stop", NEW."vijf_mei_is_werkdag"); RETURN NULL;',
                    hash="a49d3c7897baae38c765b42e9fddff4ffa9fa68e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7fc6e",
                    table="administraties",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="administratie",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "partijen_administratieevent" ("antwoord_323_als_di01", "code", "goede_vrijdag_is_werkdag", "iban", "id", "in_envelop", "naam", "output_week_zonder_zondag", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reden_na_definitieve_stop", "vijf_mei_is_werkdag") VALUES (NEW."antwoord_323_als_di01", NEW."code", NEW."goede_vrijdag_is_werkdag", NEW."iban", NEW."id", NEW."in_envelop", NEW."naam", NEW."output_week_zonder_zondag", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reden_na_definitieve_stop", NEW."vijf_mei_is_werkdag"); RETURN NULL;',
                    hash="cb24197299a5f4161de00c15ac164b2010b0e7c2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4aecc",
                    table="administraties",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aanbiederevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8077f4929c604a513f7f12798a5cdb63d44a091c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3b51b",
                    table="partijen_aanbiederevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="administratieevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="950006ca4c6f11ff849ed53dc8045ac7daef5a7a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_091b8",
                    table="partijen_administratieevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lane",
            trigger=pgtrigger.compiler.Trigger(
                name="blijft_zoals_zij_is",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="869512dcdc20f0e0f6c27f78fc463e0fac7e0c23",
                    operation="UPDATE",
                    pgid="pgtrigger_blijft_zoals_zij_is_eec84",
                    table="lanes",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="persoon",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partijen_persoonevent" ("achternaam", "administratie_id", "bsn_index", "buiten_berichten", "datum_gebruik", "geboortedatum", "geslacht", "id", "naam_gebruik", "overlijdensdatum", "partner_achternaam", "partner_voorvoegsel", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "voorletters", "voornamen", "voorvoegsel") VALUES (NEW."achternaam", NEW."administratie_id", NEW."bsn_index", NEW."buiten_berichten", NEW."datum_gebruik", NEW."geboortedatum", NEW."geslacht", NEW."id", NEW."naam_gebruik", NEW."overlijdensdatum", NEW."partner_achternaam", NEW."partner_voorvoegsel", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."voorletters", NEW."voornamen", NEW."voorvoegsel"); RETURN NULL;',
                    hash="9dbd3524bd1ed05726a50a00f3c14d3c0151ac7f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dc9f9",
                    table="personen",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="persoon",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."achternaam" IS DISTINCT FROM (NEW."achternaam") OR OLD."administratie_id" IS DISTINCT FROM (NEW."administratie_id") OR OLD."bsn_index" IS DISTINCT FROM (NEW."bsn_index") OR OLD."buiten_berichten" IS DISTINCT FROM (NEW."buiten_berichten") OR OLD."datum_gebruik" IS DISTINCT FROM (NEW."datum_gebruik") OR OLD."geboortedatum" IS DISTINCT FROM (NEW."geboortedatum") OR OLD."geslacht" IS DISTINCT FROM (NEW."geslacht") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."naam_gebruik" IS DISTINCT FROM (NEW."naam_gebruik") OR OLD."overlijdensdatum" IS DISTINCT FROM (NEW."overlijdensdatum") OR OLD."partner_achternaam" IS DISTINCT FROM (NEW."partner_achternaam") OR OLD."partner_voorvoegsel" IS DISTINCT FROM (NEW."partner_voorvoegsel") OR OLD."voorletters" IS DISTINCT FROM (NEW."voorletters") OR OLD."voornamen" IS DISTINCT FROM (NEW."voornamen") OR OLD."voorvoegsel" IS DISTINCT FROM (NEW."voorvoegsel"))',
                    func='INSERT INTO "partijen_persoonevent" ("achternaam", "administratie_id", "bsn_index", "buiten_berichten", "datum_gebruik", "geboortedatum", "geslacht", "id", "naam_gebruik", "overlijdensdatum", "partner_achternaam", "partner_voorvoegsel", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "voorletters", "voornamen", "voorvoegsel") VALUES (NEW."achternaam", NEW."administratie_id", NEW."bsn_index", NEW."buiten_berichten", NEW."datum_gebruik", NEW."geboortedatum", NEW."geslacht", NEW."id", NEW."naam_gebruik", NEW."overlijdensdatum", NEW."partner_achternaam", NEW."partner_voorvoegsel", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."voorletters", NEW."voornamen", NEW."voorvoegsel"); RETURN NULL;',
                    hash="012eccaf1c658fddf19ee00cb2ca11b019bb399a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f4a78",
                    table="personen",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="persoonevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9762d3387c34a6ef3a5d5bb01babf7fd9cc4a550",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b4b4a",
                    table="partijen_persoonevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rekening",
            trigger=pgtrigger.compiler.Trigger(
                name="blijft_bewaard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="8d40659ddbd9131d96b4215b0076fd27901515e1",
                    operation="DELETE",
                    pgid="pgtrigger_blijft_bewaard_96d96",
                    table="rekeningen",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rekening",
            trigger=pgtrigger.compiler.Trigger(
                name="opgave_ligt_vast",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."administratie_id" IS DISTINCT FROM (NEW."administratie_id") OR OLD."aanbieder_id" IS DISTINCT FROM (NEW."aanbieder_id") OR OLD."iban" IS DISTINCT FROM (NEW."iban") OR OLD."tenaamstelling" IS DISTINCT FROM (NEW."tenaamstelling") OR OLD."opgegeven_door" IS DISTINCT FROM (NEW."opgegeven_door") OR OLD."opgegeven_at" IS DISTINCT FROM (NEW."opgegeven_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="3e3a4cfd63af45bc4913646e4ca0cbde2e77744e",
                    operation="UPDATE",
                    pgid="pgtrigger_opgave_ligt_vast_ca084",
                    table="rekeningen",
                    when="BEFORE",
                ),
            ),
        ),
    ]
