"""Turns a guide written in Word into a draft to complete; nothing is published."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from portal.uploads.checking import refuse_dangerous
from portal.uploads.names import extension_of
from portal.uploads.refusals import UploadRefused
from procedures.guide_import.lines import lines_of
from procedures.guide_import.understanding import understood
from procedures.guide_import.writing import DraftExists, Written, write_draft


class Command(BaseCommand):
    """`manage.py import_guide guide.docx`; `--again` gives the draft of the same file a new revision."""

    help = gettext_noop(
        "Fait d’un guide Word (.docx) un brouillon à compléter, et dit ce qui n’y a pas trouvé sa place."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=_("le guide, en .docx"))
        parser.add_argument("--again", action="store_true", help=_("écrit de nouveau le brouillon de ce fichier"))

    def handle(self, *args: Any, file: Path, again: bool, **options: Any) -> None:
        """Look at the file, read it, write the draft, and tell."""
        try:
            with file.open("rb") as opened:
                if extension_of(file.name) != "docx":
                    raise UploadRefused(_("Le guide doit être un fichier Word .docx."))
                refuse_dangerous(opened, name=file.name, size=file.stat().st_size)
                guide = understood(lines_of(opened.read()))
            written = write_draft(guide=guide, name=file.stem, again=again)
        except (OSError, UploadRefused) as error:
            raise CommandError(f"{file} : {error}") from error
        except DraftExists as error:
            message = _(
                "%(file)s a déjà son brouillon : --again l’écrit de nouveau ; l’historique garde ce qui y était."
            )
            raise CommandError(message % {"file": file.name}) from error
        self._tell(written)

    def _tell(self, written: Written) -> None:
        count = len(written.page.steps)
        words = {
            "title": written.page.title,
            "count": count,
            "url": reverse("wagtailadmin_pages:edit", args=[written.page.pk]),
        }
        told = ngettext(
            "Brouillon « %(title)s » : %(count)d étape. À compléter : %(url)s",
            "Brouillon « %(title)s » : %(count)d étapes. À compléter : %(url)s",
            count,
        )
        self.stdout.write(told % words)
        for each in written.unplaced:
            words = {"number": each.number, "beginning": each.beginning, "why": each.why}
            self.stdout.write(_("§ %(number)d « %(beginning)s » : %(why)s") % words)
