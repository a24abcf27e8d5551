"""Steps as an edition has them, for tests without a database."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from hypothesis import strategies as st

from procedures.content.steps import Branch, Role, Step
from procedures.content.terms import Term
from procedures.flow import Selection

SPACE = UUID(int=7)
SOMEBODY = UUID(int=1)
CODES = ["mineur", "adulte", "malade"]


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


def by(acronym: str, role: str = "R") -> Role:
    """Return the role of one who is called by a letter."""
    return Role(called(f"{acronym}/{role}"), role, called(acronym), f"Office {acronym}", acronym)


@st.composite
def procedures(draw: st.DrawFn) -> list[Step]:
    """Draw steps with loops, branches and profiles, done by some of three, or by nobody that one may know of."""
    names = [f"s{number}" for number in range(draw(st.integers(0, 7)))]
    targets = st.sampled_from([*names, ""]) if names else st.just("")
    return [
        step(
            name,
            *[(f"si {number}", draw(targets)) for number in range(draw(st.integers(0, 2)))],
            *([draw(st.sampled_from(names))] if draw(st.booleans()) else []),
            profiles=" ".join(draw(st.lists(st.sampled_from(CODES), unique=True, max_size=2))),
            roles=tuple(by(letter) for letter in draw(st.lists(st.sampled_from("XYZ"), max_size=2))),
        )
        for name in names
    ]


selections = st.builds(Selection, st.frozensets(st.sampled_from(CODES)))
