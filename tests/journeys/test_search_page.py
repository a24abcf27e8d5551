"""The search page as people use it: suggestions, narrowing, sharing an address, going back."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from .conftest import Content

FIELD = "Votre question, avec vos mots"


def test_suggestions_are_announced_and_left_with_the_keyboard(open_browser: Any, content: Content) -> None:
    page = open_browser().opens("/fr/")
    field = page.get_by_role("combobox", name=FIELD)
    field.focus()
    page.keyboard.type("direction")
    options = page.get_by_role("option")

    expect(options).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text(re.compile("^2 suggestions"))
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowLeft")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("direction")
    expect(field).to_be_focused()


def test_no_suggestion_is_said_too(open_browser: Any, content: Content) -> None:
    page = open_browser().opens("/fr/")
    page.get_by_role("combobox", name=FIELD).press_sequentially("zzyzx")

    expect(page.get_by_role("status")).to_have_text("Aucune suggestion")


def test_what_was_asked_for_an_earlier_text_is_dropped(open_browser: Any, content: Content) -> None:
    page = open_browser().opens("/fr/")
    page.route(re.compile(r"/api/suggest\?q=acc&"), lambda route: None)
    field = page.get_by_role("combobox", name=FIELD)
    with page.expect_request(re.compile(r"q=acc&")):
        field.press_sequentially("acc")
    with page.expect_event("requestfailed", lambda request: "q=acc&" in request.url):
        field.press_sequentially("ompagnement")

    expect(page.get_by_role("option", name=re.compile("Accompagnement"))).to_be_visible()


def test_suggestions_that_never_come_do_not_hold_the_question(open_browser: Any, content: Content) -> None:
    page = open_browser().opens("/fr/")
    page.route(re.compile("/api/suggest"), lambda route: None)
    page.get_by_role("combobox", name=FIELD).press_sequentially("refoulés")
    page.keyboard.press("Enter")

    expect(page.locator(".answer").first).to_be_visible()


def test_answers_are_narrowed_and_widened_again_by_their_address(open_browser: Any, content: Content) -> None:
    page = open_browser(java_script_enabled=False).opens("/fr/recherche/?q=direction")
    page.get_by_role("navigation", name="Préciser").get_by_role("link", name="ONM").click()
    expect(page).to_have_url(re.compile(r"\?q=direction&organisation="))
    chosen = page.get_by_role("link", name="Enlever ONM")
    expect(chosen).to_be_visible()

    page.go_back()
    expect(page).to_have_url(re.compile(r"\?q=direction$"))
    expect(page.get_by_label(FIELD)).to_have_value("direction")
    page.go_forward()
    chosen.click()

    expect(page).to_have_url(re.compile(r"\?q=direction$"))
    expect(page.locator(".chosen")).to_have_count(0)


def test_a_narrowing_that_leaves_nothing_can_be_let_go(open_browser: Any, content: Content) -> None:
    page = open_browser().opens("/fr/recherche/?q=migrants&place=nulle-part")
    expect(page.get_by_role("heading", name="Aucune unité ne répond")).to_be_visible()
    page.get_by_role("link", name="Enlever nulle-part").click()

    expect(page.locator(".answer").first).to_be_visible()
