"""What is written in a box, line by line, and how a box of each level looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import ngettext

from portal.editions.reading import Link

from ..content import Post
from .tree import Unit
from .words import lines_of

SMALL: Final = 9.0  # the smallest text of a chart
LEADING: Final = 1.22
BESIDE: Final = 8.0
ABOVE: Final = 5.0
_BASELINE: Final = 0.8  # of the size, below the top of a line


@dataclass(frozen=True, slots=True)
class Style:
    """How the boxes of a level look; ``name`` is their class in the page's style sheet."""

    name: str
    title: float
    fill: str
    line: str
    ink: str
    soft: str
    stroke: float
    corner: float


STYLES: Final = (
    Style("c0", 14, "#142c68", "#142c68", "#ffffff", "#dfe6f7", 1, 4),
    Style("c1", 12, "#1c3d8f", "#1c3d8f", "#ffffff", "#e4eafa", 1, 4),
    Style("c2", 11, "#dce5f8", "#1c3d8f", "#171b26", "#3a4258", 1.25, 4),
    Style("c3", 10, "#f1f4fb", "#6f7fa8", "#171b26", "#3a4258", 1, 2),
    Style("c4", 9.5, "#ffffff", "#8a93a8", "#171b26", "#444c60", 1, 0),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in a box; ``baseline`` from the box's top."""

    text: str
    size: float
    baseline: float
    bold: bool = False
    soft: bool = False


def style_of(unit: Unit) -> Style:
    """Return how the box of a unit looks, by its level."""
    return STYLES[min(unit.level, len(STYLES) - 1)]


def height_of(unit: Unit, width: float) -> float:
    """Return how high a box of ``width`` must be for what is written in it."""
    last = written_in(unit, width)[-1]
    return last.baseline + last.size * (LEADING - _BASELINE) + ABOVE


def written_in(unit: Unit, width: float) -> tuple[Line, ...]:
    """Return the lines of a box of ``width``: kind, title with acronym, who heads it, posts."""
    lines: list[Line] = []
    top = ABOVE
    for text, size, bold, soft in _texts(unit):
        for broken in lines_of(text, width - 2 * BESIDE, size, bold):
            lines.append(Line(broken, size, top + size * _BASELINE, bold, soft))
            top += size * LEADING
    return tuple(lines)


def _texts(unit: Unit) -> Iterator[tuple[str, float, bool, bool]]:
    if unit.kind:
        yield unit.kind, SMALL, False, True
    yield named(unit.link), style_of(unit).title, True, False
    if unit.head:
        yield unit.head, SMALL, False, True
    for post in others(unit.posts):
        yield f"• {said(post)}", SMALL, False, True
    if words := " → ".join(filter(None, (below_said(unit), unit.elsewhere))):
        yield words, SMALL, False, True


def named(link: Link) -> str:
    """Return the title with the acronym."""
    return f"{link.title} ({link.acronym})" if link.acronym else link.title


def others(posts: Iterable[Post]) -> Iterator[Post]:
    """Yield the posts besides the head's."""
    return (post for post in posts if not post.head)


def said(post: Post) -> str:
    """Return a post in words, with how many there are."""
    return f"{post.title} (× {post.headcount})" if (post.headcount or 1) > 1 else post.title


def below_said(unit: Unit) -> str:
    """Say how many units below are not shown."""
    if not unit.hidden:
        return ""
    return ngettext("+ %(count)s unité", "+ %(count)s unités", unit.hidden) % {"count": unit.hidden}
