"""Which words of a sentence changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_NO_WORD = re.compile(r"[\W_]*")


class Fate(StrEnum):
    """What became of some words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words that stayed, went, or came."""

    fate: Fate
    text: str


def redline(before: str, after: str) -> tuple[Fragment, ...]:
    """Return ``after`` with what went and what came: what stayed and went makes ``before``."""
    return tuple(_tidied(_runs(_TOKEN.findall(before), _TOKEN.findall(after))))


@dataclass(slots=True)
class _Run:
    """Some words of either text; both the same, or a change."""

    removed: str
    added: str
    same: bool


def _runs(before: list[str], after: list[str]) -> Iterator[_Run]:
    for operation, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield _Run("".join(before[a:b]), "".join(after[c:d]), operation == "equal")


def _tidied(runs: Iterator[_Run]) -> Iterator[Fragment]:
    """Join changes that only spaces and signs keep apart: whole phrases read better than every other word."""
    kept: list[_Run] = []
    for run in runs:
        if len(kept) > 1 and not run.same and _joins(kept[-1]) and not kept[-2].same:
            between, changed = kept.pop(), kept.pop()
            removed, added = changed.removed + between.removed, changed.added + between.added
            run = _Run(removed + run.removed, added + run.added, same=False)
        kept.append(run)
    for run in kept:
        yield from _fragments(run)


def _joins(run: _Run) -> bool:
    return run.same and _NO_WORD.fullmatch(run.removed) is not None


def _fragments(run: _Run) -> Iterator[Fragment]:
    if run.same:
        yield Fragment(Fate.SAME, run.removed)
        return
    if run.removed:
        yield Fragment(Fate.REMOVED, run.removed)
    if run.added:
        yield Fragment(Fate.ADDED, run.added)
