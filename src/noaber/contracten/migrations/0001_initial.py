# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partijen", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Overeenkomst",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("gemeente", models.CharField(max_length=4)),
                ("wet", models.CharField(max_length=3)),
                ("nummer", models.TextField()),
                ("ingangsdatum", models.DateField()),
                ("einddatum_tot", models.DateField(null=True)),
                (
                    "aanbieder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partijen.aanbieder",
                    ),
                ),
            ],
            options={
                "db_table": "overeenkomsten",
                "indexes": [
                    models.Index(
                        fields=["gemeente", "aanbieder", "wet"], name="overeenkomst_tussen"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gemeente", "nummer"), name="overeenkomst_nummer"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wet__in", ["wmo", "jw"])), name="overeenkomst_wet"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("einddatum_tot__isnull", True),
                            ("einddatum_tot__gt", models.F("ingangsdatum")),
                            _connector="OR",
                        ),
                        name="overeenkomst_duurt_een_dag",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OvereenkomstEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("gemeente", models.CharField(max_length=4)),
                ("wet", models.CharField(max_length=3)),
                ("nummer", models.TextField()),
                ("ingangsdatum", models.DateField()),
                ("einddatum_tot", models.DateField(null=True)),
                (
                    "aanbieder",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partijen.aanbieder",
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
                        to="contracten.overeenkomst",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("gemeente", models.CharField(max_length=4)),
                ("wet", models.CharField(max_length=3)),
                ("categorie", models.CharField(max_length=2)),
                ("code", models.CharField(max_length=5)),
                ("naam", models.TextField()),
                ("is_taakgericht", models.BooleanField(default=False)),
                ("declaratiemoment", models.CharField(blank=True, max_length=10)),
                ("taakveld", models.CharField(blank=True, max_length=6)),
                (
                    "verzilveringsgraad",
                    models.DecimalField(decimal_places=4, default=1, max_digits=5),
                ),
            ],
            options={
                "db_table": "producten",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("gemeente", "wet", "categorie", "code"), name="product_is_uniek"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wet__in", ["wmo", "jw"])), name="product_wet"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("declaratiemoment__in", ["", "einde", "mijlpaal", "periodiek"])
                        ),
                        name="product_declaratiemoment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verzilveringsgraad__gte", 0), ("verzilveringsgraad__lte", 1)
                        ),
                        name="product_verzilvering_is_een_deel",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("gemeente", models.CharField(max_length=4)),
                ("wet", models.CharField(max_length=3)),
                ("categorie", models.CharField(max_length=2)),
                ("code", models.CharField(max_length=5)),
                ("naam", models.TextField()),
                ("is_taakgericht", models.BooleanField(default=False)),
                ("declaratiemoment", models.CharField(blank=True, max_length=10)),
                ("taakveld", models.CharField(blank=True, max_length=6)),
                (
                    "verzilveringsgraad",
                    models.DecimalField(decimal_places=4, default=1, max_digits=5),
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
                        to="contracten.product",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Tarief",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("eenheid", models.CharField(max_length=2)),
                ("bedrag_cents", models.PositiveIntegerField(null=True)),
                ("geldig_van", models.DateField()),
                ("geldig_tot", models.DateField(null=True)),
                ("geregistreerd_at", models.DateTimeField()),
                ("vervallen_at", models.DateTimeField(null=True)),
                (
                    "overeenkomst",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tarieven",
                        to="contracten.overeenkomst",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tarieven",
                        to="contracten.product",
                    ),
                ),
            ],
            options={
                "db_table": "tarieven",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("eenheid__in", ("01", "04", "14", "16", "82", "83", "84"))
                        ),
                        name="tarief_eenheid_wj756",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("bedrag_cents__isnull", True), ("eenheid", "83")),
                            models.Q(
                                models.Q(("eenheid", "83"), _negated=True),
                                ("bedrag_cents__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="tarief_euro_heeft_geen_bedrag",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("geldig_tot__isnull", True),
                            ("geldig_tot__gt", models.F("geldig_van")),
                            _connector="OR",
                        ),
                        name="tarief_geldt_een_dag",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("vervallen_at__isnull", True),
                            ("vervallen_at__gte", models.F("geregistreerd_at")),
                            _connector="OR",
                        ),
                        name="tarief_vervalt_na_registratie",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("vervallen_at__isnull", True)),
                        expressions=[
                            (
                                models.Func(
                                    models.F("overeenkomst_id"),
                                    models.F("overeenkomst_id"),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("product_id"),
                                    models.F("product_id"),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    django.db.models.functions.comparison.Cast(
                                        "eenheid", models.BigIntegerField()
                                    ),
                                    django.db.models.functions.comparison.Cast(
                                        "eenheid", models.BigIntegerField()
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
                        name="tarief_een_per_dag",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TariefEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("eenheid", models.CharField(max_length=2)),
                ("bedrag_cents", models.PositiveIntegerField(null=True)),
                ("geldig_van", models.DateField()),
                ("geldig_tot", models.DateField(null=True)),
                ("geregistreerd_at", models.DateTimeField()),
                ("vervallen_at", models.DateTimeField(null=True)),
                (
                    "overeenkomst",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="contracten.overeenkomst",
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
                        to="contracten.tarief",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="contracten.product",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="product",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "contracten_productevent" ("categorie", "code", "declaratiemoment", "gemeente", "id", "is_taakgericht", "naam", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taakveld", "verzilveringsgraad", "wet") VALUES (NEW."categorie", NEW."code", NEW."declaratiemoment", NEW."gemeente", NEW."id", NEW."is_taakgericht", NEW."naam", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."taakveld", NEW."verzilveringsgraad", NEW."wet"); RETURN NULL;',
                    hash="55224da613fc49a3154e59c2860245d471068828",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_50305",
                    table="producten",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="product",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "contracten_productevent" ("categorie", "code", "declaratiemoment", "gemeente", "id", "is_taakgericht", "naam", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taakveld", "verzilveringsgraad", "wet") VALUES (NEW."categorie", NEW."code", NEW."declaratiemoment", NEW."gemeente", NEW."id", NEW."is_taakgericht", NEW."naam", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."taakveld", NEW."verzilveringsgraad", NEW."wet"); RETURN NULL;',
                    hash="17ca1bb854f45206e69d3a8d1cde985dce400ba9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a631f",
                    table="producten",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="overeenkomst",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "contracten_overeenkomstevent" ("aanbieder_id", "einddatum_tot", "gemeente", "id", "ingangsdatum", "nummer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "wet") VALUES (NEW."aanbieder_id", NEW."einddatum_tot", NEW."gemeente", NEW."id", NEW."ingangsdatum", NEW."nummer", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."wet"); RETURN NULL;',
                    hash="f7f2a3d5986e759ea20ec460b1dbb57e3e2883f8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2054b",
                    table="overeenkomsten",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="overeenkomst",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "contracten_overeenkomstevent" ("aanbieder_id", "einddatum_tot", "gemeente", "id", "ingangsdatum", "nummer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "wet") VALUES (NEW."aanbieder_id", NEW."einddatum_tot", NEW."gemeente", NEW."id", NEW."ingangsdatum", NEW."nummer", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."wet"); RETURN NULL;',
                    hash="35854e199a616a4af4fc815eb588b873beb87559",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_235c6",
                    table="overeenkomsten",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="overeenkomstevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="651fdddd06ef5d922e2851f13c902fec8d07c1c8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1aac6",
                    table="contracten_overeenkomstevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f95cc84ca67729a25c84a8e0f09ac19decddff62",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8b7e6",
                    table="contracten_productevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tarief",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "contracten_tariefevent" ("bedrag_cents", "eenheid", "geldig_tot", "geldig_van", "geregistreerd_at", "id", "overeenkomst_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "vervallen_at") VALUES (NEW."bedrag_cents", NEW."eenheid", NEW."geldig_tot", NEW."geldig_van", NEW."geregistreerd_at", NEW."id", NEW."overeenkomst_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."product_id", NEW."vervallen_at"); RETURN NULL;',
                    hash="f1ad3f2339fc57dceecf3eae04990ae4dfa7b048",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_eac38",
                    table="tarieven",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tarief",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "contracten_tariefevent" ("bedrag_cents", "eenheid", "geldig_tot", "geldig_van", "geregistreerd_at", "id", "overeenkomst_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "product_id", "vervallen_at") VALUES (NEW."bedrag_cents", NEW."eenheid", NEW."geldig_tot", NEW."geldig_van", NEW."geregistreerd_at", NEW."id", NEW."overeenkomst_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."product_id", NEW."vervallen_at"); RETURN NULL;',
                    hash="2f5f98e67fa8e619a765f384fc6f7d557a0fb364",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9589b",
                    table="tarieven",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tariefevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="12d2eecdbf577c7bd6a4f44b2fd20c9943eb0a33",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6d563",
                    table="contracten_tariefevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
