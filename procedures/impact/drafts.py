"""Opens drafts in which those who take over act in place of a unit. Nothing is published, nothing overwritten."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from org.models.pages import StructurePage
from portal.editions.models import Work
from portal.editions.pages import author_name
from portal.editions.turns import turn

from ..models import ProjectPage
from ..models.procedures import StepsPage
from .structure import drop_repeated, replace_units

CAN_BE_DRAFTED: Final = (StepsPage, ProjectPage, StructurePage)
Successors = Mapping[UUID, Page]
"""By unit, who acts in its place."""


class NotOpened(ValueError):
    """Raised where no draft may be opened; its text is for the person."""


@transaction.atomic
@turn()
def open_draft(
    *, page: Page, successors: Successors, event: str, from_date: datetime.date | None, by: Any
) -> Revision:
    """Save a draft of ``page`` in which ``successors`` act in place of those before; raises ``NotOpened``.

    It holds from the day of the event, if that is to come. Rows keep their identities.
    """
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    _check(page, by)
    draft = page.get_latest_revision_as_object()
    if not _replace(draft, successors):
        raise NotOpened(_("Ce texte ne nomme pas ces unités, ou son brouillon est déjà à jour."))
    if from_date and from_date > timezone.localdate():
        draft.in_force_from = max(from_date, draft.in_force_from or from_date)
    draft.change_note = draft.change_note if page.has_unpublished_changes else event
    draft.clean()
    revision: Revision = draft.save_revision(user=by, log_action=True, clean=False)
    return revision


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


def _replace(draft: Any, successors: Successors) -> bool:
    """Put those after in the place of those before; tell whether anything changed."""
    if isinstance(draft, StructurePage):
        return replace_units(draft, successors)
    done = [_replace_roles(block.value, successors) for block in getattr(draft, "steps", ())]
    for name in ("owner_party", "parties", "partners"):
        if stream := getattr(draft, name, None):
            done.append(_replace_parties(stream, successors))
    return any(done)


def _replace_roles(step: Any, successors: Successors) -> bool:
    changed = False
    for role in step["roles"]:
        after = _after(role["actor"], successors)
        if after is None:
            continue
        if after.translation_key != role["actor"].translation_key:
            # The posts of a unit are its own: who takes over names theirs.
            role["actor"], role["post"], role["post_title"] = after, "", ""
        elif role["name"] == after.title:
            continue
        changed = True
    if changed:
        drop_repeated(step["roles"], lambda role: (role["role"], _key(role["actor"]), role["post"]))
    return changed


def _replace_parties(stream: Any, successors: Successors) -> bool:
    changed = False
    for block in stream:
        after = _after(block.value["unit"], successors)
        if after and (_key(block.value["unit"]), block.value["name"]) != (after.translation_key, after.title):
            block.value["unit"] = after
            changed = True
    if changed:
        drop_repeated(stream, lambda block: _key(block.value["unit"]))
    return changed


def _after(actor: Page | None, successors: Successors) -> Page | None:
    return successors.get(actor.translation_key) if actor else None


def _key(actor: Page | None) -> UUID | None:
    return actor.translation_key if actor else None


def source_pages(works: Collection[UUID]) -> Iterator[Page]:
    """Yield the pages of the texts ``works`` in the language in which they were first written."""
    languages = dict(Work.objects.filter(key__in=list(works)).values_list("key", "source_language"))
    pages = (
        Page.objects.filter(translation_key__in=languages, alias_of=None).select_related("locale").order_by("title")
    )
    return (page for page in pages if page.locale.language_code == languages[page.translation_key])
