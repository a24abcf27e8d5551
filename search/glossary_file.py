"""Glossary files: read, checked with the place of every error, and made the portal's glossary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from org.importing.problems import Document, ImportRefused, Location, Problem
from org.importing.yaml_file import read_yaml

from .models import GlossaryEntry

LANGUAGES = ("fr", "ht", "en", "es")

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Topic = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Term = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=r"^[^\r\n]+$")]


class GlossaryRow(BaseModel):
    """One concept: interchangeable terms in each language, the commonest first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Slug
    topic: Topic
    fr: Annotated[list[Term], Field(min_length=1)]
    ht: list[Term] = []
    en: list[Term] = []
    es: list[Term] = []


class GlossaryFile(BaseModel):
    """A whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal["mandat-glossary/1"]
    entries: list[GlossaryRow]


@dataclass(slots=True)
class Outcome:
    """What an import did, or would do: keys of entries."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


def read_glossary(path: Path) -> GlossaryFile:
    """Read a file; raise ``ImportRefused`` with every problem and its place."""
    document = read_yaml(path)
    try:
        file = GlossaryFile.model_validate(document.data)
    except ValidationError as error:
        raise ImportRefused([_problem(document, dict(item)) for item in error.errors()]) from error
    problems = [Problem(document.position(where), why) for where, why in _repetitions(file)]
    if problems:
        raise ImportRefused(problems)
    return file


@transaction.atomic
def apply_glossary(file: GlossaryFile, *, dry_run: bool = False) -> Outcome:
    """Add and change entries as the file says, in one transaction; entries it does not name stay as they are."""
    outcome = Outcome()
    known = {entry.key: entry for entry in GlossaryEntry.objects.all()}
    for row in file.entries:
        entry = known.get(row.key) or GlossaryEntry(key=row.key)
        changed = _fill(entry, row)
        done = outcome.added if entry.pk is None else outcome.changed if changed else outcome.unchanged
        done.append(row.key)
        if changed and not dry_run:
            entry.save()
    return outcome


def _fill(entry: GlossaryEntry, row: GlossaryRow) -> bool:
    values = {f"terms_{language}": "\n".join(getattr(row, language)) for language in LANGUAGES}
    values["topic"] = row.topic
    changed = {name: value for name, value in values.items() if (getattr(entry, name) or "") != value}
    for name, value in changed.items():
        setattr(entry, name, value)
    return bool(changed)


def _repetitions(file: GlossaryFile) -> Iterator[tuple[Location, str]]:
    keys: set[str] = set()
    for index, row in enumerate(file.entries):
        if row.key in keys:
            yield ("entries", index, "key"), _("La clé « %(key)s » est donnée deux fois.") % {"key": row.key}
        keys.add(row.key)
        for language in LANGUAGES:
            terms = getattr(row, language)
            for place, term in enumerate(terms):
                if term in terms[:place]:
                    where = ("entries", index, language, place)
                    yield where, _("Le terme « %(term)s » est donné deux fois.") % {"term": term}


def _problem(document: Document, error: dict[str, Any]) -> Problem:
    words = {"field": str(error["loc"][-1]) if error["loc"] else "", "value": str(error["input"])[:60]}
    message = _messages().get(error["type"]) or _("« %(value)s » ne convient pas au champ « %(field)s ».")
    return Problem(document.position(error["loc"]), message % words)


def _messages() -> dict[str, str]:
    return {
        "missing": _("Le champ « %(field)s » manque."),
        "extra_forbidden": _("Le champ « %(field)s » est inconnu."),
        "list_type": _("Le champ « %(field)s » attend une liste de termes."),
        "string_type": _("« %(value)s » n’est pas du texte : mettez-le entre guillemets."),
        "too_short": _("Le champ « %(field)s » attend au moins un terme."),
        "string_too_short": _("Un terme est vide."),
        "string_pattern_mismatch": _("« %(value)s » ne convient pas : minuscules, chiffres, tirets, sur une ligne."),
        "model_type": _("« %(value)s » n’est pas une entrée : elle attend key, topic et des listes de termes."),
        "literal_error": _("« %(value)s » ne convient pas au champ « %(field)s » : mandat-glossary/1."),
    }
