"""Two editions of a text, and what differs between them, as far as this reader may know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from ..kinds import Document, kind_named
from ..models import Edition
from ..reading import Reading
from ..redline import Fate, Fragment, ShownPart, ShownRow
from .entries import Timeline, recorded_editions
from .names import names_of

# « 3 », or « ht-3 » for the third in another language than the timeline's.
_WRITTEN: Final = re.compile(r"(?:([a-z]{2,8})-)?([1-9]\d{0,8})", re.ASCII)


class NotComparable(ValueError):
    """Raised for a question that has no answer; its text is for the reader."""

    def __init__(self, fault: str, status: int = 400) -> None:
        super().__init__(fault)
        self.status = status


@dataclass(frozen=True, slots=True)
class Pair:
    """Two editions of one text in one language; ``parts``: what differs, in the order of the page."""

    before: Edition
    after: Edition
    parts: Sequence[ShownPart]


def compared(timeline: Timeline, query: QueryDict, reading: Reading) -> Pair:
    """Return what the query asks to compare: without anything asked, the last text with the one before it."""
    before, after = _asked(timeline, query)
    if before[0] != after[0]:
        raise NotComparable(_("Deux éditions se comparent dans une même langue ; celles-ci sont en deux langues."))
    editions = recorded_editions(timeline.work, reading).filter(language=before[0], number__in={before[1], after[1]})
    editions = editions.select_related("withdrawal")
    found = {edition.number: edition for edition in editions}
    if before[1] not in found or after[1] not in found:
        raise Http404
    for edition in (found[before[1]], found[after[1]]):
        if edition.withdrawn:
            words = {"number": edition.number}
            fault = _("L’édition n° %(number)d a été retirée : elle ne se compare plus.")
            raise NotComparable(fault % words, status=410)
    return _pair(found[before[1]], found[after[1]], reading)


def _pair(before: Edition, after: Edition, reading: Reading) -> Pair:
    compare = kind_named(after.document["kind"]).compare
    if compare is None:
        raise Http404
    told = compare(before=before.content, after=after.content, reading=reading)
    return Pair(before, after, [*told, *place_changes(before.document["place"], after.document["place"], reading)])


_Numbered = tuple[str, int]


def _asked(timeline: Timeline, query: QueryDict) -> tuple[_Numbered, _Numbered]:
    numbers = timeline.numbers_in_time or [timeline.editions[-1].number]
    before, after = query.get("de"), query.get("a")
    last = (timeline.language, numbers[-1]) if after is None else _read(after, timeline.language)
    if before is not None:
        return _read(before, timeline.language), last
    at = numbers.index(last[1]) if last[1] in numbers else 0
    return (last[0], numbers[max(at - 1, 0)]), last


def _read(written: str, language: str) -> _Numbered:
    found = _WRITTEN.fullmatch(written)
    if found is None:
        raise NotComparable(_("« %(written)s » n’est pas le numéro d’une édition.") % {"written": written[:40]})
    return found[1] or language, int(found[2])


def place_changes(before: Document, after: Document, reading: Reading) -> Iterator[ShownPart]:
    """Yield what changed in the place of the text: that is sealed with it."""
    rows = tuple(_place_rows(before, after, reading))
    if rows:
        yield ShownPart("place", _("Place dans la structure"), rows)


def _place_rows(before: Document, after: Document, reading: Reading) -> Iterator[ShownRow]:
    if before["parent"] != after["parent"]:
        above = [UUID(place["parent"]) if place["parent"] else None for place in (before, after)]
        names = names_of({key for key in above if key}, reading)
        yield _row(_("Rattachement"), *(names.get(key, "") if key else "" for key in above))
    elif before["position"] != after["position"]:
        yield ShownRow("moved", _("Rang parmi les textes voisins"), (Fragment(Fate.SAME, _("modifié")),))
    if before["slug"] != after["slug"]:
        yield _row(_("Partie de l’adresse"), before["slug"], after["slug"])


def _row(told: str, before: str, after: str) -> ShownRow:
    return ShownRow(
        "changed", told, (Fragment(Fate.REMOVED, before), Fragment(Fate.SAME, " "), Fragment(Fate.ADDED, after))
    )
