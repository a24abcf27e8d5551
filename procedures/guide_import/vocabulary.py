"""What headings, labels and columns of guides are called, whatever their case and accents."""

from __future__ import annotations

import re
from typing import Final

from portal.editions.listings import plain_words

SECTIONS: Final = {
    "purpose": ("objet", "objectif", "objectifs", "but", "finalite", "presentation"),
    "scope": ("champ d application", "portee", "domaine d application", "perimetre"),
    "legal_basis": ("base legale", "bases legales", "cadre legal", "cadre juridique", "references legales", "textes"),
    "parties": ("parties prenantes", "parties", "acteurs", "intervenants", "organisations concernees"),
    "other": ("definitions", "glossaire", "sigles", "abreviations", "annexe", "annexes", "sommaire", "historique"),
    "steps": (
        "etapes",
        "procedure",
        "deroulement",
        "marche a suivre",
        "mode operatoire",
        "description de la procedure",
    ),
}
LABELS: Final = {
    "R": (
        "responsable",
        "responsables",
        "acteur",
        "acteurs",
        "qui",
        "realise par",
        "charge de l etape",
        "intervenant",
    ),
    "A": ("approuve par", "valide par", "repond", "repond de l etape", "autorite", "approbation"),
    "C": ("consulte", "consultes", "est consulte", "avec"),
    "I": ("informe", "informes", "est informe", "information"),
    "delay": ("delai", "delais", "quand", "duree"),
    "papers": ("document", "documents", "formulaire", "formulaires", "piece", "pieces", "support", "outils"),
    "where": ("lieu", "ou", "lieux", "endroit"),
    "reference": ("reference", "ref", "numero", "code"),
    "title": ("etape", "etapes", "action", "actions", "activite", "activites", "tache", "taches"),
    "text": ("comment", "description", "details", "contenu", "observations", "instructions"),
}
_LABELLED: Final = re.compile(r"([^:\n]{2,40}?)\s*:\s*(\S.*)", re.DOTALL)
_STEP: Final = re.compile(r"(?:étape|etape|phase|step)\s*(?:n°\s*)?\d+\s*[.:–—)-]*\s*", re.IGNORECASE)
_NUMBER: Final = re.compile(r"(?:\d+\s*(?:\.\d+)*\s*[.)–—:-]|[IVX]+\s*[.)–—-])\s*")


def section_named(heading: str) -> str:
    """Return which section a heading begins; empty for an unknown one."""
    return _named(_NUMBER.sub("", heading, count=1), SECTIONS)


def column_named(heading: str) -> str:
    """Return what a column holds; empty for an unknown one."""
    return _named(heading, LABELS)


def labelled(text: str) -> tuple[str, str] | None:
    """Return which field of a step a line fills, and with what: « Responsable : l’IBESR »."""
    found = _LABELLED.fullmatch(text)
    name = _named(found[1], LABELS) if found else ""
    return (name, found[2].strip()) if found and name not in ("", "title", "text") else None


def step_title(heading: str) -> str | None:
    """Return the title in « Étape 3 : Enregistrer »; None where a heading names no step."""
    found = _STEP.match(heading)
    return heading[found.end() :].strip() or heading if found else None


def without_number(heading: str) -> str:
    """Return a heading without « 3. » or « II - »."""
    return _NUMBER.sub("", heading, count=1).strip() if _NUMBER.match(heading) else heading


def _named(words: str, known: dict[str, tuple[str, ...]]) -> str:
    asked = " ".join(plain_words(words))
    return next((name for name, names in known.items() if asked in names), "")
