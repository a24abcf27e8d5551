"""The search in the admin: the glossary in four languages, and the questions that found nothing."""

from __future__ import annotations

import csv
import datetime
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from portal.home.models import HomePage
from portal.setup import EDITORS, LEGAL
from search.models import GlossaryEntry, Question
from tests import factories as make

DAY = datetime.date(2026, 5, 10)


@pytest.fixture
def editor(client: Client, portal: HomePage) -> Client:
    client.force_login(make.UserFactory(in_groups=[EDITORS]))
    return client


@pytest.fixture
def lawyer(portal: HomePage) -> Client:
    client = Client()
    client.force_login(make.UserFactory(in_groups=[LEGAL]))
    return client


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def glossary(view: str, *args: Any) -> str:
    return reverse(GlossaryEntry.snippet_viewset.get_url_name(view), args=args)


def listed(client: Client, **asked: str) -> list[str]:
    found = soup(client.get(glossary("list"), asked))
    return [row.get_text(strip=True) for row in found.select("td.title .title-wrapper")]


def entry(key: str, topic: str = "paie", **terms: str) -> GlossaryEntry:
    return GlossaryEntry.objects.create(
        key=key, topic=topic, **{f"terms_{code}": text for code, text in terms.items()}
    )


def asked(text: str, *, count: int, answers: int, language: str = "fr", day: datetime.date = DAY) -> None:
    Question.objects.create(text=text, language=language, day=day, count=count, answers=answers)


def questions(client: Client, **filters: str) -> list[list[str]]:
    found = soup(client.get(reverse("questions:index"), filters))
    return [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in found.select("tbody tr")]


# The glossary


def test_an_entry_is_written_in_four_languages_side_by_side(editor: Client) -> None:
    form = soup(editor.get(glossary("add")))
    boxes = form.select("textarea[name^=terms_]")
    assert [box["name"] for box in boxes] == ["terms_fr", "terms_ht", "terms_en", "terms_es"]
    assert len({box.find_parent(class_="w-panel") and box.find_parent(class_="w-panel")["id"] for box in boxes}) == 1
    data = {
        "terms_fr": "paie\nsalaire",
        "terms_ht": "peye",
        "terms_en": "",
        "terms_es": "",
        "key": "paie",
        "topic": "rh",
    }
    editor.post(glossary("add"), data)
    saved = GlossaryEntry.objects.get(key="paie")
    assert (saved.terms_in("fr"), saved.terms_in("ht"), saved.terms_in("en")) == (["paie", "salaire"], ["peye"], [])


def test_french_is_required(editor: Client) -> None:
    data = {"terms_fr": "", "terms_ht": "peye", "terms_en": "", "terms_es": "", "key": "paie", "topic": "rh"}
    assert editor.post(glossary("add"), data).status_code == 200
    assert not GlossaryEntry.objects.exists()


def test_topics_in_use_are_proposed(editor: Client) -> None:
    entry("paie", "remuneration", fr="paie")
    entry("prime", "remuneration", fr="prime")
    options = soup(editor.get(glossary("add"))).select("datalist option")
    assert [option["value"] for option in options] == ["remuneration"]


@pytest.mark.parametrize("query", ["remuneration", "RÉMUNÉ", "peye an", "sala"])
def test_entries_are_found_in_any_language_without_accents(editor: Client, query: str) -> None:
    entry("paie", fr="rémunération\nsalaire", ht="peye anplwaye")
    entry("conge", "absences", fr="congé")
    assert listed(editor, q=query) == ["paie"]


def test_entries_are_filtered_by_topic_and_by_what_is_missing(editor: Client) -> None:
    entry("paie", fr="paie", es="salario")
    entry("conge", "absences", fr="congé")
    assert listed(editor, topic="absences") == ["conge"]
    assert listed(editor, missing="es") == ["conge"]
    assert sorted(listed(editor, missing="ht")) == ["conge", "paie"]


# Questions


def test_what_was_not_answered_comes_first_the_most_frequent_before(editor: Client) -> None:
    asked("visa", count=90, answers=3)
    asked("salarios", count=2, answers=0, language="es")
    asked("peye", count=5, answers=0, language="ht")
    asked("salarios", count=4, answers=0, language="es", day=DAY + datetime.timedelta(days=1))
    shown = [(row[0], row[1], row[2], row[3]) for row in questions(editor)]
    assert shown == [
        ("salarios", "Español", "6", "0"),
        ("peye", "Kreyòl ayisyen", "5", "0"),
        ("visa", "Français", "90", "3"),
    ]


def test_what_is_answered_by_now_is_no_longer_without_answer(editor: Client) -> None:
    asked("peye", count=5, answers=0, language="ht")
    asked("peye", count=1, answers=4, language="ht", day=DAY + datetime.timedelta(days=2))
    asked("visa", count=1, answers=0)
    assert [row[0] for row in questions(editor)] == ["visa", "peye"]
    assert [row[0] for row in questions(editor, found="none")] == ["visa"]
    assert [row[0] for row in questions(editor, found="some")] == ["peye"]


def test_questions_are_filtered_by_language_and_period(editor: Client) -> None:
    asked("peye", count=5, answers=0, language="ht")
    asked("peye", count=7, answers=0, language="ht", day=DAY + datetime.timedelta(days=30))
    asked("visa", count=1, answers=0)
    assert [row[0] for row in questions(editor, language="ht")] == ["peye"]
    in_may = questions(editor, day_from="2026-05-01", day_to="2026-05-31")
    assert [(row[0], row[2]) for row in in_may] == [("peye", "5"), ("visa", "1")]


def test_questions_are_exported(editor: Client) -> None:
    asked("peye", count=5, answers=0, language="ht")
    response = editor.get(reverse("questions:index"), {"export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert rows == [
        ["Question", "Langue", "Fois", "Réponses", "Dernière fois"],
        ["peye", "ht", "5", "0", "2026-05-10"],
    ]


def test_one_click_leads_from_a_question_to_a_new_entry(editor: Client) -> None:
    asked("peye anplwaye", count=5, answers=0, language="ht")
    link = soup(editor.get(reverse("questions:index"))).find("a", string=lambda text: text and "glossaire" in text)
    form = soup(editor.get(link["href"]))
    assert form.select_one("[name=terms_ht]").get_text().strip() == "peye anplwaye"
    assert form.select_one("[name=terms_fr]").get_text().strip() == ""
    assert form.select_one("[name=key]")["value"] == "peye-anplwaye"


@pytest.mark.parametrize("query", [{}, {"term": "x"}, {"term": "x", "language": "de"}, {"language": "fr"}])
def test_a_new_entry_without_a_question_is_empty(editor: Client, query: dict[str, str]) -> None:
    form = soup(editor.get(glossary("add"), query))
    assert form.select_one("[name=terms_fr]").get_text().strip() == ""


def test_questions_and_glossary_are_for_those_who_edit_the_glossary(lawyer: Client) -> None:
    asked("peye", count=5, answers=0, language="ht")
    for url in (reverse("questions:index"), reverse("questions:index_results"), glossary("list"), glossary("add")):
        response = lawyer.get(url, follow=True)
        assert response.redirect_chain
        assert "peye" not in response.content.decode()


def test_the_report_is_in_the_menu_of_reports_too(editor: Client) -> None:
    home = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert home.count(reverse("questions:index")) == 2
