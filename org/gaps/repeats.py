"""Text that stands under two units, and responsibilities that two units have: word for word, or nearly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..content import StructureContent
from .kinds import Gap
from .likeness import Words, alike, likeness, words_of
from .survey import Finding, Said, Survey, Text

ALIKE: Final = 0.6
"""Which part of their words two sentences share that say the same (docs/coherence.md says how it was found)."""

# A text is repeated where so many rows, so great a part of the shorter text, stand in both, and so many of them
# are no stock phrase: « Chef de service » is in every service.
_LEAST_ROWS, _LEAST_PART, _LEAST_OWN, _STOCK = 3, 0.6, 2, 4
# Or where all of both texts, at least so many rows, is the same.
_LEAST_WHOLE: Final = 4
_LEAST_WORDS: Final = 3
_DEEPEST: Final = 30

Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a unit, to be compared; a duty is a responsibility that says what is to be done."""

    text: Text
    row: UUID | None
    said: str
    words: Words
    is_duty: bool
    shared_with: tuple[UUID, ...] = ()


def find_repeats(survey: Survey) -> Iterator[Finding]:
    """Yield what is repeated, told at both units."""
    units = [text for text in survey.sources if isinstance(text.content, StructureContent)]
    lines = [line for unit in units for line in _lines(unit)]
    pairs = _pairs(lines, survey.by_work)
    sizes = Counter(line.text.work for line in lines)
    for same in pairs.values():
        if _is_repeated(same, sizes):
            yield from _texts(same)
        else:
            yield from _duties(same)


def _lines(text: Text) -> Iterator[Line]:
    content = text.content
    assert isinstance(content, StructureContent)
    if content.mission:
        yield Line(text, None, content.mission, words_of(content.mission), is_duty=False)
    for duty in content.responsibilities:
        words = words_of(duty.text)
        yield Line(text, duty.id, duty.text, words, not duty.internal_rules, duty.shared_with)
    for post in content.posts:
        yield Line(text, post.id, post.title, words_of(f"{post.title} {post.qualifications}"), is_duty=False)


Same = Sequence[tuple[Line, Line, bool]]
"""The rows that two units have in common, and whether each is a stock phrase."""


def _pairs(lines: Sequence[Line], texts: Mapping[UUID, Text]) -> dict[Pair, list[tuple[Line, Line, bool]]]:
    found: dict[Pair, list[tuple[Line, Line, bool]]] = defaultdict(list)
    partners = list(alike([line.words for line in lines], ALIKE))
    often = Counter(place for pair in partners for place in pair)
    for a, b in partners:
        one, other = sorted((lines[a], lines[b]), key=lambda line: line.text.row)
        units = one.text, other.text
        if one.text.work != other.text.work and not _are_counterparts(*units, texts):
            found[one.text.work, other.text.work].append((one, other, often[a] > _STOCK))
    return found


def _are_counterparts(one: Text, other: Text, texts: Mapping[UUID, Text], depth: int = 0) -> bool:
    """Whether two units do the same in two places by design: offices of two towns, and the like within them."""
    here, there = one.content, other.content
    if not isinstance(here, StructureContent) or not isinstance(there, StructureContent) or here.kind != there.kind:
        return False
    if here.seat and there.seat and here.seat.code != there.seat.code:
        return True
    above, beside = texts.get(one.parent) if one.parent else None, texts.get(other.parent) if other.parent else None
    if above is None or beside is None or above.work == beside.work or depth > _DEEPEST:
        return False
    if likeness(words_of(one.title), words_of(other.title)) < ALIKE:
        return False
    return _are_counterparts(above, beside, texts, depth + 1)


def _is_repeated(same: Same, sizes: Mapping[UUID, int]) -> bool:
    here, there = {one.row for one, _other, _stock in same}, {other.row for _one, other, _stock in same}
    units = same[0][0].text, same[0][1].text
    rows, least = min(len(here), len(there)), min(sizes[unit.work] for unit in units)
    own = sum(not is_stock for _one, _other, is_stock in same)
    is_all = rows == least == max(sizes[unit.work] for unit in units) and rows >= _LEAST_WHOLE
    return is_all or (rows >= _LEAST_ROWS and rows >= _LEAST_PART * least and own >= _LEAST_OWN)


def _texts(same: Same) -> Iterator[Finding]:
    for lines, others in (
        ([one for one, _other, _stock in same], [other for _one, other, _stock in same]),
        ([other for _one, other, _stock in same], [one for one, _other, _stock in same]),
    ):
        text, other = lines[0].text, others[0].text
        count = len({line.row for line in lines})
        words = {"count": count, "other": other.called}
        told = ngettext("%(count)d ligne comme dans %(other)s", "%(count)d lignes comme dans %(other)s", count)
        yield Finding(text, Gap.REPEATED, Said(told % words, lines[0].row, other.work))


def _duties(same: Same) -> Iterator[Finding]:
    for one, other, _is_stock in same:
        if not (one.is_duty and other.is_duty) or len(one.words) < _LEAST_WORDS:
            continue
        if other.text.work in one.shared_with or one.text.work in other.shared_with:
            continue
        for here, there in ((one, other), (other, one)):
            words = {"text": here.said, "other": there.text.called}
            told = _("%(text)s — aussi dans %(other)s") % words
            yield Finding(here.text, Gap.SAME_DUTY, Said(told, here.row, there.text.work))
