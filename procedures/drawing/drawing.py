"""A drawing ready to be drawn: what is placed, what is written around it, and how large that makes it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Final

from .labels import Label, labels_of
from .layout import Layout
from .sizes import INSIDE, Sizes
from .words import LEADING, SMALL, Texts, broken, height_of, over_lane, width_of_all

MARGIN: Final = 12.0
HEADING: Final = 16.0
_BELOW_HEADING: Final = (2 - LEADING) * HEADING
_ABOVE_NOTE: Final = (2 - LEADING) * SMALL


@dataclass(frozen=True)
class Drawing:
    """Swimlanes with their words, or one column without lanes.

    ``heading`` and ``note`` are written on what leaves the page; ``described`` is the id of the same in text;
    ``scale`` is how many pixels a unit is, which grow with the text of the page where it is ``on_page``; there the
    headings of the lanes are a drawing apart, which stays in sight. ``name`` begins the ids within.
    """

    layout: Layout
    sizes: Sizes
    title: str
    description: str
    language: str
    heading: str = ""
    note: str = ""
    described: str = ""
    scale: float = 1
    on_page: bool = False
    name: str = "dessin"
    margin: float = MARGIN
    breadth: float = inf

    @cached_property
    def labels(self) -> list[Label]:
        """The words on lines."""
        return labels_of(self.layout, self.sizes)

    @cached_property
    def has_lanes(self) -> bool:
        """Whether there are lanes, and not one column."""
        return self.breadth == inf

    @cached_property
    def heads(self) -> list[Texts]:
        """The headings of the lanes."""
        return [over_lane(lane, self.sizes.lane) for lane in self.layout.plan.lanes] if self.has_lanes else []

    @cached_property
    def top_lines(self) -> Texts:
        """The heading, in lines."""
        return broken(self.heading, self.breadth - 2 * self.margin, HEADING, bold=True)

    @cached_property
    def bottom_lines(self) -> Texts:
        """The note, in lines."""
        return broken(self.note, self.breadth - 2 * self.margin, soft=True, ours=True)

    @cached_property
    def left(self) -> float:
        """How much there is at the left of the lanes: words may stand out."""
        return max([self.margin, *(2 - label.x for label in self.labels)])

    @cached_property
    def head(self) -> float:
        """The height of the lanes' headings."""
        return max((height_of(texts) + 2 * INSIDE for texts in self.heads), default=0)

    @property
    def above(self) -> float:
        """How much there is above the lanes."""
        if self.on_page:
            return 0
        return MARGIN + (height_of(self.top_lines) + _BELOW_HEADING if self.heading else 0)

    @property
    def body(self) -> float:
        """How far down the first row begins."""
        return self.above + MARGIN + (0 if self.on_page else self.head)

    @cached_property
    def width(self) -> float:
        """The width of everything."""
        right = max([self.layout.width, *(label.x + label.width for label in self.labels)])
        around = width_of_all((*self.top_lines, *self.bottom_lines))
        return max(self.left + right, around + self.margin) + self.margin

    @property
    def height(self) -> float:
        """The height of everything."""
        note = height_of(self.bottom_lines) + _ABOVE_NOTE if self.note else 0
        return self.body + self.layout.height + MARGIN + note
