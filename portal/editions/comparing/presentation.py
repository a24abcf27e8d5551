"""Changes in the words of the interface, ready to be shown: on the desk, and wherever two texts are compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from ..redline import Fate, Fragment, ShownDetail, ShownPart, ShownRow, redline
from .anatomy import Names, Script
from .changes import Change, Detail, FactChange, Item, ListDetail, MarkDetail, Nature, RowChange, TextDetail


def shown(changes: Iterable[Change], names: Names, script: Script) -> list[ShownPart]:
    """Return the changes by part; ``names`` says what to call other works."""
    grouped = groupby(changes, key=lambda change: change.part)
    return [
        ShownPart(part, str(script.parts[part]), tuple(_row(each, names, script) for each in rows))
        for part, rows in grouped
    ]


def works_in(changes: Iterable[Change]) -> set[UUID]:
    """Return the other works that the changes name."""
    return {item for change in changes for item in _items(change) if isinstance(item, UUID)}


def _items(change: Change) -> Iterator[Item]:
    if isinstance(change, RowChange):
        yield change.name
        for detail in change.details:
            if isinstance(detail, ListDetail):
                yield from (*detail.removed, *detail.added, *detail.kept)


def _row(change: Change, names: Names, script: Script) -> ShownRow:
    if isinstance(change, FactChange):
        return ShownRow("", "", change.words)
    headline = script.headlines[change.part]
    main = next((detail for detail in change.details if detail.field == headline), None)
    rest = tuple(
        ShownDetail(str(script.fields[each.field]), _words(each, names, script))
        for each in change.details
        if each != main
    )
    title = _words(main, names, script) if main else (Fragment(Fate.SAME, script.name(change.name, names)),)
    return ShownRow(change.nature, _told(change), title, rest, change.id)


def _told(change: RowChange) -> str:
    words = {Nature.ADDED: _("Ajout"), Nature.REMOVED: _("Suppression"), Nature.CHANGED: _("Modification")}
    moved = ""
    if change.move:
        places = {"before": change.move.before, "after": change.move.after}
        moved = _("Déplacement de la place %(before)d à la place %(after)d") % places
    return " · ".join(filter(None, [words.get(change.nature, ""), moved]))


def _words(detail: Detail, names: Names, script: Script) -> tuple[Fragment, ...]:
    if isinstance(detail, TextDetail):
        return redline(script.say(detail.field, detail.before), script.say(detail.field, detail.after))
    if isinstance(detail, MarkDetail):
        return (Fragment(Fate.ADDED if detail.marked else Fate.REMOVED, _("oui")),)
    return tuple(_list(detail, names, script))


def _list(detail: ListDetail, names: Names, script: Script) -> Iterator[Fragment]:
    """Yield the things of a list, one after the other."""
    fates = [
        *((Fate.SAME, item) for item in detail.kept),
        *((Fate.REMOVED, item) for item in detail.removed),
        *((Fate.ADDED, item) for item in detail.added),
    ]
    for number, (fate, item) in enumerate(fates):
        if number:
            yield Fragment(Fate.SAME, " ; ")
        yield Fragment(fate, script.name(item, names))
    if detail.reordered:
        yield Fragment(Fate.SAME, f" ({_('dans un autre ordre')})")
