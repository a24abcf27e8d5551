"""The words of BPMN 2.0: namespaces, elements, and the identities that a file gives to what it holds."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as xml

from ..drawing.plan import Place
from ..flow import NodeKind

NAMESPACES: Final = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
TASKS: Final = {
    NodeKind.START: "startEvent",
    NodeKind.STEP: "userTask",
    NodeKind.CHOICE: "exclusiveGateway",
    NodeKind.CONCERN: "exclusiveGateway",
    NodeKind.END: "endEvent",
}
COLLABORATION: Final = "collaboration"
PARTICIPANT: Final = "participant"

for _prefix, _uri in NAMESPACES.items():
    xml.register_namespace(_prefix, _uri)


def add(parent: xml.Element, tag: str, **attributes: object) -> xml.Element:
    """Add an element, named « bpmn:lane », and return it."""
    return xml.SubElement(parent, qualified(tag), {name.rstrip("_"): str(value) for name, value in attributes.items()})


def qualified(tag: str) -> str:
    """Return a name with the address of its namespace."""
    prefix, _colon, name = tag.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"


def identity(place: Place) -> str:
    """Return the identity of a node: it stays that of its step from one edition to the next."""
    return place.key.replace(":", "_").replace("-", "")


def flow_identity(number: int) -> str:
    """Return the identity of a way."""
    return f"flow_{number}"


def lane_identity(number: int) -> str:
    """Return the identity of a lane."""
    return f"lane_{number}"
