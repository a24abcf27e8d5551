"""« Cherché en vain », on the desk's front page."""

from __future__ import annotations

import datetime
from urllib.parse import quote_plus

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.home.models import HomePage
from portal.setup import EDITORS, LEGAL
from search.models import Question
from search.panels import asked_in_vain
from tests import factories as make


@pytest.fixture
def editor(client: Client, portal: HomePage) -> Client:
    client.force_login(make.UserFactory(in_groups=[EDITORS]))
    return client


def asked(text: str, *, count: int = 1, answers: int = 0, days_ago: int = 1, language: str = "fr") -> None:
    day = timezone.localdate() - datetime.timedelta(days=days_ago)
    Question.objects.create(text=text, language=language, day=day, count=count, answers=answers)


def shown(client: Client) -> list[list[str]]:
    page = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    rows = page.select(".desk-panel tbody tr")
    return [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in rows]


def test_the_most_asked_come_first(editor: Client) -> None:
    asked("visa", count=2)
    asked("peye", count=3, language="ht")
    asked("peye", count=4, language="ht", days_ago=9)
    assert [row[:3] for row in shown(editor)] == [["peye", "Kreyòl ayisyen", "7"], ["visa", "Français", "2"]]


def test_what_is_old_or_answered_by_now_is_not_shown(db: None) -> None:
    asked("ancien", days_ago=31)
    asked("répondu", days_ago=5)
    asked("répondu", days_ago=1, answers=3)
    asked("reste", days_ago=30)
    since = timezone.localdate() - datetime.timedelta(days=30)
    assert [row["text"] for row in asked_in_vain(since)] == ["reste"]


def test_one_click_leads_to_the_glossary_and_one_to_the_search(editor: Client) -> None:
    asked("peye & prim", language="ht")
    page = BeautifulSoup(editor.get(reverse("wagtailadmin_home")).content, "html.parser")
    add = page.find("a", string="Ajouter au glossaire")["href"]
    form = BeautifulSoup(editor.get(add).content, "html.parser")
    assert form.select_one("[name=terms_ht]").get_text().strip() == "peye & prim"
    assert page.find("a", string="Essayer")["href"].endswith(f"?q={quote_plus('peye & prim')}")
    assert page.find("a", string="Essayer")["href"].startswith("/ht/")


def test_only_a_few_are_shown(editor: Client) -> None:
    for number in range(12):
        asked(f"question {number}")
    assert len(shown(editor)) == 8


def test_it_is_for_those_who_edit_the_glossary(portal: HomePage) -> None:
    asked("visa")
    client = Client()
    client.force_login(make.UserFactory(in_groups=[LEGAL]))
    assert "Cherché en vain" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_without_any_it_says_so(editor: Client) -> None:
    assert "Aucune question n’est restée sans réponse" in editor.get(reverse("wagtailadmin_home")).content.decode()
