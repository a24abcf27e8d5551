"""A text under approval moves on the desk at once, and for readers once its place is approved."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

from org.models import UnitPage
from portal.approvals.deciding import DecisionRefused
from portal.approvals.standing import open_review
from portal.editions.gate import PublicationRefused
from portal.editions.models import Edition, InForce
from portal.setup import EDITORS
from tests import factories
from tests.factories import approvals as make

from .conftest import Stage

pytestmark = pytest.mark.django_db


def page_of(stage: Stage) -> UnitPage:
    return UnitPage.objects.get(pk=stage.unit.pk)


def stands_below(page: Page, language: str = "fr") -> object:
    return InForce.objects.said_now().get(work=page.translation_key, language=language).parent_id


@pytest.fixture
def editor(client: Client, legal: Stage) -> Client:
    client.force_login(factories.UserFactory(in_groups=[EDITORS]))
    return client


def test_a_page_moves_on_the_desk_and_readers_find_it_where_it_was(legal: Stage) -> None:
    page_of(legal).move(legal.neighbour, pos="last-child")
    page = page_of(legal)
    assert page.get_parent().pk == legal.neighbour.pk
    assert page.has_unpublished_changes
    assert stands_below(page) == legal.office.translation_key
    assert legal.editions() == 1


def test_it_is_found_at_its_new_place_once_that_is_approved(legal: Stage) -> None:
    page_of(legal).move(legal.neighbour, pos="last-child")
    review = make.submitted(page_of(legal).get_latest_revision_as_object())
    assert make.decides(legal.lawyer, review).is_published
    assert stands_below(legal.unit) == legal.neighbour.translation_key
    assert legal.editions() == 2


def test_a_move_leaves_a_draft_under_way_as_it_is(legal: Stage) -> None:
    make.drafted(page_of(legal), title="Un brouillon")
    page_of(legal).move(legal.neighbour, pos="last-child")
    assert page_of(legal).get_latest_revision_as_object().title == "Un brouillon"
    assert legal.text_of() == "Direction"


def test_a_move_during_the_review_asks_again(legal: Stage) -> None:
    review = make.submitted(page_of(legal), title="Autre nom")
    seen = make.token_of(review)
    page_of(legal).move(legal.neighbour, pos="last-child")
    with pytest.raises(DecisionRefused, match="a changé"):
        make.decides(legal.lawyer, review, token=seen)
    assert make.decides(legal.lawyer, review).is_published
    assert stands_below(legal.unit) == legal.neighbour.translation_key


def test_another_order_among_its_neighbours_is_a_change_of_place_too(legal: Stage) -> None:
    def order() -> list[str]:
        rows = InForce.objects.said_now().filter(parent=legal.office.translation_key)
        return [row.title for row in rows.order_by("position")]

    before = order()
    page_of(legal).move(UnitPage.objects.get(pk=legal.neighbour.pk), pos="left")
    assert order() == before
    make.decides(legal.lawyer, make.submitted(page_of(legal).get_latest_revision_as_object()))
    assert order() == list(reversed(before))


def test_the_desk_says_so_after_a_move(editor: Client, legal: Stage) -> None:
    address = reverse("wagtailadmin_pages:move_confirm", args=[legal.unit.pk, legal.neighbour.pk])
    response = editor.post(address, follow=True)
    said = " ".join(map(str, get_messages(response.wsgi_request))) + response.content.decode()
    assert "les lecteurs la verront à sa nouvelle place une fois approuvée" in said
    assert stands_below(legal.unit) == legal.office.translation_key


def test_the_list_of_pages_may_be_put_in_another_order(editor: Client, legal: Stage) -> None:
    address = reverse("wagtailadmin_pages:set_page_position", args=[legal.unit.pk])
    assert editor.post(f"{address}?position=0").status_code == 200
    assert page_of(legal).has_unpublished_changes
    assert page_of(legal).get_latest_revision().user is not None
    assert legal.editions() == 1


def test_several_pages_may_be_moved_at_once(editor: Client, legal: Stage) -> None:
    for page in (legal.unit, legal.neighbour):
        MovePageAction(Page.objects.get(pk=page.pk), legal.partner, pos="last-child").execute(
            skip_permission_checks=True
        )
    assert {stands_below(page) for page in (legal.unit, legal.neighbour)} == {legal.office.translation_key}


def test_a_page_moved_out_is_still_under_the_workflow_of_where_readers_find_it(legal: Stage) -> None:
    page_of(legal).move(legal.partner, pos="last-child")
    with pytest.raises(PublicationRefused, match="Examen juridique"):
        page_of(legal).get_latest_revision().publish()
    assert stands_below(legal.unit) == legal.office.translation_key
    make.decides(legal.lawyer, make.submitted(page_of(legal).get_latest_revision_as_object()))
    assert stands_below(legal.unit) == legal.partner.translation_key
    make.drafted(page_of(legal).get_latest_revision_as_object(), title="Libre").get_latest_revision().publish()
    assert legal.text_of() == "Libre"


def test_between_two_workflows_both_are_asked_one_after_the_other(legal: Stage) -> None:
    make.workflow(make.legal_review(name="Avis du ministère"), over=legal.partner, name="Ministère")
    page_of(legal).move(legal.partner, pos="last-child")
    review = make.submitted(page_of(legal).get_latest_revision_as_object())
    first = make.decides(legal.lawyer, review)
    assert (first.is_published, first.refusal) == (False, "")
    assert stands_below(legal.unit) == legal.office.translation_key
    second = make.decides(legal.lawyer, review, step="Examen juridique")
    assert second.is_published
    assert stands_below(legal.unit) == legal.partner.translation_key


def test_translations_follow_their_source(structure: Stage) -> None:
    english = factories.translated(structure.unit, "en", title="Directorate")
    make.workflow(make.legal_review(), over=structure.office)
    page_of(structure).move(structure.neighbour, pos="last-child")
    assert stands_below(english, "en") == structure.office.translation_key
    make.decides(structure.lawyer, make.submitted(page_of(structure).get_latest_revision_as_object()))
    assert stands_below(structure.unit) == stands_below(english, "en") == structure.neighbour.translation_key
    assert open_review(english.translation_key, "en") is None


def test_where_nothing_is_approved_a_move_is_for_readers_at_once(structure: Stage) -> None:
    page_of(structure).move(structure.neighbour, pos="last-child")
    assert stands_below(structure.unit) == structure.neighbour.translation_key
    assert not page_of(structure).has_unpublished_changes


def test_what_stands_below_is_not_asked_about(legal: Stage) -> None:
    below = UnitPage.objects.get(pk=legal.neighbour.pk)
    page_of(legal).move(below, pos="last-child")
    assert not UnitPage.objects.get(pk=below.pk).has_unpublished_changes
    assert Edition.objects.filter(work=below.translation_key).count() == 1
