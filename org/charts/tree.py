"""The units of a chart: a tree of what one reader may see, cut where they wish."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from portal.editions.reading import Link

from ..content import Post


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit (or the organisation) with what stands below it; ``hidden``: how many directly below are not shown,
    ``elsewhere``: where more of it is shown."""

    link: Link
    level: int
    children: tuple[Unit, ...] = ()
    hidden: int = 0
    elsewhere: str = ""
    posts: tuple[Post, ...] = ()

    @property
    def key(self) -> UUID:
        return self.link.work

    @property
    def kind(self) -> str:
        """The kind in words, unless the title says it."""
        name = self.link.facets.get("unit_kind_name", "")
        return "" if name.casefold() in self.link.title.casefold() else name

    @property
    def head(self) -> str:
        """The title of the post that heads it."""
        return self.link.facets.get("head_title", "")

    def walk(self) -> Iterator[Unit]:
        """Yield the unit and all below it, each before what is below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def tree_of(root: UUID, links: Iterable[Link], hidden: Mapping[UUID, int]) -> Unit | None:
    """Return the tree below ``root``; None where the reader may not see the root itself."""
    below: dict[UUID | None, list[Link]] = defaultdict(list)
    top: Link | None = None
    for link in links:
        if link.work == root:
            top = link
        else:
            below[link.parent].append(link)
    return _unit(top, 0, below, hidden) if top else None


def _unit(link: Link, level: int, below: dict[UUID | None, list[Link]], hidden: Mapping[UUID, int]) -> Unit:
    # Taken out, so that units placed below each other by mistake end somewhere.
    children = below.pop(link.work, [])
    return Unit(
        link=link,
        level=level,
        children=tuple(_unit(child, level + 1, below, hidden) for child in children),
        hidden=0 if children else hidden.get(link.work, 0),
    )


def with_posts(unit: Unit, posts: Mapping[UUID, tuple[Post, ...]]) -> Unit:
    """Return the tree with the posts of each unit."""
    children = tuple(with_posts(child, posts) for child in unit.children)
    return replace(unit, children=children, posts=posts.get(unit.key, ()))


def folded(unit: Unit, keys: Collection[UUID]) -> Unit:
    """Return the tree with nothing shown below the units of ``keys``."""
    if unit.children and unit.key in keys:
        return replace(unit, children=(), hidden=len(unit.children))
    return replace(unit, children=tuple(folded(child, keys) for child in unit.children))


def cut_below(unit: Unit, level: int) -> Unit:
    """Return the tree down to ``level``."""
    return folded(unit, {each.key for each in unit.walk() if each.level >= level})


def pointing(unit: Unit, places: Mapping[UUID, str]) -> Unit:
    """Return the tree with, for the units of ``places``, where more of them is shown."""
    children = tuple(pointing(child, places) for child in unit.children)
    return replace(unit, children=children, elsewhere=places.get(unit.key, ""))


def from_the_top(unit: Unit, level: int = 0) -> Unit:
    """Return the tree as a chart of its own, whose root is at the top."""
    return replace(unit, level=level, children=tuple(from_the_top(child, level + 1) for child in unit.children))
