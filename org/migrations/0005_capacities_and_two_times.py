"""A holding says in which capacity; what was said of it stays; two holders at a time are refused by the database.

SQLite refuses them by a trigger, which `migrate` installs with the others (`portal/editions/triggers.py`).
"""

from __future__ import annotations

import uuid
from typing import Any

import django.utils.timezone
from django.db import migrations, models

ONE_HOLDER = """
    ALTER TABLE org_holding ADD CONSTRAINT holding_one_holder EXCLUDE USING gist (
        work WITH =, post WITH =, daterange(starts, ends, '[]') WITH &&
    ) WHERE (superseded_at IS NULL AND capacity = 'holder')
"""


def carry_over(apps: Any, schema_editor: Any) -> None:
    """Give each holding its capacity, an identity of its own, and the moment at which the desk noted it."""
    holdings = apps.get_model("org", "Holding").objects.using(schema_editor.connection.alias)
    noted = dict(_noted(apps, schema_editor.connection.alias))
    for holding in holdings.all():
        holding.record = uuid.uuid4()
        holding.capacity = "interim" if holding.interim else "holder"
        holding.recorded_at = noted.get(str(holding.pk), holding.recorded_at)
        holding.save(update_fields=["record", "capacity", "recorded_at"])


def _noted(apps: Any, alias: str) -> Any:
    entries = apps.get_model("wagtailcore", "ModelLogEntry").objects.using(alias)
    created = entries.filter(content_type__app_label="org", content_type__model="holding", action="wagtail.create")
    return created.values_list("object_id", "timestamp")


def carry_back(apps: Any, schema_editor: Any) -> None:
    """Go back as long as nothing is lost by it."""
    holdings = apps.get_model("org", "Holding").objects.using(schema_editor.connection.alias)
    if holdings.filter(models.Q(superseded_at__isnull=False) | models.Q(capacity="delegate")).exists():
        raise ValueError("Going back would lose what was said of holdings before, or delegates.")
    holdings.filter(capacity="interim").update(interim=True)


def refuse_two_holders(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        # Trusted since PostgreSQL 13: the owner of the database may create it.
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        schema_editor.execute(ONE_HOLDER)


def allow_two_holders(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE org_holding DROP CONSTRAINT holding_one_holder")


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0004_imports_from_the_browser"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            "holding",
            "capacity",
            models.CharField(
                choices=[("holder", "titulaire"), ("interim", "intérim"), ("delegate", "délégation")],
                default="holder",
                max_length=10,
                verbose_name="qualité",
            ),
        ),
        migrations.AddField(
            "holding", "scope", models.CharField(blank=True, max_length=255, verbose_name="délégation pour")
        ),
        migrations.AddField("holding", "record", models.UUIDField(default=uuid.uuid4, editable=False)),
        migrations.AddField(
            "holding",
            "recorded_at",
            models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="enregistré le"),
            preserve_default=False,
        ),
        migrations.AddField(
            "holding",
            "recorded_by",
            models.CharField(default="", editable=False, max_length=255, verbose_name="enregistré par"),
            preserve_default=False,
        ),
        migrations.AddField("holding", "superseded_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField(
            "holding", "superseded_by", models.CharField(blank=True, editable=False, max_length=255)
        ),
        migrations.RunPython(carry_over, carry_back),
        migrations.RemoveField("holding", "interim"),
        migrations.AddIndex("holding", models.Index(fields=["record"], name="holding_record")),
        migrations.AddConstraint(
            "holding",
            models.CheckConstraint(
                condition=models.Q(superseded_at__isnull=True)
                | models.Q(superseded_at__gt=models.F("recorded_at")),
                name="holding_said_before_superseded",
            ),
        ),
        migrations.AddConstraint(
            "holding",
            models.UniqueConstraint(
                condition=models.Q(superseded_at__isnull=True), fields=("record",), name="holding_said_once"
            ),
        ),
        migrations.RunPython(refuse_two_holders, allow_two_holders),
    ]
