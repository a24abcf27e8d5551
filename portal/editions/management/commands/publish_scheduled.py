"""Wagtail's command, which gives up at the first end that is refused: such ends are taken out of the plan before."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.management.commands import publish_scheduled
from wagtail.models import Page

from portal.editions.gate import PublicationRefused
from portal.editions.pages import EditionedPage


class Command(publish_scheduled.Command):
    """Publish and unpublish what is due."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget the ends that nobody may plan, then do what Wagtail does."""
        if not options["dryrun"]:
            forget_refused_ends()
        super().handle(*args, **options)


def forget_refused_ends() -> None:
    """Take away the planned end of each page whose text may not end so; its history says why."""
    due = Page.objects.live().filter(expire_at__lt=timezone.now()).order_by("pk")
    for page in due.specific():
        if isinstance(page, EditionedPage):
            page.live = False
            try:
                page.ask_to_leave()
            except PublicationRefused:
                Page.objects.filter(pk=page.pk).update(expire_at=None)
