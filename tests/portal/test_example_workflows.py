"""The demonstration can be tried: legal approves the structure, legal and the parties approve the rest."""

from __future__ import annotations

import pytest
from wagtail.models import Workflow

from org.models import OrganisationPage, UnitPage
from portal.accounts import demonstration_accounts
from portal.approvals.models import KindWorkflow, LegalReviewTask, Representation, Request
from portal.approvals.models.reviews import State
from portal.example_workflows import set_up_example_workflows
from portal.home.models import HomePage
from tests.factories.blocks import responsibility
from tests.factories.pages import OrganisationPageFactory, UnitPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(portal: HomePage, settings: object, tmp_path: object) -> tuple[OrganisationPage, UnitPage]:
    settings.MANDAT_DATA = tmp_path  # type: ignore[attr-defined]
    demonstration_accounts()
    office = OrganisationPageFactory(import_key="onm")
    invented = OrganisationPageFactory(import_key="exemple", title="Exemple fictif", slug="exemple", acronym="")
    UnitPageFactory(parent=invented, import_key="exemple.partie", title="Partie", slug="partie")
    set_up_example_workflows()
    return office, UnitPageFactory(parent=invented, title="Unité", slug="unite", published=False)


def test_legal_approves_the_structure(shown: tuple[OrganisationPage, UnitPage]) -> None:
    workflow = shown[0].get_workflow()
    assert workflow is not None
    assert [task.name for task in workflow.tasks] == ["Examen juridique"]


def test_legal_then_the_parties_approve_procedures(shown: tuple[OrganisationPage, UnitPage]) -> None:
    workflow = KindWorkflow.objects.get(kind="procedure").workflow
    assert [task.name for task in workflow.tasks] == ["Examen juridique", "Accord des parties prenantes"]
    assert shown[1].get_workflow() == workflow


def test_somebody_decides_for_the_invented_party(shown: tuple[OrganisationPage, UnitPage]) -> None:
    assert Representation.objects.get().user.username == "representant"


def test_what_an_administrator_took_away_stays_away(shown: tuple[OrganisationPage, UnitPage]) -> None:
    Workflow.objects.all().delete()
    set_up_example_workflows()
    assert not Workflow.objects.exists()


def test_a_revision_that_touches_the_invented_party_waits_for_legal(shown: tuple[OrganisationPage, UnitPage]) -> None:
    party = UnitPage.objects.get(import_key="exemple.partie")
    before = UnitPageFactory(
        parent=OrganisationPage.objects.get(import_key="exemple"),
        import_key="exemple.unite",
        slug="revue",
        responsibilities=[responsibility("Tenir le registre.", shared_with=(party,))],
        published=False,
    )
    Workflow.objects.all().delete()
    LegalReviewTask.objects.all().delete()
    set_up_example_workflows()
    (request,) = Request.objects.filter(is_current=True, state=State.WAITING)
    assert request.review.page == before.pk
    assert request.task.specific == LegalReviewTask.objects.get()
    assert request.review.opened_by == "Rédaction"
    assert Request.objects.filter(party=party.work).exists()
