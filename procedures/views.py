"""Public views of procedures that are not editions of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from portal.editions.freshness import kept_until_change
from portal.editions.models import InForce, Work
from portal.editions.readers import reading_of
from portal.editions.reading import Reading

from .content.procedures import ProcedureContent
from .flow import Selection
from .presentation.choosing import what_applies
from .presentation.procedures import CHANNEL, PROFILE, guide


@dataclass(frozen=True, slots=True)
class Found:
    """A procedure in force on the reader's date, and whom the reader asks about."""

    work: Work
    row: InForce
    content: ProcedureContent
    reading: Reading
    selection: Selection

    def context(self) -> dict[str, Any]:
        """Return what templates need."""
        edition = self.row.edition
        return {
            "content": self.content,
            "work": self.work,
            "edition": edition,
            "intervals": [self.row],
            "reading": self.reading,
            "shown_language": self.row.language,
            "is_current": True,
            "guide_url": self.reading.address(self.work.key),
            **guide(self.content, self.work, self.reading, self.selection),
        }


def found(request: HttpRequest, key: UUID) -> Found:
    """Return the procedure that is asked for; there is none where the reader may not read one."""
    reading = reading_of(request)
    work = get_object_or_404(Work, key=key)
    row = reading.in_force(work)
    if row is None or row.edition.withdrawn or not isinstance(content := row.edition.content, ProcedureContent):
        raise Http404
    return Found(work, row, content, reading, selection_of(request))


def selection_of(request: HttpRequest) -> Selection:
    """Return whom a request asks about."""
    return Selection(frozenset(request.GET.getlist(PROFILE)), frozenset(request.GET.getlist(CHANNEL)))


@kept_until_change
def guides(request: HttpRequest) -> HttpResponse:
    """Show the guides in force, and which of them apply to whom the reader asks about."""
    reading = reading_of(request)
    context = {"reading": reading, **what_applies(reading, selection_of(request))}
    return render(request, "procedures/guides.html", context)


@kept_until_change
def steps(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show only the steps that apply to whom the reader asks about: who acts, by when, with which form."""
    asked = found(request, key)
    return render(request, "procedures/steps.html", asked.context())
