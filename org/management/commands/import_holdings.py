from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from org.importing.holdings import import_holdings
from org.importing.problems import ImportRefused


class Command(BaseCommand):
    help = "Enregistre les titulaires des postes (.yaml) en une transaction ; ce qui a été dit avant reste."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, verbosity: int, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(_("Fichier introuvable : %s") % file)
        try:
            recorded = import_holdings(file)
        except ImportRefused as refusal:
            for problem in refusal.problems:
                self.stderr.write(f"{file}:{problem.position}: {problem.message}")
            raise CommandError(_("%d problème(s) ; rien n’a été importé.") % len(refusal.problems)) from refusal
        if verbosity:
            self.stdout.write(_("%d titulaire(s) enregistré(s).") % recorded)
