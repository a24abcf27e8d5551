"""What the desk knows around a request: its text by name, the draft to correct, what the passage says today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from portal.editions.audiences import audience_of
from portal.editions.models import Edition, InForce
from portal.editions.projections import descendants
from portal.editions.viewsets import named_works

from .models import CorrectionRequest
from .passages import passage_of
from .querysets import CorrectionRequestQuerySet

Choices = list[tuple[str, str]]


def requests_for(user: Any) -> CorrectionRequestQuerySet:
    """Return the requests about texts that ``user`` may read."""
    return CorrectionRequest.objects.readable_by(audience_of(user))


def waiting_for(user: Any) -> CorrectionRequestQuerySet:
    """Return the requests that ``user`` can answer and nobody has; none without the permission."""
    if not user.has_perm("corrections.change_correctionrequest"):
        return CorrectionRequest.objects.none()
    return requests_for(user).open()


def organisations() -> Choices:
    """Return what stands at the top today: there are few."""
    top = InForce.objects.on(timezone.localdate()).filter(parent__isnull=True, language=F("work__source_language"))
    return [(str(key), title) for key, title in top.order_by("title").values_list("work", "title")]


def reported_texts() -> Choices:
    """Return the texts that somebody reported on, by name."""
    reported = CorrectionRequest.objects.values("work")
    named = named_works().filter(key__in=reported).order_by("name")
    return [(str(work.key), work.name or str(work.key)) for work in named]


def below(key: UUID) -> set[UUID]:
    """Return a text and all below it."""
    return {key} | descendants(key)


@dataclass(frozen=True, slots=True)
class Draft:
    """The page where a request is followed: in the language of the edition, or else of the source."""

    page: Page
    url: str
    may_edit: bool


def draft_of(request: CorrectionRequest, user: Any) -> Draft | None:
    """Return the draft to correct, opened at the row that was reported; None when there is no page any more."""
    pages = Page.objects.filter(translation_key=request.work_id).select_related("locale")
    by_language = {page.locale.language_code: page for page in pages}
    page = by_language.get(request.edition.language) or by_language.get(request.work.source_language)
    if page is None:
        return None
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    url += f"#:w:contentpath={request.anchor}" if request.anchor else ""
    return Draft(page, url, page.permissions_for_user(user).can_edit())


@dataclass(frozen=True, slots=True)
class Today:
    """What stands today where the reader saw the edition; ``edition`` None: the text is no longer in force."""

    edition: Edition | None
    passage: str
    is_same_edition: bool


def today_of(request: CorrectionRequest) -> Today:
    """Return the text in force today in the language of the edition, and what the passage says in it."""
    rows: QuerySet[InForce] = InForce.objects.on(timezone.localdate())
    row = rows.filter(work=request.work_id, language=request.edition.language).select_related("edition").first()
    if row is None:
        return Today(None, "", is_same_edition=False)
    return Today(row.edition, passage_of(row.edition, request.anchor), row.edition_id == request.edition_id)
