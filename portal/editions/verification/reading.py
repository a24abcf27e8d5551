"""Every edition, chain by chain, a few at a time; a row that the database no longer reads is named and passed by."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from ..models import Edition
from ..services import record_of
from ..withdrawal.redaction import record_of as withdrawal_record
from .faults import UNREADABLE, Fault, Place, What, place_of

AT_A_TIME = 100
WHAT = {
    "canonical": What.CONTENT,
    "seal": What.SEAL,
    "digest": What.DIGEST,
    "previous_digest": What.PREVIOUS,
    "number": What.ORDER,
    "work": What.ORDER,
    "author": What.AUTHOR,
    "in_force_from": What.DATE,
    "in_force_until": What.DATE,
    "recorded_at": What.DATE,
    "nature": What.NATURE,
    "language": What.LANGUAGE,
    "title": What.TITLE,
    "date_note": What.NOTE,
    "change_note": What.NOTE,
}


def every_edition() -> Iterator[Edition | Fault]:
    """Yield each edition, or what is unreadable of it."""
    keys = Edition.objects.order_by("work", "language", "number").values_list("pk", flat=True).iterator(AT_A_TIME)
    while batch := list(islice(keys, AT_A_TIME)):
        yield from _many(batch)


def _many(keys: list[int]) -> list[Edition | Fault]:
    try:
        found = Edition.objects.select_related("withdrawal").in_bulk(keys)
        return [_whole(found[key]) for key in keys]
    except UNREADABLE:
        return [_one(key) for key in keys]


def _whole(edition: Edition) -> Edition:
    """Return an edition all of whose values were read."""
    assert record_of(edition)
    assert edition.withdrawn is None or withdrawal_record(edition.withdrawn)
    return edition


def _one(key: int) -> Edition | Fault:
    try:
        edition = Edition.objects.get(pk=key)
        assert record_of(edition)
    except UNREADABLE:
        return _unreadable(key)
    try:
        return _whole(Edition.objects.select_related("withdrawal").get(pk=key))
    except UNREADABLE:
        return Fault(What.WITHDRAWAL, _("le retrait est illisible"), place_of(edition))


def _unreadable(key: int) -> Fault:
    values = {field.name: _value(key, field) for field in Edition._meta.concrete_fields}
    lost = [name for name, value in values.items() if value is _LOST]
    known = {name: None if value is _LOST else value for name, value in values.items()}
    place = Place(known["title"] or "", known["work"], known["language"] or "", known["number"])
    what = WHAT.get(lost[0], What.UNREADABLE) if lost else What.UNREADABLE
    return Fault(what, _("la ligne est illisible (%(columns)s)") % {"columns": ", ".join(lost)}, place)


_LOST = object()


def _value(key: int, field: Any) -> Any:
    try:
        value = Edition.objects.filter(pk=key).values_list(field.name, flat=True).get()
    except UNREADABLE:
        return _LOST
    return _LOST if value is None and not field.null else value
