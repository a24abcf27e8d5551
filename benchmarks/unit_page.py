"""The rate of a unit page beside an empty view, with eight clients, in the same run."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.site import load_content, served
from benchmarks.timing import figures, rate, timed

PAGE = "/fr/onm/cg/daf/comptabilite/"


def main() -> None:
    """Print times with one client, and rates with eight."""
    with tempfile.TemporaryDirectory(prefix="mandat-page-") as directory:
        load_content(Path(directory))
        with served(Path(directory)) as address:
            timed(address, [PAGE, "/vide/"] * 20)
            print(f"unit page, 1 client, made anew: {figures(timed(address, [PAGE + '?rendu=1'] * 200))}")
            print(f"unit page, 1 client, kept:      {figures(timed(address, [PAGE] * 200))}")
            empty = rate(address, "/vide/", clients=8, requests=2000)
            page = rate(address, PAGE, clients=8, requests=2000)
            print(f"8 clients: empty view {empty:.0f}/s, unit page {page:.0f}/s, ratio {page / empty:.2f}")
