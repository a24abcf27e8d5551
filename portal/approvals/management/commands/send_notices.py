from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.approvals.notices.job import send_notices


class Command(BaseCommand):
    help = "Envoie les avis d’approbation qui sont dus ; le serveur le fait de lui-même toutes les quelques minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMAIL_IS_SET_UP:
            self.stdout.write(_("Aucun serveur de courriel n’est réglé (EMAIL_URL) : rien n’est envoyé."))
            return
        sent = send_notices()
        self.stdout.write(ngettext("%(count)d message envoyé.", "%(count)d messages envoyés.", sent) % {"count": sent})
