"""Build the search index anew."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from tqdm import tqdm

from portal.editions.models import Work
from search.drain import rebuild
from search.engines import get_engine
from search.engines.base import IndexUnavailable


class Command(BaseCommand):
    """Build an index beside the old one, then switch: questions go on meanwhile."""

    help = gettext_noop("Reconstruit l’index de recherche à partir de la base, sans interrompre les recherches.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--if-needed``."""
        needed = _("ne rien faire si l’index existe et vient de cette version du portail")
        parser.add_argument("--if-needed", action="store_true", help=needed)

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, with a progress bar where someone is watching."""
        if options["if_needed"] and _is_usable():
            self.stdout.write(_("L’index de recherche est utilisable : rien à reconstruire."))
            return
        started = time.monotonic()
        with tqdm(total=Work.objects.count(), desc=_("Index"), unit=_(" textes"), disable=None) as bar:
            rebuild(bar.update)
            count = bar.total
        seconds = time.monotonic() - started
        self.stdout.write(_("Index reconstruit : %(n)d textes en %(s).1f s.") % {"n": count, "s": seconds})


def _is_usable() -> bool:
    try:
        get_engine().version()
    except IndexUnavailable:
        return False
    return True
