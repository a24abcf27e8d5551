from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from portal.corrections.services import erase_what_is_old


class Command(BaseCommand):
    help = "Efface courriels et textes de lecteurs gardés assez longtemps ; le serveur le fait aussi de lui-même."

    def handle(self, *args: Any, **options: Any) -> None:
        emails, texts = erase_what_is_old()
        told = ngettext("%(count)d courriel effacé.", "%(count)d courriels effacés.", emails)
        self.stdout.write(told % {"count": emails})
        told = ngettext("%(count)d texte effacé.", "%(count)d textes effacés.", texts)
        self.stdout.write(told % {"count": texts})
