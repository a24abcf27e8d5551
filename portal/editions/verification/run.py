"""Asks every check, in memory that does not grow with the number of editions."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ..models import Edition, LedgerHead, Withdrawal, Work
from . import ledger as ledger_check
from . import projections, rules
from .chains import Chain
from .contents import check_content
from .faults import Fault
from .files import Files
from .further import further_faults, further_states
from .reading import every_edition


@dataclass(slots=True)
class Report:
    """What a verification found: in how many editions, how many of them withdrawn, in how many files, in what time."""

    editions: int = 0
    withdrawn: int = 0
    files: int = 0
    seconds: float = 0.0
    head: LedgerHead = field(default_factory=LedgerHead)
    faults: list[Fault] = field(default_factory=list)
    states: list[str] = field(default_factory=list)


def verify(
    *, noted: str = "", with_projections: bool = True, done: Callable[[int], object] = lambda count: None
) -> Report:
    """Verify everything; ``noted`` are states of the ledger and of other chains that were written down elsewhere."""
    report, began = Report(), time.monotonic()
    recount = ledger_check.recount(noted)
    report.head = recount.kept
    report.faults += rules.check_triggers()
    report.faults += recount.faults()
    files = Files()
    for faults in _each_edition(recount.holds, files):
        report.editions += 1
        report.faults += faults
        done(1)
    report.faults += further_faults()
    report.states = further_states()
    report.files = files.count
    report.withdrawn = Withdrawal.objects.count()
    if with_projections:
        report.faults += projections.check_projections()
    report.seconds = time.monotonic() - began
    return report


def _each_edition(ledger_holds: bool, files: Files) -> Iterator[list[Fault]]:
    chain, works = Chain(ledger_holds), _Works()
    for edition in every_edition():
        if isinstance(edition, Fault):
            yield [edition]
        else:
            yield [*check_content(edition, works.of(edition)), *files.check(edition), *chain.add(edition)]
    if last := list(chain.end()):
        yield last


@dataclass(slots=True)
class _Works:
    """The text that editions under way belong to: one query a text."""

    _held: Work | None = None

    def of(self, edition: Edition) -> Work | None:
        if self._held is None or self._held.key != edition.work_id:
            self._held = Work.objects.filter(key=edition.work_id).first()
        return self._held
