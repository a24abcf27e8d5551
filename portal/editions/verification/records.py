"""The record of an edition (who, when, from when, which number, after which other), and what was changed in it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from django.utils.translation import gettext as _

from ..models import Address, Edition, InForce, Nature
from ..seals import canonical, seal_of
from ..services import record_of
from .faults import UNREADABLE, Fault, What, place_of

MOST_NUMBERS = 2_000
DAYS_AROUND = 20_000
LONGEST_TEXT = 300
_PUT_HERE = "\uffff"  # no text of ours: Unicode gives it to nobody

WHAT = {
    "work": What.ORDER,
    "number": What.ORDER,
    "language": What.LANGUAGE,
    "nature": What.NATURE,
    "seal": What.SEAL,
    "previous_digest": What.PREVIOUS,
    "author": What.AUTHOR,
    "date_note": What.NOTE,
    "change_note": What.NOTE,
}


def digest_of(edition: Edition, **instead: Any) -> str:
    """Return the digest that the record of an edition must have, with other values ``instead``."""
    return seal_of(canonical({**record_of(edition), **instead}))


def changed_record(edition: Edition, before: Edition | None) -> Fault:
    """Return which value of a record whose digest is wrong was changed: the one that, put back, makes it right."""
    for name, values in _former_values(edition, before):
        start, end = canonical({**record_of(edition), name: _PUT_HERE}).split(canonical(_PUT_HERE))
        with suppress(*UNREADABLE):  # other rows may be damaged too
            for value in values:
                if seal_of(start + canonical(value) + end) == edition.digest:
                    return _changed(edition, name, value)
    message = _("l’enregistrement a été modifié (auteur, dates, notes, nature ou ordre)")
    return Fault(What.RECORD, message, place_of(edition))


def _changed(edition: Edition, name: str, value: Any) -> Fault:
    words = {
        What.ORDER: _("l’ordre a été modifié (%(name)s) : c’était « %(value)s »"),
        What.SEAL: _("le sceau a été modifié : c’était « %(value)s »"),
        What.PREVIOUS: _("l’empreinte de l’édition précédente a été modifiée : c’était « %(value)s »"),
        What.AUTHOR: _("l’auteur a été modifié : c’était « %(value)s »"),
        What.DATE: _("une date a été modifiée (%(name)s) : c’était « %(value)s »"),
        What.NATURE: _("la nature a été modifiée : c’était « %(value)s »"),
        What.NOTE: _("une note a été modifiée (%(name)s) : c’était « %(value)s »"),
        What.LANGUAGE: _("la langue a été modifiée : c’était « %(value)s »"),
    }
    what = WHAT.get(name, What.DATE)
    return Fault(what, words[what] % {"name": name, "value": value}, place_of(edition))


def _former_values(edition: Edition, before: Edition | None) -> Iterator[tuple[str, Iterable[Any]]]:
    """Yield, for each value of a record, what it may have been, the few first."""
    yield "previous_digest", ["", *([before.digest] if before else [])]
    yield "nature", Nature.values
    yield "approximate", [False, True]
    yield "seal", [seal_of(edition.canonical.encode()), *_seals(edition)]
    yield "number", range(1, MOST_NUMBERS)
    yield "language", _languages()
    yield "author", Edition.objects.order_by().values_list("author", flat=True).distinct()
    yield "work", (str(key) for key in _works(edition))
    yield "recorded_at", (moment.astimezone(datetime.UTC).isoformat() for moment in _moments(edition))
    yield "in_force_from", _days_around(edition.in_force_from)
    yield "in_force_until", [None, *(_days_around(edition.in_force_until) if edition.in_force_until else [])]
    for name in ("author", "date_note", "change_note"):
        yield name, _one_byte_away(getattr(edition, name))


def _languages() -> Iterable[str]:
    return Edition.objects.order_by().values_list("language", flat=True).distinct()


def _seals(edition: Edition) -> Iterable[str]:
    return Edition.objects.filter(work=edition.work_id).values_list("seal", flat=True)


def _works(edition: Edition) -> Iterable[Any]:
    return InForce.objects.filter(edition=edition.pk).values_list("work", flat=True)


def _moments(edition: Edition) -> Iterator[datetime.datetime]:
    """Yield the moments at which a projection of the work changed: each is that of an edition."""
    for rows in (InForce.objects.filter(edition=edition.pk), Address.objects.filter(work=edition.work_id)):
        for pair in rows.values_list("recorded_from", "recorded_until"):
            yield from pair


def _days_around(day: datetime.date) -> Iterator[str]:
    for away in range(DAYS_AROUND):
        for days in (away, -away):
            try:
                yield (day + datetime.timedelta(days=days)).isoformat()
            except OverflowError:
                continue


def _one_byte_away(text: str) -> Iterator[str]:
    """Yield what a text may have been before one byte of it was changed."""
    held = text.encode()
    for place in range(min(len(held), LONGEST_TEXT)):
        for byte in range(256):
            try:
                yield (held[:place] + bytes([byte]) + held[place + 1 :]).decode()
            except UnicodeDecodeError:
                continue
