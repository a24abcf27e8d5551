from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from portal.corrections.services import erase_old_addresses


class Command(BaseCommand):
    help = "Efface les courriels de lecteurs gardés assez longtemps ; le serveur le fait aussi de lui-même."

    def handle(self, *args: Any, **options: Any) -> None:
        count = erase_old_addresses()
        told = ngettext("%(count)d courriel effacé.", "%(count)d courriels effacés.", count)
        self.stdout.write(told % {"count": count})
