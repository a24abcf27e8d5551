"""A step or a workflow is switched off in the middle of a review: no text becomes public by that alone."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Task, Workflow, WorkflowPage, WorkflowState

from org.models import UnitPage
from portal.approvals.deciding import DecidedMeanwhile, Decision, decide
from portal.approvals.models import Request, Review
from portal.approvals.standing import open_review
from portal.editions.gate import PublicationRefused
from tests import factories
from tests.factories import approvals as make

from .conftest import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(structure: Stage) -> User:
    return factories.UserFactory(username="chef", is_superuser=True, is_staff=True)


def switch_off(administrator: User, what: Task | Workflow) -> None:
    """Click « Désactiver »."""
    client = Client()
    client.force_login(administrator)
    name = "disable" if isinstance(what, Workflow) else "disable_task"
    assert client.post(reverse(f"wagtailadmin_workflows:{name}", args=[what.pk])).status_code == 302
    what.refresh_from_db()
    assert not what.active


def page_of(stage: Stage) -> UnitPage:
    return UnitPage.objects.get(pk=stage.unit.pk)


def with_words(stage: Stage) -> Review:
    """Have a draft submitted that touches the neighbour."""
    rows = stage.unit.responsibilities.get_prep_value()
    rows[0]["value"]["text"] = "Tenir un registre central."
    return make.submitted(stage.unit, title="Nom soumis", responsibilities=rows)


def state() -> str:
    return str(WorkflowState.objects.order_by("pk").last().status)


def stays_a_draft(stage: Stage, review: Review) -> bool:
    """Whether readers got nothing, and nothing was lost or is said to be otherwise."""
    page = page_of(stage)
    waits = Request.objects.waiting().filter(review=review).exists()
    drafted = page.get_latest_revision_as_object().title
    return (stage.text_of(), stage.editions(), drafted, page.has_unpublished_changes, waits) == (
        "Direction",
        1,
        "Nom soumis",
        True,
        False,
    )


def test_the_only_step_switched_off_publishes_nothing_that_nobody_read(structure: Stage, administrator: User) -> None:
    task = make.legal_review()
    make.workflow(task, over=structure.office)
    review = make.submitted(structure.unit, title="Nom soumis")
    switch_off(administrator, task)
    assert stays_a_draft(structure, review)
    assert state() == WorkflowState.STATUS_CANCELLED
    with pytest.raises(DecidedMeanwhile):
        make_a_late_decision(structure, review, task)


def make_a_late_decision(stage: Stage, review: Review, task: Task) -> None:
    sent = Decision(task=task.pk, party=None, choice="agree", token=make.token_of(review))
    decide(review=review, decision=sent, by=stage.lawyer)


def test_a_step_of_wagtails_own_switched_off_publishes_nothing_either(structure: Stage, administrator: User) -> None:
    task = make.read_again()
    make.workflow(task, over=structure.office)
    structure.unit.title = "Nom soumis"
    structure.unit.save_revision()
    structure.unit.get_workflow().start(structure.unit, administrator)
    switch_off(administrator, task)
    assert structure.text_of() == "Direction"
    assert state() == WorkflowState.STATUS_CANCELLED


def test_the_first_step_switched_off_takes_the_text_to_the_next(structure: Stage, administrator: User) -> None:
    first, second = make.legal_review(), make.parties_approval()
    make.workflow(first, second, over=structure.office)
    someone = make.representative(structure.neighbour)
    review = with_words(structure)
    switch_off(administrator, first)
    assert structure.text_of() == "Direction"
    assert [row.party_id for row in Request.objects.waiting()] == [structure.neighbour.translation_key]
    assert make.decides(someone, review, party=structure.neighbour).is_published
    assert structure.text_of() == "Nom soumis"


def test_the_first_step_switched_off_publishes_nothing_where_the_next_asks_nobody(
    structure: Stage, administrator: User
) -> None:
    first = make.legal_review()
    make.workflow(first, make.parties_approval(), over=structure.office)
    review = make.submitted(structure.unit, title="Nom soumis")
    switch_off(administrator, first)
    assert stays_a_draft(structure, review)
    assert state() == WorkflowState.STATUS_CANCELLED


def test_the_last_step_switched_off_leaves_what_was_agreed_to_whoever_may_publish(
    structure: Stage, administrator: User
) -> None:
    last = make.parties_approval()
    make.workflow(make.legal_review(), last, over=structure.office)
    make.representative(structure.neighbour)
    review = with_words(structure)
    make.decides(structure.lawyer, review)
    switch_off(administrator, last)
    assert stays_a_draft(structure, review)
    page_of(structure).get_latest_revision().publish(user=administrator)
    assert structure.text_of() == "Nom soumis"


def test_the_last_step_switched_off_after_an_edit_takes_the_text_back_to_who_must_read_it_again(
    structure: Stage, administrator: User
) -> None:
    last = make.parties_approval()
    make.workflow(make.legal_review(), last, over=structure.office)
    make.representative(structure.neighbour)
    review = with_words(structure)
    make.decides(structure.lawyer, review)
    make.drafted(page_of(structure).get_latest_revision_as_object(), change_note="Glissé")
    switch_off(administrator, last)
    assert structure.text_of() == "Direction"
    assert [row.party_id for row in Request.objects.waiting()] == [None]
    with pytest.raises(PublicationRefused, match="Examen juridique"):
        page_of(structure).get_latest_revision().publish(user=administrator)
    assert make.decides(structure.lawyer, review).is_published


def test_a_step_to_come_switched_off_is_asked_no_more(structure: Stage, administrator: User) -> None:
    last = make.parties_approval()
    make.workflow(make.legal_review(), last, over=structure.office)
    make.representative(structure.neighbour)
    review = with_words(structure)
    switch_off(administrator, last)
    assert structure.text_of() == "Direction"
    assert make.decides(structure.lawyer, review).is_published
    assert structure.text_of() == "Nom soumis"


def test_a_workflow_switched_off_leaves_the_draft_and_its_review_is_given_up(
    structure: Stage, administrator: User
) -> None:
    task = make.legal_review()
    workflow = make.workflow(task, over=structure.office)
    review = make.submitted(structure.unit, title="Nom soumis")
    switch_off(administrator, workflow)
    assert stays_a_draft(structure, review)
    assert state() == WorkflowState.STATUS_CANCELLED
    with pytest.raises(DecidedMeanwhile):
        make_a_late_decision(structure, review, task)


@pytest.mark.parametrize("what", ["task", "workflow"])
def test_what_waits_for_its_author_is_not_published_by_submitting_it_again(
    structure: Stage, administrator: User, what: str
) -> None:
    task = make.legal_review()
    workflow = make.workflow(task, over=structure.office)
    review = make.submitted(structure.unit, title="Nom soumis")
    make.decides(structure.lawyer, review, "changes")
    switch_off(administrator, task if what == "task" else workflow)
    make.resumed(structure.unit)
    assert stays_a_draft(structure, review)
    assert state() == WorkflowState.STATUS_CANCELLED


def test_a_workflow_switched_off_and_on_again_asks_anew(structure: Stage, administrator: User) -> None:
    workflow = make.workflow(make.legal_review(), over=structure.office)
    make.submitted(structure.unit, title="Nom soumis")
    switch_off(administrator, workflow)
    Workflow.objects.filter(pk=workflow.pk).update(active=True)
    WorkflowPage.objects.create(workflow=workflow, page=structure.office)
    draft = page_of(structure).get_latest_revision_as_object()
    with pytest.raises(PublicationRefused):
        draft.get_latest_revision().publish(user=administrator)
    draft.get_workflow().start(draft, factories.UserFactory())
    review = open_review(structure.unit.translation_key, "fr")
    assert review is not None
    assert make.decides(structure.lawyer, review).is_published


def test_where_another_workflow_governs_then_its_steps_are_asked(structure: Stage, administrator: User) -> None:
    old = make.workflow(make.legal_review(), over=structure.unit)
    make.workflow(make.legal_review(name="Second avis"), over=structure.office)
    review = make.submitted(structure.unit, title="Nom soumis")
    make.decides(structure.lawyer, review, "changes")
    switch_off(administrator, old)
    make.resumed(structure.unit)
    assert stays_a_draft(structure, review)
    draft = page_of(structure).get_latest_revision_as_object()
    draft.get_workflow().start(draft, factories.UserFactory())
    (asked,) = Request.objects.waiting()
    assert asked.task.name == "Second avis"
