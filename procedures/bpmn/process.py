"""The process: lanes, events, tasks, choices, and the flows between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID
from xml.etree import ElementTree as xml

from django.utils.translation import gettext as _

from ..drawing.plan import Place, Plan, Way
from ..drawing.words import said
from ..flow import NodeKind
from ..presentation.steps import ShownStep
from .names import TASKS, add, flow_identity, identity, lane_identity, qualified

_GATEWAYS = (NodeKind.CHOICE, NodeKind.CONCERN)


def add_process(process: xml.Element, plan: Plan, shown: Mapping[UUID, ShownStep]) -> None:
    """Add everything that a process holds."""
    _lanes(process, plan)
    for place in plan.places:
        _node(process, place, plan, shown)
    for number, way in enumerate(plan.ways):
        _flow(process, number, way)


def _lanes(process: xml.Element, plan: Plan) -> None:
    lanes = add(process, "bpmn:laneSet", id="lanes")
    for number, lane in enumerate(plan.lanes):
        name = f"{lane.name} ({lane.acronym})" if lane.acronym else lane.name
        element = add(lanes, "bpmn:lane", id=lane_identity(number), name=name)
        for place in plan.places:
            if place.lane == number:
                add(element, "bpmn:flowNodeRef").text = identity(place)


def _node(process: xml.Element, place: Place, plan: Plan, shown: Mapping[UUID, ShownStep]) -> None:
    kind, step = place.node.kind, place.node.step
    element = add(process, f"bpmn:{TASKS[kind]}", id=identity(place))
    if kind in (NodeKind.START, NodeKind.END):
        element.set("name", _("Début") if kind == NodeKind.START else _("Fin"))
    if kind == NodeKind.STEP and step:
        element.set("name", step.title)
        words = "\n".join(_documentation(shown[step.id]))
        if words:
            add(element, "bpmn:documentation").text = words
    numbered = list(enumerate(plan.ways))
    for number, way in numbered:
        if way.target == place:
            add(element, "bpmn:incoming").text = flow_identity(number)
    for number, way in numbered:
        if way.source == place:
            add(element, "bpmn:outgoing").text = flow_identity(number)
            if way.flow.otherwise:
                element.set("default", flow_identity(number))


def _documentation(step: ShownStep) -> Iterator[str]:
    """Yield what the page says of a step besides its title, a line each."""
    if step.row.text:
        yield step.row.text
    for group in step.roles:
        yield f"{group.role} ({group.label}) : " + ", ".join(holder.actor.name for holder in group.holders)
    if step.delay:
        yield _("Délai : %(delay)s") % {"delay": step.delay}
    place = ", ".join(filter(None, (step.row.place.name if step.row.place else "", step.row.where)))
    if place:
        yield _("Lieu : %(place)s") % {"place": place}
    yield from (f"{paper.row.title} ({paper.label})" for paper in step.papers)
    if step.row.proposed:
        yield _("Proposition à valider")


def _flow(process: xml.Element, number: int, way: Way) -> None:
    """Add a way. What a choice was made for is said by the name of the choice and the way that is taken."""
    ends = {"sourceRef": identity(way.source), "targetRef": identity(way.target)}
    element = add(process, "bpmn:sequenceFlow", id=flow_identity(number), **ends)
    if words := said(way.flow):
        element.set("name", words)
    if way.source.node.kind in _GATEWAYS and not way.flow.otherwise:
        condition = add(element, "bpmn:conditionExpression")
        condition.set(qualified("xsi:type"), "bpmn:tFormalExpression")
        condition.text = f"{identity(way.source)} == '{flow_identity(number)}'"
