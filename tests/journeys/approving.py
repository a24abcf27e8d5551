"""How people revise and decide on a text, each at a browser of their own."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlparse

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.models import Page as WagtailPage

from tests import factories as make

from .conftest import Reader

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def person(username: str, name: str, *groups: str) -> User:
    """Return somebody with an account."""
    first, last = name.split()
    email = f"{username}@exemple.ht"
    return make.UserFactory(username=username, email=email, first_name=first, last_name=last, in_groups=list(groups))


def seated(open_browser: Any, user: User, **options: Any) -> Reader:
    """Seat somebody who has signed in."""
    reader: Reader = open_browser(**options)
    client = Client()
    client.force_login(user)
    host = urlparse(reader.base).hostname
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "domain": host, "path": "/"}
    reader.page.context.add_cookies([cookie])  # type: ignore[list-item]
    return reader


def writes(reader: Reader, text: WagtailPage, fields: dict[str, str]) -> None:
    """Change fields in Wagtail's editor, and submit the text."""
    page = reader.opens(reverse("wagtailadmin_pages:edit", args=[text.pk]))
    for name, words in fields.items():
        box = page.locator(f"[name='{name}']")
        box.evaluate(
            "(box, text) => { box.value = text; box.dispatchEvent(new Event('input', {bubbles: true}));"
            " box.dispatchEvent(new Event('change', {bubbles: true})); }",
            words,
        )
    page.evaluate("document.querySelector('[name=action-submit]').click()")
    expect(page.get_by_text("a été soumise").first).to_be_visible()


def decides(reader: Reader, title: str, choice: str, words: str = "") -> Page:
    """Find a text in « Mes décisions » and answer."""
    page = reader.opens(reverse("decisions"))
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("radio", name=choice, exact=True).check()
    page.get_by_label("Vos mots", exact=True).fill(words)
    page.get_by_role("button", name="Enregistrer ma décision").click()
    expect(page.get_by_text("Votre décision est enregistrée.")).to_be_visible()
    return page
