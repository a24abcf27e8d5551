from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portal.roles import set_up_roles


class Command(BaseCommand):
    help = "Crée les groupes et les droits qui manquent (docs/comptes.md). Sans danger à relancer : ne retire rien."

    def handle(self, *args: Any, **options: Any) -> None:
        added = set_up_roles()
        for line in added:
            self.stdout.write(f"  + {line}")
        self.stdout.write(_("Les groupes sont en place.") if not added else _("Groupes et droits ajoutés ci-dessus."))
