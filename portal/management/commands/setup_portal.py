from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portal.setup import set_up_portal


class Command(BaseCommand):
    help = "Crée ce qui manque : langues, pages d’accueil, site, groupes et droits. Sans danger à relancer."

    def handle(self, *args: Any, **options: Any) -> None:
        set_up_portal()
        self.stdout.write(_("Langues, accueil et groupes sont en place."))
