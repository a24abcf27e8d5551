"""Who finds what: apps above add their kinds of findings, and the kinds of texts to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextChoices

from .survey import Finding, Survey

Finder = Callable[[Survey], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Finders:
    """What an app finds: ``gaps`` in the order of the report, in texts of ``kinds``."""

    gaps: type[TextChoices]
    kinds: tuple[str, ...]
    find: tuple[Finder, ...]


_registered: list[Finders] = []
_remedies: dict[TextChoices, Callable[[UUID], str]] = {}


def register(finders: Finders) -> None:
    """Make known what an app finds; called when it is ready."""
    _registered.append(finders)


def register_remedy(gap: TextChoices, url_of: Callable[[UUID], str]) -> None:
    """Lead findings of a kind to where they are mended, given the text that they are about."""
    _remedies[gap] = url_of


def remedy_of(gap: TextChoices, work: UUID) -> str:
    """Return where a finding about ``work`` is mended; empty where only its own text can be."""
    return _remedies[gap](work) if gap in _remedies else ""


def kinds_of_text() -> list[str]:
    """Return the kinds of texts that are looked at."""
    return [kind for each in _registered for kind in each.kinds]


def gaps() -> Iterator[TextChoices]:
    """Yield every kind of finding, in the order of the report."""
    return (gap for each in _registered for gap in each.gaps)


def gap_named(value: str) -> TextChoices | None:
    """Return a kind of finding by its value."""
    return next((gap for gap in gaps() if gap.value == value), None)


def found_in(survey: Survey) -> Iterator[Finding]:
    """Yield everything that is found."""
    return (finding for each in _registered for find in each.find for finding in find(survey))
