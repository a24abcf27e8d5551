"""The representative of a party signs in on a phone: no scripts, no mouse, a second factor from then on."""

from __future__ import annotations

import re
from base64 import b32decode
from pathlib import Path
from typing import Any

import pytest
from django_otp.oath import TOTP
from playwright.sync_api import Page, expect
from pytest_django import Settings

from portal.setup import REPRESENTATIVES, set_up_portal
from tests import factories as make
from tests.factories.people import PASSWORD

from .checks import AXE, IS_TOO_WIDE, RUN
from .conftest import Reader
from .nu_checker import problems

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


class Journey:
    """A phone without scripts, and beside it one that looks at the same page, with the same cookies, with scripts."""

    def __init__(self, open_browser: Any) -> None:
        self.beside: dict[str, Reader] = {
            scheme: open_browser(**PHONE, color_scheme=scheme) for scheme in ("light", "dark")
        }
        self.reader: Reader = open_browser(**PHONE, java_script_enabled=False)
        self.page: Page = self.reader.page
        self.html: dict[str, str] = {}
        self.found: dict[str, list[str]] = {}

    def looks_at(self, kind: str) -> None:
        """Keep the page, and note what axe finds in it by day and by night."""
        self.html[kind] = self.page.content()
        for scheme, beside in self.beside.items():
            beside.page.context.add_cookies(self.page.context.cookies())  # type: ignore[arg-type]
            found = beside.opens(self.page.url.removeprefix(self.reader.base)).evaluate(f"{AXE};\n{RUN}")
            if beside.page.evaluate(IS_TOO_WIDE):
                found.append("wider than the phone")
            if found:
                self.found[f"{kind}, {scheme}"] = found

    def types(self, *texts: str) -> None:
        """Type into one box after the other, from the one that has the focus, and press Enter."""
        expect(self.page.locator("input:focus")).to_be_visible()
        for number, text in enumerate(texts):
            if number:
                self.page.keyboard.press("Tab")
            self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def sees(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)


def shown_by_the_phone(letters: str, steps: int = 0) -> str:
    """Return the code for the key that the page shows; that of the next half minute where one has served."""
    bare = re.sub(r"\s", "", letters)
    phone = TOTP(b32decode(bare + "=" * (-len(bare) % 8)), drift=steps)
    return f"{phone.token():06}"


def keeps_recovery_codes(journey: Journey) -> list[str]:
    """Read the codes, and go on with the keyboard."""
    codes = journey.page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    journey.looks_at("recovery codes")
    journey.page.get_by_role("button", name="Je les ai gardés").focus()
    journey.page.keyboard.press("Enter")
    return codes


@pytest.mark.usefixtures("transactional_db")
def test_a_representative_sets_up_a_second_factor_and_uses_it(
    open_browser: Any, settings: Settings, tmp_path: Path
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    set_up_portal()
    make.UserFactory(username="ministere", in_groups=[REPRESENTATIVES])
    journey = Journey(open_browser)
    page = journey.reader.opens("/fr/connexion/?next=/fr/compte/")
    expect(page.get_by_label("Nom d’utilisateur")).to_be_focused()
    journey.types("ministere", "pas le bon")
    expect(page.locator(".errorlist")).to_contain_text("ne vont pas ensemble")
    expect(page.get_by_label("Nom d’utilisateur")).to_have_value("ministere")
    page.get_by_label("Mot de passe").focus()
    journey.types(PASSWORD)

    journey.sees("Installer le second facteur")
    expect(page.locator(".key-picture svg")).to_be_visible()
    expect(page.get_by_role("link", name="ouvrir l’application")).to_have_attribute("href", re.compile("^otpauth://"))
    journey.looks_at("set up")
    letters = page.locator(".key").inner_text()
    page.get_by_label("Code").focus()
    journey.types(shown_by_the_phone(letters))

    journey.sees("Codes de secours")
    recovery = keeps_recovery_codes(journey)
    journey.sees("Mon compte")
    expect(page.get_by_text("il reste 10 codes de secours")).to_be_visible()
    journey.looks_at("account")
    page.get_by_role("main").get_by_role("button", name="Se déconnecter").click()

    journey.reader.opens("/fr/connexion/")
    journey.types("ministere", PASSWORD)
    journey.sees("Votre code")
    expect(page.get_by_label("Code")).to_be_focused()
    journey.looks_at("code")
    journey.types("000000")
    expect(page.locator(".errorlist")).to_contain_text("n’est pas le bon")
    page.get_by_label("Code").focus()
    journey.types(shown_by_the_phone(letters, steps=1))
    expect(page).to_have_url(re.compile("/fr/$"))
    journey.reader.opens("/fr/compte/second-facteur/")
    journey.looks_at("second factor")
    journey.types(recovery[0])
    journey.sees("Installer le second facteur")

    assert journey.found == {}
    assert problems(journey.html, tmp_path) == {}
