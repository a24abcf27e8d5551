"""What a reorganisation touches, on the desk, for who may edit it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from org.models import ChangeEventPage, UnitPage
from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.services import set_audience
from portal.setup import EDITORS
from procedures.models import ProcedurePage
from tests import factories as make
from tests.factories import procedures as make_text

from ..conftest import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, world: World) -> Client:
    client.force_login(make.UserFactory(in_groups=[EDITORS]))
    return client


@pytest.fixture
def arrivals(world: World) -> UnitPage:
    return make.UnitPageFactory(parent=world.onm, title="Service des arrivées", slug="arrivees")


def event(world: World, *after: Page, nature: str = "merged") -> ChangeEventPage:
    other = make.UnitPageFactory(parent=world.onm, title="Service du transport", slug="transport")
    before = [world.reception, other] if nature == "merged" else [world.reception]
    return make.ChangeEventPageFactory(parent=world.onm, nature=nature, title="Fusion", before=before, after=after)


def shown(client: Client, page: ChangeEventPage) -> BeautifulSoup:
    return BeautifulSoup(client.get(reverse("impact", args=[page.pk])).content, "html.parser")


def words(tag: Any) -> str:
    return " ".join(tag.get_text(" ").split())


def test_it_lists_every_step_responsibility_post_and_tie(world: World, arrivals: UnitPage, editor: Client) -> None:
    duty = make.responsibility("Tenir le registre.", shared_with=(world.reception,))
    make.UnitPageFactory(parent=world.onm, title="Archives", slug="archives", responsibilities=[duty])
    make_text.ProjectPageFactory(title="L48", slug="l48", partners=[make_text.party(world.reception)])
    make.HoldingFactory(
        work=world.reception.translation_key,
        post=world.reception.posts[0].id,
        person=make.PersonFactory(name="Anne"),
        starts=datetime.date(2024, 1, 1),
    )
    page = words(shown(editor, event(world, arrivals)).main)
    assert "« Service des arrivées » prend la suite de « Service d’accueil »" in page
    assert (
        "Service d’accueil agit dans l’étape : Enregistrer la personne ; Remettre le mineur ; Conduire à la sortie"
        in page
    )
    assert "tient le texte à jour" in page
    assert "partage l’attribution : Tenir le registre." in page
    assert "participe au projet" in page
    assert "Chef de service — Anne" in page


def test_one_press_opens_a_draft(world: World, arrivals: UnitPage, editor: Client) -> None:
    page = event(world, arrivals)
    response = editor.post(reverse("impact", args=[page.pk]), {"text": str(world.guide.pk)}, follow=True)
    assert "1 brouillon ouvert : Accueillir les migrants retournés." in response.content.decode()
    guide = ProcedurePage.objects.get(pk=world.guide.pk)
    assert guide.has_unpublished_changes
    assert guide.get_latest_revision_as_object().change_note == "Fusion"


def test_of_several_successors_one_is_chosen(world: World, arrivals: UnitPage, editor: Client) -> None:
    page = event(world, arrivals, world.ibesr, nature="split")
    address = reverse("impact", args=[page.pk])
    refused = editor.post(address, {"text": "all"}, follow=True).content.decode()
    assert "Choisissez d’abord qui prend la suite." in refused
    asked = {"text": "all", f"successor-{world.reception.translation_key}": str(arrivals.translation_key)}
    assert "1 brouillon ouvert" in editor.post(address, asked, follow=True).content.decode()


def test_what_only_a_draft_says_is_listed_apart(world: World, arrivals: UnitPage, editor: Client) -> None:
    steps = [make_text.step("Accueillir", make_text.role(world.reception))]
    make_text.ProcedurePageFactory(title="À venir", slug="a-venir", steps=steps, published=False).save_revision()
    make_text.ProcedurePageFactory(title="Ailleurs", slug="ailleurs", published=False).save_revision()
    page = words(shown(editor, event(world, arrivals)).main)
    assert "À venir" in page
    assert "Service d’accueil agit dans l’étape : Accueillir" in page.partition("Brouillons seulement")[2]
    assert "Ailleurs" not in page


def test_without_a_successor_it_says_so(world: World, editor: Client) -> None:
    page = words(shown(editor, event(world, nature="abolished")).main)
    assert "« Service d’accueil » n’a pas de successeur" in page


@pytest.mark.parametrize("text", ["", "x", "0", "999999999"])
def test_a_forged_choice_opens_nothing(world: World, arrivals: UnitPage, editor: Client, text: str) -> None:
    address = reverse("impact", args=[event(world, arrivals).pk])
    asked = {"text": text, f"successor-{world.reception.translation_key}": "nonsense"}
    assert "Choisissez un des textes proposés." in editor.post(address, asked, follow=True).content.decode()


def test_what_one_may_not_read_is_not_listed(world: World, arrivals: UnitPage, editor: Client) -> None:
    page = event(world, arrivals)
    partner = make.UserFactory(in_groups=[EDITORS])
    set_audience(work=Work.objects.get(key=world.guide.translation_key), audience=Audience.STAFF)
    from procedures.impact.texts import published_texts

    assert not published_texts({world.reception.translation_key}, Audience.PUBLIC)
    assert published_texts({world.reception.translation_key}, Audience.STAFF)
    assert partner and page


def test_it_is_for_who_may_edit_the_event(world: World, arrivals: UnitPage, client: Client) -> None:
    address = reverse("impact", args=[event(world, arrivals).pk])
    assert client.get(address).status_code == 302
    client.force_login(make.UserFactory())
    assert client.get(address).status_code in (302, 403)


def test_it_is_reached_from_the_event_and_from_a_dead_link(world: World, arrivals: UnitPage, editor: Client) -> None:
    page = event(world, arrivals)
    address = reverse("impact", args=[page.pk])
    assert address in editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    by_unit = reverse("impact-of-unit", args=[world.reception.translation_key])
    assert editor.get(by_unit).headers["Location"] == address


def test_more_texts_cost_no_more_queries(world: World, arrivals: UnitPage, editor: Client) -> None:
    address = reverse("impact", args=[event(world, arrivals).pk])
    editor.get(address)
    costs = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            editor.get(address)
        costs.append(len(queries))
        for number in range(3):
            steps = [make_text.step("Accueillir", make_text.role(world.reception))]
            make_text.ProcedurePageFactory(slug=f"g-{_round}-{number}", steps=steps)
    assert costs[0] == costs[1]
