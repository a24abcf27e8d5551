"""Other programs open a procedure: every lane and way is there, drawn, and it can be followed to its end."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import find, given, settings
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.util.task import TaskState

from procedures.bpmn.document import bpmn_of
from procedures.bpmn.names import NAMESPACES
from procedures.content.steps import Step
from procedures.drawing.plan import plan_of
from procedures.flow import Selection, chart_of
from procedures.presentation.actors import Directory
from procedures.presentation.steps import shown_steps
from tests.procedures.flow.steps import SPACE, by, procedures, selections, step

from .moddle import read

QUIET = settings(derandomize=True, database=None)


def exported(steps: list[Step], selection: Selection | None = None) -> bytes:
    chart = chart_of(steps, selection or Selection())
    shown = shown_steps(steps, chart, Directory({}, ()))
    return bpmn_of(chart, shown, key=SPACE, title="Accueillir", note="Édition n° 1")


def reception() -> list[Step]:
    """A procedure with two who act, a choice with a way back, an end, and a step for some."""
    return [
        step("Annoncer", roles=(by("X"),)),
        step("Vérifier", ("la liste est incomplète", "Annoncer"), ("personne n’arrive", ""), roles=(by("Y"),)),
        step("Signaler", profiles="mineur", roles=(by("X"),)),
        step("Conduire", roles=()),
    ]


def every(document: bytes, tag: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(document).findall(f".//{tag}", NAMESPACES)


@given(procedures(), selections)
def test_every_lane_node_and_way_is_there_and_drawn(steps: list[Step], selection: Selection) -> None:
    chart, document = chart_of(steps, selection), exported(steps, selection)
    plan = plan_of(chart)
    assert len(every(document, "bpmn:lane")) == len(plan.lanes)
    assert len(every(document, "bpmn:sequenceFlow")) == len(chart.flows)
    assert len(every(document, "bpmn:userTask")) == len(chart.steps())
    nodes = {each.text for each in every(document, "bpmn:flowNodeRef")}
    assert len(nodes) == len(plan.places)
    told = {
        each.get("id") for tag in ("lane", "participant", "sequenceFlow") for each in every(document, f"bpmn:{tag}")
    }
    drawn = [each.get("bpmnElement") for tag in ("Shape", "Edge") for each in every(document, f"bpmndi:BPMN{tag}")]
    assert sorted(drawn) == sorted(told | nodes)
    assert all(len(list(edge)) >= 2 for edge in every(document, "bpmndi:BPMNEdge"))


def bounds_of(shape: ElementTree.Element) -> list[float]:
    bounds = shape.find("dc:Bounds", NAMESPACES)
    assert bounds is not None
    return [float(bounds.get(name, "")) for name in ("x", "y", "width", "height")]


@given(procedures())
def test_shapes_stand_in_the_lane_that_names_them(steps: list[Step]) -> None:
    document = exported(steps)
    bounds = {
        shape.get("bpmnElement"): [
            float(shape.find("dc:Bounds", NAMESPACES).get(name)) for name in ("x", "y", "width", "height")
        ]
        for shape in every(document, "bpmndi:BPMNShape")
    }
    for lane in every(document, "bpmn:lane"):
        x, y, width, height = bounds[lane.get("id")]
        for each in lane.findall("bpmn:flowNodeRef", NAMESPACES):
            left, top, across, down = bounds[each.text]
            assert x < left
            assert left + across <= x + width
            assert y < top
            assert top + down < y + height


def test_bpmn_io_has_nothing_to_complain_of(tmp_path: Path) -> None:
    large = find(procedures(), lambda steps: len(chart_of(steps).flows) > 15, settings=QUIET)
    several = [reception(), [], large]
    files = []
    for number, steps in enumerate(several):
        files.append(tmp_path / f"{number}.bpmn")
        files[-1].write_bytes(exported(steps))
    for found, steps in zip(read(files), several, strict=True):
        plan = plan_of(chart_of(steps))
        assert found["warnings"] == []
        assert found["participants"] == ["Accueillir"]
        assert len(found["lanes"]) == len(plan.lanes)
        assert (found["flows"], found["nodes"]) == (len(plan.ways), len(plan.places))
        assert len(found["drawn"]) == 1 + len(plan.lanes) + len(plan.ways) + len(plan.places)


def followed(document: bytes, chosen: dict[str, str]) -> list[str]:
    """Return the tasks that SpiffWorkflow comes through when choices are made by the name of a way."""
    parser = BpmnParser()
    parser.add_bpmn_io(io.BytesIO(document))
    workflow = BpmnWorkflow(parser.get_spec(parser.get_process_ids()[0]))
    names = {flow.get("name"): flow for flow in every(document, "bpmn:sequenceFlow")}
    decided = {flow.get("sourceRef"): flow.get("id") for name, flow in names.items() if name in chosen}
    undecided = {each.get("id"): "" for each in every(document, "bpmn:exclusiveGateway")}
    passed: list[str] = []
    while not workflow.is_completed():
        workflow.do_engine_steps()
        for task in workflow.get_tasks(state=TaskState.READY, manual=True):
            passed.append(task.task_spec.bpmn_name)
            again = passed.count(task.task_spec.bpmn_name) > 1
            task.data.update({**undecided, **({} if again else decided)})
            task.run()
    return passed


def test_spiff_workflow_follows_it_to_each_end() -> None:
    document = exported(reception())
    assert followed(document, {}) == ["Annoncer", "Vérifier", "Conduire"]
    assert followed(document, {"Mineur": ""}) == ["Annoncer", "Vérifier", "Signaler", "Conduire"]
    assert followed(document, {"la liste est incomplète": ""}) == ["Annoncer", "Vérifier"] * 2 + ["Conduire"]
    assert followed(document, {"personne n’arrive": ""}) == ["Annoncer", "Vérifier"]


@given(procedures(), selections)
def test_spiff_workflow_knows_every_task_with_its_lane(steps: list[Step], selection: Selection) -> None:
    chart = chart_of(steps, selection)
    parser = BpmnParser()
    parser.add_bpmn_io(io.BytesIO(exported(steps, selection)))
    spec = parser.get_spec(parser.get_process_ids()[0])
    lanes = {each.bpmn_name: each.lane for each in spec.task_specs.values() if type(each).__name__ == "UserTask"}
    assert set(lanes) == {each.title for each in chart.steps()}
    assert all(lanes.values())
