"""Who has which role in which step, as a table of steps and actors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .actors import Actor
from .steps import RoleGroup, ShownStep


@dataclass(frozen=True, slots=True)
class Row:
    """A step, with the roles of each actor in it."""

    step: ShownStep
    cells: tuple[tuple[RoleGroup, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """All actors, in the order in which they come, and the roles of each in each step."""

    actors: tuple[Actor, ...]
    rows: tuple[Row, ...]


def matrix_of(steps: Sequence[ShownStep]) -> Matrix:
    """Return the table of ``steps``."""
    actors = {holder.actor.work: holder.actor for step in steps for group in step.roles for holder in group.holders}
    rows = (Row(step, tuple(_roles(step, actor) for actor in actors.values())) for step in steps)
    return Matrix(tuple(actors.values()), tuple(rows))


def _roles(step: ShownStep, actor: Actor) -> tuple[RoleGroup, ...]:
    return tuple(group for group in step.roles if any(holder.actor.work == actor.work for holder in group.holders))
