from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm

from portal.synthetic import make_units


class Command(BaseCommand):
    help = "Publie une organisation fictive de N unités, pour les mesures. Jamais dans un portail réel."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("count", type=int)

    def handle(self, *args: Any, count: int, **options: Any) -> None:
        with transaction.atomic():
            for _key in tqdm(make_units(count), total=count + 1, disable=None):
                pass
