"""What a workbook looks like: one sheet a subject, one row a thing, the same content as YAML.

Described once; reading and writing follow the description both ways.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .problems import Location

ENTITY = [
    ("clé", "key"),
    ("identifiant", "id"),
    ("titre", "title"),
    ("sigle", "acronym"),
    ("adresse", "slug"),
    ("mission", "mission"),
    ("siège", "place"),
    ("public", "audience"),
    ("en vigueur depuis", "in_force.start"),
    ("date approximative", "in_force.approximate"),
    ("remarque sur la date", "in_force.note"),
    ("n’est plus depuis", "in_force.end"),
    ("fin approximative", "in_force.end_approximate"),
    ("remarque sur la fin", "in_force.end_note"),
]
NAMES = [("nom", "name.fr"), ("nom (ht)", "name.ht"), ("nom (en)", "name.en"), ("nom (es)", "name.es")]
SOURCE = [("document", "document"), ("lignes", "lines"), ("remarque", "note")]
OWN_SOURCE = [(f"source : {header}", f"source.{path}") for header, path in SOURCE]
ROW = [("clé", "key"), ("identifiant", "id")]
YES = "oui"
LISTS = {"shared_with", "legal_basis"}
# One unit a line, as « clé = nom »: names have commas.
LINES = {"predecessors", "successors"}
FLAGS = {"internal_rules", "head", "in_force.approximate", "in_force.end_approximate", "approximate"}


# What XML cannot hold or does not keep, as Excel writes it: _x000D_ for a carriage return.
UNWRITABLE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b\x0c\x0e-\x1f\r\ufffe\uffff]")
WRITTEN = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its rows go to ``path``, or, if they have an owner, to ``path`` of the owner with that key."""

    title: str
    path: Location
    columns: list[tuple[str, str]]
    owned: bool = False
    numbers: tuple[str, ...] = ()


SHEETS = [
    Sheet("Organisation", ("organisation",), [*ENTITY, ("site", "website")]),
    Sheet("Unités", ("units",), [("au-dessus", "parent"), ("type", "kind"), *ENTITY]),
    Sheet(
        "Textes antérieurs",
        ("earlier",),
        [("au-dessus", "parent"), ("après", "after"), ("type", "kind"), *ENTITY, ("site", "website")],
    ),
    Sheet(
        "Réorganisations",
        ("changes",),
        [
            *ROW,
            ("titre", "title"),
            ("adresse", "slug"),
            ("changement", "nature"),
            ("date", "date"),
            ("date approximative", "approximate"),
            ("remarque sur la date", "date_note"),
            ("avant", "predecessors"),
            ("après", "successors"),
            ("base légale", "legal_basis"),
            ("remarque", "note"),
        ],
    ),
    Sheet(
        "Attributions",
        ("responsibilities",),
        [
            *ROW,
            ("attribution", "text"),
            ("par règlement interne", "internal_rules"),
            ("partagée avec", "shared_with"),
            ("base légale", "legal_basis"),
            ("doute", "doubt"),
            *OWN_SOURCE,
        ],
        owned=True,
    ),
    Sheet(
        "Postes",
        ("posts",),
        [
            *ROW,
            ("titre", "title"),
            ("dirige", "head"),
            ("rang", "rank"),
            ("effectif", "headcount"),
            ("qualifications", "qualifications"),
            ("téléphone", "contact.phone"),
            ("courriel", "contact.email"),
            ("bureau", "contact.office"),
            ("doute", "doubt"),
            *OWN_SOURCE,
        ],
        owned=True,
        numbers=("headcount",),
    ),
    Sheet("Membres", ("members",), [*ROW, ("fonction", "title"), ("unité du membre", "unit")], owned=True),
    Sheet(
        "Liens", ("ties",), [("identifiant", "id"), ("vers", "to"), ("lien", "kind"), ("en quoi", "note")], owned=True
    ),
    Sheet("Sources", ("sources",), SOURCE, owned=True),
    Sheet("Doutes", ("doubts",), [("doute", "")], owned=True),
    Sheet(
        "Types d’unité", ("reference", "unit_kinds"), [("code", "code"), *NAMES, ("rang", "rank")], numbers=("rank",)
    ),
    Sheet(
        "Lieux",
        ("reference", "places"),
        [
            ("code", "code"),
            *NAMES,
            ("pays", "country"),
            ("département", "department"),
            ("latitude", "latitude"),
            ("longitude", "longitude"),
        ],
        numbers=("latitude", "longitude"),
    ),
    Sheet(
        "Bases légales",
        ("reference", "legal_references"),
        [("code", "code"), *NAMES, ("référence", "citation"), ("adresse du texte", "url")],
    ),
]
OWNER = "unité"
OWNERS = ("organisation", "units", "earlier", "changes")


def owner_of(list_name: str, row: Mapping[str, Any]) -> str:
    """Return how the rows of other sheets name what they belong to: an earlier text by its key and first day."""
    key = str(row.get("key", ""))
    if list_name != "earlier":
        return key
    return f"{key}@{(row.get('in_force') or {}).get('start', '')}"


LABELS = {path.split(".")[-1]: header for sheet in reversed(SHEETS) for header, path in reversed(sheet.columns)}
