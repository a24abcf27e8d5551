"""The organisation chart as people read it: on a phone, by keyboard, aloud, by day and by night, on paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests import factories as make

from .checks import IS_TOO_WIDE, RUN
from .conftest import Content, at_every_look

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
FORMS = ["", "?postes=1&liens=1&deplier=tout", "?vue=dessin&postes=1&liens=1"]


@pytest.fixture
def address(content: Content) -> str:
    """The chart of the whole organisation."""
    return reverse("chart", args=[content.unit.get_parent().translation_key])


@at_every_look
def test_every_form_is_accessible(open_browser: Any, address: str, width: int, scheme: str) -> None:
    reader = open_browser(viewport={"width": width, "height": 800}, color_scheme=scheme)
    for form in [*FORMS, "impression/"]:
        page = reader.opens(address + form)
        assert page.evaluate(f"{AXE};\n{RUN}") == [], form
        assert not page.evaluate(IS_TOO_WIDE), form


def test_text_of_twice_the_size_needs_no_sideways_scrolling(open_browser: Any, address: str) -> None:
    page = open_browser(viewport={"width": 640, "height": 800}).opens(address)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert not page.evaluate(IS_TOO_WIDE)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_units_fold_and_unfold(open_browser: Any, address: str, scripts: bool) -> None:
    page = open_browser(java_script_enabled=scripts).opens(address)
    below = page.get_by_role("link", name="Section d’accueil")
    expect(below).to_be_visible()
    page.get_by_text("1 unité sous Direction d’Accompagnement").click()
    expect(below).to_be_hidden()
    page.get_by_role("link", name="Tout replier").click()
    expect(page.get_by_role("link", name="Direction Technique")).to_be_hidden()
    page.get_by_role("link", name="Tout déplier").click()
    expect(below).to_be_visible()


def test_the_list_is_walked_by_keyboard(open_browser: Any, address: str) -> None:
    page = open_browser().opens(address)
    summary = page.locator("summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Direction Technique")).to_be_hidden()
    page.keyboard.press("Enter")
    walk(page, until="Section d’accueil")


def test_the_drawing_is_walked_by_keyboard(open_browser: Any, address: str) -> None:
    page = open_browser(viewport={"width": 1280, "height": 900}).opens(address + "?vue=dessin")
    page.locator(".chart-scroll").focus()
    seen = walk(page, until="Section d’accueil")
    assert any("Direction d’Accompagnement des Migrants (DAM)" in name for name in seen)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/fr/onm/dam/accueil/$"))


def walk(page: Page, until: str) -> list[str]:
    """Press Tab up to a link; every stop shows that it has the focus."""
    seen: list[str] = []
    while not (seen and until in seen[-1]):
        assert len(seen) < 40, seen
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        seen.append(page.evaluate("document.activeElement.textContent.replace(/\\s+/g, ' ')"))
    return seen


def test_levels_and_numbers_are_said_aloud(open_browser: Any, address: str) -> None:
    page = open_browser().opens(address)
    tree = page.locator(".chart-tree").aria_snapshot()
    assert "niveau 1" in tree
    assert "niveau 3" in tree
    assert "2 unités sous Office National de la Migration" in tree
    assert re.search(r"- list:\n\s+- listitem:", tree)


def test_a_unit_of_the_drawing_folds_by_its_sign(open_browser: Any, address: str) -> None:
    page = open_browser(java_script_enabled=False, viewport={"width": 1280, "height": 900}).opens(
        address + "?vue=dessin"
    )
    page.get_by_role("link", name="Replier : Direction d’Accompagnement").click()
    expect(page.locator(".chart-drawing")).not_to_contain_text("Section d’accueil")
    expect(page.locator(".chart-drawing")).to_contain_text("+ 1 unité")
    page.get_by_role("link", name="Déplier : Direction d’Accompagnement").click()
    expect(page.locator(".chart-drawing")).to_contain_text("Section d’accueil")


def test_the_drawing_is_legible_and_grows_with_the_text(open_browser: Any, address: str) -> None:
    page = open_browser(viewport={"width": 1280, "height": 900}).opens(address + "?vue=dessin")
    size = "document.querySelector('.chart-drawing text').getScreenCTM().a * 9"
    by_day = page.evaluate(size)
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert by_day >= 11
    assert page.evaluate(size) == pytest.approx(2 * by_day, rel=0.01)


def test_the_drawing_leads_to_the_list(open_browser: Any, address: str) -> None:
    page = open_browser(viewport={"width": 360, "height": 800}).opens(address + "?vue=dessin")
    page.get_by_role("link", name="la liste").click()
    expect(page.locator(".chart-tree")).to_be_visible()


def test_wishes_are_a_plain_form(open_browser: Any, address: str) -> None:
    page = open_browser(java_script_enabled=False).opens(address + "?vue=dessin")
    page.get_by_label("Postes").check()
    page.get_by_label("Liens fonctionnels").check()
    page.get_by_role("button", name="Afficher").click()
    expect(page).to_have_url(re.compile(r"vue=dessin&postes=1&liens=1"))
    expect(page.locator(".chart-drawing")).to_contain_text("travaille avec")
    expect(page.locator(".chart-ties")).to_contain_text("Le registre commun.")


def test_the_whole_goes_on_one_sheet_of_a3(open_browser: Any, address: str) -> None:
    pdf = open_browser().opens(address + "impression/").pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    width, height = map(float, re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups())
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (420, 297)


def test_the_chart_is_taken_away(open_browser: Any, address: str) -> None:
    page = open_browser(accept_downloads=True).opens(address)
    for name, ending in [("Télécharger en SVG", "svg"), ("Télécharger en PNG", "png")]:
        with page.expect_download() as taken:
            page.get_by_role("link", name=name).click()
        assert re.fullmatch(rf"organigramme-onm-\d{{4}}-\d\d-\d\d\.{ending}", taken.value.suggested_filename)


def test_a_large_structure_is_read_on_a_phone(open_browser: Any, address: str, content: Content) -> None:
    parent = content.unit
    for number in range(4):
        parent = make.UnitPageFactory(
            parent=parent, title="Section de contrôle administratif et financier " * 2, slug=f"niveau-{number}"
        )
    reader = open_browser(viewport={"width": 360, "height": 800})
    page = reader.opens(address + "?deplier=tout")
    assert not page.evaluate(IS_TOO_WIDE)
    narrowest = page.evaluate("Math.min(...[...document.querySelectorAll('.chart-unit')].map(e => e.offsetWidth))")
    assert narrowest > 180
