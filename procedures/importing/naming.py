"""The identities that keys give to the rows of a text: the same in every file, whoever reads or writes it."""

from __future__ import annotations

from uuid import UUID

from org.importing.mapping import row_id


def step_id(owner: str, key: str) -> UUID:
    """Return the identity of a step of ``owner``."""
    return row_id(owner, "steps", key)


def step_name(owner: str, key: str) -> str:
    """Return what the rows of a step belong to."""
    return f"{owner}#{key}"


def role_id(step: str, letter: str, named: str) -> UUID:
    """Return the identity of a role: known by its letter and holder."""
    return row_id(step, "roles", f"{letter}:{named}")


def paper_id(step: str, direction: str, name: str) -> UUID:
    """Return the identity of a paper: known by its title, or by the key of the registered document."""
    return row_id(step, f"papers-{direction}", name)


def branch_id(step: str, to: str, number: int) -> UUID:
    """Return the identity of a branch: known by where it leads, the ``number``th of those that lead there."""
    return row_id(step, "branches", f"{to}:{number}")


def named_row(named: str, field: str) -> UUID:
    """Return the identity of the row that « unit/key » names; one made in the editor is named by its identity."""
    unit, _slash, key = named.partition("/")
    try:
        return UUID(key)
    except ValueError:
        return row_id(unit, field, key)
