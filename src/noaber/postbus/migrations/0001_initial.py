# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
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
            name="Bericht",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "richting",
                    models.CharField(choices=[("in", "IN"), ("uit", "UIT")], max_length=3),
                ),
                ("functie", models.CharField(blank=True, max_length=30)),
                ("zender", models.TextField()),
                ("ontvanger", models.TextField()),
                ("identificatie", models.TextField(blank=True)),
                ("dagtekening", models.DateField()),
                ("rang", models.PositiveSmallIntegerField()),
                ("status", models.CharField(max_length=20)),
                ("uitkomst", models.CharField(blank=True, max_length=20)),
                (
                    "retourcodes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=4), default=list, size=None
                    ),
                ),
                ("at", models.DateTimeField()),
                ("afgerond_at", models.DateTimeField(null=True)),
                ("uiterlijk", models.DateField(null=True)),
                ("pogingen", models.PositiveSmallIntegerField(default=0)),
                ("naam", models.TextField(blank=True)),
                ("sha256", models.BinaryField(max_length=32)),
                ("payload_sha256", models.BinaryField(max_length=32, null=True)),
                ("grootte", models.PositiveIntegerField()),
                ("envelop", models.JSONField(null=True)),
                ("referentienummer", models.TextField(null=True)),
                (
                    "administratie",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partijen.administratie",
                    ),
                ),
                (
                    "antwoord_op",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="antwoorden",
                        to="postbus.bericht",
                    ),
                ),
                (
                    "herhaling_van",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="postbus.bericht",
                    ),
                ),
                (
                    "lane",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partijen.lane",
                    ),
                ),
            ],
            options={
                "db_table": "berichten",
                "indexes": [
                    models.Index(
                        models.F("lane"),
                        models.F("dagtekening"),
                        models.F("rang"),
                        django.db.models.functions.text.Length("identificatie"),
                        models.F("identificatie"),
                        models.F("payload_sha256"),
                        models.F("id"),
                        condition=models.Q(("richting", "in"), ("status", "ontvangen")),
                        name="bericht_wacht",
                    ),
                    models.Index(
                        condition=models.Q(("richting", "uit"), ("status", "gemaakt")),
                        fields=["id"],
                        name="bericht_ligt_klaar",
                    ),
                    models.Index(
                        condition=models.Q(("uiterlijk__isnull", False)),
                        fields=["uiterlijk"],
                        name="bericht_termijn",
                    ),
                    models.Index(fields=["sha256"], name="bericht_sha256"),
                    models.Index(fields=["administratie", "richting", "-id"], name="bericht_lijst"),
                    models.Index(fields=["at"], name="bericht_moment"),
                    models.Index(fields=["functie"], name="bericht_soort"),
                    models.Index(fields=["status"], name="bericht_stand"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("richting", "in"),
                                (
                                    "status__in",
                                    ["ontvangen", "verwerkt", "herhaling", "quarantaine"],
                                ),
                            ),
                            models.Q(
                                ("richting", "uit"),
                                (
                                    "status__in",
                                    [
                                        "gemaakt",
                                        "verzonden",
                                        "antwoord te laat",
                                        "niet afgeleverd",
                                        "akkoord",
                                        "afgekeurd",
                                    ],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="bericht_status_bestaat",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("richting", "in"), ("status", "verwerkt"), _negated=True),
                            ("afgerond_at__isnull", False),
                            _connector="OR",
                        ),
                        name="bericht_verwerkt_op_een_moment",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("richting", "uit"),
                            ("herhaling_van__isnull", True),
                            ("antwoord_op__isnull", False),
                        ),
                        fields=("antwoord_op",),
                        name="bericht_krijgt_een_antwoord",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("richting", "in"), ("referentienummer__isnull", False)),
                        fields=("zender", "referentienummer"),
                        name="envelop_komt_een_keer_binnen",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("richting", "in"),
                            ("herhaling_van__isnull", True),
                            models.Q(("identificatie", ""), _negated=True),
                        ),
                        fields=("zender", "functie", "identificatie", "payload_sha256"),
                        name="bericht_komt_een_keer_binnen",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("richting", "in"),
                            ("herhaling_van__isnull", True),
                            ("identificatie", ""),
                        ),
                        fields=("sha256",),
                        name="bytes_komen_een_keer_binnen",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("richting", "uit"), ("referentienummer__isnull", False)
                        ),
                        fields=("referentienummer",),
                        name="envelop_gaat_een_keer_uit",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("richting", "uit"), ("herhaling_van__isnull", True)),
                        fields=("zender", "functie", "identificatie"),
                        name="bericht_gaat_een_keer_uit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BerichtInhoud",
            fields=[
                (
                    "bericht",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="inhoud",
                        serialize=False,
                        to="postbus.bericht",
                    ),
                ),
                ("sealed", models.BinaryField()),
            ],
            options={
                "db_table": "bericht_inhoud",
            },
        ),
        migrations.CreateModel(
            name="Quarantaine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("naam", models.TextField()),
                ("sha256", models.BinaryField(max_length=32)),
                ("reden", models.TextField()),
                ("sealed", models.BinaryField(null=True)),
                ("afgehandeld_at", models.DateTimeField(null=True)),
                ("afgehandeld_door", models.TextField(blank=True)),
                ("besluit", models.TextField(blank=True)),
                (
                    "bericht",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="postbus.bericht",
                    ),
                ),
            ],
            options={
                "db_table": "quarantaine",
                "indexes": [
                    models.Index(
                        condition=models.Q(("afgehandeld_at__isnull", True)),
                        fields=["id"],
                        name="quarantaine_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("afgehandeld_at__isnull", True)),
                        fields=("sha256", "naam"),
                        name="quarantaine_een_keer_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("afgehandeld_at__isnull", True),
                            models.Q(
                                models.Q(("afgehandeld_door", ""), _negated=True),
                                models.Q(("besluit", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="quarantaine_heeft_een_besluit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuarantaineEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("naam", models.TextField()),
                ("sha256", models.BinaryField(max_length=32)),
                ("reden", models.TextField()),
                ("afgehandeld_at", models.DateTimeField(null=True)),
                ("afgehandeld_door", models.TextField(blank=True)),
                ("besluit", models.TextField(blank=True)),
                (
                    "bericht",
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
                        to="postbus.quarantaine",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Signaal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "soort",
                    models.TextField(
                        choices=[
                            (
                                "antwoord op een onbekend bericht",
                                "antwoord op een onbekend bericht",
                            ),
                            ("tweede antwoord op een bericht", "tweede antwoord op een bericht"),
                            (
                                "antwoord op een bericht dat niet is afgeleverd",
                                "antwoord op een bericht dat niet is afgeleverd",
                            ),
                            (
                                "antwoord dat bij een ander bericht hoort",
                                "antwoord dat bij een ander bericht hoort",
                            ),
                            (
                                "referentienummer voor de tweede keer gebruikt",
                                "referentienummer voor de tweede keer gebruikt",
                            ),
                            ("antwoord is niet op tijd", "antwoord is niet op tijd"),
                            ("ons antwoord is niet op tijd", "ons antwoord is niet op tijd"),
                            (
                                "antwoord op een verzoek is niet op tijd",
                                "antwoord op een verzoek is niet op tijd",
                            ),
                            ("bericht is niet afgeleverd", "bericht is niet afgeleverd"),
                            ("ons bericht is afgekeurd", "ons bericht is afgekeurd"),
                            ("aandachtspunt bij een bericht", "aandachtspunt bij een bericht"),
                        ]
                    ),
                ),
                ("regel", models.CharField(blank=True, max_length=8)),
                ("tekst", models.TextField()),
                ("termijn", models.TextField(blank=True)),
                ("afgehandeld_at", models.DateTimeField(null=True)),
                ("afgehandeld_door", models.TextField(blank=True)),
                ("besluit", models.TextField(blank=True)),
                (
                    "bericht",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signalen",
                        to="postbus.bericht",
                    ),
                ),
            ],
            options={
                "db_table": "signalen",
                "indexes": [
                    models.Index(
                        condition=models.Q(("afgehandeld_at__isnull", True)),
                        fields=["id"],
                        name="signaal_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("afgehandeld_at__isnull", True),
                            models.Q(
                                models.Q(("afgehandeld_door", ""), _negated=True),
                                models.Q(("besluit", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="signaal_heeft_een_besluit",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("termijn", ""), _negated=True),
                        fields=("termijn",),
                        name="termijn_wordt_een_keer_gemeld",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignaalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "soort",
                    models.TextField(
                        choices=[
                            (
                                "antwoord op een onbekend bericht",
                                "antwoord op een onbekend bericht",
                            ),
                            ("tweede antwoord op een bericht", "tweede antwoord op een bericht"),
                            (
                                "antwoord op een bericht dat niet is afgeleverd",
                                "antwoord op een bericht dat niet is afgeleverd",
                            ),
                            (
                                "antwoord dat bij een ander bericht hoort",
                                "antwoord dat bij een ander bericht hoort",
                            ),
                            (
                                "referentienummer voor de tweede keer gebruikt",
                                "referentienummer voor de tweede keer gebruikt",
                            ),
                            ("antwoord is niet op tijd", "antwoord is niet op tijd"),
                            ("ons antwoord is niet op tijd", "ons antwoord is niet op tijd"),
                            (
                                "antwoord op een verzoek is niet op tijd",
                                "antwoord op een verzoek is niet op tijd",
                            ),
                            ("bericht is niet afgeleverd", "bericht is niet afgeleverd"),
                            ("ons bericht is afgekeurd", "ons bericht is afgekeurd"),
                            ("aandachtspunt bij een bericht", "aandachtspunt bij een bericht"),
                        ]
                    ),
                ),
                ("regel", models.CharField(blank=True, max_length=8)),
                ("tekst", models.TextField()),
                ("termijn", models.TextField(blank=True)),
                ("afgehandeld_at", models.DateTimeField(null=True)),
                ("afgehandeld_door", models.TextField(blank=True)),
                ("besluit", models.TextField(blank=True)),
                (
                    "bericht",
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
                        to="postbus.signaal",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="berichtinhoud",
            trigger=pgtrigger.compiler.Trigger(
                name="alleen_toevoegen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="70029c492920e90720a000aa298fb141182ed64b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_alleen_toevoegen_4b3ea",
                    table="bericht_inhoud",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bericht",
            trigger=pgtrigger.compiler.Trigger(
                name="blijft_bewaard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="6131f2a8db28e64dfcd29b4d1fe026f714b65a5f",
                    operation="DELETE",
                    pgid="pgtrigger_blijft_bewaard_df668",
                    table="berichten",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quarantaine",
            trigger=pgtrigger.compiler.Trigger(
                name="blijft_bewaard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="99f596143dc75ac8334b2c24991215bdfba98252",
                    operation="DELETE",
                    pgid="pgtrigger_blijft_bewaard_6a45e",
                    table="quarantaine",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quarantaine",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "postbus_quarantaineevent" ("afgehandeld_at", "afgehandeld_door", "at", "bericht_id", "besluit", "id", "naam", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reden", "sha256") VALUES (NEW."afgehandeld_at", NEW."afgehandeld_door", NEW."at", NEW."bericht_id", NEW."besluit", NEW."id", NEW."naam", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reden", NEW."sha256"); RETURN NULL;',
                    hash="6b37aa86ac53fbf2de9f272a944988f3acd6ce73",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1d3a1",
                    table="quarantaine",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quarantaine",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."afgehandeld_at" IS DISTINCT FROM (NEW."afgehandeld_at") OR OLD."afgehandeld_door" IS DISTINCT FROM (NEW."afgehandeld_door") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."bericht_id" IS DISTINCT FROM (NEW."bericht_id") OR OLD."besluit" IS DISTINCT FROM (NEW."besluit") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."naam" IS DISTINCT FROM (NEW."naam") OR OLD."reden" IS DISTINCT FROM (NEW."reden") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256"))',
                    func='INSERT INTO "postbus_quarantaineevent" ("afgehandeld_at", "afgehandeld_door", "at", "bericht_id", "besluit", "id", "naam", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reden", "sha256") VALUES (NEW."afgehandeld_at", NEW."afgehandeld_door", NEW."at", NEW."bericht_id", NEW."besluit", NEW."id", NEW."naam", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reden", NEW."sha256"); RETURN NULL;',
                    hash="a7d86c5c2da9b507589a53db7e2b2b27054d058e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5fed",
                    table="quarantaine",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quarantaineevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="914e488f575e3a97850e112b8ba43439d1e93306",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5e943",
                    table="postbus_quarantaineevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signaal",
            trigger=pgtrigger.compiler.Trigger(
                name="blijft_bewaard",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="7b6faacd2332352548c4ec16c43c5f52d2b1f792",
                    operation="DELETE",
                    pgid="pgtrigger_blijft_bewaard_4e61d",
                    table="signalen",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signaal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "postbus_signaalevent" ("afgehandeld_at", "afgehandeld_door", "at", "bericht_id", "besluit", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regel", "soort", "tekst", "termijn") VALUES (NEW."afgehandeld_at", NEW."afgehandeld_door", NEW."at", NEW."bericht_id", NEW."besluit", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."regel", NEW."soort", NEW."tekst", NEW."termijn"); RETURN NULL;',
                    hash="adfca5b2956bb891aff2587d60e608a0295088ea",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0c288",
                    table="signalen",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signaal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "postbus_signaalevent" ("afgehandeld_at", "afgehandeld_door", "at", "bericht_id", "besluit", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "regel", "soort", "tekst", "termijn") VALUES (NEW."afgehandeld_at", NEW."afgehandeld_door", NEW."at", NEW."bericht_id", NEW."besluit", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."regel", NEW."soort", NEW."tekst", NEW."termijn"); RETURN NULL;',
                    hash="50ccf8c76e23e24453dcf54514aa25dca318d84e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7a736",
                    table="signalen",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="signaalevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="894b29aff2242b40fe6c8620b6998729023119fe",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9eede",
                    table="postbus_signaalevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
