"""The emergency that is being acted on, for the guard to know and the record to say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Emergency:
    """What somebody declared: for which text, why, and under which name."""

    work: UUID
    reason: str
    by: str


_declared: ContextVar[Emergency | None] = ContextVar("emergency", default=None)


def is_declared_for(work: UUID) -> bool:
    """Whether an emergency is being acted on for this text."""
    emergency = _declared.get()
    return emergency is not None and emergency.work == work


def declared() -> Emergency | None:
    """Return the emergency that is being acted on."""
    return _declared.get()


@contextmanager
def declare(emergency: Emergency) -> Iterator[None]:
    """Let one text through the gate while it is published: for the service that checks the right to do so."""
    token = _declared.set(emergency)
    try:
        yield
    finally:
        _declared.reset(token)
