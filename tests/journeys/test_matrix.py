"""Every kind of page under every condition that the design names, whatever else the journeys do with it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page

from .conftest import Content
from .nu_checker import problems

FIRST_VISIT = 30_000
FIRST_FLIGHT = 14_000
ASSETS = re.compile(r'(?:<link rel="stylesheet"[^>]* href|<script[^>]* src)="/static/([^"]+)"')
SHEETS = re.compile(r'<link rel="stylesheet"[^>]* href="/static/([^"]+)"')
FOCUSABLE = ":is(a[href], button, input:not([type=hidden]), select, textarea, summary):not([tabindex='-1'])"
IS_TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"
CLIPPED = """[...document.querySelectorAll('main *, header *, footer *')].filter(each => {
  const style = getComputedStyle(each);
  const cuts = style.overflowX === 'hidden' || style.overflowY === 'hidden' || style.textOverflow === 'ellipsis';
  return cuts && !each.closest('.visually-hidden, svg') && each.textContent.trim()
    && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1);
}).map(each => each.outerHTML.slice(0, 120))"""
TOO_NARROW = """[...document.querySelectorAll('input[type=search], input[type=text], input[type=email], textarea')]
  .filter(each => !each.closest('.visually-hidden'))
  .filter(each => each.offsetWidth < 6 * parseFloat(getComputedStyle(each).fontSize))
  .map(each => `too narrow to write in: ${each.outerHTML.slice(0, 80)}`)"""
FOCUS_IS_SEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
}"""
WHERE = f"[...document.querySelectorAll({FOCUSABLE!r})].indexOf(document.activeElement)"
PARTS_OF_A_DATE = 3
"""Day, month, year and the calendar's button of a field are four stops."""
COUNT_SHOWN = f"[...document.querySelectorAll({FOCUSABLE!r})].filter(each => each.checkVisibility()).length"
READ = "document.querySelector('main').innerText.replace(/\\s+/g, ' ')"


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
    return {kind: visitor.get(address).content.decode() for kind, address in addresses.items()}


def test_html_is_valid(html: dict[str, str], tmp_path: Path) -> None:
    assert problems(html, tmp_path) == {}


def test_pages_keep_their_weight(html: dict[str, str]) -> None:
    too_heavy = {kind: sizes for kind, source in html.items() if (sizes := _too_heavy(source))}
    assert too_heavy == {}


def _too_heavy(source: str) -> str:
    page = len(brotli.compress(source.encode()))
    first_visit = page + sum(map(_compressed, set(ASSETS.findall(source))))
    first_flight = page + sum(map(_compressed, set(SHEETS.findall(source))))
    return "" if first_visit <= FIRST_VISIT and first_flight <= FIRST_FLIGHT else f"{first_visit}, {first_flight}"


def _compressed(name: str) -> int:
    return len(brotli.compress(Path(finders.find(name)).read_bytes()))


@pytest.mark.parametrize("width", [360, 1280])
def test_text_at_twice_its_size_is_neither_cut_nor_scrolled_sideways(
    open_browser: Any, content: Content, width: int
) -> None:
    reader = open_browser(viewport={"width": width, "height": 800}, bypass_csp=True)
    wrong: dict[str, Any] = {}
    for kind, address in content.addresses.items():
        page = reader.opens(address)
        page.add_style_tag(content="html { font-size: 200% !important }")
        if found := [
            *page.evaluate(CLIPPED),
            *page.evaluate(TOO_NARROW),
            *(["too wide"] if page.evaluate(IS_TOO_WIDE) else []),
        ]:
            wrong[kind] = found
    assert wrong == {}


def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(open_browser: Any, content: Content) -> None:
    reader = open_browser()
    wrong = {kind: found for kind, address in content.addresses.items() if (found := _walk(reader.opens(address)))}
    assert wrong == {}


def _walk(page: Page) -> str:
    """Press Tab until it comes round; return what is wrong with the way. A page may start in one of its fields."""
    places: list[int] = []
    shown = page.evaluate(COUNT_SHOWN)
    for _press in range(shown + 3 + page.locator("[type=date]").count() * PARTS_OF_A_DATE):
        page.keyboard.press("Tab")
        place = page.evaluate(WHERE)
        if places and place == places[-1]:
            continue
        if place in places:
            break
        if place >= 0 and not page.evaluate(FOCUS_IS_SEEN):
            return f"focus not seen at {page.evaluate('document.activeElement.outerHTML')[:120]}"
        places += [place] if place >= 0 else []
    turn = places.index(min(places)) if places else 0
    in_order = places[turn:] + places[:turn]
    if in_order != sorted(places):
        return f"out of order: {places}"
    return "" if len(places) == shown else f"{len(places)} of {shown} reached"


def test_without_scripts_the_page_says_the_same(open_browser: Any, content: Content) -> None:
    with_scripts, without = open_browser(), open_browser(java_script_enabled=False)
    for kind, address in content.addresses.items():
        said = with_scripts.opens(address).evaluate(READ)
        plain = re.sub(r"\s+", " ", without.opens(address).locator("main").inner_text())
        assert plain.strip() == said.strip(), kind


def test_printed_pages_keep_their_text_and_lose_what_only_a_screen_uses(open_browser: Any, content: Content) -> None:
    reader = open_browser()
    for kind, address in content.addresses.items():
        page = reader.opens(address)
        page.emulate_media(media="print")
        assert page.locator("h1").is_visible(), kind
        assert page.locator(".site-nav").is_hidden(), kind
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)", kind
        page.emulate_media(media="screen")
