from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from org.importing.problems import ImportRefused
from procedures.importing import services


class Command(BaseCommand):
    help = "Importe des guides, protocoles et projets (.yaml) en une transaction ; --dry-run dit ce qui changerait."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, file: Path, dry_run: bool, verbosity: int, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(_("Fichier introuvable : %s") % file)
        try:
            report = services.import_procedures(services.checked(services.read(file)), dry_run=dry_run)
        except ImportRefused as refusal:
            for problem in refusal.problems:
                self.stderr.write(f"{file}:{problem.position}: {problem.message}")
            raise CommandError(_("%d problème(s) ; rien n’a été importé.") % len(refusal.problems)) from refusal
        lines = list(report.lines())
        if dry_run:
            self.stdout.write("\n".join(lines))
            self.stdout.write(_("Essai à blanc : rien n’a été écrit."))
        elif verbosity:
            self.stdout.write(lines[-1])
        if report.waiting_notice:
            self.stdout.write(report.waiting_notice)
