"""The steps of a procedure as a list to follow: the equal, in text, of every drawing of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from portal.editions.reading import Link

from ..choices import COUNTED, Afterwards, DelayUnit, Direction, Raci
from ..content.steps import Delay, Paper, Role, Step
from ..flow import Flowchart, NodeKind
from ..flow.chart import END
from .actors import Actor, Directory


@dataclass(frozen=True, slots=True)
class ShownRole:
    """Who has a role, and the post that has it."""

    row: Role
    actor: Actor


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """Those who have the same role in a step."""

    role: str
    label: str
    holders: tuple[ShownRole, ...]


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A document of a step; ``link`` where the register has it in force."""

    row: Paper
    label: str
    link: Link | None


@dataclass(frozen=True, slots=True)
class Way:
    """What follows a step: under a condition, otherwise, or in any case; to a step by its number, or to the end."""

    condition: str
    otherwise: bool
    step: UUID | None = None
    number: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step with everything that its row shows; ``ways`` are told only where they are not simply the next step."""

    number: int
    row: Step
    delay: str
    roles: tuple[RoleGroup, ...]
    papers: tuple[ShownPaper, ...]
    ways: tuple[Way, ...]


def shown_steps(steps: Sequence[Step], chart: Flowchart, directory: Directory) -> list[ShownStep]:
    """Return the steps of ``chart`` with the numbers that they have among all ``steps``."""
    numbers = {step.id: number for number, step in enumerate(steps, start=1)}
    shown = chart.steps()
    return [
        ShownStep(
            number=numbers[step.id],
            row=step,
            delay=delay_in_words(step.delay),
            roles=tuple(_groups(step, directory)),
            papers=tuple(_papers(step.papers, directory)),
            ways=_ways(step, chart, numbers, following),
        )
        for step, following in zip(shown, [*shown[1:], None][: len(shown)], strict=True)
    ]


def delay_in_words(delay: Delay | None) -> str:
    """Return « dans les 24 heures à compter de l’arrivée »."""
    if delay is None:
        return ""
    counted = str(COUNTED[DelayUnit(delay.unit)] % {"count": delay.amount})
    words = {"delay": counted, "since": delay.since}
    return (
        _("dans un délai de %(delay)s à compter de %(since)s") % words
        if delay.since
        else (_("dans un délai de %(delay)s") % words)
    )


def _groups(step: Step, directory: Directory) -> Iterator[RoleGroup]:
    for role in Raci:
        found = ((row, directory.of_role(row)) for row in step.held_by(role))
        holders = tuple(ShownRole(row, actor) for row, actor in found if actor)
        if holders:
            yield RoleGroup(role.value, str(role.label), holders)


def _papers(papers: Iterable[Paper], directory: Directory) -> Iterator[ShownPaper]:
    for paper in papers:
        link = directory.linked.get(paper.document) if paper.document else None
        yield ShownPaper(paper, str(Direction(paper.direction).label), link)


def _ways(step: Step, chart: Flowchart, numbers: dict[UUID, int], following: Step | None) -> tuple[Way, ...]:
    node = f"{NodeKind.CHOICE if step.branches else NodeKind.STEP}:{step.id}"
    by_key = {each.key: each for each in chart.nodes}
    ways = []
    for flow in chart.flows:
        if flow.source == node:
            target = by_key[flow.target].step if flow.target != END else None
            words = (flow.condition, flow.otherwise)
            ways.append(Way(*words, target.id, numbers[target.id], target.title) if target else Way(*words))
    simply_next = len(ways) == 1 and ways[0].step == (following.id if following else None) and not ways[0].condition
    return () if simply_next and step.afterwards == Afterwards.NEXT else tuple(ways)
