"""What names a row in which a unit is named, from the list on the desk to the draft in which somebody takes over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple
from uuid import UUID

from wagtail.models import Page

from ..content.procedures import ACTS, OWNS, PARTY
from ..content.projects import PARTNER, STRENGTHENS, TOUCHES


class Row(NamedTuple):
    """A unit in one row of a text: ``kind`` is that of the relation, ``anchor`` the row, if it has one."""

    unit: UUID
    kind: str
    anchor: str


Takers = Callable[[Row], Page | None]
"""Who takes over in a row; of nobody, the row stays as it is."""

STAYS_AS_IT_IS: Final = frozenset({STRENGTHENS, TOUCHES})
"""Rows that say something of what was: nobody is put in its place."""

KEEPS_NAMES: Final = frozenset({ACTS, OWNS, PARTY, PARTNER})
"""Rows that write down what a unit is called; all others follow by themselves where it is renamed."""
