"""What the page of a project shows besides the text itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format

from portal.editions.models import Work
from portal.editions.reading import Reading

from ..choices import ProjectStatus
from ..content.projects import ProjectContent, Touched
from .actors import Actor, Directory


@dataclass(frozen=True, slots=True)
class Strengthened:
    """A responsibility that the project strengthens, and whose it is."""

    row: Touched
    unit: Actor
    url: str


@dataclass(frozen=True, slots=True)
class _Name:
    name: str
    acronym: str = ""


def project_context(*, content: ProjectContent, work: Work, reading: Reading) -> dict[str, Any]:
    """Return what the template of projects needs; `reading` decides what may be shown."""
    directory = Directory.read({relation.target for relation in content.relations()}, reading)
    units = [(row, directory.actor(row.work, _Name(row.name))) for row in content.responsibilities]
    return {
        "chain": (),
        "status": str(ProjectStatus(content.status).label) if content.status else "",
        "budget": number_format(content.budget, use_l10n=True, force_grouping=True) if content.budget else "",
        "partners": [actor for each in content.partners if (actor := directory.of_party(each))],
        "texts": [actor for each in content.texts if (actor := directory.of_party(each))],
        "strengthened": [
            Strengthened(row, unit, reverse("permanent-row", args=[row.work, row.responsibility]))
            for row, unit in units
            if unit
        ],
    }
