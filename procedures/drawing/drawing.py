"""A drawing ready to be drawn: what is placed, what is written around it, and how large that makes it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from org.charts.words import width_of

from .labels import Label, labels_of
from .layout import Layout
from .sizes import INSIDE, Sizes
from .words import SMALL, Texts, height_of, over_lane

MARGIN: Final = 12.0
HEADING: Final = 16.0


@dataclass(frozen=True)
class Drawing:
    """Swimlanes with their words.

    ``heading`` and ``note`` are written on what leaves the page; ``described`` is the id of the same in text;
    ``rems`` is how large a unit is on a screen, where it grows with the text of the page; there the headings of the
    lanes may be a drawing apart, which stays in sight.
    """

    layout: Layout
    sizes: Sizes
    title: str
    description: str
    language: str
    heading: str = ""
    note: str = ""
    described: str = ""
    rems: float = 0
    heads_apart: bool = False

    @cached_property
    def labels(self) -> list[Label]:
        """The words on lines."""
        return labels_of(self.layout, self.sizes)

    @cached_property
    def heads(self) -> list[Texts]:
        """The headings of the lanes."""
        return [over_lane(lane, self.sizes.lane) for lane in self.layout.plan.lanes]

    @cached_property
    def left(self) -> float:
        """How much there is at the left of the lanes: words may stand out."""
        return max([MARGIN, *(2 - label.x for label in self.labels)])

    @cached_property
    def head(self) -> float:
        """The height of the lanes' headings."""
        return max(height_of(texts) for texts in self.heads) + 2 * INSIDE

    @property
    def above(self) -> float:
        """How much there is above the lanes."""
        return 0 if self.heads_apart else MARGIN + (2 * HEADING if self.heading else 0)

    @property
    def body(self) -> float:
        """How far down the first row begins."""
        return self.above + MARGIN + (0 if self.heads_apart else self.head)

    @cached_property
    def width(self) -> float:
        """The width of everything."""
        right = max([self.layout.width, *(label.x + label.width for label in self.labels)])
        around = max(width_of(self.heading, HEADING, True), width_of(self.note, SMALL))
        return max(self.left + right, around + MARGIN) + MARGIN

    @property
    def height(self) -> float:
        """The height of everything."""
        return self.body + self.layout.height + MARGIN + (2 * SMALL if self.note else 0)
