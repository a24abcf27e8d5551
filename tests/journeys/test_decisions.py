"""The pages where people decide, under every condition that the matrix asks of the public ones: one sign-in each."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page

from portal.approvals.models import Review
from portal.home.models import HomePage
from portal.setup import set_up_portal
from tests import factories as make
from tests.factories import approvals as approving

from .checks import AXE, CLIPPED, IS_TOO_WIDE, READ, RUN, keyboard
from .nu_checker import problems
from .weight import too_heavy

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


@pytest.fixture
def lawyer(transactional_db: None, browser: Browser) -> User:
    """A lawyer with a text to decide on, which a party has reservations about."""
    home: HomePage = set_up_portal()
    assert home
    office, partner = make.OrganisationPageFactory(), make.OrganisationPageFactory(title="Ministère", slug="ministere")
    make.OrganisationPageFactory(title="Partenaire", slug="partenaire")
    duties = [make.responsibility("Tenir le registre.", shared_with=(partner,)), make.responsibility("Archiver.")]
    unit = make.UnitPageFactory(parent=office, title="Direction", slug="direction", responsibilities=duties)
    someone = approving.representative(partner)
    approving.representative(office)
    approving.workflow(approving.parties_approval(), approving.legal_review(), over=office)
    rows = unit.responsibilities.get_prep_value()
    rows[0]["value"]["text"] = "Tenir le registre central, mois après mois."
    review = approving.submitted(unit, responsibilities=rows[:1], change_note="Le registre devient central.")
    approving.decides(someone, review, "reserve", party=partner, text="Si les moyens suivent.")
    return approving.lawyer(first_name="Rose", last_name="Jean")


def pages() -> dict[str, str]:
    """Return the address of each kind of page."""
    pk = Review.objects.get().pk
    return {
        "list": reverse("decisions"),
        "decision": reverse("decision", args=[pk]),
        "sheet": reverse("decision_sheet", args=[pk]),
        "whole text": reverse("decision_text", args=[pk]),
    }


def seated(open_browser: Any, user: User, **options: Any) -> Any:
    """Return a reader who has signed in."""
    client = Client()
    client.force_login(user)
    reader = open_browser(**options)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    reader.page.context.add_cookies([{**cookie, "url": reader.base}])
    return reader


def walked(page: Page) -> str:
    """Return what is wrong with the way of the keyboard; the answers to one question are one stop."""
    found, answers = "".join(keyboard(page)), page.locator("[type=radio]").count()
    counted = re.fullmatch(r"(\d+) of (\d+) reached", found)
    return "" if counted and answers and int(counted[2]) - int(counted[1]) == answers - 1 else found


def test_pages_to_decide_on_meet_the_whole_matrix(open_browser: Any, lawyer: User, tmp_path: Path) -> None:
    wrong: dict[str, Any] = {}
    said: dict[str, str] = {}
    for viewport, scheme in ((PHONE, "light"), (DESK, "dark")):
        reader = seated(open_browser, lawyer, viewport=viewport, color_scheme=scheme, bypass_csp=True)
        for kind, address in pages().items():
            page = reader.opens(address)
            said[kind] = page.evaluate(READ).strip()
            found = page.evaluate(f"{AXE};\n{RUN}")
            found += [] if viewport is PHONE or kind == "whole text" else filter(None, [walked(page)])
            page.add_style_tag(content="html { font-size: 200% !important }")
            found += page.evaluate(CLIPPED) + (["too wide"] if page.evaluate(IS_TOO_WIDE) else [])
            if found:
                wrong[f"{kind}, {scheme}"] = found
    assert wrong == {}
    plain = seated(open_browser, lawyer, viewport=DESK, java_script_enabled=False)
    for kind, address in pages().items():
        page = plain.opens(address)
        assert re.sub(r"\s+", " ", page.locator("main").inner_text()).strip() == said[kind], kind
        page.emulate_media(media="print")
        assert page.locator("h1").is_visible(), kind
        assert page.locator(".decision-form, .site-nav").first.is_hidden(), kind
        page.emulate_media(media="screen")


def test_their_source_is_valid_and_light(lawyer: User, tmp_path: Path) -> None:
    client = Client()
    client.force_login(lawyer)
    sources = {kind: client.get(address).content.decode() for kind, address in pages().items()}
    assert {kind: sizes for kind, source in sources.items() if (sizes := too_heavy(source))} == {}
    assert problems(sources, tmp_path) == {}


def test_a_lawyer_decides_on_a_phone_without_scripts(open_browser: Any, lawyer: User) -> None:
    page = seated(open_browser, lawyer, viewport=PHONE, java_script_enabled=False).opens(reverse("decisions"))
    page.get_by_role("link", name="Direction", exact=True).click()
    page.get_by_role("button", name="Enregistrer ma décision").click()
    assert page.get_by_text("Choisissez une des réponses proposées.").first.is_visible()
    choice = page.get_by_role("radio", name="D’accord, avec des réserves")
    assert choice.evaluate("each => each.closest('label').offsetHeight") >= 44
    choice.check()
    page.get_by_label("Vos mots").fill("Avec un calendrier.")
    page.get_by_role("button", name="Enregistrer ma décision").click()
    assert page.get_by_text("Votre décision est enregistrée.").is_visible()
    assert page.get_by_text("le texte est publié").is_visible()
