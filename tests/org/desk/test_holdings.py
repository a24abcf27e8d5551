"""People, and who holds what."""

from __future__ import annotations

import datetime
import json
from typing import Any
from uuid import UUID

import pytest
from bs4 import Tag
from django.test import Client
from django.urls import reverse

from org.forms import HeldPost
from org.models import Holding, Person, UnitPage
from portal.home.models import HomePage
from tests import factories as make

from .answers import CHAIN, soup


@pytest.fixture
def person(portal: HomePage) -> Person:
    return make.PersonFactory(name="Rose Jean", email="rose@personnel.example", phone="+509 3700 1111")


@pytest.mark.parametrize("view", ["list", "add", "edit"])
def test_personal_data_is_only_for_groups_with_the_permission(
    editor: Client, lawyer: Client, person: Person, view: str
) -> None:
    url = reverse(Person.snippet_viewset.get_url_name(view), args=[person.pk] if view == "edit" else [])
    assert editor.get(url).status_code == 200
    refused = lawyer.get(url, follow=True)
    assert "rose@personnel.example" not in refused.content.decode()
    assert refused.redirect_chain


def test_choosing_a_person_shows_no_personal_data(lawyer: Client, person: Person) -> None:
    found = lawyer.get(reverse("wagtailsnippetchoosers_org_person:choose_results")).content.decode()
    assert "Rose Jean" in found
    assert person.email not in found
    assert person.phone not in found


def held(unit: UnitPage, place: int = 0) -> HeldPost:
    return HeldPost(unit.translation_key, UUID(unit.posts[place].id))


def holding_form(person: Person, post: HeldPost | str, **fields: str) -> dict[str, str]:
    return {"person": str(person.pk), "held_post": str(post), "starts": "2024-03-01", "ends": "", "act": "", **fields}


def add_holding(client: Client, *args: Any, **fields: str) -> Any:
    return client.post(reverse(Holding.snippet_viewset.get_url_name("add")), holding_form(*args, **fields))


def options(page: Tag) -> dict[str, list[str]]:
    groups = page.select("[name=held_post] optgroup")
    return {group["label"]: [option.get_text() for option in group.select("option")] for group in groups}


def test_the_post_is_chosen_from_those_in_force_by_unit(editor: Client, direction: UnitPage, person: Person) -> None:
    make.UnitPageFactory(parent=direction, title="Projet", posts=[make.post("Chef")], published=False)
    form = soup(editor.get(reverse(Holding.snippet_viewset.get_url_name("add"))))
    unit = "Direction Administrative et Financière (DAF)"
    assert options(form) == {CHAIN: [f"Directeur ou Directrice — {unit}", f"Secrétaire — {unit}"]}
    assert form.select("[name=work], [name=post]") == []
    assert add_holding(editor, person, held(direction, 1)).status_code == 302
    holding = Holding.objects.get()
    assert HeldPost(holding.work, holding.post) == held(direction, 1)
    listed = soup(editor.get(reverse(Holding.snippet_viewset.get_url_name("list")))).get_text(" ")
    assert f"Secrétaire — {CHAIN}" in listed


def test_a_post_that_does_not_exist_is_refused(editor: Client, direction: UnitPage, person: Person) -> None:
    made_up = HeldPost(direction.translation_key, direction.translation_key)
    assert add_holding(editor, person, made_up).status_code == 200
    assert add_holding(editor, person, "pas un poste").status_code == 200
    assert not Holding.objects.exists()


def test_a_second_holder_is_refused_in_words_but_not_an_interim(
    editor: Client, direction: UnitPage, person: Person
) -> None:
    assert add_holding(editor, person, held(direction)).status_code == 302
    refused = add_holding(editor, make.PersonFactory(), held(direction))
    assert "Ce poste a déjà un titulaire à ces dates" in refused.content.decode()
    assert add_holding(editor, make.PersonFactory(), held(direction), interim="on").status_code == 302
    assert Holding.objects.count() == 2
    backwards = add_holding(editor, person, held(direction, 1), ends="2020-01-01")
    assert "La fin précède le début." in backwards.content.decode()


def test_a_holding_of_a_post_that_was_abolished_keeps_it(editor: Client, direction: UnitPage, person: Person) -> None:
    post = held(direction)
    holding = make.HoldingFactory(person=person, work=post.work, post=post.post)
    direction.posts = []
    direction.save_revision().publish()
    url = reverse(Holding.snippet_viewset.get_url_name("edit"), args=[holding.pk])
    assert options(soup(editor.get(url))) == {
        "Poste qui n’existe plus": ["Directeur ou Directrice — Direction Administrative et Financière (DAF)"]
    }
    assert editor.post(url, holding_form(person, post, ends="2024-12-31")).status_code == 302
    holding.refresh_from_db()
    assert (HeldPost(holding.work, holding.post), holding.ends) == (post, datetime.date(2024, 12, 31))


@pytest.mark.parametrize(("when", "expected"), [("now", "Actuel"), ("past", "Passé"), ("coming", "Futur")])
def test_holdings_are_filtered_by_period(editor: Client, direction: UnitPage, when: str, expected: str) -> None:
    today = datetime.date.today()
    year = datetime.timedelta(days=365)
    periods = {
        "Actuel": (today - year, None),
        "Passé": (today - 2 * year, today - year),
        "Futur": (today + year, None),
    }
    for name, (starts, ends) in periods.items():
        post = held(direction)
        person = make.PersonFactory(name=name)
        make.HoldingFactory(person=person, work=post.work, post=post.post, starts=starts, ends=ends, interim=True)
    found = soup(editor.get(reverse(Holding.snippet_viewset.get_url_name("list")), {"when": when}))
    assert [row.get_text(strip=True) for row in found.select("td.title .title-wrapper")] == [expected]


def test_the_menu_leads_to_people_first(editor: Client) -> None:
    props = json.loads(soup(editor.get(reverse("wagtailadmin_home"))).select_one("#wagtail-sidebar-props").string)
    menu = json.dumps(props, ensure_ascii=False)
    labels = ["Personnes", "Titulaires", "Lieux", "Bases légales", "Types d’unité"]
    assert sorted(labels, key=menu.index) == labels
