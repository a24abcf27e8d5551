"""Search over HTTP at 20,000 passages, beside an empty view of the same server in the same run."""

from __future__ import annotations

import tempfile
import urllib.parse
from pathlib import Path

from benchmarks.quality import HALVES, questions
from benchmarks.site import load_content, manage, served
from benchmarks.timing import figures, percentile, timed

UNITS = 2500
ROUNDS = 5


def main() -> None:
    """Print the times of search by API and page, with one client and with four."""
    with tempfile.TemporaryDirectory(prefix="mandat-http-") as directory:
        data = Path(directory)
        load_content(data)
        manage(data, "make_synthetic_units", str(UNITS))
        print(manage(data, "rebuild_search").strip())
        asked = [(question["text"], question["language"]) for half in HALVES for question in questions(half)]
        with served(data) as address:
            _measure(address, asked)


def _measure(address: str, asked: list[tuple[str, str]]) -> None:
    api = [f"/api/who?{urllib.parse.urlencode({'q': text, 'lang': language})}" for text, language in asked]
    pages = [f"/{language}/recherche/?{urllib.parse.urlencode({'q': text})}" for text, language in asked]
    timed(address, [*api, *pages])
    for clients in (1, 4):
        empty = timed(address, ["/vide/"] * len(api) * ROUNDS, clients=clients)
        print(f"{clients} client(s): empty view      {figures(empty)}")
        for name, paths in (("GET /api/who", api), ("search page", pages)):
            seconds = timed(address, paths * ROUNDS, clients=clients)
            ratio = percentile(seconds, 0.95) / percentile(empty, 0.95)
            print(f"{clients} client(s): {name:<15} {figures(seconds)}   p95 ratio to empty {ratio:.1f}")
