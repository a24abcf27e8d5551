"""By which keys a file names texts, their rows and their steps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final
from uuid import UUID

from django.utils.text import slugify

from org.importing.plan import key_without_file

from ..content.steps import Step
from ..importing.rows import END, NEXT, NOTHING

Row = dict[str, Any]
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Names:
    """The keys of texts, and what the registered documents of the file are called."""

    keys: Mapping[UUID, str]
    documents: Mapping[UUID, str] = field(default_factory=dict)

    def of(self, work: UUID) -> str:
        """Return the key of a text."""
        return self.keys.get(work) or key_without_file(work)

    def row(self, work: UUID, row: UUID | None) -> str:
        """Return the name of a row of a text, or of all of it; a row is named by its identity."""
        return f"{self.of(work)}/{row}" if row else self.of(work)


def identified(row: Row, identity: UUID, of_key: UUID) -> Row:
    """Return ``row`` with its identity, where it is not the one that its key gives."""
    return row if identity == of_key else {**row, "id": str(identity)}


def named(name: str, identity: UUID, of_name: UUID) -> str | Row:
    """Return the row that names a text: its name alone, where that gives its identity."""
    return name if identity == of_name else {"named": name, "id": str(identity)}


def step_keys(steps: Iterable[Step]) -> dict[UUID, str]:
    """Return a key for each step, made of its title."""
    keys: dict[UUID, str] = {}
    taken = {END, NOTHING, NEXT}
    for step in steps:
        base = slugify(step.title.replace("’", " ").replace("'", " ").replace("_", " "))[:_LONGEST].strip("-")
        candidates = (base if number == 1 and base else f"{base or 'etape'}-{number}" for number in count(1))
        keys[step.id] = next(key for key in candidates if key not in taken)
        taken.add(keys[step.id])
    return keys
