"""Two editions of a text compared: what changed, by responsibility and post, and nothing that its page would hide."""

from __future__ import annotations

import datetime
import json
from copy import deepcopy
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse

from org.models import ChangeEventPage, OrganisationPage, UnitPage
from portal.editions import services
from portal.editions.audiences import Audience
from tests import factories as make

SECRET = "Cellule de veille"


@pytest.fixture(scope="module")
def _organisation(of_the_file: None) -> OrganisationPage:
    return make.OrganisationPageFactory()


@pytest.fixture
def organisation(_organisation: OrganisationPage, db: None) -> OrganisationPage:
    return deepcopy(_organisation)


@pytest.fixture(scope="module")
def _unit(_organisation: OrganisationPage) -> UnitPage:
    """A unit whose second edition says one thing otherwise, and drops a tie to a unit that few may know of."""
    closed = make.UnitPageFactory(parent=_organisation, title=SECRET, slug="veille")
    duty = make.responsibility("Tenir la petite caisse.", shared_with=(closed,))
    page = make.UnitPageFactory(
        parent=_organisation, title="Paie", slug="paie", responsibilities=[duty], ties=[make.tie(closed)]
    )
    services.set_audience(work=closed.work, audience=Audience.STAFF)
    again = UnitPage.objects.get(pk=page.pk)
    again.responsibilities = json.dumps([{**make.responsibility("Tenir le grand registre."), "id": duty["id"]}])
    again.ties = "[]"
    again.save_revision().publish()
    return again


@pytest.fixture
def unit(_unit: UnitPage, db: None) -> UnitPage:
    return deepcopy(_unit)


def address(page: UnitPage | ChangeEventPage, query: str = "?de=1&a=2") -> str:
    return reverse("compare", args=[page.translation_key]) + query


def read(client: Client, url: str, status: int = 200) -> Tag:
    response = client.get(url)
    assert response.status_code == status, response.content.decode()[:300]
    return BeautifulSoup(response.content, "html.parser")


def test_words_that_went_and_came_are_marked_and_said(client: Client, unit: UnitPage) -> None:
    page = read(client, address(unit))
    assert page.select_one(".redlines del").get_text(" ", strip=True) == "supprimé : la petite caisse"
    assert page.select_one(".redlines ins").get_text(" ", strip=True) == "ajouté : le grand registre"
    assert [each.get_text() for each in page.select(".redlines h2")] == ["Attributions"]


def test_without_a_question_the_last_two_are_compared(client: Client, unit: UnitPage) -> None:
    assert read(client, address(unit, "")).select_one(".redlines ins")
    chosen = [each["value"] for each in read(client, address(unit, "")).select("option[selected]")]
    assert chosen == ["1", "2"]


def test_a_past_that_was_written_down_late_is_the_earlier_side(client: Client, organisation: OrganisationPage) -> None:
    page = make.UnitPageFactory(parent=organisation, title="Paie", in_force_from=datetime.date(2022, 1, 1))
    page.title, page.in_force_from, page.corrects_the_past = "Solde", datetime.date(2020, 1, 1), True
    organisation.in_force_from, organisation.corrects_the_past = datetime.date(2019, 1, 1), True
    organisation.save_revision().publish()
    page.save_revision().publish()

    comparison = read(client, address(page, ""))

    assert [each["value"] for each in comparison.select("option[selected]")] == ["2", "1"]
    assert "Paie" in comparison.select_one(".redlines ins").get_text()


def test_what_a_reader_may_not_know_of_is_in_no_comparison(client: Client, unit: UnitPage) -> None:
    page = read(client, address(unit)).get_text()
    assert SECRET not in page
    assert "Unité inconnue" not in page
    assert "Partagée avec" not in page


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?de=1&a=9", 404),
        ("?de=0&a=1", 400),
        ("?de=x&a=1", 400),
        ("?de=1&a=", 400),
        ("?de=٣&a=1", 400),
        ("?de=" + "9" * 40, 400),
        ("?de=fr-1&a=ht-1", 400),
        ("?de=ht-1&a=ht-2", 404),
    ],
)
def test_what_cannot_be_compared_is_refused(client: Client, unit: UnitPage, query: str, status: int) -> None:
    assert client.get(address(unit, query)).status_code == status


def test_editions_in_two_languages_are_refused_in_words(client: Client, unit: UnitPage) -> None:
    make.translated(unit, "ht", title="Pè")
    page = read(client, address(unit, "?de=fr-1&a=ht-1"), status=400)
    assert "Deux éditions se comparent dans une même langue" in page.select_one("[role=alert]").get_text()


def test_two_that_say_the_same_are_told_to(client: Client, unit: UnitPage) -> None:
    assert "deux fois la même édition" in read(client, address(unit, "?de=1&a=1")).get_text()


def test_a_text_that_only_moved_says_where_from_and_to(
    client: Client, organisation: OrganisationPage, unit: UnitPage
) -> None:
    there = make.UnitPageFactory(parent=organisation, title="Direction des finances", slug="daf")
    unit.move(there, pos="last-child")
    page = read(client, address(unit, "?de=2&a=3"))
    assert page.select_one(".redlines ins").get_text(" ", strip=True) == "ajouté : Direction des finances"


def test_a_change_event_is_compared_too(client: Client, organisation: OrganisationPage, unit: UnitPage) -> None:
    event = make.ChangeEventPageFactory(parent=organisation, before=[(unit, "Solde")], after=[(unit, "Paie")])
    event.note = "Par décret."
    event.save_revision().publish()
    page = read(client, address(ChangeEventPage.objects.get(pk=event.pk)))
    assert [each.get_text() for each in page.select(".redlines h2")] == ["Remarque"]


def test_what_no_text_is_cannot_be_compared(client: Client, unit: UnitPage) -> None:
    assert client.get(reverse("compare", args=[uuid4()])).status_code == 404
