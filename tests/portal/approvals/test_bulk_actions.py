"""Wagtail's bulk actions over texts under approval: all or nothing, told why, and readers get nothing unapproved."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, WorkflowState

from org.models import UnitPage
from portal.editions.models import Edition, InForce
from portal.editions.pages import ENDING_REFUSED, REFUSED
from tests import factories
from tests.factories import approvals as make

from .conftest import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client: Client, structure: Stage) -> Client:
    """Who may do everything on the desk: only the gate stands between them and readers."""
    client.force_login(factories.UserFactory(username="chef", is_superuser=True, is_staff=True))
    return client


@pytest.fixture
def half(structure: Stage) -> Stage:
    """One unit needs legal's agreement, the one beside it and what is above do not."""
    make.workflow(make.legal_review(), over=structure.unit)
    return structure


def act(client: Client, action: str, *pages: Page, **form: Any) -> str:
    """Do it with several pages at once; return what the person is told."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    chosen = "&".join(f"id={page.pk}" for page in pages)
    response = client.post(f"{address}?{chosen}&next=/gestion/", form)
    return " ".join([response.content.decode(), *map(str, get_messages(response.wsgi_request))])


def page_of(page: UnitPage) -> UnitPage:
    return UnitPage.objects.get(pk=page.pk)


def below(page: Page) -> object:
    return InForce.objects.said_now().get(work=page.translation_key, language="fr").parent_id


def test_one_text_that_waits_for_approval_holds_back_all_that_are_published_with_it(
    chief: Client, half: Stage
) -> None:
    for page in (half.neighbour, half.unit):
        make.drafted(page, title=f"{page.title} bis")
    assert "Examen juridique" in act(chief, "publish", half.neighbour, half.unit)
    assert (half.text_of(), half.text_of(half.neighbour)) == ("Direction", "Secrétariat")
    assert [page_of(page).live_revision.as_object().title for page in (half.unit, half.neighbour)] == [
        "Direction",
        "Secrétariat",
    ]
    assert PageLogEntry.objects.get(action=REFUSED).page_id == half.unit.pk


def test_what_stands_below_is_not_published_along_unapproved(chief: Client, half: Stage) -> None:
    new = factories.UnitPageFactory(parent=half.unit, title="Service", slug="service", published=False)
    make.drafted(page_of(new), title="Service")
    editions = Edition.objects.count()
    assert "Examen juridique" in act(chief, "publish", half.office, include_descendants="on")
    assert Edition.objects.count() == editions
    assert not page_of(new).live


def test_what_was_approved_is_published_in_bulk_as_it_was_approved(chief: Client, half: Stage) -> None:
    review = make.submitted(half.unit, title="Nom soumis")
    act(chief, "publish", half.unit)
    assert half.text_of() == "Direction"
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    make.decides(half.lawyer, review)
    assert half.text_of() == "Nom soumis"
    act(chief, "publish", half.unit)
    assert (half.text_of(), half.editions()) == ("Nom soumis", 2)


@pytest.mark.parametrize("with_descendants", [False, True])
def test_what_is_under_approval_is_not_ended_with_what_stands_above(
    client: Client, half: Stage, with_descendants: bool
) -> None:
    client.force_login(factories.UserFactory(in_groups=["Rédaction"]))
    told = act(client, "unpublish", half.office, **({"include_descendants": "on"} if with_descendants else {}))
    assert (half.text_of(), page_of(half.unit).live) == ("Direction", True)
    if with_descendants:
        assert "seul qui en a le droit" in told
        assert Page.objects.get(pk=half.office.pk).live
        assert half.text_of(half.neighbour) == "Secrétariat"
        assert PageLogEntry.objects.get(action=ENDING_REFUSED).page_id == half.unit.pk


def test_several_are_ended_at_once_or_none(client: Client, half: Stage) -> None:
    client.force_login(factories.UserFactory(in_groups=["Rédaction"]))
    assert "seul qui en a le droit" in act(client, "unpublish", half.neighbour, half.unit)
    assert (half.text_of(), half.text_of(half.neighbour)) == ("Direction", "Secrétariat")
    assert page_of(half.neighbour).live


def test_what_is_moved_in_bulk_stays_where_readers_find_it_and_the_desk_says_so(chief: Client, half: Stage) -> None:
    other = factories.UnitPageFactory(parent=half.office, title="Libre", slug="libre")
    told = act(chief, "move", page_of(other), half.unit, chooser=half.neighbour.pk)
    assert "les lecteurs la verront à sa nouvelle place une fois approuvée" in told
    assert told.count("une fois approuvée") == 1
    assert [page_of(page).get_parent().pk for page in (other, half.unit)] == [half.neighbour.pk] * 2
    assert below(half.unit) == half.office.translation_key
    assert below(other) == half.neighbour.translation_key
    assert page_of(half.unit).has_unpublished_changes


def test_what_is_moved_out_of_its_workflow_in_bulk_comes_to_readers_once_approved(chief: Client, legal: Stage) -> None:
    act(chief, "move", legal.unit, chooser=legal.partner.pk)
    assert below(legal.unit) == legal.office.translation_key
    act(chief, "publish", legal.unit)
    assert below(legal.unit) == legal.office.translation_key
    make.decides(legal.lawyer, make.submitted(page_of(legal.unit).get_latest_revision_as_object()))
    assert below(legal.unit) == legal.partner.translation_key


def test_a_move_in_bulk_during_the_review_asks_again(chief: Client, legal: Stage) -> None:
    review = make.submitted(legal.unit, title="Nom soumis")
    seen = make.token_of(review)
    act(chief, "move", legal.unit, chooser=legal.neighbour.pk)
    assert make.token_of(review) != seen
    assert legal.text_of() == "Direction"


def test_texts_under_review_are_not_deleted_in_bulk(chief: Client, half: Stage) -> None:
    review = make.submitted(half.unit, title="Nom soumis")
    act(chief, "delete", half.neighbour, half.unit)
    act(chief, "delete", half.office)
    assert {page_of(page).title for page in (half.unit, half.neighbour)} == {"Direction", "Secrétariat"}
    review.refresh_from_db()
    assert review.closed_at is None


def test_a_draft_that_was_never_published_is_deleted_in_bulk_with_its_review(chief: Client, half: Stage) -> None:
    new = factories.UnitPageFactory(parent=half.unit, title="Service", slug="service", published=False)
    review = make.submitted(page_of(new), title="Service bis")
    act(chief, "delete", page_of(new))
    assert not Page.objects.filter(pk=new.pk).exists()
    review.refresh_from_db()
    assert review.outcome == "abandoned"
