"""Projections say from when until when each row was said; what is there was said since its edition was recorded."""

from __future__ import annotations

import datetime
from typing import Any

import django.utils.timezone
from django.db import migrations, models
from django.db.models import F, Max, Min, OuterRef, Subquery

FOREVER_RECORDED = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)
LONG_AGO = datetime.datetime(1900, 1, 1, tzinfo=datetime.UTC)


def since_their_editions(apps: Any, schema_editor: Any) -> None:
    edition, in_force, address = (apps.get_model("editions", name) for name in ("Edition", "InForce", "Address"))
    recorded = edition.objects.filter(pk=OuterRef("edition")).values("recorded_at")
    in_force.objects.update(recorded_from=Subquery(recorded))
    of_work = edition.objects.filter(work=OuterRef("work")).order_by().values("work")
    first = of_work.annotate(moment=Min("recorded_at")).values("moment")
    last = of_work.annotate(moment=Max("recorded_at")).values("moment")
    address.objects.update(recorded_from=Subquery(first))
    # An address that had been replaced was kept with an empty interval.
    address.objects.filter(ends__lte=F("starts")).update(recorded_until=Subquery(last))


class Migration(migrations.Migration):
    dependencies = [("editions", "0002_last_change")]

    operations = [
        *(
            migrations.AddField(model, name, models.DateTimeField(default=default), preserve_default=name.endswith("l"))
            for model in ("inforce", "address")
            for name, default in (("recorded_from", LONG_AGO), ("recorded_until", FOREVER_RECORDED))
        ),
        migrations.AlterField(
            "edition", "recorded_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)
        ),
        migrations.RunPython(since_their_editions, migrations.RunPython.noop),
    ]
