from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from org.importing.command import ImportCommand
from org.importing.holdings import import_holdings


class Command(ImportCommand):
    help = "Enregistre les titulaires des postes (.yaml) en une transaction ; ce qui a été dit avant reste."

    def import_file(self, file: Path, *, verbosity: int = 1, **options: Any) -> None:
        recorded = import_holdings(file)
        if verbosity:
            self.stdout.write(_("%d titulaire(s) enregistré(s).") % recorded)
