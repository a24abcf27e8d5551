"""What is looked at on a page that a browser shows: each check returns what is wrong, nothing where all is well."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

Check = Callable[[Page], Iterable[str]]

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RUN = """axe.run(document, {resultTypes: ['violations']})
  .then(found => found.violations.map(each => `${each.id}: ${each.nodes[0].html}`))"""
IS_TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"
DOUBLE = "document.documentElement.style.setProperty('font-size', '200%', 'important')"
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
LEVELS = "[...document.querySelectorAll('h1, h2, h3')].map(each => Number(each.tagName[1]))"
IDS = "[...document.querySelectorAll('[id]')].map(each => each.id)"
READ = "document.querySelector('main').innerText.replace(/\\s+/g, ' ')"
PRINTED_WRONG = """[
  ['no heading', !document.querySelector('h1').checkVisibility()],
  ['navigation', document.querySelector('.site-nav')?.checkVisibility()],
  ['no edition', document.querySelector('#edition')?.checkVisibility() === false],
  ['not black', getComputedStyle(document.body).color !== 'rgb(0, 0, 0)'],
].filter(([, wrong]) => wrong).map(([name]) => `printed: ${name}`)"""

FOCUSABLE = ":is(a[href], button, input:not([type=hidden]), select, textarea, summary):not([tabindex='-1'])"
NOTE_STOPS = """focusable => {
  const all = () => [...document.querySelectorAll(focusable)];
  window.stops = [];
  document.addEventListener('focusin', ({target}) => {
    const style = getComputedStyle(target);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
    const seen = outlined || style.boxShadow !== 'none';
    window.stops.push([all().indexOf(target), seen ? '' : target.outerHTML.slice(0, 120)]);
  });
  return all().filter(each => each.checkVisibility()).length;
}"""
PARTS_OF_A_DATE = 3
"""Day, month, year and the calendar's button of a field are four stops."""


def wrong(open_page: Callable[[str], Page], addresses: Mapping[str, str], *checks: Check) -> dict[str, list[str]]:
    """Open each page once for all ``checks``; return what is wrong with it."""
    found = {}
    for kind, address in addresses.items():
        page = open_page(address)
        found[kind] = [each for check in checks for each in check(page)]
    return {kind: problems for kind, problems in found.items() if problems}


def violations(page: Page) -> list[str]:
    """Return what axe-core finds."""
    found: list[str] = page.evaluate(f"{AXE};\n{RUN}")
    return found


def too_wide(page: Page) -> list[str]:
    """Return whether the page is scrolled sideways."""
    return ["wider than the window"] if page.evaluate(IS_TOO_WIDE) else []


def doubled(page: Page) -> list[str]:
    """Return what is cut, too narrow or scrolled sideways once text has twice its size, which it keeps."""
    page.evaluate(DOUBLE)
    return [f"doubled: {each}" for each in (*page.evaluate(CLIPPED), *page.evaluate(TOO_NARROW), *too_wide(page))]


def outline(page: Page) -> list[str]:
    """Return whether headings are in order, with one at the top."""
    levels = page.evaluate(LEVELS)
    in_order = all(below - above <= 1 for above, below in itertools.pairwise(levels))
    return [] if levels[:1] == [1] and levels.count(1) == 1 and in_order else [f"headings: {levels}"]


def repeated_ids(page: Page) -> list[str]:
    """Return the ids that more than one element has."""
    ids = page.evaluate(IDS)
    return [f"repeated: {each}" for each in sorted({each for each in ids if ids.count(each) > 1})]


def printed(page: Page) -> list[str]:
    """Return what of a printed page is missing, or is there only for a screen."""
    page.emulate_media(media="print")
    found: list[str] = page.evaluate(PRINTED_WRONG)
    page.emulate_media(media="screen")
    return found


def the_same_in(plain: Callable[[str], Page]) -> Check:
    """Return the check that a page says the same where ``plain``, without scripts, opens it."""

    def check(page: Page) -> list[str]:
        path = urlsplit(page.url)._replace(scheme="", netloc="").geturl()
        said, without = page.evaluate(READ), plain(path).locator("main").inner_text()
        return [] if re.sub(r"\s+", " ", without).strip() == said.strip() else ["not the same without scripts"]

    return check


def keyboard(page: Page) -> list[str]:
    """Press Tab until it has come round; return what is wrong with the way. A page may start in one of its fields."""
    shown = page.evaluate(NOTE_STOPS, FOCUSABLE)
    for _press in range(shown + 3 + page.locator("[type=date]").count() * PARTS_OF_A_DATE):
        page.keyboard.press("Tab")
    stops = page.evaluate("window.stops")
    places = _first_round([place for place, _unseen in stops])
    if unseen := [html for place, html in stops if html and place in places]:
        return [f"focus not seen at {unseen[0]}"]
    turn = places.index(min(places)) if places else 0
    if places[turn:] + places[:turn] != sorted(places):
        return [f"out of order: {places}"]
    return [] if len(places) == shown else [f"{len(places)} of {shown} reached"]


def _first_round(places: list[int]) -> list[int]:
    """Return the places up to where the way begins again; what is no stop of its own has none."""
    way = [place for place, _same in itertools.groupby(place for place in places if place >= 0)]
    again = next((index for index, place in enumerate(way) if place in way[:index]), len(way))
    return way[:again]
