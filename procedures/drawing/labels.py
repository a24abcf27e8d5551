"""The words on lines, where they are written."""

from __future__ import annotations

from dataclasses import dataclass

from .layout import Layout
from .sizes import Sizes
from .words import Texts, height_of, width_of_all


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of words, from their corner at the top left."""

    texts: Texts
    x: float
    y: float
    width: float
    height: float
    leftwards: bool


def labels_of(layout: Layout, sizes: Sizes) -> list[Label]:
    """Return everything written on lines."""
    found = []
    for line in layout.lines:
        if texts := sizes.words(line.way):
            width = width_of_all(texts)
            x, y = line.words
            found.append(Label(texts, x - width if line.leftwards else x, y, width, height_of(texts), line.leftwards))
    return found
