"""What a date costs beside today: pages and search of a portal whose units have had several texts, in one run."""

from __future__ import annotations

import datetime
import tempfile
import urllib.parse
from pathlib import Path

from benchmarks.large_structure import UNCACHED
from benchmarks.quality import questions
from benchmarks.site import load_content, manage, served
from benchmarks.timing import percentile, timed

UNITS = 1000
EDITIONS = 3
ROUNDS = 60
PAST = datetime.date.today() - datetime.timedelta(days=365)
TODAY = ""


def main() -> None:
    """Print the median times of today's addresses, of a date's, and of a date's as was said at a moment."""
    with tempfile.TemporaryDirectory(prefix="mandat-dates-") as directory:
        data = Path(directory)
        load_content(data)
        manage(data, "make_synthetic_units", str(UNITS), "--editions", str(EDITIONS))
        manage(data, "rebuild_search")
        asks = {"today": TODAY, "on a date": f"/@{PAST}", "as was said": f"/@{PAST}~{datetime.date.today()}"}
        with served(data) as address:
            _measure(address, asks)


def _measure(address: str, asks: dict[str, str]) -> None:
    for kind, paths in _addresses().items():
        times: dict[str, list[float]] = {name: [] for name in asks}
        timed(address, [prefix + path for prefix in asks.values() for path in paths])
        # Turn by turn, so that what else the machine does weighs on all alike.
        for _round in range(ROUNDS // len(paths) or 1):
            for name, prefix in asks.items():
                times[name] += timed(address, [prefix + path for path in paths])
        today = percentile(times["today"], 0.5)
        told = (
            f"{name} {percentile(found, 0.5):.1f} ms ({percentile(found, 0.5) / today:.2f})"
            for name, found in times.items()
        )
        print(f"{kind:<24} {', '.join(told)}")


def _addresses() -> dict[str, list[str]]:
    asked = [question["text"] for question in questions("tuning") if question["language"] == "fr"][:30]
    return {
        "unit page, made anew": [f"/fr/onm/cg/daf/{UNCACHED}"],
        "unit page, kept": ["/fr/onm/cg/daf/"],
        "front page, made anew": [f"/fr/{UNCACHED}"],
        "search by API": [f"/api/who?{urllib.parse.urlencode({'q': text})}" for text in asked],
        "search page": [f"/fr/recherche/?{urllib.parse.urlencode({'q': text})}" for text in asked],
        "suggestions": [f"/api/suggest?q={letters}" for letters in ("di", "se", "mig", "unite")],
    }
