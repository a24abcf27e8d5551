import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from portal.signing_in.renewing import renew_all


class Command(BaseCommand):
    """Keep the keys of phones under the present SECRET_KEY; exit with 1 where one is lost."""

    help = gettext_noop(
        "Rechiffre les clés des seconds facteurs avec SECRET_KEY, et nomme les comptes qui l’ont perdue."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        renewed, lost = renew_all()
        told = ngettext("%(count)d clé rechiffrée.", "%(count)d clés rechiffrées.", renewed)
        self.stdout.write(told % {"count": renewed})
        for name in lost:
            self.stdout.write(_("Clé illisible : %(name)s (« manage.py reset_second_factor »).") % {"name": name})
        if lost:
            sys.exit(1)
