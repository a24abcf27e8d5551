"""Load a glossary file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from org.importing.problems import ImportRefused
from search.glossary_file import Outcome, apply_glossary, read_glossary

SHOWN = 20


class Command(BaseCommand):
    """All of a file or nothing of it; a second time changes nothing."""

    help = gettext_noop("Charge un glossaire (YAML) ; les entrées que le fichier ne nomme pas restent.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and ``--dry-run``."""
        parser.add_argument("file", type=Path, help=_("le fichier à charger"))
        parser.add_argument("--dry-run", action="store_true", help=_("dire ce qui changerait, sans rien changer"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or say what is wrong and where."""
        path: Path = options["file"]
        try:
            outcome = apply_glossary(read_glossary(path), dry_run=options["dry_run"])
        except OSError as error:
            raise CommandError(_("%(file)s : le fichier ne peut pas être lu.") % {"file": path}) from error
        except ImportRefused as error:
            raise CommandError(
                "\n".join(f"{path}:{each.position}: {each.message}" for each in error.problems)
            ) from error
        self._report(outcome, dry_run=options["dry_run"])

    def _report(self, outcome: Outcome, *, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write(_("Essai : rien n’a été changé."))
        self._list(_("Nouvelles entrées"), outcome.added)
        self._list(_("Entrées modifiées"), outcome.changed)
        self._list(_("Entrées inchangées"), outcome.unchanged, shown=0)

    def _list(self, heading: str, keys: list[str], shown: int = SHOWN) -> None:
        names = ", ".join(keys[:shown]) + (", …" if len(keys) > shown > 0 else "")
        self.stdout.write(f"{heading} : {len(keys)}" + (f" ({names})" if names else ""))
