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
        parser.add_argument("--editions", type=int, default=1, help="textes successifs de chaque unité")

    def handle(self, *args: Any, count: int, editions: int, **options: Any) -> None:
        with transaction.atomic():
            for _key in tqdm(make_units(count, editions=editions), total=count + 1, disable=None):
                pass
