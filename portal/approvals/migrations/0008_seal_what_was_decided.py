"""Writes down what reviews hold already, and where each chain ends.

After the migration that makes the tables, not in it: PostgreSQL alters no table to which rows were just added.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.utils import timezone

from portal.approvals.chain import digest_of, plain

DECIDED = ("contribution", "invitation", "exemption", "weighing")
NOT_SAID = {"id", "user"}


def seal(apps: Any, schema_editor: Any) -> None:
    minute = apps.get_model("approvals", "Minute")
    number, before, now = 0, "", timezone.now()
    for about in DECIDED:
        for row in apps.get_model("approvals", about).objects.order_by("pk").iterator():
            number += 1
            words = {"about": about, "row": row.pk, "said": said_by(row), "review_id": row.review_id}
            made = minute(number=number, previous_digest=before, recorded_at=now, **words)
            made.digest = before = digest_of(made)
            made.save()


def said_by(row: Any) -> dict[str, Any]:
    fields = [field for field in row._meta.concrete_fields if field.name not in NOT_SAID]
    return {field.attname: plain(getattr(row, field.attname)) for field in fields}


def note_ends(apps: Any, schema_editor: Any) -> None:
    chain_end = apps.get_model("approvals", "ChainEnd")
    for chain in ("verdict", "minute", "approval"):
        if last := apps.get_model("approvals", chain).objects.order_by("number").last():
            chain_end.objects.create(chain=chain, number=last.number, digest=last.digest)


class Migration(migrations.Migration):
    dependencies = [("approvals", "0007_minutes")]

    operations = [
        migrations.RunPython(seal, migrations.RunPython.noop),
        migrations.RunPython(note_ends, migrations.RunPython.noop),
    ]
