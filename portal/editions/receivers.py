"""What Wagtail tells the desk's side: it can at most ask the gate."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.db.models.signals import post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import page_unpublished, post_page_move

from . import services
from .gate import PublicationRefused
from .models import Edition
from .pages import EditionedPage, author_name


@receiver(post_save)
def know_the_work(sender: type, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Give a new page its work at once, so that an audience can be set before anything is published."""
    if created and isinstance(instance, EditionedPage) and not raw:
        assert instance.work


@receiver(post_page_move)
def ask_to_move(sender: type, instance: Page, **kwargs: Any) -> None:
    """Ask the gate to publish a moved page at its new place, as it is in force (not as it is drafted).

    A page that must be approved there is moved on the desk alone: its place is a draft like its text.
    """
    page = instance.specific
    if not isinstance(page, EditionedPage):
        return
    terms = {"work": page.work, "language": page.locale.language_code, "author": author_name(None)}
    try:
        with transaction.atomic():
            services.move(place=page.place(), **terms)
    except PublicationRefused as refusal:
        if not refusal.awaits_approval:
            raise
        page.draft_its_place()


@receiver(pre_save)
def refuse_to_leave(sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """Ask also where Wagtail takes a page off the site without knowing its kind, as its schedule does."""
    if sender is Page and not raw and update_fields is None and instance.pk and not instance.live:
        page = instance.specific
        if isinstance(page, EditionedPage):
            page.live = False
            page.ask_to_leave()


@receiver(page_unpublished)
def ask_to_abrogate(sender: type, instance: Page, **kwargs: Any) -> None:
    """End what is in force of a page that was unpublished, also where Wagtail passes ``unpublish()`` by."""
    if isinstance(instance, EditionedPage):
        instance.abrogate()


@receiver(pre_delete)
def refuse_to_delete(sender: type, instance: Any, **kwargs: Any) -> None:
    """Keep a page that has editions: it can be unpublished (abrogated), never deleted."""
    if not isinstance(instance, EditionedPage):
        return
    editions = Edition.objects.filter(work=instance.translation_key, language=instance.locale.language_code)
    if editions.exists():
        raise ProtectedError(
            _("« %(title)s » a des éditions publiées : dépubliez-la, elle ne peut pas être supprimée.")
            % {"title": instance.title},
            set(editions),
        )
