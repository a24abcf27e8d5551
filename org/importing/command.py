"""What every command has in common that imports one file: it does all of it, or says by place what to mend."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from .problems import ImportRefused


class Told(Protocol):
    """What an import did, or would do."""

    @property
    def waiting_notice(self) -> str:
        """What is said of the texts that wait for approval; empty without any."""

    def lines(self) -> Iterator[str]:
        """Yield what changed, a line each, and the sum."""


class ImportCommand(BaseCommand):
    """Imports the file that it is given."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Import the file, or name every problem by file, line and column."""
        if not file.is_file():
            raise CommandError(_("Fichier introuvable : %s") % file)
        try:
            self.import_file(file, **options)
        except ImportRefused as refusal:
            for problem in refusal.problems:
                self.stderr.write(f"{file}:{problem.position}: {problem.message}")
            raise CommandError(_("%d problème(s) ; rien n’a été importé.") % len(refusal.problems)) from refusal

    def import_file(self, file: Path, **options: Any) -> None:
        """Do it and tell; raise ``ImportRefused`` with what is wrong."""
        raise NotImplementedError


class RehearsedImportCommand(ImportCommand):
    """Can also tell what the import would change: ``--dry-run``."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and whether to try only."""
        super().add_arguments(parser)
        parser.add_argument("--dry-run", action="store_true")

    def import_file(self, file: Path, *, dry_run: bool = False, verbosity: int = 1, **options: Any) -> None:
        """Do it or try it; tell what would change line by line, what has changed by its sum."""
        told = self.imported(file, dry_run=dry_run, verbosity=verbosity)
        lines = list(told.lines())
        if dry_run:
            self.stdout.write("\n".join(lines))
            self.stdout.write(_("Essai à blanc : rien n’a été écrit."))
        elif verbosity:
            self.stdout.write(lines[-1])
        if told.waiting_notice:
            self.stdout.write(told.waiting_notice)

    def imported(self, file: Path, *, dry_run: bool, verbosity: int) -> Told:
        """Import the file, or take it back at once; return what changed."""
        raise NotImplementedError
