"""Compare the search index with the database."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Collection
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from tqdm import tqdm

from portal.editions.models import Work
from search.checking import Comparison, check
from search.engines.base import IndexUnavailable
from search.unavailable import explanation

SHOWN = 20


class Command(BaseCommand):
    """Report what is missing, too much or different; exit with 1 if anything is and was not repaired."""

    help = gettext_noop("Compare l’index de recherche et la base ; signale et, avec --repair, répare les écarts.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--repair``."""
        parser.add_argument("--repair", action="store_true", help=_("indexe à nouveau ce qui diffère"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare and, if asked, repair and compare again."""
        comparison = self._checked(repair=options["repair"])
        self._report(comparison)
        if options["repair"] and not comparison.agrees:
            comparison = self._checked(repair=False)
            self.stdout.write(_("Réparé.") if comparison.agrees else _("Des écarts restent après la réparation."))
        if not comparison.agrees:
            sys.exit(1)

    def _checked(self, *, repair: bool) -> Comparison:
        with tqdm(total=Work.objects.count(), desc=_("Comparaison"), unit=_(" textes"), disable=None) as bar:
            try:
                return check(repair=repair, done=bar.update)
            except IndexUnavailable as error:
                raise CommandError(explanation(error)) from error

    def _report(self, comparison: Comparison) -> None:
        self.stdout.write(_("%(n)d passages comparés.") % {"n": comparison.compared})
        if comparison.agrees:
            self.stdout.write(_("L’index et la base concordent."))
        self._list(_("Absents de l’index"), comparison.missing)
        self._list(_("En trop dans l’index"), comparison.extra)
        self._list(_("Différents"), comparison.different)

    def _list(self, heading: str, ids: Collection[str]) -> None:
        if not ids:
            return
        self.stdout.write(f"{heading} : {len(ids)}")
        for passage in sorted(ids)[:SHOWN]:
            self.stdout.write(f"  {passage}")
        if len(ids) > SHOWN:
            self.stdout.write("  …")
