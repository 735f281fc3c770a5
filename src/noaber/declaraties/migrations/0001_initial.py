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
            name="Declaratie",
            fields=[
                ("id", models.AutoField(primary_key=True, serialize=False)),
                ("is_ontvangen", models.BooleanField()),
                ("declaratie_nummer", models.TextField()),
                ("periode", models.DateField()),
                ("dagtekening", models.DateField()),
                ("ingediend_cents", models.BigIntegerField()),
                ("toegekend_cents", models.BigIntegerField()),
                ("regels", models.PositiveIntegerField()),
                ("toegekende_regels", models.PositiveIntegerField()),
                ("is_als_geheel_afgewezen", models.BooleanField(default=False)),
                (
                    "retourcodes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=4), default=list, size=None
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "bericht",
                    models.OneToOneField(
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
            ],
            options={
                "db_table": "declaraties",
                "indexes": [models.Index(fields=["lane", "-periode"], name="declaratie_laatste")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_als_geheel_afgewezen", False)),
                        fields=("lane", "declaratie_nummer"),
                        name="declaratie_nummer_is_uniek",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("periode__day", 1)), name="declaratie_over_een_maand"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("toegekende_regels__lte", models.F("regels"))),
                        name="declaratie_regels_kloppen",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_als_geheel_afgewezen", False),
                            models.Q(("toegekend_cents", 0), ("toegekende_regels", 0)),
                            _connector="OR",
                        ),
                        name="declaratie_afgewezen_kent_niets_toe",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Betaalbatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nummer", models.PositiveIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("voorgesteld", "voorgesteld"),
                            ("gefiatteerd", "gefiatteerd"),
                            ("vrijgegeven", "vrijgegeven"),
                            ("geexporteerd", "geexporteerd"),
                            ("bevestigd", "bevestigd"),
                            ("vervallen", "vervallen"),
                        ],
                        max_length=20,
                    ),
                ),
                ("uitvoerdatum", models.DateField()),
                ("voorgesteld_door", models.TextField()),
                ("voorgesteld_at", models.DateTimeField()),
                ("gefiatteerd_door", models.TextField(blank=True)),
                ("gefiatteerd_at", models.DateTimeField(null=True)),
                ("vrijgegeven_door", models.TextField(blank=True)),
                ("vrijgegeven_at", models.DateTimeField(null=True)),
                ("geexporteerd_at", models.DateTimeField(null=True)),
                ("bestand_sha256", models.BinaryField(max_length=32, null=True)),
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
                "db_table": "betaalbatches",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("administratie", "nummer"), name="batch_nummer"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("vrijgegeven_at__isnull", True),
                            models.Q(
                                ("gefiatteerd_at__isnull", False),
                                models.Q(
                                    ("vrijgegeven_door", models.F("gefiatteerd_door")),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="batch_vrijgegeven_door_twee",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["geexporteerd", "bevestigd"]), _negated=True),
                            models.Q(
                                ("geexporteerd_at__isnull", False),
                                ("vrijgegeven_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="batch_gaat_niet_uit_zonder_vrijgave",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BetaalbatchEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("nummer", models.PositiveIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("voorgesteld", "voorgesteld"),
                            ("gefiatteerd", "gefiatteerd"),
                            ("vrijgegeven", "vrijgegeven"),
                            ("geexporteerd", "geexporteerd"),
                            ("bevestigd", "bevestigd"),
                            ("vervallen", "vervallen"),
                        ],
                        max_length=20,
                    ),
                ),
                ("uitvoerdatum", models.DateField()),
                ("voorgesteld_door", models.TextField()),
                ("voorgesteld_at", models.DateTimeField()),
                ("gefiatteerd_door", models.TextField(blank=True)),
                ("gefiatteerd_at", models.DateTimeField(null=True)),
                ("vrijgegeven_door", models.TextField(blank=True)),
                ("vrijgegeven_at", models.DateTimeField(null=True)),
                ("geexporteerd_at", models.DateTimeField(null=True)),
                ("bestand_sha256", models.BinaryField(max_length=32, null=True)),
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
                        to="declaraties.betaalbatch",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Betaalopdracht",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("bedrag_cents", models.BigIntegerField()),
                ("kenmerk", models.CharField(max_length=35, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("voorgesteld", "voorgesteld"),
                            ("geblokkeerd", "geblokkeerd"),
                            ("geexporteerd", "geexporteerd"),
                            ("bevestigd", "bevestigd"),
                            ("geweigerd", "geweigerd"),
                            ("vervallen", "vervallen"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reden", models.TextField(blank=True)),
                ("boekdatum", models.DateField(null=True)),
                (
                    "aanbieder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partijen.aanbieder",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opdrachten",
                        to="declaraties.betaalbatch",
                    ),
                ),
                (
                    "rekening",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partijen.rekening",
                    ),
                ),
            ],
            options={
                "db_table": "betaalopdrachten",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("batch", "aanbieder"), name="opdracht_per_aanbieder"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("bedrag_cents__gt", 0)), name="opdracht_is_meer_dan_nul"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["geexporteerd", "bevestigd"]), _negated=True),
                            ("rekening__isnull", False),
                            _connector="OR",
                        ),
                        name="opdracht_gaat_naar_een_rekening",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "bevestigd"), _negated=True),
                            ("boekdatum__isnull", False),
                            _connector="OR",
                        ),
                        name="opdracht_betaald_op_een_dag",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BetaalopdrachtEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("bedrag_cents", models.BigIntegerField()),
                ("kenmerk", models.CharField(max_length=35)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("voorgesteld", "voorgesteld"),
                            ("geblokkeerd", "geblokkeerd"),
                            ("geexporteerd", "geexporteerd"),
                            ("bevestigd", "bevestigd"),
                            ("geweigerd", "geweigerd"),
                            ("vervallen", "vervallen"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reden", models.TextField(blank=True)),
                ("boekdatum", models.DateField(null=True)),
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
                    "batch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="declaraties.betaalbatch",
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
                        to="declaraties.betaalopdracht",
                    ),
                ),
                (
                    "rekening",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="partijen.rekening",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Betaalregel",
            fields=[
                (
                    "declaratie",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="betaalregel",
                        serialize=False,
                        to="declaraties.declaratie",
                    ),
                ),
                ("bedrag_cents", models.BigIntegerField()),
                ("uiterlijk", models.DateField()),
                (
                    "lane",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partijen.lane",
                    ),
                ),
                (
                    "opdracht",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regels",
                        to="declaraties.betaalopdracht",
                    ),
                ),
            ],
            options={
                "db_table": "betaalregels",
                "indexes": [
                    models.Index(
                        condition=models.Q(("opdracht__isnull", True)),
                        fields=["lane"],
                        name="betaalregel_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("bedrag_cents", 0), _negated=True),
                        name="regel_is_niet_nul",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BetaalregelEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("bedrag_cents", models.BigIntegerField()),
                ("uiterlijk", models.DateField()),
                (
                    "declaratie",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        serialize=False,
                        to="declaraties.declaratie",
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
                    "opdracht",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="declaraties.betaalopdracht",
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
                        to="declaraties.betaalregel",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Prestatie",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "declaratie_id",
                        "regel",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("declaratie_id", models.IntegerField()),
                ("regel", models.IntegerField()),
                ("lane_id", models.IntegerField()),
                ("toewijzing_id", models.IntegerField(null=True)),
                ("referentie_nummer", models.TextField(db_collation="C")),
                ("vorig_referentie_nummer", models.TextField(db_collation="C", null=True)),
                ("product_categorie", models.TextField()),
                ("product_code", models.TextField()),
                ("begindatum", models.DateField()),
                ("einddatum", models.DateField()),
                ("geleverd_volume", models.IntegerField()),
                ("eenheid", models.TextField()),
                ("tarief_cents", models.IntegerField(null=True)),
                ("bedrag_cents", models.IntegerField()),
                ("is_credit", models.BooleanField()),
                ("is_granted", models.BooleanField()),
                (
                    "codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), null=True, size=None
                    ),
                ),
                ("stand_uren", models.BigIntegerField(null=True)),
                ("stand_overig", models.BigIntegerField(null=True)),
                ("stand_cents", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "prestaties",
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_granted", False)),
                        fields=["lane_id", "referentie_nummer"],
                        name="prestatie_afgewezen_referentie",
                    ),
                    models.Index(
                        condition=models.Q(("is_granted", True)),
                        fields=["toewijzing_id", "declaratie_id", "begindatum"],
                        name="prestatie_op_toewijzing",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_granted", True)),
                        fields=("lane_id", "referentie_nummer"),
                        name="prestatie_referentie_is_uniek",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_credit", True), ("is_granted", True)),
                        fields=("lane_id", "vorig_referentie_nummer"),
                        name="prestatie_wordt_een_keer_gecrediteerd",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_granted", False),
                            models.Q(("codes__isnull", True), ("toewijzing_id__isnull", False)),
                            _connector="OR",
                        ),
                        name="prestatie_toegekend_op_toewijzing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_granted", True), ("codes__isnull", False), _connector="OR"
                        ),
                        name="prestatie_afgewezen_met_reden",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_granted", False),
                            models.Q(
                                ("stand_cents__gte", 0),
                                ("stand_overig__gte", 0),
                                ("stand_uren__gte", 0),
                            ),
                            _connector="OR",
                        ),
                        name="prestatie_stand_niet_onder_nul",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("bedrag_cents__gte", 0)), name="prestatie_bedrag"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="prestatie",
            trigger=pgtrigger.compiler.Trigger(
                name="alleen_toevoegen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b2c89081a844b4558b488445764a9784e06cd187",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_alleen_toevoegen_b2f30",
                    table="prestaties",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="prestatie",
            trigger=pgtrigger.compiler.Trigger(
                name="hoort_bij_declaratie",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nIF EXISTS (\n    SELECT 1 FROM nieuw\n    LEFT JOIN toewijzingen t ON t.id = nieuw.toewijzing_id\n    WHERE nieuw.toewijzing_id IS NOT NULL AND t.lane_id IS DISTINCT FROM nieuw.lane_id\n) THEN\n    RAISE EXCEPTION 'a prestatie is on a toewijzing that is not in its lane'\n        USING ERRCODE = 'foreign_key_violation';\nEND IF;\nIF EXISTS (\n    SELECT 1 FROM (\n        SELECT declaratie_id, min(lane_id) AS lane_id, max(lane_id) AS last_lane_id,\n            count(*) AS lines,\n            sum(CASE WHEN NOT is_granted THEN 0 WHEN is_credit THEN -bedrag_cents\n                ELSE bedrag_cents END) AS granted_cents\n        FROM nieuw GROUP BY declaratie_id\n    ) n\n    LEFT JOIN declaraties d ON d.id = n.declaratie_id\n    WHERE d.lane_id IS DISTINCT FROM n.lane_id OR n.lane_id <> n.last_lane_id\n        OR d.regels <> n.lines OR d.toegekend_cents <> n.granted_cents\n        OR d.is_als_geheel_afgewezen\n) THEN\n    RAISE EXCEPTION 'the prestaties are not those of their declaratie, or do not add up to it'\n        USING ERRCODE = 'integrity_constraint_violation';\nEND IF;\nRETURN NULL;\n",
                    hash="c35ee82f5c1fa313e20bc5f3f7a14f9858f1c058",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_hoort_bij_declaratie_38627",
                    referencing="REFERENCING NEW TABLE AS nieuw ",
                    table="prestaties",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="blijft_bewaard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="910df97f8534f16f84499e7452ca5cc93a7c7dcb",
                    operation="DELETE",
                    pgid="pgtrigger_blijft_bewaard_892e5",
                    table="betaalbatches",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "declaraties_betaalbatchevent" ("administratie_id", "bestand_sha256", "geexporteerd_at", "gefiatteerd_at", "gefiatteerd_door", "id", "nummer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "uitvoerdatum", "voorgesteld_at", "voorgesteld_door", "vrijgegeven_at", "vrijgegeven_door") VALUES (NEW."administratie_id", NEW."bestand_sha256", NEW."geexporteerd_at", NEW."gefiatteerd_at", NEW."gefiatteerd_door", NEW."id", NEW."nummer", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."uitvoerdatum", NEW."voorgesteld_at", NEW."voorgesteld_door", NEW."vrijgegeven_at", NEW."vrijgegeven_door"); RETURN NULL;',
                    hash="aa4a2ad2d26e42669052332e5faef4a61a2f6a67",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_64573",
                    table="betaalbatches",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "declaraties_betaalbatchevent" ("administratie_id", "bestand_sha256", "geexporteerd_at", "gefiatteerd_at", "gefiatteerd_door", "id", "nummer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "uitvoerdatum", "voorgesteld_at", "voorgesteld_door", "vrijgegeven_at", "vrijgegeven_door") VALUES (NEW."administratie_id", NEW."bestand_sha256", NEW."geexporteerd_at", NEW."gefiatteerd_at", NEW."gefiatteerd_door", NEW."id", NEW."nummer", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."uitvoerdatum", NEW."voorgesteld_at", NEW."voorgesteld_door", NEW."vrijgegeven_at", NEW."vrijgegeven_door"); RETURN NULL;',
                    hash="d7ebb2967517737a0a33bc84f550154dfe0c7d0f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d08bd",
                    table="betaalbatches",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalbatchevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ea0dced2acb267ac2f395337f09c9d961a0a3575",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_24002",
                    table="declaraties_betaalbatchevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalopdracht",
            trigger=pgtrigger.compiler.Trigger(
                name="blijft_bewaard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="ab63415f71ed1eba5fcf47c6b91159c6ec173bd6",
                    operation="DELETE",
                    pgid="pgtrigger_blijft_bewaard_05098",
                    table="betaalopdrachten",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalopdracht",
            trigger=pgtrigger.compiler.Trigger(
                name="bedrag_ligt_vast",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."bedrag_cents" IS DISTINCT FROM (NEW."bedrag_cents") OR OLD."kenmerk" IS DISTINCT FROM (NEW."kenmerk"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="d6d28b127ddf5a186d549eb89da1b3c7175c25a5",
                    operation="UPDATE",
                    pgid="pgtrigger_bedrag_ligt_vast_55eea",
                    table="betaalopdrachten",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalopdracht",
            trigger=pgtrigger.compiler.Trigger(
                name="telt_op",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\nIF NEW.bedrag_cents <> (\n    SELECT COALESCE(sum(bedrag_cents), 0) FROM betaalregels WHERE opdracht_id = NEW.id\n) AND NEW.status <> 'geweigerd' AND NEW.status <> 'vervallen' THEN\n    RAISE EXCEPTION 'the amount of an opdracht is not the sum of its betaalregels'\n        USING ERRCODE = 'integrity_constraint_violation';\nEND IF;\nRETURN NULL;\n",
                    hash="c80001b9dccd3468186fc6c65fd175e386dbc727",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_telt_op_1f761",
                    table="betaalopdrachten",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalopdracht",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "declaraties_betaalopdrachtevent" ("aanbieder_id", "batch_id", "bedrag_cents", "boekdatum", "id", "kenmerk", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reden", "rekening_id", "status") VALUES (NEW."aanbieder_id", NEW."batch_id", NEW."bedrag_cents", NEW."boekdatum", NEW."id", NEW."kenmerk", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reden", NEW."rekening_id", NEW."status"); RETURN NULL;',
                    hash="d1fa682337f3cf6e830c98862448fe7be61ba481",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_93ec2",
                    table="betaalopdrachten",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalopdracht",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "declaraties_betaalopdrachtevent" ("aanbieder_id", "batch_id", "bedrag_cents", "boekdatum", "id", "kenmerk", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reden", "rekening_id", "status") VALUES (NEW."aanbieder_id", NEW."batch_id", NEW."bedrag_cents", NEW."boekdatum", NEW."id", NEW."kenmerk", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reden", NEW."rekening_id", NEW."status"); RETURN NULL;',
                    hash="a72a45f5b21ec7911b491c42ff9007d9a8110712",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_48b90",
                    table="betaalopdrachten",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalopdrachtevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="17169d79b8d4a21a547720eed50dcef6c3826783",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4cce7",
                    table="declaraties_betaalopdrachtevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="declaratie",
            trigger=pgtrigger.compiler.Trigger(
                name="alleen_toevoegen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ee60368d79397b5fd0f3bd879f9a12649015e49e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_alleen_toevoegen_78cfa",
                    table="declaraties",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="declaratie",
            trigger=pgtrigger.compiler.Trigger(
                name="telt_op",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\nIF NEW.regels <> 0 AND NOT NEW.is_als_geheel_afgewezen AND NOT EXISTS (\n    SELECT 1 FROM prestaties WHERE declaratie_id = NEW.id\n) THEN\n    RAISE EXCEPTION 'a declaratie without its prestaties'\n        USING ERRCODE = 'integrity_constraint_violation';\nEND IF;\nIF NEW.is_ontvangen AND NEW.toegekend_cents <> (\n    SELECT COALESCE(sum(bedrag_cents), 0) FROM betaalregels WHERE declaratie_id = NEW.id\n) THEN\n    RAISE EXCEPTION 'what is to be paid for a declaratie is not what was granted'\n        USING ERRCODE = 'integrity_constraint_violation';\nEND IF;\nRETURN NULL;\n",
                    hash="1cc45c1853f16560e75e15c9de9cf21b73500e52",
                    operation="INSERT",
                    pgid="pgtrigger_telt_op_a09b5",
                    table="declaraties",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalregelevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8e42cae8f80f0a7a6f2ff0c2473acee7e0029fc1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_10272",
                    table="declaraties_betaalregelevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalregel",
            trigger=pgtrigger.compiler.Trigger(
                name="blijft_bewaard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="103d7bb826a4a11d52483ac1d0da71eb63089e69",
                    operation="DELETE",
                    pgid="pgtrigger_blijft_bewaard_17c01",
                    table="betaalregels",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalregel",
            trigger=pgtrigger.compiler.Trigger(
                name="bedrag_ligt_vast",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."bedrag_cents" IS DISTINCT FROM (NEW."bedrag_cents") OR OLD."lane_id" IS DISTINCT FROM (NEW."lane_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="cd69f765fc56339a156df2b7f4b3ed2b74a9803d",
                    operation="UPDATE",
                    pgid="pgtrigger_bedrag_ligt_vast_7e075",
                    table="betaalregels",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalregel",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "declaraties_betaalregelevent" ("bedrag_cents", "declaratie_id", "lane_id", "opdracht_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uiterlijk") VALUES (NEW."bedrag_cents", NEW."declaratie_id", NEW."lane_id", NEW."opdracht_id", _pgh_attach_context(), NOW(), \'insert\', NEW."declaratie_id", NEW."uiterlijk"); RETURN NULL;',
                    hash="43474a3b8423cab561841652e5026b921308ca75",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5cf94",
                    table="betaalregels",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalregel",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "declaraties_betaalregelevent" ("bedrag_cents", "declaratie_id", "lane_id", "opdracht_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "uiterlijk") VALUES (NEW."bedrag_cents", NEW."declaratie_id", NEW."lane_id", NEW."opdracht_id", _pgh_attach_context(), NOW(), \'update\', NEW."declaratie_id", NEW."uiterlijk"); RETURN NULL;',
                    hash="c800566bf0b59cea20513fc6d2d4bee71d9bb2ea",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bee07",
                    table="betaalregels",
                    when="AFTER",
                ),
            ),
        ),
    ]
