"""The database's own rules: each trigger is in place."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext as _

from .. import triggers
from .faults import Fault, What


def check_triggers() -> Iterator[Fault]:
    """Yield the triggers that are missing or were changed."""
    for trigger in triggers.missing(connection):
        words = {"name": trigger.name, "table": trigger.table}
        message = _("le déclencheur %(name)s manque sur %(table)s : « manage.py migrate » le remet")
        yield Fault(What.TRIGGER, message % words)
