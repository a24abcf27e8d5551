"""Every kind of page, on a phone and on a desk, by day and by night: no violation that axe-core knows of."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from .conftest import Content, at_every_look

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RUN = "axe.run(document).then(found => found.violations.map(each => `${each.id}: ${each.nodes[0].html}`))"
IS_TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"


@at_every_look
def test_every_kind_of_page_is_accessible(open_browser: Any, content: Content, width: int, scheme: str) -> None:
    reader = open_browser(viewport={"width": width, "height": 800}, color_scheme=scheme)
    problems: dict[str, list[str]] = {}
    for kind, address in content.addresses.items():
        page = reader.opens(address)
        found = page.evaluate(f"{AXE};\n{RUN}")
        if page.evaluate(IS_TOO_WIDE):
            found.append(f"wider than {width} px")
        if found:
            problems[kind] = found

    assert problems == {}


def test_headings_are_in_order_with_one_at_the_top(open_browser: Any, content: Content) -> None:
    reader = open_browser()
    for kind, address in content.addresses.items():
        page = reader.opens(address)
        levels = [int(heading.evaluate("each => each.tagName[1]")) for heading in page.locator("h1,h2,h3").all()]

        assert levels.count(1) == 1, kind
        assert levels[0] == 1, kind
        assert all(below - above <= 1 for above, below in itertools.pairwise(levels)), kind


def test_ids_are_unique(open_browser: Any, content: Content) -> None:
    reader = open_browser()
    for kind, address in content.addresses.items():
        ids = reader.opens(address).evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")

        assert len(ids) == len(set(ids)), kind


def test_a_page_prints_without_its_navigation(open_browser: Any, content: Content) -> None:
    page = open_browser().opens(content.addresses["unit"])
    page.emulate_media(media="print")

    assert page.locator("h1").is_visible()
    assert page.locator(".site-nav").is_hidden()
    assert page.locator("#edition").is_visible()
