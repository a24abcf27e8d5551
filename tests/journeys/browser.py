"""A real browser: where it is, and what its absence means."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

_PATIENCE = 20_000
"""How long a page may take, in milliseconds: a machine that does much else is slow, not wrong."""

REASON = "Chromium manque : apt install chromium (ou CHROMIUM=/chemin/vers/chromium)."


def chromium_path() -> str:
    """Return where Chromium is; without it, skip the test, or fail it where services are required."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path:
        return path
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(REASON)
    pytest.skip(REASON)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium, without its sandbox, which containers do not allow."""
    path = chromium_path()
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
