"""The portal without a mouse."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from .conftest import Content


def test_the_first_key_offers_to_skip_to_the_content(open_browser: Any, content: Content) -> None:
    page = open_browser().opens(content.addresses["unit"])
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()


def test_what_has_the_focus_is_seen(open_browser: Any, content: Content) -> None:
    page = open_browser().opens(content.addresses["unit"])
    # What is folded away is no stop.
    stops = page.locator("a[href], button, input, summary").evaluate_all(
        "found => found.filter(each => each.checkVisibility()).length"
    )
    for _ in range(stops):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML")

    assert page.evaluate("document.activeElement.matches('a[href], button, input, summary')")


def test_a_question_is_asked_with_the_keyboard(open_browser: Any, content: Content) -> None:
    page = open_browser().opens("/fr/")
    page.get_by_label("Votre question, avec vos mots").focus()
    page.keyboard.type("refoulés")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/fr/recherche/\?q=refoul"))
    expect(page.locator(".answer").first).to_be_visible()


def test_a_suggestion_is_chosen_with_the_keyboard(open_browser: Any, content: Content) -> None:
    page = open_browser().opens("/fr/")
    field = page.get_by_role("combobox", name="Votre question, avec vos mots")
    field.focus()
    page.keyboard.type("direction d’acc")
    option = page.get_by_role("option", name="Direction d’Accompagnement des Migrants (DAM)")
    expect(option).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(option).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/fr/recherche/\?q=Direction"))
