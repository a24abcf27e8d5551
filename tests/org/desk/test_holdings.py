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
from org.models import Capacity, Holding, Person, UnitPage
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
    told = {"capacity": "holder", "scope": "", "starts": "2024-03-01", "ends": "", "act": ""}
    return {"person": str(person.pk), "held_post": str(post), **told, **fields}


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


def test_a_second_holder_is_refused_in_words_but_not_who_stands_beside(
    editor: Client, direction: UnitPage, person: Person
) -> None:
    assert add_holding(editor, person, held(direction)).status_code == 302
    refused = add_holding(editor, make.PersonFactory(), held(direction))
    assert "Ce poste a déjà un titulaire à ces dates" in refused.content.decode()
    assert add_holding(editor, make.PersonFactory(), held(direction), capacity="interim").status_code == 302
    delegation = {"capacity": "delegate", "scope": "signer les paiements"}
    assert add_holding(editor, make.PersonFactory(), held(direction), **delegation).status_code == 302
    assert Holding.objects.count() == 3
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
    holding = Holding.objects.said_now().get()
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
        make.HoldingFactory(
            person=person, work=post.work, post=post.post, starts=starts, ends=ends, capacity="interim"
        )
    found = soup(editor.get(reverse(Holding.snippet_viewset.get_url_name("list")), {"when": when}))
    assert [row.get_text(strip=True) for row in found.select("td.title .title-wrapper")] == [expected]


def edit_url(holding: Holding, name: str = "edit") -> str:
    return reverse(Holding.snippet_viewset.get_url_name(name), args=[holding.pk])


@pytest.fixture
def holding(direction: UnitPage, person: Person) -> Holding:
    post = held(direction)
    return make.HoldingFactory(person=person, work=post.work, post=post.post)


def test_the_history_says_who_said_what_and_when(editor: Client, direction: UnitPage, holding: Holding) -> None:
    changed = holding_form(holding.person, held(direction), ends="2024-12-31", capacity="interim")
    assert editor.post(edit_url(holding), changed).status_code == 302
    standing = Holding.objects.said_now().get()
    page = soup(editor.get(edit_url(standing)))
    lines = [" ".join(line.get_text().split()) for line in page.select(".desk-lines li")]
    assert "Rose Jean" in lines[0]
    assert "intérim, du 1er mars 2024 au 31 décembre 2024 enregistré le" in lines[0]
    assert "par redaction" in lines[0]
    assert "titulaire, à partir du 1er mars 2024 enregistré le" in lines[1]
    assert "par Le portail ; remplacé ou supprimé le" in lines[1]
    assert lines[1].endswith("par redaction")


def test_the_list_shows_what_is_said_now(editor: Client, direction: UnitPage, holding: Holding) -> None:
    editor.post(edit_url(holding), holding_form(holding.person, held(direction), ends="2024-12-31"))
    listed = soup(editor.get(reverse(Holding.snippet_viewset.get_url_name("list"))))
    assert len(listed.select("td.title")) == 1
    assert "31 décembre 2024" in listed.get_text()


def test_an_address_of_what_was_said_before_leads_to_what_is_said_now(
    editor: Client, direction: UnitPage, holding: Holding
) -> None:
    form = holding_form(holding.person, held(direction), ends="2024-12-31")
    editor.post(edit_url(holding), form)
    standing = Holding.objects.said_now().get()
    for response in (editor.get(edit_url(holding)), editor.post(edit_url(holding), {**form, "ends": "2025-01-01"})):
        assert (response.status_code, response["Location"]) == (302, edit_url(standing))
    assert editor.get(edit_url(holding, "delete"))["Location"] == edit_url(standing, "delete")
    assert Holding.objects.said_now().get() == standing


def test_deleting_keeps_the_history(editor: Client, holding: Holding) -> None:
    asked = editor.get(edit_url(holding, "delete"))
    assert "ce qui a été dit reste dans l’historique" in asked.content.decode()
    assert editor.post(edit_url(holding, "delete")).status_code == 302
    kept = Holding.objects.get()
    assert kept.superseded_by == "redaction"
    assert editor.get(edit_url(holding))["Location"] == edit_url(holding, "history")
    assert editor.get(edit_url(holding, "history")).status_code == 200


def test_the_history_page_tells_what_was_done_to_every_row(
    editor: Client, direction: UnitPage, holding: Holding
) -> None:
    for ends in ("2024-12-31", "2025-01-31"):
        standing = Holding.objects.said_now().get()
        editor.post(edit_url(standing), holding_form(holding.person, held(direction), ends=ends))
    page = soup(editor.get(edit_url(Holding.objects.said_now().get(), "history")))
    assert len(page.select("tbody tr")) == 2


def test_a_race_that_reaches_the_database_is_told_in_the_form(
    editor: Client, direction: UnitPage, holding: Holding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Holding, "clean", lambda self: None)  # as if the other had come after the form was checked
    refused = add_holding(editor, make.PersonFactory(), held(direction))
    assert refused.status_code == 200
    words = " ".join(soup(refused).get_text().split())
    assert "Ce poste a déjà un titulaire à ces dates : Rose Jean, à partir du 1er mars 2024." in words
    beside = make.HoldingFactory(work=holding.work, post=holding.post, capacity=Capacity.INTERIM)
    refused = editor.post(edit_url(beside), holding_form(beside.person, held(direction)))
    assert "Rose Jean, à partir du 1er mars 2024" in " ".join(soup(refused).get_text().split())
    assert Holding.objects.said_now().get(pk=beside.pk).capacity == Capacity.INTERIM


def test_many_are_deleted_at_once_and_stay(editor: Client, holding: Holding) -> None:
    url = reverse("wagtail_bulk_action", args=["org", "holding", "delete"])
    assert editor.post(f"{url}?id={holding.pk}").status_code == 302
    assert not Holding.objects.said_now().exists()
    assert Holding.objects.count() == 1


def test_the_menu_leads_to_people_first(editor: Client) -> None:
    props = json.loads(soup(editor.get(reverse("wagtailadmin_home"))).select_one("#wagtail-sidebar-props").string)
    menu = json.dumps(props, ensure_ascii=False)
    labels = ["Personnes", "Titulaires", "Lieux", "Bases légales", "Types d’unité"]
    assert sorted(labels, key=menu.index) == labels
