"""How translations stand that a reorganisation touches, and whom approvals wait for."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from org.models import ChangeEventPage, UnitPage
from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.services import set_audience
from portal.setup import EDITORS
from procedures.impact.approvals import pending
from procedures.impact.drafts import open_draft
from procedures.impact.replacing import replacing
from procedures.impact.translations import renderings
from procedures.models import ProcedurePage
from tests import factories as make
from tests.factories import approvals as asks

from ..conftest import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrivals(world: World) -> UnitPage:
    return make.UnitPageFactory(parent=world.onm, title="Service des arrivées", slug="arrivees")


@pytest.fixture
def event(world: World, arrivals: UnitPage) -> ChangeEventPage:
    return make.ChangeEventPageFactory(
        parent=world.onm, title="Changement", before=[world.reception], after=[arrivals]
    )


def panel(user: Any, event: ChangeEventPage, name: str) -> str:
    """Return the words of a panel of the page, without its form."""
    client = Client()
    client.force_login(user)
    page = BeautifulSoup(client.get(reverse("impact", args=[event.pk])).content, "html.parser")
    found = page.find(id=f"{name}-section") or page.find(id=name)
    return " ".join(found.get_text(" ").split()) if found else ""


def give_every_row_away(world: World, after: UnitPage) -> None:
    """Publish the guide with another in the place of the reception."""
    change = replacing(lambda row: after if row.unit == world.reception.translation_key else None)
    editor = make.UserFactory(in_groups=[EDITORS])
    open_draft(page=world.guide, change=change, event="Changement", from_date=None, by=editor).publish()


def test_it_says_which_translations_lag_and_what_they_name(
    world: World, arrivals: UnitPage, event: ChangeEventPage
) -> None:
    make.translated(world.guide, "en", title="Receiving")
    editor = make.UserFactory(in_groups=[EDITORS])
    english = ProcedurePage.objects.get(locale__language_code="en")
    edit_url = reverse("wagtailadmin_pages:edit", args=[english.pk])
    assert "à jour ; nomme Service d’accueil" in panel(editor, event, "texts")

    page = ProcedurePage.objects.get(pk=world.guide.pk)
    page.purpose = "Autrement."
    page.save_revision().publish()
    told = panel(editor, event, "texts")
    assert "en retard : rend l’édition n° 1, la dernière est la n° 2 ; nomme Service d’accueil" in told
    client = Client()
    client.force_login(editor)
    assert f'href="{edit_url}"' in client.get(reverse("impact", args=[event.pk])).content.decode()


def test_a_translation_that_names_a_unit_its_source_names_no_more_is_told(
    world: World, arrivals: UnitPage, event: ChangeEventPage
) -> None:
    make.translated(world.guide, "en", title="Receiving")
    give_every_row_away(world, arrivals)
    ProcedurePage.objects.get(locale__language_code="en").save_revision()
    editor = make.UserFactory(in_groups=[EDITORS])
    told = panel(editor, event, "translations")
    assert "Receiving" in told
    assert "la dernière est la n° 2 ; nomme Service d’accueil ; un brouillon attend" in told


def test_translations_obey_the_audience(world: World) -> None:
    make.translated(world.guide, "en", title="Receiving")
    set_audience(work=Work.objects.get(key=world.guide.translation_key), audience=Audience.STAFF)
    units = {world.reception.translation_key}
    assert not renderings({world.guide.translation_key}, units, Audience.PUBLIC)
    assert len(renderings({world.guide.translation_key}, units, Audience.STAFF)) == 1


def test_a_review_of_a_text_that_is_touched_says_who_is_waited_for(
    world: World, arrivals: UnitPage, event: ChangeEventPage
) -> None:
    asks.workflow(asks.parties_approval(), over=world.guide)
    asks.representative(world.ibesr, user=make.UserFactory(first_name="Marie", last_name="Paul"))
    writer = make.UserFactory(in_groups=[EDITORS])
    review = asks.submitted(ProcedurePage.objects.get(pk=world.guide.pk), by=writer, purpose="Autrement.")
    told = panel(writer, event, "approvals")
    assert "Accueillir les migrants retournés (fr)" in told
    assert f"On attend {world.ibesr.title} avant le" in told
    assert "(Marie Paul)" in told
    assert review.pk


def test_a_review_is_only_told_to_those_who_have_to_do_with_it(world: World, event: ChangeEventPage) -> None:
    asks.workflow(asks.parties_approval(), over=world.guide)
    representative = asks.representative(world.ibesr)
    asks.submitted(ProcedurePage.objects.get(pk=world.guide.pk), purpose="Autrement.")
    touched = {world.guide.translation_key}
    assert pending(set(), touched, make.UserFactory()) == []
    assert [each.title for each in pending(set(), touched, representative)] == [world.guide.title]
    units = {world.ibesr.translation_key}
    assert [
        who.is_touched for each in pending(units, set(), representative) for who in each.awaited if who.people
    ] == [True]
