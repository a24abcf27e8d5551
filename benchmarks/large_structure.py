"""What 5,000 more units cost a unit page, the chart of a directorate and search: beside the small site, in one run."""

from __future__ import annotations

import tempfile
import urllib.parse
from pathlib import Path
from uuid import UUID

import yaml

from benchmarks.quality import questions
from benchmarks.site import ROOT, load_content, manage, served
from benchmarks.timing import percentile, timed

UNITS = 5000
ROUNDS = 40
UNCACHED = "?rendu=1"
"""Pages with a question mark are never kept: what is timed is the making of the page."""


def main() -> None:
    """Print the median times of both sites and their ratios."""
    with tempfile.TemporaryDirectory(prefix="mandat-large-") as directory:
        data = Path(directory)
        load_content(data)
        small = _medians(data)
        manage(data, "make_synthetic_units", str(UNITS))
        manage(data, "rebuild_search")
        large = _medians(data)
        print(f"medians, on the small site and with {UNITS} more units")
        for kind, before in small.items():
            print(f"{kind:<28} {before:.1f} ms, {large[kind]:.1f} ms, ratio {large[kind] / before:.2f}")


def _medians(data: Path) -> dict[str, float]:
    kinds = _addresses()
    with served(data) as address:
        timed(address, [path for paths in kinds.values() for path in paths])
        return {
            kind: percentile(timed(address, paths * (ROUNDS // len(paths) or 1)), 0.5) for kind, paths in kinds.items()
        }


def _addresses() -> dict[str, list[str]]:
    directorate = _key_of("onm.daf")
    asked = [question for question in questions("tuning") if question["language"] == "fr"][:20]
    return {
        "unit page": [f"/fr/onm/cg/daf/{UNCACHED}"],
        "chart of one directorate": [f"/fr/organigramme/{directorate}/{UNCACHED}"],
        "search": [f"/api/who?{urllib.parse.urlencode({'q': question['text']})}" for question in asked],
    }


def _key_of(import_key: str) -> UUID:
    from org.importing.mapping import work_key

    assert import_key in {unit["key"] for unit in yaml.safe_load((ROOT / "content/onm.yaml").read_text())["units"]}
    return work_key(import_key)
