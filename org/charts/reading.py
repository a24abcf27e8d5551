"""What a chart shows of the editions in force: a fixed number of queries, whatever the size of the organisation."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q

from portal.editions.descent import sizes_below, works_below
from portal.editions.reading import Link, Reading

from ..content import StructureContent
from ..kinds import ORGANISATION, UNIT
from .options import Options
from .ties import Tie, ties_among
from .tree import Unit, tree_of, with_posts

# More boxes than this are no chart any more: the levels below are left to the charts of the units.
MOST_UNITS: Final = 300


@dataclass(frozen=True, slots=True)
class Chart:
    """The units below one, as one reader may see them; ``levels`` of ``deepest`` are shown."""

    root: Unit
    levels: int
    deepest: int
    total: int
    ties: tuple[Tie, ...] = ()

    @property
    def shown(self) -> int:
        """How many units stand in the chart."""
        return sum(1 for _unit in self.root.walk())


def chart_of(reading: Reading, work: UUID, options: Options) -> Chart | None:
    """Return the chart below ``work``; None where the reader may not see it."""
    sizes = sizes_below(work, reading)
    levels = min(options.levels or len(sizes), _most_levels(sizes))
    structure = Q(work__kind__in=[ORGANISATION.name, UNIT.name])
    links = reading.links(structure & Q(work__in=works_below(work, reading, levels)))
    root = tree_of(work, links, _hidden(reading, links) if levels < max(sizes, default=0) else {})
    if root is None:
        return None
    ties: tuple[Tie, ...] = ()
    if options.posts or options.ties:
        contents = _contents(reading, [unit.key for unit in root.walk()])
        root = with_posts(root, {key: text.posts for key, text in contents.items()}) if options.posts else root
        ties = ties_among(reading, root, contents) if options.ties else ()
    return Chart(root, levels, max(sizes), sum(sizes.values()), ties)


def organisation_of(reading: Reading, work: UUID) -> Link | None:
    """Return what stands at the top above a unit."""
    lineage = reading.lineages([work]).get(work)
    return lineage[0] if lineage else None


def _most_levels(sizes: Mapping[int, int]) -> int:
    """Return down to which level there are not too many units; the one below the root is always there."""
    totals = accumulate(sizes[level] for level in sorted(sizes))
    return max(1, sum(total <= MOST_UNITS for total in totals) - 1)


def _hidden(reading: Reading, links: Collection[Link]) -> Mapping[UUID, int]:
    """Return how many units stand directly below each."""
    below = reading.held().filter(parent__in=[link.work for link in links], work__kind=UNIT.name).order_by()
    return dict(below.values_list("parent").annotate(Count("pk")))


def _contents(reading: Reading, works: Collection[UUID]) -> Mapping[UUID, StructureContent]:
    rows: Any = reading.held().filter(work__in=works).select_related("edition")
    return {row.work_id: row.edition.content for row in rows}
