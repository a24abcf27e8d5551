"""The keys of phones, which a copy of the database told until now, are encrypted; going back opens them."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from portal.signing_in import vault


def close(apps: Any, schema_editor: Any) -> None:
    for device in apps.get_model("otp_totp", "TOTPDevice").objects.order_by("pk"):
        if not device.key.startswith(vault.MARK):
            device.key = vault.closed(bytes.fromhex(device.key), owner=device.user_id)
            device.save(update_fields=["key"])


def open_again(apps: Any, schema_editor: Any) -> None:
    for device in apps.get_model("otp_totp", "TOTPDevice").objects.order_by("pk"):
        device.key = vault.opened(device.key, owner=device.user_id).hex()
        device.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("signing_in", "0001_initial")]

    operations = [migrations.RunPython(close, open_again)]
