"""The ledger's head, over the editions that there are. Triggers come after every migration (``triggers``)."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import migrations, models


def from_the_first_edition(apps: Any, schema_editor: Any) -> None:
    edition, ledger_head = (apps.get_model("editions", name) for name in ("Edition", "LedgerHead"))
    count, digest = 0, ""
    digests = edition.objects.order_by("recorded_at", "pk").values_list("digest", flat=True)
    for count, recorded in enumerate(digests.iterator(), start=1):
        digest = hashlib.sha256(f"{digest}{recorded}".encode()).hexdigest()
    if count:
        ledger_head.objects.create(pk=1, count=count, digest=digest)


class Migration(migrations.Migration):
    dependencies = [("editions", "0003_two_times")]

    operations = [
        migrations.CreateModel(
            "LedgerHead",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("count", models.PositiveBigIntegerField(default=0)),
                ("digest", models.CharField(max_length=64, blank=True)),
            ],
        ),
        migrations.RunPython(from_the_first_edition, migrations.RunPython.noop),
    ]
