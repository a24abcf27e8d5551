"""The flow of a procedure: what follows what, for everybody and for whom a reader asks about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from procedures.content.steps import Step
from procedures.flow import Flowchart, NodeKind, Selection, chart_of

from .steps import CODES, called, procedures, selections, step


def told(chart: Flowchart) -> list[str]:
    """Return the ways in words: « A → B », with the condition."""
    names = {node.key: f"{node.step.title}{_mark(node.kind)}" if node.step else node.key for node in chart.nodes}
    words = []
    for flow in chart.flows:
        label = flow.condition or " ".join(term.code for term in flow.concerns) or ("sinon" if flow.otherwise else "")
        words.append(f"{names[flow.source]} → {names[flow.target]}" + (f" ({label})" if label else ""))
    return words


def _mark(kind: NodeKind) -> str:
    return {NodeKind.STEP: "", NodeKind.CHOICE: "?", NodeKind.CONCERN: "!"}[kind]


def titles(chart: Flowchart) -> list[str]:
    return [each.title for each in chart.steps()]


def test_steps_follow_in_their_order() -> None:
    assert told(chart_of([step("A"), step("B")])) == ["start → A", "A → B", "B → end"]


def test_no_steps_lead_straight_to_the_end() -> None:
    assert told(chart_of([])) == ["start → end"]


def test_a_step_may_lead_back() -> None:
    steps = [step("A"), step("B", ("refusé", "A"))]
    assert told(chart_of(steps)) == ["start → A", "A → B", "B → B?", "B? → A (refusé)", "B? → end (sinon)"]


def test_a_branch_without_a_step_ends() -> None:
    steps = [step("A", ("libre", "")), step("B")]
    assert told(chart_of(steps)) == ["start → A", "A → A?", "A? → end (libre)", "A? → B (sinon)", "B → end"]


def test_branches_may_leave_no_other_case() -> None:
    steps = [step("A", ("un", "B"), ("deux", "C"), afterwards="nothing"), step("B", afterwards="end"), step("C")]
    assert told(chart_of(steps)) == [
        "start → A",
        "A → A?",
        "A? → B (un)",
        "A? → C (deux)",
        "B → end",
        "C → end",
    ]


def test_a_step_for_some_stands_behind_a_choice() -> None:
    steps = [step("A"), step("B", profiles="mineur"), step("C")]
    assert told(chart_of(steps)) == [
        "start → A",
        "A → B!",
        "B! → B (mineur)",
        "B! → C (sinon)",
        "B → C",
        "C → end",
    ]


def test_steps_in_a_row_for_the_same_people_share_the_choice() -> None:
    steps = [step("A", profiles="mineur"), step("B", profiles="mineur"), step("C")]
    assert told(chart_of(steps)) == [
        "start → A!",
        "A! → A (mineur)",
        "A! → C (sinon)",
        "A → B",
        "B → C",
        "C → end",
    ]


def test_those_who_are_not_concerned_go_past_the_last_step() -> None:
    steps = [step("A"), step("B", channels="air")]
    assert "B! → end (sinon)" in told(chart_of(steps))


def test_for_a_profile_only_its_steps_are_left() -> None:
    steps = [step("A"), step("B", profiles="mineur"), step("C", profiles="adulte"), step("D")]
    assert told(chart_of(steps, Selection(frozenset({"adulte"})))) == ["start → A", "A → C", "C → D", "D → end"]


def test_somebody_may_have_two_profiles() -> None:
    steps = [step("A", profiles="mineur"), step("B", profiles="malade"), step("C", profiles="adulte")]
    assert titles(chart_of(steps, Selection(frozenset({"mineur", "malade"})))) == ["A", "B"]


def test_a_profile_and_a_channel_must_both_apply() -> None:
    steps = [step("A", profiles="mineur", channels="air"), step("B", channels="terre")]
    chosen = Selection(frozenset({"mineur"}), frozenset({"terre"}))
    assert titles(chart_of(steps, chosen)) == ["B"]


def test_what_was_not_said_is_still_asked() -> None:
    steps = [step("A", profiles="mineur", channels="air"), step("B", profiles="adulte"), step("C")]
    assert told(chart_of(steps, Selection(frozenset({"mineur"})))) == [
        "start → A!",
        "A! → A (air)",
        "A! → C (sinon)",
        "A → C",
        "C → end",
    ]


def test_a_step_that_is_passed_leads_where_it_would_have_led() -> None:
    steps = [step("A", "C", profiles="mineur"), step("B"), step("C")]
    assert titles(chart_of(steps, Selection(frozenset({"adulte"})))) == ["C"]


def test_steps_that_all_pass_one_another_end() -> None:
    steps = [step("A"), step("B", "C", profiles="mineur"), step("C", "B", profiles="mineur")]
    assert told(chart_of(steps, Selection(frozenset({"adulte"})))) == ["start → A", "A → end"]


def test_an_unknown_target_has_no_way() -> None:
    chart = chart_of([step("A", ("si", "nulle part"), afterwards="nothing")])
    assert told(chart) == ["start → A", "A → A?"]


@given(procedures(), selections)
def test_every_way_leads_from_a_node_to_a_node(steps: list[Step], selection: Selection) -> None:
    chart = chart_of(steps, selection)
    keys = [node.key for node in chart.nodes]
    assert len(keys) == len(set(keys))
    assert {flow.source for flow in chart.flows} | {flow.target for flow in chart.flows} <= set(keys)
    # Whatever is passed over, nobody is left standing: every node but the end leads on.
    assert {flow.source for flow in chart.flows} == {node.key for node in chart.nodes if node.kind != NodeKind.END}


@given(procedures(), selections)
def test_only_what_applies_is_left(steps: list[Step], selection: Selection) -> None:
    assert all(selection.takes(each) for each in chart_of(steps, selection).steps())


@given(procedures(), st.sampled_from(CODES))
def test_what_somebody_reaches_is_part_of_the_whole(steps: list[Step], code: str) -> None:
    """The whole drawing holds everybody's way: no step is only in the drawing for one profile."""
    reached = {each.id for each in chart_of(steps, Selection(frozenset({code}))).steps()}
    assert reached <= {each.id for each in chart_of(steps).steps()}


def test_steps_are_told_in_the_order_of_the_text() -> None:
    steps = [step("A", "C"), step("B", afterwards="end"), step("C", "B")]
    assert titles(chart_of(steps)) == ["A", "B", "C"]
    assert called("A") != called("B")
