"""What the desk refuses before anyone is asked to confirm, with the reason: to delete editions, a move that the gate
would not publish."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions import DeleteBulkAction
from wagtail.models import Page

from .abolition.desk import is_abolishable
from .gate import PublicationRefused
from .models import Edition
from .pages import EditionedPage


class _Undo(Exception):
    """Takes a trial back."""


def published_within(page: Page) -> list[Page]:
    """Return the page and those below it that have editions."""
    editions = Edition.objects.filter(work=OuterRef("translation_key"), language=OuterRef("locale__language_code"))
    within = page.get_descendants(inclusive=True).filter(Exists(editions))
    return list(within.order_by("path"))


def refuse_to_delete_published(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse, and propose to unpublish, when ``page`` or a page below it has editions."""
    kept = published_within(page)
    if not kept:
        return None
    messages.error(request, reason_to_keep(page, kept), buttons=_ways_out(request, page))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def reason_to_keep(page: Page, kept: list[Page]) -> str:
    """Return why ``page`` stays, and what to do instead, for the person who wanted to delete it."""
    words = {"title": page.get_admin_display_title(), "count": len(kept)}
    if [other.pk for other in kept] != [page.pk]:
        why = _("« %(title)s » n’est pas supprimée : %(count)d pages, d’elle à celles au-dessous, ont des éditions.")
        return f"{why} {_('Dépubliez-les : leurs éditions restent lisibles.')}" % words
    why = _("« %(title)s » a des éditions publiées : elle ne peut pas être supprimée.")
    if not page.live:
        return f"{why} {_('Elle est déjà dépubliée ; ses éditions restent lisibles à leur adresse.')}" % words
    way = _("Dépubliez-la : elle ne sera plus en vigueur à partir d’aujourd’hui, et ses éditions restent lisibles.")
    return f"{why} {way}" % words


def _ways_out(request: HttpRequest, page: Page) -> list[Any]:
    buttons = []
    if page.live and page.permissions_for_user(request.user).can_unpublish():
        unpublish = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
        buttons.append(messages.button(unpublish, _("Dépublier")))
    if is_abolishable(page, request.user):
        buttons.append(messages.button(reverse("abolish", args=[page.pk]), _("Abroger à partir d’une date…")))
    return buttons


def say_where_readers_find_it(request: HttpRequest, page: Page) -> None:
    """Say of a page that was moved on the desk only, that readers find it where it was."""
    if isinstance(page, EditionedPage) and page.stands_elsewhere():
        words = {"title": page.get_admin_display_title()}
        told = _(
            "« %(title)s » est déplacée sur le bureau ;"
            " les lecteurs la verront à sa nouvelle place une fois approuvée."
        )
        way = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Soumettre"))
        messages.warning(request, told % words, buttons=[way])


class DeleteUnpublishedAction(DeleteBulkAction):
    """Wagtail's bulk deletion, refused before it asks to confirm when a selected page has editions."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say which of the selected pages stay and why."""
        selected, _no_access = self.get_actionable_objects()
        reasons = list(_reasons(selected))
        if not reasons:
            return super().dispatch(request, *args, **kwargs)
        for reason in reasons:
            messages.error(request, reason)
        return redirect(_listing_of(self, selected))


def _reasons(pages: Iterable[Page]) -> Iterable[str]:
    for page in pages:
        if kept := published_within(page):
            yield reason_to_keep(page, kept)


def _listing_of(action: DeleteBulkAction, pages: list[Page]) -> str:
    """Return where the pages were selected; the action's own address is no place to go back to."""
    if action.next_url != action.request.path:
        return str(action.next_url)
    return reverse("wagtailadmin_explore", args=[pages[0].get_parent().pk])


def refuse_to_plan_in_vain(request: HttpRequest, page: Page) -> None:
    """Refuse to plan what the gate would not publish: when its day comes, nobody is there to be told."""
    if isinstance(page, EditionedPage):
        page.refuse_to_wait_in_vain(request.user)


def refuse_to_move_past_the_gate(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Refuse when the gate would not publish ``page`` at its new place: Wagtail asks it only after the move."""
    if not isinstance(page, EditionedPage):
        return None
    try:
        with transaction.atomic():
            moved, target = (Page.objects.get(pk=each.pk).specific for each in (page, destination))
            moved.move(target, pos="last-child", user=request.user)
            raise _Undo
    except _Undo:
        return None
    except PublicationRefused as refusal:
        words = {"title": page.get_admin_display_title(), "reason": refusal}
        messages.error(request, _("« %(title)s » n’est pas déplacée : %(reason)s") % words)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
