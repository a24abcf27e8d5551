"""The pages that the portal adds to the desk, as an editor sees them: no violation that axe-core knows of."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from portal.corrections.services import receive
from portal.editions.models import Edition
from portal.setup import EDITORS
from search.models import GlossaryEntry, Question
from tests import factories as make
from tests.factories.people import PASSWORD

from .checks import AXE, IS_TOO_WIDE
from .conftest import Content, at_every_look

# Wagtail's own: two search forms without a name; the editor's map has no words for what is folded away.
RUN = """axe.run({exclude: ['[data-minimap-container]']}, {rules: {'landmark-unique': {enabled: false}}})
  .then(found => found.violations.map(each => `${each.id}: ${each.nodes[0].html}`))"""
LISTS = ["gaps", "units_report", "responsibilities_report", "posts_report", "corrections", "questions", "audiences"]


@pytest.fixture
def desk(content: Content) -> dict[str, str]:
    """The address of each kind of page, where something waits, is missing, was asked and was reported."""
    make.UserFactory(username="redaction", in_groups=[EDITORS])
    edition = Edition.objects.filter(work=content.unit.translation_key).latest("number")
    request = receive(
        edition=edition,
        anchor=str(content.duty),
        language="fr",
        wrong="Le verbe.",
        right="Le décret.",
        email="a@b.org",
    )
    GlossaryEntry.objects.create(key="paie", topic="personnel", terms_fr="paie")
    Question.objects.create(text="visa", language="fr", day=timezone.localdate(), count=3, answers=0)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Question.objects.create(text="paie", language="fr", day=yesterday, count=1, answers=2)
    return {
        "front": reverse("wagtailadmin_home"),
        "import": reverse("import_structure:index"),
        "request": reverse("corrections:edit", args=[request.pk]),
        "editor": reverse("wagtailadmin_pages:edit", args=[content.unit.pk]),
        "glossary": reverse("wagtailsnippets_search_glossaryentry:list"),
        **{name: reverse(f"{name}:index") for name in LISTS},
    }


def sign_in(page: Page, base: str) -> None:
    page.goto(base + reverse("login"))
    page.fill("[name=username]", "redaction")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("main").get_by_role("button").click()


@at_every_look
def test_every_kind_of_page_is_accessible(open_browser: Any, desk: dict[str, str], width: int, scheme: str) -> None:
    reader = open_browser(viewport={"width": width, "height": 800}, color_scheme=scheme)
    sign_in(reader.page, reader.base)
    problems: dict[str, Any] = {}
    for kind, address in desk.items():
        page = reader.opens(address)
        page.wait_for_load_state("networkidle")
        found = page.evaluate(f"{AXE};\n{RUN}")
        if page.evaluate(IS_TOO_WIDE):
            found.append(f"wider than {width} px")
        if found:
            problems[kind] = found
    assert problems == {}
