"""Opens drafts of what a reorganisation touches. Nothing is published, nothing of anybody else’s is overwritten."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Revision

from org.models.pages import StructurePage
from portal.editions.models import Work
from portal.editions.pages import author_name
from portal.editions.turns import turn

from ..models import ProjectPage
from ..models.procedures import StepsPage

CAN_BE_DRAFTED: Final = (StepsPage, ProjectPage, StructurePage)


class NotOpened(ValueError):
    """Raised where no draft may be opened; its text is for the person."""


@transaction.atomic
@turn()
def open_draft(
    *, page: Page, change: Callable[[Any], None], event: str, from_date: datetime.date | None, by: Any
) -> Revision:
    """Save a draft of ``page`` after ``change``; raises ``NotOpened``, as does ``change`` where nothing is to do.

    It holds from the day of the event, if that is to come.
    """
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    _check(page, by)
    draft = page.get_latest_revision_as_object()
    change(draft)
    if from_date and from_date > timezone.localdate():
        draft.in_force_from = max(from_date, draft.in_force_from or from_date)
    draft.change_note = draft.change_note if page.has_unpublished_changes else event
    _clean(draft)
    revision: Revision = draft.save_revision(user=by, log_action=True, clean=False)
    return revision


def _clean(draft: Any) -> None:
    try:
        draft.clean()
    except ValidationError as fault:
        raise NotOpened(" ".join(fault.messages)) from fault


def _check(page: Page, by: Any) -> None:
    if not isinstance(page, CAN_BE_DRAFTED):
        raise NotOpened(_("Ce texte se corrige dans son propre éditeur."))
    permissions = page.permissions_for_user(by)
    if not permissions.can_edit():
        raise NotOpened(_("Vous ne pouvez pas modifier ce texte."))
    if permissions.page_locked():
        raise NotOpened(_("Ce texte est verrouillé : un autre travail est en cours."))
    last = page.latest_revision
    if page.has_unpublished_changes and last and last.user_id != by.pk:
        words = {"name": author_name(last.user) if last.user else _("un import")}
        raise NotOpened(
            _("Un brouillon de %(name)s attend : complétez-le, ou demandez qu’il soit publié d’abord.") % words
        )


def source_pages(works: Collection[UUID]) -> Iterator[Page]:
    """Yield the pages of the texts ``works`` in the language in which they were first written."""
    languages = dict.fromkeys(works, Locale.get_default().language_code)
    languages |= dict(Work.objects.filter(key__in=list(works)).values_list("key", "source_language"))
    pages = Page.objects.filter(translation_key__in=languages, alias_of=None).select_related("locale")
    found = pages.order_by("title", "pk")
    return (page for page in found if page.locale.language_code == languages[page.translation_key])
