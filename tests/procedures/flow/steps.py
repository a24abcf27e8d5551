"""Steps as an edition has them, for tests without a database."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from procedures.content.steps import Branch, Role, Step
from procedures.content.terms import Term

SPACE = UUID(int=7)
SOMEBODY = UUID(int=1)


def called(name: str) -> UUID:
    """Return the identity of the step of that name."""
    return uuid5(SPACE, name)


def step(name: str, *ways: str | tuple[str, str], profiles: str = "", channels: str = "", **fields: Any) -> Step:
    """Return a step; `ways` are pairs of a condition and the name of a step, or one name that always follows."""
    branches = tuple(
        Branch(called(f"{name}/{each[0]}"), each[0], called(each[1]) if each[1] else None)
        for each in ways
        if isinstance(each, tuple)
    )
    after = next((each for each in ways if isinstance(each, str)), None)
    follows = {"afterwards": "step", "to": called(after)} if after else {}
    roles = fields.pop("roles", (Role(called(f"{name}/R"), "R", SOMEBODY, "Quelqu’un"),))
    return Step(
        id=called(name),
        title=name,
        roles=roles,
        branches=branches,
        profiles=terms(profiles),
        channels=terms(channels),
        **{**follows, **fields},
    )


def terms(codes: str) -> tuple[Term, ...]:
    """Return terms of these codes."""
    return tuple(Term(code, code.capitalize()) for code in codes.split())
