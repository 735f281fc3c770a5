# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("postbus", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE bericht_nummers MAXVALUE 99999999999",
            "DROP SEQUENCE bericht_nummers",
        )
    ]
