"""« Ce qui m’attend », on the desk's front page."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.log_actions import log

from org.models import OrganisationPage, UnitPage
from portal.corrections.services import receive
from portal.editions.models import Edition
from portal.editions.pages import REFUSED
from portal.home.models import HomePage
from portal.setup import EDITORS, LEGAL
from tests import factories as make


@pytest.fixture
def person(portal: HomePage) -> User:
    return make.UserFactory(username="redaction", in_groups=[EDITORS])


@pytest.fixture
def editor(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


@pytest.fixture
def organisation(portal: HomePage) -> OrganisationPage:
    return make.OrganisationPageFactory()


def heaps(client: Client) -> dict[str, list[str]]:
    """Return what waits, by heading."""
    page = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    return {
        " ".join(heap.h3.get_text().split()): [" ".join(line.get_text(" ").split()) for line in heap.select("li")]
        for heap in page.select(".desk-heap")
    }


def drafted(page: UnitPage, user: User, title: str = "Paie et primes") -> UnitPage:
    page.title = title
    page.save_revision(user=user)
    return page


def test_when_nothing_waits_it_says_so(editor: Client) -> None:
    assert heaps(editor) == {}
    assert "Rien ne vous attend." in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_my_drafts_wait_and_those_of_others_do_not(
    editor: Client, person: User, organisation: OrganisationPage
) -> None:
    drafted(make.UnitPageFactory(parent=organisation, slug="paie"), person)
    drafted(make.UnitPageFactory(parent=organisation, slug="autre"), make.UserFactory(), "Autre")
    assert list(heaps(editor)) == ["Mes brouillons non publiés (1)"]
    assert heaps(editor)["Mes brouillons non publiés (1)"][0].startswith("Paie et primes Français")


def test_requests_of_readers_wait_for_those_who_answer(editor: Client, organisation: OrganisationPage) -> None:
    edition = Edition.objects.get(work=organisation.translation_key)
    receive(edition=edition, anchor="", language="fr", wrong="Le sigle est faux.", right="Voir la loi.")
    (line,) = heaps(editor)["Demandes de correction (1)"]
    assert line.startswith("Office National de la Migration Le sigle est faux.")
    lawyer = Client()
    lawyer.force_login(make.UserFactory(in_groups=[LEGAL]))
    assert heaps(lawyer) == {}


def test_a_planned_publication_that_was_refused_waits_until_it_is_published(
    editor: Client, person: User, organisation: OrganisationPage
) -> None:
    log(instance=organisation, action=REFUSED, data={"reason": "Il manque un accord."})
    (line,) = heaps(editor)["Publications prévues, refusées (1)"]
    assert "Il manque un accord." in line
    log(instance=organisation, action=REFUSED, data={"reason": "Il manque encore un accord."})
    (line,) = heaps(editor)["Publications prévues, refusées (1)"]
    assert "encore" in line

    organisation.mission = "Conduire."
    organisation.save_revision(user=person).publish(user=person)
    assert heaps(editor) == {}


def test_a_task_of_a_workflow_waits_for_whoever_approves(
    editor: Client, person: User, organisation: OrganisationPage
) -> None:
    from django.contrib.auth.models import Group
    from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

    task = GroupApprovalTask.objects.create(name="Relecture")
    task.groups.add(Group.objects.get(name=EDITORS))
    workflow = Workflow.objects.create(name="Publication")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page = drafted(make.UnitPageFactory(parent=organisation, slug="paie"), make.UserFactory())
    workflow.start(page, make.UserFactory())
    waiting = heaps(editor)
    assert list(waiting) == ["À relire et à approuver (1)"]
    assert waiting["À relire et à approuver (1)"][0].startswith("Paie et primes")


def test_the_front_page_costs_the_same_whatever_waits(
    editor: Client, person: User, organisation: OrganisationPage
) -> None:
    def wait(count: int) -> int:
        for number in range(count):
            page = make.UnitPageFactory(parent=organisation, slug=f"u-{count}-{number}")
            drafted(page, person)
            edition = Edition.objects.get(work=page.translation_key)
            receive(edition=edition, anchor="", language="fr", wrong="Faux.", right="Juste.")
            log(instance=page, action=REFUSED, data={"reason": "Non."})
        editor.get(reverse("wagtailadmin_home"))
        with CaptureQueriesContext(connection) as queries:
            editor.get(reverse("wagtailadmin_home"))
        return len(queries)

    costs: list[Any] = [wait(6), wait(9)]
    assert costs[0] == costs[1] <= 32
    assert [len(lines) for lines in heaps(editor).values()] == [5, 5, 5]
