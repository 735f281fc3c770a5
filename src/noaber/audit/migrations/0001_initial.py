# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Installatie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sleutel_kenmerk", models.TextField()),
            ],
            options={
                "db_table": "installatie",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="installatie_is_een")
                ],
            },
        ),
        migrations.CreateModel(
            name="Verwerking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("doel", models.TextField()),
                ("handeling", models.TextField()),
                ("administratie", models.TextField()),
                ("onderwerp_soort", models.TextField()),
                ("onderwerp_id", models.BigIntegerField()),
            ],
            options={
                "db_table": "verwerkingen",
                "indexes": [
                    models.Index(fields=["onderwerp_soort", "onderwerp_id"], name="verwerking_van")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="verwerking",
            trigger=pgtrigger.compiler.Trigger(
                name="alleen_toevoegen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a5b187214cf52ea3d0dae98e2486e788b37df1c8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_alleen_toevoegen_004dc",
                    table="verwerkingen",
                    when="BEFORE",
                ),
            ),
        ),
    ]
