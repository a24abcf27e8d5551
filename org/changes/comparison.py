"""Two editions of a change event compared for readers: nothing is said of units they may not know of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from portal.dates import written
from portal.editions.reading import Reading
from portal.editions.redline import Fate, Fragment, ShownPart, ShownRow, redline

from .content import ChangeContent, NamedUnit
from .natures import ChangeNature
from .presentation import Units, works_named

Named = dict[Any, str]


def compared(*, before: ChangeContent, after: ChangeContent, reading: Reading) -> list[ShownPart]:
    """Return what differs, by part, in the words of the interface."""
    units = Units.read(works_named([before, after]), reading)
    facts = zip(_facts(before), _facts(after), strict=True)
    parts = [_fact(label, was, now) for (label, was), (_label, now) in facts if was != now]
    rows = zip(_rows(before, units), _rows(after, units), strict=True)
    return [
        *parts,
        *(_list(label, was, now) for (label, was), (_label, now) in rows if [*was.items()] != [*now.items()]),
    ]


def _facts(content: ChangeContent) -> Iterator[tuple[str, str]]:
    yield _("Titre"), content.title
    yield _("Changement"), str(ChangeNature(content.nature).label) if content.nature in ChangeNature.values else ""
    yield _("Date du changement"), _date(content)
    yield _("Ce que l’on sait de la date"), content.date_note
    yield _("Remarque"), content.note


def _date(content: ChangeContent) -> str:
    if content.date is None:
        return ""
    words = {"date": written(content.date)}
    return _("%(date)s (date approximative)") % words if content.approximate else words["date"]


def _rows(content: ChangeContent, units: Units) -> Iterator[tuple[str, Named]]:
    yield _("Avant"), _known(content.predecessors, units)
    yield _("Après"), _known(content.successors, units)
    bases = content.legal_basis
    yield _("Base légale"), {basis.code: ", ".join(filter(None, (basis.name, basis.citation))) for basis in bases}
    sources = content.sources
    yield _("Sources"), {each: ", ".join(filter(None, (each.document, each.lines, each.note))) for each in sources}


def _known(named: Iterable[NamedUnit], units: Units) -> Named:
    return {unit.work: unit.name for unit in named if unit.work in units.known}


def _fact(label: str, was: str, now: str) -> ShownPart:
    return ShownPart(label, label, (ShownRow("", "", redline(was, now)),))


def _list(label: str, was: Named, now: Named) -> ShownPart:
    """Return what went from a list and what came to it; what only changed its place is told as such."""
    rows = [_row(was.get(key), now.get(key)) for key in {**was, **now} if was.get(key) != now.get(key)]
    if not rows:
        rows = [ShownRow("moved", _("dans un autre ordre"), _same(" ; ".join(now.values())))]
    return ShownPart(label, label, tuple(rows))


def _row(was: str | None, now: str | None) -> ShownRow:
    if was is None or now is None:
        fate, words = (Fate.ADDED, now) if was is None else (Fate.REMOVED, was)
        return ShownRow(fate, _("Ajout") if was is None else _("Suppression"), (Fragment(fate, words or ""),))
    return ShownRow("changed", _("Modification"), redline(was, now))


def _same(words: str) -> tuple[Fragment, ...]:
    return (Fragment(Fate.SAME, words),)
