"""An editor brings a structure file by the browser: with the keyboard alone, and without JavaScript."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from org.models import ImportRun
from portal.editions.models import Edition
from portal.setup import EDITORS
from tests import factories as make
from tests.factories.people import PASSWORD
from tests.org.importing.files import small, write

from .conftest import Content

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RUN = "axe.run('main').then(found => found.violations.map(each => `${each.id}: ${each.nodes[0].html}`))"
SECONDS = 60_000


@pytest.fixture
def file(content: Content, settings: Settings, tmp_path: Path) -> Path:
    settings.MANDAT_DATA = tmp_path
    make.UserFactory(username="redaction", in_groups=[EDITORS])
    data = small(responsibilities=[{"key": "payer", "text": "Payer à temps."}])
    data["organisation"]["slug"] = "autre"
    return write(tmp_path / "structure.yaml", data)


def sign_in(page: Page, base: str) -> None:
    page.goto(f"{base}/gestion/login/?next=/gestion/importer/")
    page.get_by_role("textbox").first.fill("redaction")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("[name=file]").wait_for(timeout=SECONDS)


def violations(page: Page) -> list[str]:
    """Return what axe finds in our part of the page."""
    found: list[str] = page.evaluate(f"{AXE};\n{RUN}")
    return found


def press(page: Page, name: str) -> None:
    """Reach a button with the tabulator, and press it."""
    page.locator("main").focus()
    for _step in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard does not reach « {name} »")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_file_is_brought_looked_at_confirmed_and_published(open_browser: Any, file: Path, javascript: bool) -> None:
    reader = open_browser(java_script_enabled=javascript, locale="fr-FR")
    page: Page = reader.page
    sign_in(page, reader.base)
    problems = violations(page) if javascript else []
    page.locator("[name=file]").set_input_files(str(file))
    page.get_by_role("button", name="Voir ce qui changerait").press("Enter")
    expect(page.get_by_text("Essai à blanc : rien n’est encore écrit.")).to_be_visible(timeout=SECONDS)
    expect(page.get_by_role("row", name="Service de la comptabilité")).to_contain_text("1 attribution")
    problems += violations(page) if javascript else []
    if javascript:
        press(page, "Confirmer et publier")
    else:
        page.get_by_role("button", name="Confirmer et publier").press("Enter")
    expect(page.get_by_text("Importé et publié.")).to_be_visible(timeout=SECONDS)
    problems += violations(page) if javascript else []
    page.get_by_role("row", name="Service de la comptabilité").get_by_role("link", name="Voir").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Service de la comptabilité", timeout=SECONDS)
    assert problems == []
    assert ImportRun.objects.get().state == ImportRun.State.DONE


def test_going_back_and_confirming_again_imports_nothing_twice(open_browser: Any, file: Path) -> None:
    reader = open_browser()
    page: Page = reader.page
    sign_in(page, reader.base)
    page.locator("[name=file]").set_input_files(str(file))
    page.get_by_role("button", name="Voir ce qui changerait").click()
    button = page.get_by_role("button", name="Confirmer et publier")
    expect(button).to_be_visible(timeout=SECONDS)
    button.dblclick()
    expect(page.get_by_text("Importé et publié.")).to_be_visible(timeout=SECONDS)
    editions = Edition.objects.count()
    page.go_back()
    expect(page.get_by_text("Importé et publié.")).to_be_visible(timeout=SECONDS)
    assert Edition.objects.count() == editions


def test_faults_are_listed_where_axe_finds_nothing(open_browser: Any, file: Path) -> None:
    reader = open_browser(viewport={"width": 360, "height": 700})
    page: Page = reader.page
    sign_in(page, reader.base)
    page.locator("[name=file]").set_input_files(str(write(file, small(kind="servce", place="ailleurs"))))
    page.get_by_role("button", name="Voir ce qui changerait").click()
    expect(page.get_by_text("2 points à corriger. Rien n’a été importé.")).to_be_visible(timeout=SECONDS)
    assert violations(page) == []
