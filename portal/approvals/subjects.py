"""What approvals must know of a kind of text; the apps above make it known, approvals know only this protocol."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portal.editions.kinds import Content


@dataclass(frozen=True, slots=True)
class Touched:
    """Whom a change touches: the work of an organisation or of a unit, the part, and why, in words."""

    work: UUID
    part: str
    why: str


def _nobody(before: Content | None, after: Content, parts: Collection[str]) -> Iterable[Touched]:
    return ()


def _by_its_field(before: Content | None, after: Content, part: str) -> str:
    return part.partition(":")[0]


def _whatever_it_is(before: Content | None, after: Content, parts: Collection[str]) -> Iterable[str]:
    return sorted({part.partition(":")[0] for part in parts})


@dataclass(frozen=True, slots=True)
class Subject:
    """How a kind of text is approved.

    ``parties_to_consult`` names whom a change of some parts touches; ``name_part`` says a part in words;
    ``material`` gives the reasons, in words, for which a change is material: none for a minor one.
    """

    parties_to_consult: Callable[[Any, Any, Collection[str]], Iterable[Touched]] = _nobody
    name_part: Callable[[Content | None, Content, str], str] = _by_its_field
    material: Callable[[Content | None, Content, Collection[str]], Iterable[str]] = _whatever_it_is


_subjects: dict[str, Subject] = {}
_PLAIN = Subject()


def register(kind: str, subject: Subject) -> None:
    """Make known how texts of a kind are approved; called when its app is ready."""
    _subjects[kind] = subject


def subject_of(kind: str) -> Subject:
    """Return how texts of a kind are approved; by whoever the workflow names, where nothing is known."""
    return _subjects.get(kind, _PLAIN)
