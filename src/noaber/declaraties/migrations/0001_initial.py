# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
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
                ("van_iban", models.CharField(max_length=34)),
                ("van_naam", models.TextField()),
                ("voorgesteld_door", models.TextField()),
                ("voorgesteld_at", models.DateTimeField()),
                ("gefiatteerd_door", models.TextField(blank=True)),
                ("gefiatteerd_at", models.DateTimeField(null=True)),
                ("vrijgegeven_door", models.TextField(blank=True)),
                ("vrijgegeven_at", models.DateTimeField(null=True)),
                ("geexporteerd_door", models.TextField(blank=True)),
                ("geexporteerd_at", models.DateTimeField(null=True)),
                ("ingetrokken_door", models.TextField(blank=True)),
                ("ingetrokken_at", models.DateTimeField(null=True)),
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
                            models.Q(("vrijgegeven_at__isnull", True), ("vrijgegeven_door", "")),
                            models.Q(
                                ("gefiatteerd_at__isnull", False),
                                ("vrijgegeven_at__isnull", False),
                                models.Q(("vrijgegeven_door", ""), _negated=True),
                                models.Q(
                                    django.db.models.lookups.Exact(
                                        django.db.models.functions.text.Lower(
                                            django.db.models.functions.text.Trim("vrijgegeven_door")
                                        ),
                                        django.db.models.functions.text.Lower(
                                            django.db.models.functions.text.Trim("gefiatteerd_door")
                                        ),
                                    ),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="batch_vrijgegeven_door_twee",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gefiatteerd_at__isnull", True), ("gefiatteerd_door", "")),
                            models.Q(
                                ("gefiatteerd_at__isnull", False),
                                models.Q(("gefiatteerd_door", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="batch_gefiatteerd_door_iemand",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "gefiatteerd"), _negated=True),
                            ("gefiatteerd_at__isnull", False),
                            _connector="OR",
                        ),
                        name="batch_heet_niet_zomaar_gefiatteerd",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "vrijgegeven"), _negated=True),
                            ("vrijgegeven_at__isnull", False),
                            _connector="OR",
                        ),
                        name="batch_heet_niet_zomaar_vrijgegeven",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["geexporteerd", "bevestigd"]), _negated=True),
                            models.Q(
                                ("bestand_sha256__isnull", False),
                                ("geexporteerd_at__isnull", False),
                                ("vrijgegeven_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="batch_gaat_niet_uit_zonder_vrijgave",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("geexporteerd_at__isnull", True), ("geexporteerd_door", "")),
                            models.Q(
                                ("geexporteerd_at__isnull", False),
                                models.Q(("geexporteerd_door", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="batch_geexporteerd_door_iemand",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("status", "vervallen"), _negated=True),
                                ("ingetrokken_at__isnull", True),
                                ("ingetrokken_door", ""),
                            ),
                            models.Q(
                                ("ingetrokken_at__isnull", False),
                                ("status", "vervallen"),
                                models.Q(("ingetrokken_door", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="batch_ingetrokken_door_iemand",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("geexporteerd_at__isnull", True),
                            ("status__in", ["geexporteerd", "bevestigd"]),
                            _connector="OR",
                        ),
                        name="batch_die_uit_is_komt_niet_terug",
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
                ("van_iban", models.CharField(max_length=34)),
                ("van_naam", models.TextField()),
                ("voorgesteld_door", models.TextField()),
                ("voorgesteld_at", models.DateTimeField()),
                ("gefiatteerd_door", models.TextField(blank=True)),
                ("gefiatteerd_at", models.DateTimeField(null=True)),
                ("vrijgegeven_door", models.TextField(blank=True)),
                ("vrijgegeven_at", models.DateTimeField(null=True)),
                ("geexporteerd_door", models.TextField(blank=True)),
                ("geexporteerd_at", models.DateTimeField(null=True)),
                ("ingetrokken_door", models.TextField(blank=True)),
                ("ingetrokken_at", models.DateTimeField(null=True)),
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("boekdatum__isnull", True),
                            ("status__in", ["bevestigd", "geweigerd"]),
                            _connector="OR",
                        ),
                        name="opdracht_geboekt_is_betaald_of_terug",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["geblokkeerd", "geweigerd"]), _negated=True),
                            models.Q(("reden", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="opdracht_wacht_met_een_reden",
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
                    func="\nIF EXISTS (\n    SELECT 1 FROM nieuw\n    LEFT JOIN toewijzingen t ON t.id = nieuw.toewijzing_id\n    WHERE nieuw.toewijzing_id IS NOT NULL AND t.lane_id IS DISTINCT FROM nieuw.lane_id\n) THEN\n    RAISE EXCEPTION 'a prestatie is on a toewijzing that is not in its lane'\n        USING ERRCODE = 'foreign_key_violation';\nEND IF;\nIF EXISTS (\n    SELECT 1 FROM (\n        SELECT declaratie_id, min(lane_id) AS lane_id, max(lane_id) AS last_lane_id,\n            count(*) AS lines, min(regel) AS first, max(regel) AS last,\n            count(*) FILTER (WHERE is_granted) AS granted_lines,\n            sum(CASE WHEN NOT is_granted THEN 0 WHEN is_credit THEN -bedrag_cents\n                ELSE bedrag_cents END) AS granted_cents\n        FROM nieuw GROUP BY declaratie_id\n    ) n\n    LEFT JOIN declaraties d ON d.id = n.declaratie_id\n    WHERE d.lane_id IS DISTINCT FROM n.lane_id OR n.lane_id <> n.last_lane_id\n        OR d.regels <> n.lines OR n.first <> 1 OR n.last <> n.lines\n        OR d.toegekende_regels <> n.granted_lines OR d.toegekend_cents <> n.granted_cents\n        OR d.is_als_geheel_afgewezen\n) THEN\n    RAISE EXCEPTION 'the prestaties are not those of their declaratie, or do not add up to it'\n        USING ERRCODE = 'integrity_constraint_violation';\nEND IF;\nRETURN NULL;\n",
                    hash="50978012382b2eed570c8e16be4b9d6283e470af",
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
                name="stappen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{voorgesteld:gefiatteerd,gefiatteerd:vrijgegeven,vrijgegeven:geexporteerd,geexporteerd:bevestigd,voorgesteld:vervallen,gefiatteerd:vervallen,vrijgegeven:vervallen}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="639275ae6b3bee10e4c1ecf35bf8033ccfcbd0e6",
                    operation="UPDATE",
                    pgid="pgtrigger_stappen_0bdbb",
                    table="betaalbatches",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="voorstel_ligt_vast",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."administratie_id" IS DISTINCT FROM (NEW."administratie_id") OR OLD."nummer" IS DISTINCT FROM (NEW."nummer") OR OLD."van_iban" IS DISTINCT FROM (NEW."van_iban") OR OLD."van_naam" IS DISTINCT FROM (NEW."van_naam") OR OLD."voorgesteld_door" IS DISTINCT FROM (NEW."voorgesteld_door") OR OLD."voorgesteld_at" IS DISTINCT FROM (NEW."voorgesteld_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="8e394d7f8e966c8eec20e6d139ff52706f5a9dd8",
                    operation="UPDATE",
                    pgid="pgtrigger_voorstel_ligt_vast_c9fd3",
                    table="betaalbatches",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="fiat_ligt_vast",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."gefiatteerd_at" IS NOT NULL AND (OLD."gefiatteerd_door" IS DISTINCT FROM (NEW."gefiatteerd_door") OR OLD."gefiatteerd_at" IS DISTINCT FROM (NEW."gefiatteerd_at")))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="f5c45d3be202f065c53017d0b39a27aa6f909bc0",
                    operation="UPDATE",
                    pgid="pgtrigger_fiat_ligt_vast_92929",
                    table="betaalbatches",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="vrijgave_ligt_vast",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."vrijgegeven_at" IS NOT NULL AND (OLD."vrijgegeven_door" IS DISTINCT FROM (NEW."vrijgegeven_door") OR OLD."vrijgegeven_at" IS DISTINCT FROM (NEW."vrijgegeven_at")))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="d729ae2d95d5145dfde8b7f1fa1cad4323554a01",
                    operation="UPDATE",
                    pgid="pgtrigger_vrijgave_ligt_vast_d45f8",
                    table="betaalbatches",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="bestand_ligt_vast",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."geexporteerd_at" IS NOT NULL AND (OLD."geexporteerd_at" IS DISTINCT FROM (NEW."geexporteerd_at") OR OLD."bestand_sha256" IS DISTINCT FROM (NEW."bestand_sha256") OR OLD."uitvoerdatum" IS DISTINCT FROM (NEW."uitvoerdatum")))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="8f198463cc918c53c486d91a31fc4e2b492badb0",
                    operation="UPDATE",
                    pgid="pgtrigger_bestand_ligt_vast_6f244",
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
                    func='INSERT INTO "declaraties_betaalbatchevent" ("administratie_id", "bestand_sha256", "geexporteerd_at", "geexporteerd_door", "gefiatteerd_at", "gefiatteerd_door", "id", "ingetrokken_at", "ingetrokken_door", "nummer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "uitvoerdatum", "van_iban", "van_naam", "voorgesteld_at", "voorgesteld_door", "vrijgegeven_at", "vrijgegeven_door") VALUES (NEW."administratie_id", NEW."bestand_sha256", NEW."geexporteerd_at", NEW."geexporteerd_door", NEW."gefiatteerd_at", NEW."gefiatteerd_door", NEW."id", NEW."ingetrokken_at", NEW."ingetrokken_door", NEW."nummer", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."uitvoerdatum", NEW."van_iban", NEW."van_naam", NEW."voorgesteld_at", NEW."voorgesteld_door", NEW."vrijgegeven_at", NEW."vrijgegeven_door"); RETURN NULL;',
                    hash="37e5d2c8da658405f752bede40c4fa334b3acee6",
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
                    func='INSERT INTO "declaraties_betaalbatchevent" ("administratie_id", "bestand_sha256", "geexporteerd_at", "geexporteerd_door", "gefiatteerd_at", "gefiatteerd_door", "id", "ingetrokken_at", "ingetrokken_door", "nummer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "uitvoerdatum", "van_iban", "van_naam", "voorgesteld_at", "voorgesteld_door", "vrijgegeven_at", "vrijgegeven_door") VALUES (NEW."administratie_id", NEW."bestand_sha256", NEW."geexporteerd_at", NEW."geexporteerd_door", NEW."gefiatteerd_at", NEW."gefiatteerd_door", NEW."id", NEW."ingetrokken_at", NEW."ingetrokken_door", NEW."nummer", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."uitvoerdatum", NEW."van_iban", NEW."van_naam", NEW."voorgesteld_at", NEW."voorgesteld_door", NEW."vrijgegeven_at", NEW."vrijgegeven_door"); RETURN NULL;',
                    hash="dd94d84d081d46296f8d4f6d63e03f229c9f8c7f",
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
                name="stappen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{voorgesteld:geexporteerd,voorgesteld:vervallen,geblokkeerd:vervallen,geexporteerd:bevestigd,geexporteerd:geweigerd,bevestigd:geweigerd}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="f22f8350c8a605fe271430fa1661e684f3802346",
                    operation="UPDATE",
                    pgid="pgtrigger_stappen_fade3",
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
                    condition='WHEN (OLD."batch_id" IS DISTINCT FROM (NEW."batch_id") OR OLD."aanbieder_id" IS DISTINCT FROM (NEW."aanbieder_id") OR OLD."rekening_id" IS DISTINCT FROM (NEW."rekening_id") OR OLD."bedrag_cents" IS DISTINCT FROM (NEW."bedrag_cents") OR OLD."kenmerk" IS DISTINCT FROM (NEW."kenmerk"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="37a84af60791959df260c87507245c1c7d6a8a41",
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
                    func="\nIF EXISTS (\n    SELECT 1 FROM betaalopdrachten o\n    JOIN betaalbatches b ON b.id = o.batch_id\n    JOIN aanbieders a ON a.id = o.aanbieder_id\n    CROSS JOIN LATERAL (\n        SELECT count(*) AS regels, COALESCE(sum(r.bedrag_cents), 0) AS cents,\n            bool_and(l.administratie_id = b.administratie_id AND l.aanbieder = a.agb) AS is_own\n        FROM betaalregels r JOIN lanes l ON l.id = r.lane_id\n        WHERE r.opdracht_id = o.id\n    ) found\n    WHERE o.id IN (NEW.id) AND CASE\n        WHEN o.status IN ('geweigerd', 'vervallen') THEN found.regels > 0\n        ELSE found.cents <> o.bedrag_cents OR NOT found.is_own\n    END\n) THEN\n    RAISE EXCEPTION 'the amount of an opdracht is not the sum of its betaalregels'\n        USING ERRCODE = 'integrity_constraint_violation';\nEND IF;\n\nIF NEW.status IN ('geexporteerd', 'bevestigd', 'geweigerd') AND NOT EXISTS (\n    SELECT 1 FROM betaalbatches b\n    JOIN rekeningen k ON k.id = NEW.rekening_id\n    WHERE b.id = NEW.batch_id AND b.geexporteerd_at IS NOT NULL\n        AND k.administratie_id = b.administratie_id AND k.aanbieder_id = NEW.aanbieder_id\n        AND k.bevestigd_at IS NOT NULL\n) THEN\n    RAISE EXCEPTION 'an opdracht leaves without a released batch or a confirmed account'\n        USING ERRCODE = 'integrity_constraint_violation';\nEND IF;\nRETURN NULL;",
                    hash="5d5fed5a8387f6b33182372496759e5687bf8e9c",
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
                    condition='WHEN (OLD."declaratie_id" IS DISTINCT FROM (NEW."declaratie_id") OR OLD."bedrag_cents" IS DISTINCT FROM (NEW."bedrag_cents") OR OLD."lane_id" IS DISTINCT FROM (NEW."lane_id") OR OLD."uiterlijk" IS DISTINCT FROM (NEW."uiterlijk"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="19d8c7fb080c0a0359828a7bcdd9e8c7b2033bbb",
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
                name="is_wat_is_toegekend",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\nIF NOT EXISTS (\n    SELECT 1 FROM declaraties d\n    WHERE d.id = NEW.declaratie_id AND d.is_ontvangen AND d.lane_id = NEW.lane_id\n        AND d.toegekend_cents = NEW.bedrag_cents\n) THEN\n    RAISE EXCEPTION 'a betaalregel is not what was granted on its declaratie'\n        USING ERRCODE = 'integrity_constraint_violation';\nEND IF;\nRETURN NULL;\n",
                    hash="09af4735e48db5fa707d01d427fc52717a138c99",
                    operation="INSERT",
                    pgid="pgtrigger_is_wat_is_toegekend_6f30b",
                    table="betaalregels",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="betaalregel",
            trigger=pgtrigger.compiler.Trigger(
                name="past_in_opdracht",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\nIF EXISTS (\n    SELECT 1 FROM betaalopdrachten o\n    JOIN betaalbatches b ON b.id = o.batch_id\n    JOIN aanbieders a ON a.id = o.aanbieder_id\n    CROSS JOIN LATERAL (\n        SELECT count(*) AS regels, COALESCE(sum(r.bedrag_cents), 0) AS cents,\n            bool_and(l.administratie_id = b.administratie_id AND l.aanbieder = a.agb) AS is_own\n        FROM betaalregels r JOIN lanes l ON l.id = r.lane_id\n        WHERE r.opdracht_id = o.id\n    ) found\n    WHERE o.id IN (NEW.opdracht_id, OLD.opdracht_id) AND CASE\n        WHEN o.status IN ('geweigerd', 'vervallen') THEN found.regels > 0\n        ELSE found.cents <> o.bedrag_cents OR NOT found.is_own\n    END\n) THEN\n    RAISE EXCEPTION 'the amount of an opdracht is not the sum of its betaalregels'\n        USING ERRCODE = 'integrity_constraint_violation';\nEND IF;\nRETURN NULL;",
                    hash="29bd7e1a6f2a192d38a613ea09559294e0d51ae8",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_past_in_opdracht_f4ee1",
                    table="betaalregels",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
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
