# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("declaraties", "0001_initial"),
        ("partijen", "0001_initial"),
        ("toewijzingen", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Boeking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("soort", models.CharField(max_length=12)),
                ("wet", models.CharField(max_length=3)),
                ("product_categorie", models.CharField(blank=True, max_length=2)),
                ("product_code", models.CharField(blank=True, max_length=5)),
                ("maand", models.DateField()),
                ("boekmaand", models.DateField()),
                ("max_cents", models.BigIntegerField(default=0)),
                ("verwacht_cents", models.BigIntegerField(default=0)),
                ("bedrag_cents", models.BigIntegerField(default=0)),
                ("at", models.DateTimeField()),
                (
                    "administratie",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="partijen.administratie",
                    ),
                ),
                (
                    "declaratie",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="declaraties.declaratie",
                    ),
                ),
                (
                    "toewijzing",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="toewijzingen.toewijzing",
                    ),
                ),
            ],
            options={
                "db_table": "boekingen",
                "indexes": [
                    models.Index(
                        condition=models.Q(("toewijzing__isnull", False)),
                        fields=["toewijzing", "maand"],
                        name="boeking_van_toewijzing",
                    ),
                    models.Index(fields=["administratie", "maand"], name="boeking_per_maand"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("soort__in", ["verplichting", "vrijval", "realisatie"])
                        ),
                        name="boeking_soort",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("wet__in", ["wmo", "jw"])), name="boeking_wet"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("boekmaand__day", 1), ("maand__day", 1)),
                        name="boeking_in_een_maand",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("declaratie__isnull", False),
                                ("max_cents", 0),
                                ("soort", "realisatie"),
                                ("toewijzing__isnull", True),
                                ("verwacht_cents", 0),
                            ),
                            models.Q(
                                ("bedrag_cents", 0),
                                ("declaratie__isnull", True),
                                ("max_cents__gte", 0),
                                ("soort", "verplichting"),
                                ("toewijzing__isnull", False),
                                ("verwacht_cents__gte", 0),
                            ),
                            models.Q(
                                ("bedrag_cents", 0),
                                ("declaratie__isnull", True),
                                ("max_cents__lte", 0),
                                ("soort", "vrijval"),
                                ("toewijzing__isnull", False),
                                ("verwacht_cents__lte", 0),
                            ),
                            _connector="OR",
                        ),
                        name="boeking_heeft_een_bron",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("soort", "realisatie")),
                        fields=("declaratie", "maand", "product_categorie", "product_code"),
                        name="realisatie_wordt_een_keer_geboekt",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="boeking",
            trigger=pgtrigger.compiler.Trigger(
                name="alleen_toevoegen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="846cfff7782784efec65ea572cabb1057106a317",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_alleen_toevoegen_c2b98",
                    table="boekingen",
                    when="BEFORE",
                ),
            ),
        ),
    ]
