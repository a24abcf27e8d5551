from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal.schedule import Schedule
from portal.server import serve
from search.drainer import Drainer


class Command(BaseCommand):
    help = "Sert le portail à HOST:PORT et tient l’index de recherche à jour."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("collectstatic", interactive=False, verbosity=0)
        serve(background=(Drainer(), Schedule()))
