from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from org.importing.yaml_file import as_yaml
from procedures.exporting.services import Export, export_procedures, exported


class Command(BaseCommand):
    help = "Écrit les guides, protocoles, projets et documents en vigueur en YAML, que import_procedures relit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--output", type=Path, help=_("un fichier .yaml, ou un dossier pour avoir aussi les fichiers du registre")
        )

    def handle(self, *args: Any, output: Path | None, **options: Any) -> None:
        if output is None:
            export = exported()
            self.stdout.write(as_yaml(export.data))
        else:
            export = self._written(output)
            told = ngettext("%(count)d texte écrit : %(path)s", "%(count)d textes écrits : %(path)s", export.texts)
            self.stdout.write(told % {"count": export.texts, "path": output})
        for file in export.left_out:
            self.stderr.write(_("Fichier non repris : %(name)s") % {"name": file.name})

    def _written(self, output: Path) -> Export:
        try:
            return export_procedures(output)
        except OSError as error:
            raise CommandError(
                _("Impossible d’écrire %(path)s : %(reason)s") % {"path": output, "reason": error}
            ) from error
