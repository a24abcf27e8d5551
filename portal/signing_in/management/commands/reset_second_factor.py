from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.signing_in import second_factor


class Command(BaseCommand):
    help = "Retire le second facteur d’un compte (téléphone perdu) et met fin à toutes ses sessions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="nom d’utilisateur")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(_("Aucun compte ne s’appelle « %s ».") % username)
        had = second_factor.reset(user=user)
        self.stdout.write(_("Second facteur retiré.") if had else _("Ce compte n’avait pas de second facteur."))
        self.stdout.write(_("Toutes ses sessions ont pris fin."))
