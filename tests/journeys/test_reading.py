"""From a need to the unit that answers for it, as people do it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.factories.people import PASSWORD

from .conftest import NEED, Content


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_question_leads_to_the_sentence_that_answers_it(open_browser: Any, content: Content, scripts: bool) -> None:
    page = open_browser(java_script_enabled=scripts).opens("/fr/")
    page.get_by_label("Votre question, avec vos mots").fill("qui s’occupe de l’hébergement des refoulés ?")
    page.get_by_role("button", name="Chercher").click()

    answer = page.locator(".answer").first
    expect(answer.get_by_role("heading")).to_have_text(re.compile("Direction d’Accompagnement des Migrants"))
    expect(answer.get_by_role("link", name="Directeur ou Directrice")).to_be_visible()
    expect(answer.get_by_role("link", name="+509 2222 0000")).to_be_visible()
    answer.get_by_role("link", name=NEED).click()

    expect(page).to_have_url(re.compile(f"/fr/onm/dam/#{content.duty}$"))
    expect(page.locator(f'[id="{content.duty}"]')).to_contain_text(NEED)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_structure_is_read_from_the_top(open_browser: Any, content: Content, scripts: bool) -> None:
    page = open_browser(java_script_enabled=scripts).opens("/fr/")
    page.get_by_role("heading", name="Office National de la Migration").get_by_role("link").click()
    page.get_by_role("main").get_by_role("link", name="Direction d’Accompagnement des Migrants").click()
    page.get_by_role("heading", name="Directeur ou Directrice").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Directeur ou Directrice")

    page.get_by_role("navigation", name="Fil d’Ariane").get_by_role("link", name="ONM").click()
    expect(page).to_have_url(re.compile("/fr/onm/$"))


def test_a_permanent_link_leads_to_its_row(open_browser: Any, content: Content) -> None:
    page = open_browser().opens(content.addresses["unit"])
    page.locator(f'[id="{content.duty}"]').get_by_role("link", name="Lien permanent").click()

    expect(page).to_have_url(re.compile(f"/fr/onm/dam/#{content.duty}$"))


def test_another_language_keeps_the_page(open_browser: Any, content: Content) -> None:
    page = open_browser().opens(content.addresses["unit"])
    page.get_by_role("link", name="Kreyòl ayisyen").click()

    expect(page).to_have_url(re.compile("/ht/onm/dam/$"))
    expect(page.locator("html")).to_have_attribute("lang", "ht")
    expect(page.get_by_role("heading", level=1)).to_have_attribute("lang", "fr")
    expect(page.locator(".notice")).to_contain_text("poko tradui an kreyòl ayisyen")


def test_an_edition_leads_back_to_the_text_in_force(open_browser: Any, content: Content) -> None:
    page = open_browser().opens(content.addresses["edition"])
    expect(page.locator(".banner")).to_contain_text("Édition n° 1")
    page.get_by_role("link", name="Lire le texte en vigueur").click()

    expect(page).to_have_url(re.compile("/fr/onm/dam/$"))


def test_staff_sign_in_and_come_back_to_their_page(open_browser: Any, content: Content) -> None:
    page = open_browser().opens(content.addresses["unit"])
    expect(page.get_by_text("marie@personnel.example")).to_have_count(0)
    page.get_by_role("link", name="Se connecter").click()
    page.get_by_label("Nom d’utilisateur").fill("personnel")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()

    expect(page).to_have_url(re.compile("/fr/onm/dam/$"))
    expect(page.get_by_role("link", name="marie@personnel.example")).to_be_visible()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("link", name="Se connecter")).to_be_visible()
