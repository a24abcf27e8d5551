"""Withdrawals. The rule by which the database lets one replace a text comes after every migration (``triggers``)."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editions", "0004_ledger")]

    operations = [
        migrations.AlterModelOptions(
            "edition",
            options={
                "ordering": ["work", "language", "number"],
                "permissions": [("withdraw_edition", "Peut retirer un texte publié")],
                "verbose_name": "édition",
                "verbose_name_plural": "éditions",
            },
        ),
        migrations.CreateModel(
            "Withdrawal",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("author", models.CharField(max_length=255)),
                ("recorded_at", models.DateTimeField(db_index=True)),
                ("canonical", models.TextField()),
                ("title", models.CharField(max_length=255)),
                ("words", models.CharField(db_index=True, max_length=64)),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawal", to="editions.edition"
                    ),
                ),
            ],
            options={"verbose_name": "retrait", "verbose_name_plural": "retraits"},
        ),
    ]
