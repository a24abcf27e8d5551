"""What people try on the desk with a text that is not approved: told why, nothing lost, nothing public."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import PageLogEntry, WorkflowState
from wagtail_localize.models import Translation

from org.models import UnitPage
from portal.approvals.deciding import DecisionRefused
from portal.editions.gate import PublicationRefused
from portal.editions.models import InForce
from portal.editions.pages import REFUSED
from portal.setup import EDITORS
from tests import factories
from tests.factories import approvals as make
from tests.portal.editions.test_admin import form

from .conftest import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, legal: Stage) -> Client:
    client.force_login(factories.UserFactory(first_name="Ana", last_name="Paul", in_groups=[EDITORS]))
    return client


@pytest.fixture
def administrator(legal: Stage) -> User:
    return factories.UserFactory(is_superuser=True, is_staff=True)


def said(response: Any) -> str:
    return " ".join([response.content.decode(), *map(str, get_messages(response.wsgi_request))])


def post(client: Client, page: UnitPage, **fields: Any) -> Any:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, {**form(UnitPage.objects.get(pk=page.pk)), **fields}, follow=True)


def draft_of(stage: Stage) -> UnitPage:
    return UnitPage.objects.get(pk=stage.unit.pk).get_latest_revision_as_object()


@pytest.mark.parametrize("who", ["editor", "lawyer", "superuser"])
def test_to_publish_in_the_editor_is_refused_with_the_reason(
    client: Client, legal: Stage, administrator: User, who: str
) -> None:
    people = {
        "editor": factories.UserFactory(in_groups=[EDITORS]),
        "lawyer": legal.lawyer,
        "superuser": administrator,
    }
    make.submitted(legal.unit, title="Nom soumis")
    client.force_login(people[who])
    response = post(client, legal.unit, title="Nom glissé", **{"action-publish": "1"})
    assert "Il manque : Examen juridique." in said(response)
    assert "n’est pas publiée" in said(response)
    assert (legal.text_of(), legal.editions()) == ("Direction", 1)
    assert draft_of(legal).title == "Nom glissé"
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    entry = PageLogEntry.objects.filter(action=REFUSED).latest("pk")
    assert entry.user == people[who]
    assert "Examen juridique" in entry.data["reason"]
    live = UnitPage.objects.get(pk=legal.unit.pk)
    assert (live.live, live.live_revision.as_object().title) == (True, "Direction")


def test_a_publication_is_not_planned_in_vain(editor: Client, legal: Stage) -> None:
    response = post(editor, legal.unit, title="Demain", go_live_at="2099-01-01 08:00", **{"action-publish": "1"})
    assert "n’est pas publiée" in said(response)
    assert "programm" not in " ".join(map(str, get_messages(response.wsgi_request)))
    assert not UnitPage.objects.get(pk=legal.unit.pk).revisions.filter(approved_go_live_at__isnull=False).exists()


@pytest.mark.parametrize("action", ["approve", "reject", "locked-approve"])
@pytest.mark.parametrize("who", ["lawyer", "superuser"])
def test_a_forged_action_of_wagtails_workflow_does_nothing(
    client: Client, legal: Stage, administrator: User, action: str, who: str
) -> None:
    review = make.submitted(legal.unit, title="Nom soumis")
    client.force_login(legal.lawyer if who == "lawyer" else administrator)
    state = WorkflowState.objects.get().current_task_state
    for name in ("workflow_action", "collect_workflow_action_data"):
        address = reverse(f"wagtailadmin_pages:{name}", args=[legal.unit.pk, action, state.pk])
        client.post(address, {"comment": "Vu."}, follow=True)
    forged = {"action-workflow-action": "1", "workflow-action-name": action}
    post(client, legal.unit, title="Nom soumis", **forged)
    assert WorkflowState.objects.get().current_task_state.status == "in_progress"
    assert (legal.text_of(), review.verdicts.count()) == ("Direction", 0)


def test_bulk_publication_is_refused_and_noted(editor: Client, legal: Stage) -> None:
    make.drafted(legal.unit, title="Nom glissé")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = editor.post(f"{address}?id={legal.unit.pk}&next=/gestion/")
    assert "Examen juridique" in said(response)
    assert legal.text_of() == "Direction"
    assert PageLogEntry.objects.filter(action=REFUSED).count() == 1


def test_to_cancel_and_start_again_takes_no_verdict_along(editor: Client, legal: Stage) -> None:
    review = make.submitted(legal.unit, title="Nom soumis")
    WorkflowState.objects.get().cancel(user=legal.lawyer)
    with pytest.raises(DecisionRefused):
        make.decides(legal.lawyer, review)
    draft = draft_of(legal)
    draft.get_workflow().start(draft, factories.UserFactory())
    assert make.review_of(legal.unit).pk != review.pk
    assert make.review_of(legal.unit).verdicts.count() == 0


def english_title(stage: Stage) -> str:
    row = InForce.objects.said_now().filter(work=stage.unit.translation_key, language="en").first()
    return row.title if row else ""


def test_a_translation_published_by_its_tool_needs_approval(
    structure: Stage, translation: Translation, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with (
        pytest.raises(PublicationRefused, match="Examen juridique"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        translation.save_target(user=factories.UserFactory(in_groups=[EDITORS]), publish=True)
    assert english_title(structure) == ""


def test_the_sync_of_translations_publishes_none_past_the_gate(
    client: Client, structure: Stage, translation: Translation
) -> None:
    client.force_login(factories.UserFactory(is_superuser=True, is_staff=True))
    address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    client.post(address, {"publish_translations": "on"}, follow=True)
    assert english_title(structure) == ""
    assert structure.text_of() == "Direction"


def test_the_admin_api_publishes_nothing_past_the_gate(client: Client, legal: Stage, administrator: User) -> None:
    first = legal.unit.get_latest_revision()
    make.drafted(legal.unit, title="Nom glissé")
    client.force_login(administrator)
    before = InForce.objects.said_now().count()
    actions = {
        "publish": {},
        "revert_to_page_revision": {"revision_id": first.pk},
        "copy": {"destination_page_id": legal.office.pk, "keep_live": True, "slug": "copie"},
        "create_alias": {"destination_page_id": legal.neighbour.pk, "update_slug": "alias"},
        "move": {"destination_page_id": legal.neighbour.pk},
    }
    for action, terms in actions.items():
        address = reverse("wagtailadmin_api:pages:action", args=[legal.unit.pk, action])
        client.post(address, terms, content_type="application/json")
        assert (legal.text_of(), InForce.objects.said_now().count()) == ("Direction", before), action
        row = InForce.objects.said_now().get(work=legal.unit.translation_key)
        assert row.parent_id == legal.office.translation_key, action
