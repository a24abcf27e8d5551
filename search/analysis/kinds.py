"""Words that only say what kind of unit is meant: a service, a direction, a bureau."""

from __future__ import annotations

from typing import Final

from search.analysis.terms import terms

_WORDS: Final = {
    "fr": "unité service section division département direction bureau secrétariat équipe office organisation entité",
    "ht": "inite sèvis seksyon divizyon depatman direksyon biwo sekretarya ekip ofis òganizasyon",
    "en": "unit service section division department directorate office secretariat team organization",
    "es": "unidad servicio sección división departamento dirección oficina secretaría equipo organización",
}

KINDS_OF_UNITS: Final = {language: frozenset(terms(words, language)) for language, words in _WORDS.items()}
"""By language, the terms of these words."""
