"""Structure files for measuring imports: a workbook of a given number of rows, and faults of different kinds in it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from org.importing.xlsx_writer import write_xlsx
from portal.synthetic import OBJECTS, VERBS

UNITS, DUTIES, POSTS = 500, 3_000, 1_500
BRANCHES = 8
KINDS = ["direction", "service", "section"]


def structure() -> dict[str, Any]:
    """Return an organisation of 5,000 rows: units, their responsibilities and their posts."""
    chance = random.Random(1)
    units = [_unit(number) for number in range(UNITS)]
    for number in range(DUTIES):
        units[number % UNITS]["responsibilities"].append(_duty(number, chance))
    for number in range(POSTS):
        units[number % UNITS]["posts"].append(_post(number // UNITS))
    return {
        "format": "mandat-structure/1",
        "reference": {
            "unit_kinds": [{"code": code, "name": {"fr": code.title()}, "rank": 10} for code in KINDS],
            "places": [{"code": "port-au-prince", "name": {"fr": "Port-au-Prince"}, "country": "HT"}],
            "legal_references": [{"code": "decret", "name": {"fr": "Décret"}, "citation": "art. 3"}],
        },
        "organisation": {"key": "grand", "title": "Grand organisme", "in_force": {"start": "2024-01-01"}},
        "units": units,
    }


def _unit(number: int) -> dict[str, Any]:
    parent = f"grand.u{(number - 1) // BRANCHES}" if number else "grand"
    place = {"place": "port-au-prince"} if number % 5 == 0 else {}
    return {
        "key": f"grand.u{number}",
        "parent": parent,
        "kind": KINDS[number % len(KINDS)],
        "title": f"Unité {number}",
        "mission": f"Servir, partie {number}.",
        **place,
        "responsibilities": [],
        "posts": [],
    }


def _duty(number: int, chance: random.Random) -> dict[str, Any]:
    text = f"{chance.choice(VERBS)} {chance.choice(OBJECTS)} de la partie {number}."
    shared = {"shared_with": [f"grand.u{chance.randrange(UNITS)}"]} if number % 10 == 0 else {}
    return {"key": f"a{number}", "text": text, "legal_basis": ["decret"], **shared}


def _post(rank: int) -> dict[str, Any]:
    title = ("Chef ou Cheffe", "Secrétaire", "Agent ou Agente")[rank]
    return {"key": f"p{rank}", "title": title, "head": rank == 0, "headcount": rank + 1}


FAULTS: list[tuple[str, str, Any]] = [
    ("Unités", "E12", None),  # a title is missing
    ("Unités", "B20", "servce"),  # an unknown kind
    ("Unités", "A30", "grand.nulle-part"),  # nothing of that key above
    ("Unités", "C40", "Pas une clé"),
    ("Unités", "C50", "grand.u3"),  # a key for the second time
    ("Unités", "I60", "atlantide"),  # an unknown place
    ("Unités", "J70", "tout-le-monde"),  # an unknown audience
    ("Unités", "K80", "hier"),  # no date
    ("Unités", "G90", "Une Adresse !"),
    ("Unités", "E100", "=A1"),
    ("Attributions", "A200", "grand.u9999"),  # no such unit
    ("Attributions", "D300", "   "),  # no text
    ("Attributions", "E400", "peut-être"),  # neither yes nor no
    ("Attributions", "F500", "grand.u77777"),  # shared with nobody
    ("Attributions", "G600", "loi-perdue"),  # an unknown legal text
    ("Attributions", "B700", "a616"),  # the key of another row of the unit
    ("Postes", "G100", "deux"),  # no number
    ("Postes", "J200", "pas une adresse"),
    ("Postes", "D300", "x" * 300),  # too long
    ("Postes", "C400", "pas-un-uuid"),
]


def write_faultless(path: Path) -> int:
    """Write the workbook without a fault; return how many rows it has."""
    write_xlsx(structure(), path)
    return UNITS + DUTIES + POSTS


def write_faulty(path: Path) -> list[str]:
    """Write the workbook with its faults; return the place of each as it must be told."""
    write_faultless(path)
    book: Workbook = load_workbook(path)
    for sheet, cell, value in FAULTS:
        book[sheet][cell] = value
    book.save(path)
    return [f"« {sheet} » {cell}" for sheet, cell, _value in FAULTS]
