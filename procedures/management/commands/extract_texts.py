"""Reads the words of the register's files that were not read yet; `--again` all of them."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from procedures.models import FileText
from procedures.texts.extraction import extract_missing, forget_all


class Command(BaseCommand):
    """The server does this by itself every minute."""

    help = gettext_noop("Lit le texte des fichiers du registre, page par page, pour la recherche.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help=_("lit de nouveau tous les fichiers"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["again"]:
            forget_all()
        count = extract_missing()
        self.stdout.write(ngettext("%(count)d fichier lu.", "%(count)d fichiers lus.", count) % {"count": count})
        for text in FileText.objects.exclude(fault="").order_by("sha256"):
            self.stderr.write(_("%(sha256)s ne se lit pas : %(fault)s") % {"sha256": text.sha256, "fault": text.fault})
