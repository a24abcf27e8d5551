from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from org.importing.export import export_structure
from org.models import OrganisationPage


class Command(BaseCommand):
    help = "Écrit la structure d’une organisation dans un fichier .yaml ou .xlsx que import_structure relit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("organisation", help="Adresse (slug) ou sigle de l’organisation.")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, organisation: str, file: Path, **options: Any) -> None:
        found = OrganisationPage.objects.filter(locale__language_code="fr")
        page = found.filter(slug=organisation).first() or found.filter(acronym__iexact=organisation).first()
        if page is None:
            names = ", ".join(found.values_list("slug", flat=True))
            message = _("Organisation inconnue : %(name)s. Connues : %(list)s.")
            raise CommandError(message % {"name": organisation, "list": names})
        if file.suffix.lower() not in (".yaml", ".yml", ".xlsx"):
            raise CommandError(_("Formats admis : .yaml et .xlsx."))
        export_structure(page, file)
        self.stdout.write(_("Écrit : %s") % file)
