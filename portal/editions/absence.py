"""What is said of a text where none of its editions is in force: which one held last, or will hold first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Self

from django.db.models import F, QuerySet
from django.db.models.lookups import Exact

from .models import Edition, InForce, Work
from .reading import Reading


@dataclass(frozen=True, slots=True)
class Absence:
    """A text on a date on which it is not in force; ``coming``: from when it will be, when it never was before."""

    edition: Edition
    coming: datetime.date | None = None

    @property
    def coming_approximately(self) -> bool:
        """Whether the edition to come gives its day as approximate."""
        return self.edition.approximate and self.edition.in_force_from == self.coming

    @classmethod
    def read(cls, work: Work, reading: Reading) -> Self | None:
        """Return what this reader may be told of ``work``; None when there is nothing."""
        if not reading.may_read(work):
            return None
        held = InForce.objects.said(reading.recorded).filter(work=work)
        held = held.filter(language__in={reading.language, work.source_language})
        first = held.order_by("starts", _is_own(reading.language).desc()).select_related("edition__withdrawal").first()
        if first and first.starts > reading.date:
            return cls(first.edition, first.starts)
        last = _last(work, reading, held.filter(ends__lte=reading.date).order_by("ends").last())
        return cls(last) if last else None


def _last(work: Work, reading: Reading, ended: InForce | None) -> Edition | None:
    """Return what ended a text, or else the last that was recorded of it; in the reader's language where it can be."""
    editions: QuerySet[Edition] = work.editions.recorded_by(reading.recorded).select_related("withdrawal")
    editions = editions.order_by("recorded_at", _is_own(reading.language), "pk")
    return (editions.filter(in_force_from=ended.ends).last() if ended else None) or editions.last()


def _is_own(language: str) -> Exact:
    return Exact(F("language"), language)
