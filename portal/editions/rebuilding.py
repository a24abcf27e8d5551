"""The projections, written anew from editions alone: replayed one by one, in the order of recording."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection, transaction

from . import freshness, projections
from .models import Address, Attachment, Edition, InForce, Relation, Work
from .signals import works_changed
from .turns import turn

PROJECTIONS = (Relation, Attachment, Address, InForce)
_AT_A_TIME = 200


@transaction.atomic
@turn()
def rebuild(done: Callable[[int], object] = lambda count: None) -> int:
    """Write every projection anew and announce it; return how many editions were replayed."""
    count = replay(done)
    freshness.renew()
    works_changed.send(sender=Work, works=frozenset(Work.objects.values_list("key", flat=True)))
    return count


def replay(done: Callable[[int], object] = lambda count: None) -> int:
    """Empty the projections and replay all editions, each at its own moment: inside a transaction, with the turn."""
    for model in PROJECTIONS:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - constant
    recorded = Edition.objects.order_by("recorded_at", "pk").values_list("pk", flat=True)
    for pk in recorded.iterator(_AT_A_TIME):
        edition = Edition.objects.select_related("work", "withdrawal").get(pk=pk)
        projections.project(edition.work, edition)
        done(1)
    return Edition.objects.count()
