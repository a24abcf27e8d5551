"""Small structure files for tests of the importer."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml

from org.importing.plan import Plan
from org.importing.services import checked, import_structure, read

SMALL: dict[str, Any] = {
    "format": "mandat-structure/1",
    "reference": {
        "unit_kinds": [{"code": "service", "name": {"fr": "Service", "en": "Service"}, "rank": 30}],
        "places": [
            {"code": "malpasse", "name": {"fr": "Malpasse"}, "country": "HT", "latitude": 18.5, "longitude": -71.88}
        ],
        "legal_references": [{"code": "loi-1", "name": {"fr": "Loi organique"}, "citation": "art. 3"}],
    },
    "organisation": {
        "key": "onm",
        "title": "Office National de la Migration",
        "acronym": "ONM",
        "in_force": {"start": "2022-01-01", "approximate": True, "note": "Sans date."},
    },
    "units": [
        {
            "key": "onm.compta",
            "parent": "onm",
            "kind": "service",
            "title": "Service de Comptabilité",
            "mission": "Tient les comptes.\nTous les comptes.",
            "place": "malpasse",
            "sources": [{"document": "Structure", "lines": "25-32"}],
            "doubts": ["Deux noms."],
            "responsibilities": [
                {
                    "key": "payer",
                    "text": "Payer le personnel.",
                    "legal_basis": ["loi-1"],
                    "shared_with": ["onm.logistique"],
                    "source": {"document": "Structure", "lines": "32"},
                },
                {"key": "reste", "text": "Le reste, par règlement.", "internal_rules": True, "doubt": "Lequel ?"},
            ],
            "posts": [
                {
                    "key": "chef",
                    "title": "Chef ou Cheffe",
                    "head": True,
                    "headcount": 1,
                    "contact": {"phone": "+509 1", "email": "c@example.ht"},
                }
            ],
            "ties": [{"to": "onm.logistique", "kind": "works_with", "note": "Budget."}],
        },
        {
            "key": "onm.logistique",
            "parent": "onm",
            "kind": "service",
            "title": "Service Logistique",
            "members": [{"key": "chef", "title": "Chef ou Cheffe", "unit": "onm.compta"}],
        },
    ],
}


def small(**changes: Any) -> dict[str, Any]:
    """Return the small structure, a fresh copy, with fields of the first unit changed."""
    data = copy.deepcopy(SMALL)
    data["units"][0].update(changes)
    return data


def write(path: Path, data: Any) -> Path:
    """Write a YAML file."""
    path.write_text(data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    return path


def load(path: Path, *, dry_run: bool = False) -> Plan:
    """Read, check and import a file."""
    return import_structure(checked(read(path)), dry_run=dry_run)
