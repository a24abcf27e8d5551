"""A small administration to ask questions to, with its glossary."""

from __future__ import annotations

import datetime

from search.analysis import all_terms
from search.engines.base import NOW, Document, Filters
from search.glossary import Entry, Glossary
from search.question import Question, understand
from search.ranking import Answer, rank
from search.spelling import Lexicon
from search.vocabulary import Vocabulary
from tests.search.memory_engine import MemoryEngine

TODAY = datetime.date(2026, 11, 22).toordinal()

UNITS = {
    "daf": ("Direction Administrative et Financière", "DAF", ""),
    "compta": ("Service de Comptabilité", "", "daf"),
    "logistique": ("Service Logistique", "", "daf"),
    "drh": ("Direction des Ressources Humaines", "DRH", ""),
    "personnel": ("Service du Personnel", "", "drh"),
    "dam": ("Direction d’Accompagnement des Migrants", "DAM", ""),
    "centres": ("Section de gestion des centres d’accueil et d’hébergement", "", "dam"),
    "nord": ("Bureau départemental du Nord-Ouest", "", ""),
}
SENTENCES = [
    ("daf", "responsibility", "Élaborer le budget prévisionnel de l’Office et contrôler les dépenses."),
    ("compta", "responsibility", "Procéder aux paiements des membres du personnel de l’Office."),
    ("compta", "responsibility", "Contrôler les crédits budgétaires."),
    ("compta", "post", "Chef(fe) comptable"),
    ("logistique", "mission", "Fournir le matériel et les véhicules de l’Office."),
    ("drh", "responsibility", "Recruter des collaborateurs et traiter les absences et les visites médicales."),
    ("drh", "responsibility", "Proposer une politique de gestion du personnel de l’Office."),
    ("personnel", "responsibility", "Faire le suivi administratif des dossiers du personnel."),
    ("dam", "responsibility", "Gérer les centres d’accueil et d’hébergement des rapatriés (es) et des refoulés."),
    ("dam", "responsibility", "Fournir l’assistance médicale aux rapatriés."),
    ("centres", "internal_rules", "Attributions fixées par les règlements internes de l’Office."),
    ("nord", "seat", "Siège : Port-de-Paix"),
    ("nord", "responsibility", "Accueillir les rapatriés (es) et organiser leur retour."),
]
ENTRIES = [
    Entry(
        "paie",
        {
            "fr": ["paie", "salaire", "paiement du personnel", "paiement des membres du personnel"],
            "ht": ["peye anplwaye", "salè"],
            "en": ["payroll", "salary", "staff payment"],
            "es": ["salario", "nómina", "pago a los empleados"],
        },
    ),
    Entry(
        "hebergement",
        {"fr": ["hébergement", "logement"], "ht": ["lojman"], "en": ["shelter", "housing"], "es": ["alojamiento"]},
    ),
    Entry(
        "recrutement",
        {
            "fr": ["recruter", "recrutement", "embauche"],
            "ht": ["anboche"],
            "en": ["hire", "recruit"],
            "es": ["contratar"],
        },
    ),
]


def documents() -> list[Document]:
    """Return the passages of the small administration: each unit's title, then its sentences."""
    titles = [(unit, "title", title) for unit, (title, _acronym, _parent) in UNITS.items()]
    return [_document(number, *row) for number, row in enumerate([*titles, *SENTENCES])]


def _document(number: int, unit: str, kind: str, text: str) -> Document:
    title, acronym, parent = UNITS[unit]
    above = UNITS[parent][:2] if parent else ()
    return Document(
        id=f"{unit}:fr:{number}:1",
        work=unit,
        language="fr",
        served=("fr", "ht", "en", "es"),
        audience=0,
        starts=1,
        ends=datetime.date.max.toordinal(),
        recorded_from=0,
        recorded_until=NOW + 1,
        organisation="onm",
        unit_kind="service",
        place="",
        kind=kind,
        anchor=str(number),
        position=number,
        depth=2 if parent else 1,
        title=title,
        acronym=acronym,
        text=text,
        terms=all_terms([text, acronym if kind == "title" else ""], "fr"),
        title_terms=all_terms([title, acronym], "fr"),
        context_terms=all_terms(above, "fr"),
        above=("onm", parent) if parent else ("onm",),
    )


ENGINE = MemoryEngine(documents())
LEXICON = Lexicon.of(Vocabulary(ENGINE.vocabulary()), Glossary(ENTRIES))


def asked(text: str, language: str = "fr") -> Question:
    """Return ``text`` as it is understood."""
    return understand(text, LEXICON, Filters(language, 0, TODAY))


def answers(text: str, language: str = "fr") -> list[Answer]:
    """Return the answers of the small administration."""
    question = asked(text, language)
    return rank(question.query, ENGINE.search(question.query).hits)


def units(text: str, language: str = "fr") -> list[str]:
    """Return the units that answer, best first."""
    return [answer.work for answer in answers(text, language)]
