"""Previews: the public page of a draft, before there is an edition of it. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from .audiences import AUDIENCE_CODES, Audience, audience_of
from .models import Work
from .reading import Reading

if TYPE_CHECKING:
    from .pages import EditionedPage

MODES = {"public": _("Comme le public"), "partners": _("Comme les partenaires"), "staff": _("Comme le personnel")}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReading(Reading):
    """The texts around are those of today, but the draft stands where the desk has it."""

    draft: UUID
    above: tuple[UUID, ...]

    def chain_keys(self, work: UUID) -> list[UUID]:
        """Return the works above ``work``; above the draft, those of the desk, whatever is published."""
        return list(self.above) if work == self.draft else Reading.chain_keys(self, work)


def show_draft(
    request: HttpRequest, page: EditionedPage, mode: str, more: Mapping[str, Any] = MappingProxyType({})
) -> HttpResponse:
    """Show ``page`` as the audience of ``mode`` would get it, and never more than the person may read."""
    from .views import show  # Wagtail's views, which it falls back to, need models to be loaded

    language = page.locale.language_code
    reading = DraftReading(
        language=language,
        date=timezone.localdate(),
        audience=min(AUDIENCE_CODES.get(mode, Audience.PUBLIC), audience_of(request.user)),
        draft=page.translation_key,
        above=tuple(_works_above(page)),
    )
    with override(language):
        return show(request, reading, _work_of(page), page.edition_content(), edition=None, current=False, more=more)


def widest_mode(page: EditionedPage) -> str:
    """Return the mode of the widest audience that the text is for."""
    level = _work_of(page).effective_audience
    return next(code for code, audience in AUDIENCE_CODES.items() if audience == level)


def _work_of(page: EditionedPage) -> Work:
    """Return the work of a draft; for a page that was never saved, one that is not saved either."""
    known = Work.objects.filter(key=page.translation_key).first()
    if known:
        return known
    above = Work.objects.filter(key__in=_works_above(page)[-1:]).first()
    return Work(
        key=page.translation_key,
        kind=page.kind_name,
        source_language=page.locale.language_code,
        effective_audience=above.effective_audience if above else Audience.PUBLIC,
    )


def _works_above(page: EditionedPage) -> list[UUID]:
    """Return the works above a page in the desk's tree, from the top down; none for a page without a place yet."""
    if not page.path:
        return []
    keys = page.get_ancestors().order_by("depth").values_list("translation_key", flat=True)
    known = set(Work.objects.filter(key__in=keys).values_list("key", flat=True))
    return [key for key in keys if key in known]
