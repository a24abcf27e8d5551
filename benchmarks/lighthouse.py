"""Lighthouse's marks for each kind of page: accessibility, best practices, search engines (100 is the goal)."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path

from benchmarks.page_weight import PAGES
from benchmarks.site import ROOT, load_content, served
from tests.journeys.browser import chromium_path

PROGRAM = ROOT / "tools/pages/node_modules/.bin/lighthouse"
CATEGORIES = ("accessibility", "best-practices", "seo")


def main() -> None:
    """Print the marks and what costs points."""
    if not PROGRAM.exists():
        raise SystemExit("Lighthouse is missing: make page-tools")
    with tempfile.TemporaryDirectory(prefix="mandat-lighthouse-") as directory:
        load_content(Path(directory))
        with served(Path(directory)) as address:
            for kind, path in PAGES.items():
                print(f"{kind:<24} {_marks(address + path)}", flush=True)


def _marks(url: str) -> str:
    command = [
        str(PROGRAM),
        url,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless --no-sandbox",
    ]
    environment = {**os.environ, "CHROME_PATH": chromium_path()}
    result = subprocess.run(command, capture_output=True, text=True, env=environment)
    if result.returncode:
        return result.stderr.strip()[-300:]
    report = json.loads(result.stdout)
    marks = {name: round((report["categories"][name]["score"] or 0) * 100) for name in CATEGORIES}
    lost = [name for name, audit in report["audits"].items() if audit["score"] is not None and audit["score"] < 1]
    words = ", ".join(f"{name} {mark}" for name, mark in marks.items())
    return f"{words}{' — lost: ' + ', '.join(lost) if lost else ''}"
