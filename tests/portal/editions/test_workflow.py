"""Workflows and bulk actions publish through the gate like everything else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowState, WorkflowTask

from org.models import UnitPage
from portal.editions.gate import PublicationRefused
from portal.editions.models import Edition
from portal.home.models import HomePage
from portal.setup import LEGAL
from tests import factories as make

from .conftest import Refusal


@pytest.fixture
def unit(portal: HomePage) -> UnitPage:
    page = make.UnitPageFactory(parent=make.OrganisationPageFactory(), title="Service de la paie", slug="paie")
    return UnitPage.objects.get(pk=page.pk)


@pytest.fixture
def lawyer(portal: HomePage) -> User:
    return make.UserFactory(first_name="Rose", last_name="Jean", in_groups=[LEGAL])


@pytest.fixture
def submitted(unit: UnitPage, lawyer: User) -> WorkflowState:
    """A draft of the unit, submitted to the legal service."""
    task = GroupApprovalTask.objects.create(name="Relire")
    task.groups.add(Group.objects.get(name=LEGAL))
    workflow = Workflow.objects.create(name="Relecture")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    unit.title = "Service du personnel"
    unit.save_revision()
    return workflow.start(unit, make.UserFactory())


def approve(state: WorkflowState, user: User) -> None:
    task_state = state.current_task_state
    task_state.task.specific.on_action(task_state, user, "approve")


def titles(unit: UnitPage) -> list[str]:
    return list(Edition.objects.filter(work=unit.translation_key).values_list("title", flat=True))


def test_the_end_of_a_workflow_publishes_through_the_gate(
    submitted: WorkflowState, unit: UnitPage, lawyer: User
) -> None:
    assert titles(unit) == ["Service de la paie"]
    approve(submitted, lawyer)
    assert titles(unit) == ["Service de la paie", "Service du personnel"]


def test_a_refusal_at_the_end_of_a_workflow_publishes_nothing(
    submitted: WorkflowState, unit: UnitPage, lawyer: User, refuse_when: Refusal
) -> None:
    refuse_when(lambda asked: True)
    with pytest.raises(PublicationRefused):
        approve(submitted, lawyer)
    assert titles(unit) == ["Service de la paie"]
    assert UnitPage.objects.get(pk=unit.pk).title == "Service de la paie"
    submitted.refresh_from_db()
    assert submitted.status == WorkflowState.STATUS_IN_PROGRESS


@pytest.mark.parametrize(("action", "nature"), [("publish", "publication"), ("unpublish", "abrogation")])
def test_bulk_actions_ask_the_gate(client: Client, unit: UnitPage, action: str, nature: str) -> None:
    client.force_login(make.UserFactory(username="chef", is_superuser=True, is_staff=True))
    unit.title = "Service du personnel"
    unit.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    client.post(f"{address}?id={unit.pk}&next=/gestion/")
    last = Edition.objects.filter(work=unit.translation_key).last()
    assert (last.number, last.nature, last.author) == (2, nature, "chef")
