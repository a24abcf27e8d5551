"""What the desk says of an abolition: what will happen and when, and to which texts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.dates import written

from ..models import Edition, Work
from ..pages import EditionedPage
from .terms import Force


@dataclass(frozen=True, slots=True)
class Below:
    """A text that stands below: its page, and whether this person may abolish it."""

    title: str
    edit_url: str
    move_url: str
    may_end: bool


def texts_below(works: Iterable[Work], user: Any) -> list[Below]:
    """Return the texts with their pages, as this person may act on them."""
    keys = [work.key for work in works]
    sources = {work.key: work.source_language for work in works}
    found = Page.objects.filter(translation_key__in=keys).select_related("locale").specific()
    pages = {
        page.translation_key: page for page in found if page.locale.language_code == sources[page.translation_key]
    }
    return [_below(pages[key], user) if key in pages else _without_page(key) for key in keys]


def _below(page: Any, user: Any) -> Below:
    may = page.permissions_for_user(user)
    return Below(
        title=page.get_admin_display_title(),
        edit_url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if may.can_edit() else "",
        move_url=reverse("wagtailadmin_pages:move", args=[page.pk]) if may.can_move() else "",
        may_end=may_abolish(page, user),
    )


def _without_page(key: Any) -> Below:
    title = Edition.objects.filter(work=key).order_by("recorded_at", "pk").values_list("title", flat=True).last()
    return Below(title or str(key), "", "", may_end=False)


def may_abolish(page: EditionedPage, user: Any) -> bool:
    """Whether the person may unpublish the page; the end of one that is unpublished already can be corrected."""
    may = page.permissions_for_user(user)
    return bool(may.can_unpublish() if page.live else may.can_publish())


def what_will_happen(day: datetime.date, force: Force) -> str:
    """Return, in one sentence, what confirming does."""
    words = {"day": written(day)}
    if day == force.starts:
        return _("Le texte n’aura jamais été en vigueur : il était prévu à partir du %(day)s.") % words
    if day > timezone.localdate():
        return (
            _("Le texte reste en vigueur jusque-là, et sa page reste en ligne ; il est abrogé à partir du %(day)s.")
            % words
        )
    if day < timezone.localdate():
        return (
            _("Le portail dira que le texte n’est plus en vigueur depuis le %(day)s. Ce qu’il disait reste lisible.")
            % words
        )
    return _("Le texte n’est plus en vigueur à partir d’aujourd’hui. Ses éditions restent lisibles.")
