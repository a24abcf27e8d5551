"""Small structure files, in the terms of the schema, and short words to import them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from org.importing import services
from org.importing.plan import Plan
from org.importing.problems import Document
from org.importing.yaml_file import write_yaml
from org.models import OrganisationPage, UnitPage
from portal.editions.models import InForce

Data = dict[str, Any]


def unit(key: str, parent: str = "essai", **fields: Any) -> Data:
    """Return a unit's row."""
    return {"key": key, "parent": parent, "kind": "service", "title": f"Unité {key}", **fields}


def structure(*units: Data, **fields: Any) -> Data:
    """Return a file with one organisation and its units."""
    return {
        "format": "mandat-structure/1",
        "reference": {
            "unit_kinds": [{"code": "service", "name": {"fr": "Service", "en": "Service"}, "rank": 40}],
            "places": [{"code": "les-cayes", "name": {"fr": "Les Cayes"}, "country": "HT", "latitude": 18.1933}],
            "legal_references": [{"code": "decret", "name": {"fr": "Décret"}, "citation": "art. 3"}],
        },
        "organisation": {"key": "essai", "title": "Organisation d’essai", **fields},
        "units": list(units),
    }


def complete() -> Data:
    """Return a file with something in every field."""
    duty = {"key": "payer", "text": "Payer.", "legal_basis": ["decret"], "shared_with": ["b"], "doubt": "Quand ?"}
    return structure(
        unit(
            "a",
            acronym="UA",
            slug="premiere",
            mission="Servir.",
            place="les-cayes",
            audience="partners",
            in_force={"start": "2023-05-01"},
            sources=[{"document": "000", "lines": "12-14", "note": "Relu."}],
            doubts=["Deux noms."],
            responsibilities=[duty, {"key": "regles", "text": "Voir le règlement.", "internal_rules": True}],
            posts=[
                {
                    "key": "chef",
                    "title": "Chef ou Cheffe",
                    "head": True,
                    "rank": "chef",
                    "headcount": 1,
                    "qualifications": "Licence.",
                    "contact": {"phone": "2222", "email": "chef@example.org", "office": "B 1"},
                    "source": {"document": "000"},
                }
            ],
            members=[{"key": "membre", "title": "Un membre", "unit": "b"}],
            ties=[{"to": "b", "kind": "supports", "note": "Chaque mois."}],
        ),
        unit("b", parent="a"),
        in_force={"start": "2022-01-01", "approximate": True, "note": "Date de convention."},
        website="https://example.org/",
    )


def small(**changes: Any) -> Data:
    """Return a file with two units, the first of them with ``changes``."""
    first = {"key": "onm.compta", "parent": "onm", "kind": "service", "title": "Service de la comptabilité", **changes}
    data = structure(first, unit("onm.logistique", parent="onm"))
    data["organisation"] = {"key": "onm", "title": "Office National de la Migration", "acronym": "ONM"}
    return data


def write(path: Path, content: str | Data) -> Path:
    """Write a text, or data as YAML, into a file."""
    if isinstance(content, str):
        path.write_text(content, encoding="utf-8")
    else:
        write_yaml(content, path)
    return path


def load(source: Path | Data, *, dry_run: bool = False) -> Plan:
    """Import a file, or the data of one."""
    document = services.read(source) if isinstance(source, Path) else Document(source)
    return services.import_structure(services.checked(document), dry_run=dry_run)


def page(key: str) -> UnitPage:
    return UnitPage.objects.get(import_key=key, locale__language_code="fr")


def organisation(key: str = "essai") -> OrganisationPage:
    return OrganisationPage.objects.get(import_key=key, locale__language_code="fr")


def desk_tree() -> list[tuple[str, str]]:
    """Return each unit after its parent, in the order of the desk."""
    pages = UnitPage.objects.filter(locale__language_code="fr").order_by("path")
    return [(unit.get_parent().specific.import_key, unit.import_key) for unit in pages]


def public_tree(parent: str, key: Any) -> list[tuple[str, str]]:
    """Return each unit after its parent, in the order that readers get."""
    names = dict(UnitPage.objects.values_list("translation_key", "import_key"))
    below = InForce.objects.said_now().filter(parent=key, ends__year=9999).order_by("position", "title")
    found = []
    for row in below:
        found += [(parent, names[row.work_id]), *public_tree(names[row.work_id], row.work_id)]
    return found
