"""An editor writes a guide: what follows a step, and the post that does it, are chosen by their names."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from procedures.models import ProcedurePage
from tests import factories as make
from tests.factories import procedures as rows

from .conftest import Content


@pytest.fixture
def draft(content: Content) -> ProcedurePage:
    """A draft of three steps, done by the unit."""
    titles = ("Enregistrer la personne", "La soigner", "La conduire à la sortie")
    steps = [rows.step(title, rows.role(content.unit)) for title in titles]
    return rows.ProcedurePageFactory(title="Guide à écrire", slug="a-ecrire", steps=steps, published=False)


def choice_of(page: Page, field: str) -> Any:
    """Return the list by which a field is chosen, with every panel around it unfolded."""
    while (
        folded := page.locator("[data-contentpath='steps'] [data-panel-toggle][aria-expanded='false']:visible")
    ).count():
        folded.first.click()
    return page.locator(f"input[name='{field}'] + select")


def test_rows_are_chosen_by_their_names(draft: ProcedurePage, content: Content, open_browser: Any) -> None:
    client = Client()
    client.force_login(make.UserFactory(username="chef", is_superuser=True, is_staff=True))
    reader = open_browser(viewport={"width": 1280, "height": 900})
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": reader.base}
    reader.page.context.add_cookies([cookie])
    page = reader.opens(f"/gestion/pages/{draft.pk}/edit/")
    page.get_by_role("tab", name="Étapes").click()
    page.locator("[aria-controls^='block-']").first.wait_for()

    follows = choice_of(page, "steps-0-value-to")
    expect(follows.locator("option")).to_have_text(
        ["Aucune", "1. Enregistrer la personne", "2. La soigner", "3. La conduire à la sortie"]
    )
    page.locator("[name='steps-0-value-afterwards']").select_option("step")
    follows.select_option(label="3. La conduire à la sortie")
    post = choice_of(page, "steps-0-value-roles-0-value-post")
    post.focus()
    expect(post.locator("option")).to_have_text(["Toute l’unité", "Directeur ou Directrice"])
    post.select_option(label="Directeur ou Directrice")
    with page.expect_navigation():
        page.get_by_role("button", name="Enregistrer le brouillon").click()

    step = ProcedurePage.objects.get(pk=draft.pk).get_latest_revision_as_object().edition_content().steps[0]
    assert step.to == draft.edition_content().steps[2].id
    assert (str(step.roles[0].post), step.roles[0].post_title) == (content.post, "Directeur ou Directrice")
