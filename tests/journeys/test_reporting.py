"""A reader reports an error, and an editor finds it, answers it, and goes to the draft."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import caches
from playwright.sync_api import Page, expect
from pytest_django import Settings

from portal.corrections.models import CorrectionRequest
from portal.setup import EDITORS
from tests import factories as make
from tests.factories.people import PASSWORD

from .checks import AXE, IS_TOO_WIDE, RUN
from .conftest import NEED, Content, at_every_look

# What axe finds in Wagtail's own pages, and nothing of ours can mend.
OF_WAGTAIL = ("aria-allowed-role", "label-content-name-mismatch", "landmark-unique")


@pytest.fixture
def form(content: Content, settings: Settings) -> str:
    settings.CORRECTIONS_SECONDS = 0
    caches["counters"].clear()
    return f"/fr/signaler/{content.unit.translation_key}/?passage={content.duty}"


def problems(page: Page) -> list[str]:
    found = [each for each in page.evaluate(f"{AXE};\n{RUN}") if not each.startswith(OF_WAGTAIL)]
    return [*found, "too wide"] if page.evaluate(IS_TOO_WIDE) else found


def fill(page: Page) -> None:
    page.get_by_label("Qu’est-ce qui est faux ?").fill("Une autre direction le fait.")
    page.get_by_label("Que faudrait-il lire").fill("Décret de 1995, article 4.")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_error_is_reported_from_the_page(open_browser: Any, content: Content, form: str, scripts: bool) -> None:
    page = open_browser(java_script_enabled=scripts).opens(content.addresses["unit"])
    page.get_by_role("link", name="Signaler une erreur").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Signaler une erreur")
    fill(page)
    page.get_by_role("button", name="Envoyer le signalement").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Signalement envoyé")
    page.get_by_role("link", name=re.compile("Revenir à")).click()
    expect(page).to_have_url(re.compile("/fr/onm/dam/"))


def test_it_is_reported_with_the_keyboard_alone(open_browser: Any, form: str) -> None:
    page = open_browser().opens(form)
    expect(page.locator("blockquote")).to_have_text(NEED)
    page.get_by_label("Qu’est-ce qui est faux ?").focus()
    page.keyboard.type("Une autre direction le fait.")
    page.keyboard.press("Tab")
    page.keyboard.type("Décret de 1995, article 4.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Signalement envoyé")


@at_every_look
def test_the_form_is_accessible_filled_wrongly_too(open_browser: Any, form: str, width: int, scheme: str) -> None:
    page = open_browser(viewport={"width": width, "height": 800}, color_scheme=scheme).opens(form)
    assert problems(page) == []
    page.get_by_label("Votre courriel").fill("lectrice")
    page.get_by_role("button", name="Envoyer le signalement").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Votre courriel")).to_have_value("lectrice")
    assert problems(page) == []
    fill(page)
    page.get_by_label("Votre courriel").fill("")
    page.get_by_role("button", name="Envoyer le signalement").click()
    assert problems(page) == []


@at_every_look
def test_the_desk_leads_from_the_front_page_to_the_draft(
    open_browser: Any, content: Content, form: str, width: int, scheme: str
) -> None:
    make.UserFactory(username="redaction", in_groups=[EDITORS])
    reader = open_browser(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = reader.opens(form)
    fill(page)
    page.get_by_role("button", name="Envoyer le signalement").click()
    reader.opens("/gestion/")
    page.locator("[name=username]").fill("redaction")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")

    expect(page.get_by_role("heading", name="Ce qui m’attend")).to_be_visible()
    assert problems(page) == []
    page.locator(".desk-lines").get_by_role("link").first.click()
    expect(page.get_by_text("Une autre direction le fait.")).to_be_visible()
    assert problems(page) == []
    reader.opens("/gestion/ce-qui-manque/")
    assert problems(page) == []
    reader.opens("/gestion/demandes-de-correction/")
    assert problems(page) == []
    page.locator("td.title").get_by_role("link").click()
    page.get_by_role("link", name="Ouvrir le brouillon à cet endroit").click()
    expect(page.locator(f'[data-contentpath="{content.duty}"]').first).to_be_visible()
    assert CorrectionRequest.objects.open().count() == 1


def test_a_comparison_is_accessible(open_browser: Any, content: Content) -> None:
    make.UserFactory(username="redaction", in_groups=[EDITORS])
    content.unit.mission = "Accueillir et accompagner les migrants."
    content.unit.save_revision()
    reader = open_browser(color_scheme="dark")
    page = reader.opens("/gestion/")
    page.locator("[name=username]").fill("redaction")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    expect(page.get_by_role("heading", name="Ce qui m’attend")).to_be_visible()
    reader.opens(f"/gestion/pages/{content.unit.pk}/revisions/compare/earliest...latest/")

    expect(page.locator("ins").first).to_contain_text("Accueillir")
    assert problems(page) == []
