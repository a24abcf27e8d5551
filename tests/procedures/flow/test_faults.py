"""What keeps a procedure from being published is told at its step."""

from __future__ import annotations

import pytest

from procedures.content.steps import Role
from procedures.flow.faults import faults

from .steps import SOMEBODY, called, step


def told(*steps: object) -> list[tuple[str, str]]:
    """Return the title of the step and the field of each fault."""
    titles = {each.id: each.title for each in steps}  # type: ignore[attr-defined]
    return [(titles[fault.step], fault.field) for fault in faults(steps)]  # type: ignore[arg-type]


def held(*letters: str) -> tuple[Role, ...]:
    return tuple(Role(called(f"{place}"), letter, SOMEBODY, "X") for place, letter in enumerate(letters))


def test_steps_in_a_row_are_right() -> None:
    assert told(step("A"), step("B")) == []


def test_somebody_must_do_it() -> None:
    assert told(step("A", roles=held("A", "C"))) == [("A", "roles")]


def test_two_cannot_both_answer_for_it() -> None:
    others = tuple(Role(called(name), "A", called(name), name) for name in ("X", "Y"))
    assert told(step("A", roles=(*held("R"), *others))) == [("A", "roles")]


def test_several_may_do_it() -> None:
    others = tuple(Role(called(name), "R", called(name), name) for name in ("X", "Y"))
    assert told(step("A", roles=others)) == []


def test_the_same_role_twice_is_a_mistake() -> None:
    assert told(step("A", roles=held("R", "R"))) == [("A", "roles")]


def test_a_branch_to_a_step_that_is_gone_is_dead() -> None:
    assert told(step("A", ("si", "disparue"))) == [("A", "branches")]


def test_another_step_must_be_chosen() -> None:
    assert ("A", "to") in told(step("A", afterwards="step"))


def test_nothing_but_no_branches_leads_nowhere() -> None:
    assert ("A", "afterwards") in told(step("A", afterwards="nothing"))


def test_a_step_that_nothing_leads_to_is_dead() -> None:
    assert told(step("A", "C"), step("B"), step("C")) == [("B", "title")]


@pytest.mark.parametrize("back", ["A", "B"])
def test_a_loop_without_exit_is_told(back: str) -> None:
    assert set(told(step("A"), step("B", back))) >= {("B", "afterwards")}


def test_a_loop_with_an_exit_is_right() -> None:
    assert told(step("A"), step("B", ("refusé", "A"))) == []


def test_a_loop_that_only_the_others_leave_is_told() -> None:
    found = faults([step("A"), step("B", ("toujours", "A"), profiles="mineur", afterwards="nothing"), step("C")])
    assert [(fault.step, "Mineur" in fault.message) for fault in found] == [(called("A"), True), (called("B"), True)]


def test_a_step_past_which_those_are_led_whom_it_is_for_is_told() -> None:
    found = faults([step("A", "C", profiles="adulte"), step("B", profiles="mineur"), step("C", ("seul", "B"))])
    assert [(fault.step, fault.field) for fault in found] == []
    found = faults([step("A", ("seul", "B"), "C", profiles="adulte"), step("B", profiles="mineur"), step("C")])
    assert [(fault.step, "Mineur" in fault.message) for fault in found] == [(called("B"), True)]
