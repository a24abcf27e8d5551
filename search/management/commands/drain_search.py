"""Bring the search index up to date with what changed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from search.drain import drain
from search.engines.base import IndexUnavailable
from search.unavailable import explanation


class Command(BaseCommand):
    """Apply the outbox once, to its end."""

    help = gettext_noop("Applique à l’index de recherche les modifications en attente.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Apply, and say how much."""
        try:
            count = drain()
        except IndexUnavailable as error:
            raise CommandError(explanation(error)) from error
        if not count:
            self.stdout.write(_("Rien n’attendait : l’index est à jour."))
            return
        message = ngettext("%(n)d modification appliquée.", "%(n)d modifications appliquées.", count)
        self.stdout.write(message % {"n": count})
