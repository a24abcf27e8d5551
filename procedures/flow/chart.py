"""The flow of a procedure as nodes and the ways between them.

A step that concerns only some profiles or channels stands behind a choice that leads the others past it; steps in a
row that concern the same ones share it. Of what readers have said whom they ask about, nothing is left to choose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from ..choices import Afterwards
from ..content.steps import Step
from ..content.terms import Term
from .selection import Selection

START, END = "start", "end"
EVERYBODY = Selection()


class NodeKind(StrEnum):
    """What a node of the flow is: ``CHOICE`` follows a step with branches, ``CONCERN`` asks whom it is about."""

    START = "start"
    STEP = "step"
    CHOICE = "choice"
    CONCERN = "concern"
    END = "end"


@dataclass(frozen=True, slots=True)
class Node:
    """A place in the flow; ``step`` is the step that it is, or that a choice belongs to."""

    key: str
    kind: NodeKind
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """A way from one node to another.

    ``condition`` is what an author wrote; ``concerns`` whom and which way it is for; ``otherwise``: where neither of
    the others is taken.
    """

    source: str
    target: str
    condition: str = ""
    concerns: tuple[Term, ...] = ()
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Flowchart:
    """Everything reached from the start, in the order of the text; what leads nowhere has no flow."""

    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]

    def steps(self) -> list[Step]:
        """Return the steps that are reached, in the order of the text."""
        return [node.step for node in self.nodes if node.kind == NodeKind.STEP and node.step]


def chart_of(steps: Sequence[Step], selection: Selection = EVERYBODY) -> Flowchart:
    """Return the flow of ``steps`` as it is for who is asked about."""
    return _Drawn(steps, selection).chart()


class _Drawn:
    def __init__(self, steps: Sequence[Step], selection: Selection) -> None:
        self.steps, self.selection = list(steps), selection
        self.places = {step.id: place for place, step in enumerate(self.steps)}

    def chart(self) -> Flowchart:
        flows: list[Flow] = []
        seen: dict[str, Node] = {}
        waiting = [Node(START, NodeKind.START)]
        while waiting:
            node = waiting.pop(0)
            if node.key in seen:
                continue
            seen[node.key] = node
            for flow in dict.fromkeys(self._flows(node)):
                flows.append(flow)
                waiting.append(self._node(flow.target))
        nodes = sorted(seen.values(), key=self._order)
        places = {node.key: place for place, node in enumerate(nodes)}
        return Flowchart(tuple(nodes), tuple(sorted(flows, key=lambda flow: places[flow.source])))

    def _order(self, node: Node) -> tuple[int, int]:
        if node.step is None:
            return (-1 if node.kind == NodeKind.START else len(self.steps), 0)
        return self.places[node.step.id], (NodeKind.CONCERN, NodeKind.STEP, NodeKind.CHOICE).index(node.kind)

    def _node(self, key: str) -> Node:
        if key == END:
            return Node(END, NodeKind.END)
        kind, _colon, identity = key.partition(":")
        return Node(key, NodeKind(kind), self.steps[self.places[UUID(identity)]])

    def _flows(self, node: Node) -> Iterator[Flow]:
        step = node.step
        if node.kind == NodeKind.START:
            yield Flow(node.key, self._entry(self.steps[0] if self.steps else None, ()))
        elif node.kind == NodeKind.CONCERN and step:
            yield Flow(node.key, _key(NodeKind.STEP, step), concerns=self._concern(step))
            yield Flow(node.key, self._past(step), otherwise=True)
        elif node.kind == NodeKind.STEP and step:
            yield from [Flow(node.key, _key(NodeKind.CHOICE, step))] if step.branches else self._after(node, step)
        elif node.kind == NodeKind.CHOICE and step:
            yield from self._branches(node, step)
            yield from (Flow(each.source, each.target, otherwise=True) for each in self._after(node, step))

    def _after(self, node: Node, step: Step) -> Iterator[Flow]:
        if step.afterwards == Afterwards.NOTHING or (
            step.afterwards == Afterwards.STEP and step.to not in self.places
        ):
            return
        yield Flow(node.key, self._entry(self._default(step), self._concern(step)))

    def _branches(self, node: Node, step: Step) -> Iterator[Flow]:
        for branch in step.branches:
            if branch.to is None or branch.to in self.places:
                target = self.steps[self.places[branch.to]] if branch.to else None
                yield Flow(node.key, self._entry(target, self._concern(step)), condition=branch.condition)

    def _entry(self, step: Step | None, concern: tuple[Term, ...]) -> str:
        """Return the node by which a step is reached from one of ``concern``; the end for none."""
        if step is None:
            return END
        if not self.selection.takes(step):
            return self._past(step)
        own = self._concern(step)
        return _key(NodeKind.CONCERN if own and own != concern else NodeKind.STEP, step)

    def _past(self, step: Step) -> str:
        """Return the node to which those come whom ``step`` does not concern."""
        passed = {step.id}
        follows = self._default(step)
        while follows and self._is_passed(follows, step):
            if follows.id in passed:
                return END
            passed.add(follows.id)
            follows = self._default(follows)
        return self._entry(follows, ())

    def _is_passed(self, step: Step, first: Step) -> bool:
        if not self.selection.takes(step):
            return True
        return self.selection.takes(first) and self._concern(step) == self._concern(first)

    def _default(self, step: Step) -> Step | None:
        """Return the step that comes after for whom no branch is taken; None for the end."""
        if step.afterwards == Afterwards.END:
            return None
        place = self.places.get(step.to) if step.afterwards == Afterwards.STEP and step.to else None
        place = self.places[step.id] + 1 if place is None else place
        return self.steps[place] if place < len(self.steps) else None

    def _concern(self, step: Step) -> tuple[Term, ...]:
        """Return what of a step is still to be asked: not what the reader has said already."""
        profiles = () if self.selection.profiles else step.profiles
        return (*profiles, *(() if self.selection.channels else step.channels))


def _key(kind: NodeKind, step: Step) -> str:
    return f"{kind}:{step.id}"
