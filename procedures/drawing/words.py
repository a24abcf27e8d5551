"""What is written in a drawing: in the steps, on the ways, over the lanes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from org.charts.words import lines_of, width_of

from ..content.steps import Step
from ..flow import Flow
from ..presentation.steps import ShownStep
from .lanes import Lane, beside, lane_of
from .plan import UP, Place

TITLE: Final = 12.0
SMALL: Final = 10.5
LEADING: Final = 1.2
_HEADING_LINES: Final = 4
_BESIDE_SIGN: Final = re.compile(r"\s(?=[:;?!»])|(?<=«)\s")  # no line breaks there; the font has no narrow space


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; ``ours`` where the portal says it, in the language of its reader, and not the procedure."""

    words: str
    size: float = SMALL
    bold: bool = False
    soft: bool = False
    ours: bool = False


Texts = tuple[Text, ...]


def height_of(texts: Texts) -> float:
    """Return how high lines are, one under the other."""
    return sum(text.size * LEADING for text in texts)


def width_of_all(texts: Texts) -> float:
    """Return how wide the widest of lines is."""
    return max((width_of(text.words, text.size, text.bold) for text in texts), default=0)


def in_step(step: Step, shown: ShownStep | None, width: float, actor_lines: int) -> Texts:
    """Return what is written in the box of a step: its number and who acts, its title, its delay, who else acts."""
    number = f"{shown.number} · " if shown else ""
    others = beside(step)
    actor = lane_of(step)
    return (
        *broken(f"{number}{actor.short}", width, soft=True, most=actor_lines, ours=actor.actor is None),
        *broken(step.title, width, TITLE, bold=True),
        *(broken(_("avec %(names)s") % {"names": ", ".join(others)}, width, soft=True, ours=True) if others else ()),
        *(broken(shown.delay, width, ours=True) if shown and shown.delay else ()),
    )


def on_way(flow: Flow, width: float) -> Texts:
    """Return what is written on a way."""
    return broken(said(flow), width, ours=flow.otherwise)


def said(flow: Flow) -> str:
    """Return under which condition, or for whom, a way is taken; nothing where there is no other."""
    if flow.condition:
        return flow.condition
    if flow.concerns:
        return ", ".join(term.name for term in flow.concerns)
    return _("sinon") if flow.otherwise else ""


def referring(place: Place, shown: ShownStep | None) -> Texts:
    """Return what a sign says that names a step further up or down."""
    arrow = "↑" if place.refers == UP else "↓"
    return (Text(f"{arrow} {shown.number if shown else '…'}", TITLE, bold=True),)


def over_lane(lane: Lane, width: float) -> Texts:
    """Return the heading of a lane: the acronym, and the name as far as there is room."""
    if not lane.acronym:
        return broken(lane.name, width, bold=True, most=_HEADING_LINES, ours=lane.actor is None)
    return (
        *broken(lane.acronym, width, TITLE, bold=True),
        *broken(lane.name, width, soft=True, most=_HEADING_LINES - 1),
    )


def by_step(shown: Iterable[ShownStep]) -> Mapping[UUID, ShownStep]:
    """Return the steps as pages show them, by their identity."""
    return {each.row.id: each for each in shown}


def _cut(words: str, width: float, size: float, bold: bool) -> str:
    while words and width_of(f"{words}…", size, bold) > width:
        words = words[:-1].rstrip()
    return f"{words}…"


def broken(
    words: str,
    width: float,
    size: float = SMALL,
    *,
    bold: bool = False,
    soft: bool = False,
    most: int = 0,
    ours: bool = False,
) -> Texts:
    """Break words into lines no wider than ``width``; what is more than ``most`` lines is left out."""
    lines = lines_of(_BESIDE_SIGN.sub("\u00a0", words), width, size, bold)
    if most and len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        lines = (*lines[: most - 1], _cut(rest, width, size, bold))
    return tuple(Text(line, size, bold, soft, ours) for line in lines)
