"""An import of 5,000 rows: with 20 faults of different kinds, each of which must be named, and without."""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from benchmarks.site import environment, manage

Result = TypeVar("Result")


def main() -> None:
    """Print what is named, how long each takes, and rows a second."""
    with tempfile.TemporaryDirectory(prefix="mandat-import-") as directory:
        data = Path(directory)
        manage(data, "migrate", "-v0")
        manage(data, "setup_portal")
        os.environ.update(environment(data), DJANGO_SETTINGS_MODULE="portal.settings")
        import django

        django.setup()
        _faulty(data / "faulty.xlsx")
        _faultless(data / "faultless.xlsx")


def _faulty(path: Path) -> None:
    from benchmarks.structure_files import write_faulty
    from org.importing.problems import ImportRefused
    from org.models import OrganisationPage
    from portal.editions.models import Edition

    places = write_faulty(path)
    try:
        _told("read and checked, with faults", lambda: _read(path))
    except ImportRefused as refusal:
        named = {str(problem.position) for problem in refusal.problems}
    missing = [place for place in places if place not in named]
    loaded = Edition.objects.count() + OrganisationPage.objects.count()
    print(f"faults named by cell: {len(places) - len(missing)} of {len(places)}; {len(named)} places named in all")
    print(f"loaded of the faulty file: {loaded}")
    if missing or loaded:
        sys.exit(f"not named: {missing}")


def _faultless(path: Path) -> None:
    from benchmarks.structure_files import write_faultless
    from org.importing import services

    rows = write_faultless(path)
    file = _told("read and checked", lambda: _read(path), rows)
    noted: list[float] = []

    def progress(steps: Iterable[object]) -> Iterator[object]:
        for step in steps:
            noted.append(time.perf_counter())
            yield step

    start = time.perf_counter()
    _told("dry run, through the gate", lambda: services.import_structure(file, dry_run=True), rows)
    _told("imported and published", lambda: services.import_structure(file, progress=progress), rows)
    longest = max(later - earlier for earlier, later in itertools.pairwise(noted))
    print(f"progress: {len(noted)} notes, the longest wait between two {longest:.1f} s")
    _told("second run, nothing to do", lambda: services.import_structure(_read(path)), rows)
    print(f"all of it: {time.perf_counter() - start:.1f} s")


def _read(path: Path) -> object:
    from org.importing import services

    return services.checked(services.read(path))


def _told(what: str, action: Callable[[], Result], rows: int = 0) -> Result:
    """Do ``action`` and print its time on the clock and on the processor, which neighbours do not lengthen."""
    start, processor = time.perf_counter(), time.process_time()
    try:
        return action()
    finally:
        seconds, worked = time.perf_counter() - start, time.process_time() - processor
        rate = f", {rows / seconds:.0f} rows/s" if rows else ""
        print(f"{what}: {seconds:.1f} s ({worked:.1f} s of processor){rate}", flush=True)
