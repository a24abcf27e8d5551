"""What a verification finds: what is wrong, where, and in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db import DatabaseError
from django.utils.translation import gettext as _

from ..models import Edition

# What reading a row raises whose values are none that the portal writes.
UNREADABLE = (DatabaseError, ValueError, TypeError, AttributeError, OverflowError)


class What(StrEnum):
    """What is wrong, for programs."""

    UNREADABLE = "unreadable"
    CONTENT = "content"
    SEAL = "seal"
    TITLE = "title"
    KIND = "kind"
    LANGUAGE = "language"
    ORDER = "order"
    MISSING = "missing"
    PREVIOUS = "previous"
    DIGEST = "digest"
    AUTHOR = "author"
    DATE = "date"
    NATURE = "nature"
    NOTE = "note"
    RECORD = "record"
    WITHDRAWAL = "withdrawal"
    FILE = "file"
    LEDGER = "ledger"
    PROJECTIONS = "projections"
    TRIGGER = "trigger"
    VERDICT = "verdict"
    APPROVAL = "approval"
    MINUTE = "minute"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fault is; empty when it is nowhere in particular."""

    title: str = ""
    work: UUID | None = None
    language: str = ""
    number: int | None = None

    def __str__(self) -> str:
        words = [f"« {self.title} »" if self.title else str(self.work or ""), self.language]
        if self.number is not None:
            words.append(_("édition n° %(number)s") % {"number": self.number})
        return ", ".join(word for word in words if word)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was recorded."""

    what: What
    message: str
    place: Place = Place()

    def __str__(self) -> str:
        place = str(self.place)
        return _("%(place)s : %(message)s") % {"place": place, "message": self.message} if place else self.message


def place_of(edition: Edition) -> Place:
    """Return where an edition stands, in the words of its row."""
    return Place(edition.title, edition.work_id, edition.language, edition.number)
