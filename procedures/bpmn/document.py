"""A whole BPMN file."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID
from xml.etree import ElementTree as xml

from django.conf import settings

from ..drawing.layout import layout_of
from ..drawing.plan import plan_of
from ..drawing.words import by_step
from ..flow import Flowchart
from ..presentation.steps import ShownStep
from .diagram import Measures, add_diagram
from .names import COLLABORATION, PARTICIPANT, add, qualified
from .process import add_process


def bpmn_of(chart: Flowchart, steps: Sequence[ShownStep], *, key: UUID, title: str, note: str) -> bytes:
    """Return a procedure as BPMN; ``note`` says of which edition it is."""
    plan = plan_of(chart)
    process_id = f"procedure_{key.hex}"
    root = xml.Element(qualified("bpmn:definitions"), id="definitions", targetNamespace=settings.BASE_URL)
    root.set("exporter", "Mandat")
    collaboration = add(root, "bpmn:collaboration", id=COLLABORATION)
    add(collaboration, "bpmn:participant", id=PARTICIPANT, name=title, processRef=process_id)
    process = add(root, "bpmn:process", id=process_id, name=title, isExecutable="true")
    add(process, "bpmn:documentation").text = note
    add_process(process, plan, by_step(steps))
    add_diagram(root, layout_of(plan, Measures.of(plan)))
    xml.indent(root)
    return xml.tostring(root, encoding="utf-8", xml_declaration=True)
