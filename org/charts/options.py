"""What a reader asks of a chart: plain query parameters, so that every chart has an address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.http import QueryDict

MOST_FOLDED = 40

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)


class View(StrEnum):
    """How the chart is shown on its page."""

    LIST = "liste"
    DRAWING = "dessin"


class Folding(StrEnum):
    """Which levels of the list are open."""

    FIRST = ""
    NONE = "rien"
    ALL = "tout"


class Paper(StrEnum):
    """How the chart is put on sheets."""

    READABLE = ""
    ONE = "une"
    DIRECTORATES = "directions"


@dataclass(frozen=True, slots=True)
class Options:
    """The wishes of one reader; whatever is not understood is as if it had not been said."""

    view: View = View.LIST
    posts: bool = False
    ties: bool = False
    levels: int | None = None
    folded: frozenset[UUID] = frozenset()
    folding: Folding = Folding.FIRST
    paper: Paper = Paper.READABLE

    @classmethod
    def of(cls, query: QueryDict) -> Options:
        """Read the options from the address."""
        return cls(
            view=_choice(View, query.get("vue"), View.LIST),
            posts="postes" in query,
            ties="liens" in query,
            levels=_levels(query.get("niveaux", "")),
            folded=frozenset(_keys(query.getlist("replie")[:MOST_FOLDED])),
            folding=_choice(Folding, query.get("deplier"), Folding.FIRST),
            paper=_choice(Paper, query.get("feuilles"), Paper.READABLE),
        )

    def address(self, **changes: object) -> str:
        """Return the query string of these options with ``changes``; empty when there is nothing to say."""
        wished = replace(self, **changes)  # type: ignore[arg-type]
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in wished._said() if value})
        query.setlistdefault("replie", []).extend(sorted(str(key) for key in wished.folded))
        return f"?{written}" if (written := query.urlencode()) else ""

    def _said(self) -> Iterable[tuple[str, str]]:
        yield "vue", "" if self.view is View.LIST else self.view
        yield "postes", "1" if self.posts else ""
        yield "liens", "1" if self.ties else ""
        yield "niveaux", str(self.levels or "")
        yield "deplier", self.folding
        yield "feuilles", self.paper


def _choice(choices: type[ChoiceT], said: str | None, default: ChoiceT) -> ChoiceT:
    return choices(said) if said in list(choices) else default


def _levels(said: str) -> int | None:
    return int(said) if len(said) == 1 and said in "123456789" else None


def _keys(said: Iterable[str]) -> Iterable[UUID]:
    for key in said:
        try:
            yield UUID(key)
        except ValueError:
            continue
