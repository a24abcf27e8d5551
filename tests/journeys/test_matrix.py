"""Every kind of page under every condition that the design names, whatever else the journeys do with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from .checks import doubled, keyboard, outline, printed, repeated_ids, the_same_in, too_wide, violations, wrong
from .conftest import Content, at_every_look
from .nu_checker import problems
from .weight import too_heavy


@pytest.fixture
def html(content: Content) -> dict[str, str]:
    """The source of each kind of page, in French, and of those that others read in their language."""
    visitor = Client()
    addresses = dict(content.addresses)
    addresses |= {
        f"{kind} in {code}": path.replace("/fr/", f"/{code}/", 1)
        for kind, path in addresses.items()
        for code in ("en", "ht")
        if kind in ("home", "search")
    }
    sources = {kind: visitor.get(address).content.decode() for kind, address in addresses.items()}
    searched = sources["search for steps and documents"]
    assert 'id="comment"' in searched and "#page-2" in searched  # else the matrix would miss what it is there for
    return sources


def test_html_is_valid(html: dict[str, str], tmp_path: Path) -> None:
    assert problems(html, tmp_path) == {}


def test_pages_keep_their_weight(html: dict[str, str]) -> None:
    assert {kind: sizes for kind, source in html.items() if (sizes := too_heavy(source))} == {}


@at_every_look
def test_every_kind_of_page_is_accessible_and_fits_its_window(
    open_browser: Any, content: Content, width: int, scheme: str
) -> None:
    """On a phone and on a desk, by day and by night; also where text has twice its size."""
    reader = open_browser(viewport={"width": width, "height": 800}, color_scheme=scheme)

    assert wrong(reader.opens, content.addresses, violations, too_wide, doubled) == {}


def test_every_kind_of_page_serves_without_scripts_mouse_or_screen(open_browser: Any, content: Content) -> None:
    plain, reader = open_browser(java_script_enabled=False), open_browser()
    same_without_scripts = the_same_in(plain.opens)

    assert wrong(reader.opens, content.addresses, same_without_scripts, outline, repeated_ids, keyboard, printed) == {}
