"""A first and a second visit at 240 kbps and 400 ms, in Chromium: when can the page be used, and what was sent."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page

from benchmarks.site import load_content, served
from tests.journeys.browser import chromium

BYTES_A_SECOND = 240_000 / 8
LATENCY = 400
PAGES = {
    "home": "/fr/",
    "unit": "/fr/onm/cg/daf/comptabilite/",
    "organisation": "/fr/onm/",
    "search": "/fr/recherche/?q=h%C3%A9bergement+des+refoul%C3%A9s",
}
USABLE = """() => {
  const [page] = performance.getEntriesByType('navigation');
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  return {painted: paint ? paint.startTime : 0, usable: page.domContentLoadedEventEnd, loaded: page.loadEventEnd};
}"""


@dataclass
class Visit:
    """What one visit took, in milliseconds and bytes as sent, headers included."""

    painted: float
    usable: float
    loaded: float
    sent: int
    statuses: list[int]


def main() -> None:
    """Print both visits of each page."""
    with tempfile.TemporaryDirectory(prefix="mandat-slow-") as directory:
        load_content(Path(directory))
        with served(Path(directory)) as address, chromium() as browser:
            for kind, path in PAGES.items():
                context = browser.new_context(viewport={"width": 360, "height": 740})
                page = context.new_page()
                for name in ("first visit", "again"):
                    print(f"{kind:<13} {name:<12} {_words(_visit(page, address + path))}")
                context.close()


def _visit(page: Page, address: str) -> Visit:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    link = {
        "offline": False,
        "latency": LATENCY,
        "downloadThroughput": BYTES_A_SECOND,
        "uploadThroughput": BYTES_A_SECOND,
    }
    session.send("Network.emulateNetworkConditions", link)
    sent, statuses = _traffic(session)
    page.goto(address, wait_until="load")
    page.wait_for_timeout(500)
    times = page.evaluate(USABLE)
    session.detach()
    return Visit(**times, sent=sum(sent), statuses=statuses)


def _traffic(session: CDPSession) -> tuple[list[int], list[int]]:
    sent: list[int] = []
    statuses: list[int] = []

    def note_status(event: dict[str, Any]) -> None:
        status = 304 if event.get("statusCode") == 304 else event.get("statusCode", 0)
        statuses.append(status)

    session.on("Network.loadingFinished", lambda event: sent.append(int(event["encodedDataLength"])))
    session.on("Network.responseReceivedExtraInfo", note_status)
    return sent, statuses


def _words(visit: Visit) -> str:
    return (
        f"painted {visit.painted:.0f} ms, usable {visit.usable:.0f} ms, loaded {visit.loaded:.0f} ms; "
        f"{visit.sent / 1000:.1f} kB sent; statuses {visit.statuses}"
    )
