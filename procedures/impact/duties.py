"""What the units before a reorganisation had to do themselves, and drafts in which somebody else does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid5

from django.db.models import F
from django.utils.translation import gettext as _
from wagtail.models import Page

from org.changes.content import NamedUnit
from org.content import StructureContent
from org.gaps.likeness import likeness, words_of
from portal.editions.models import InForce

from ..gaps.wording import Beginnings, beginnings
from .drafts import NotOpened
from .rows import Row
from .structure import drop
from .succession import Taken

OWN: Final = "own"
_ALIKE: Final = 0.6

Contents = Mapping[UUID, StructureContent]


@dataclass(frozen=True, slots=True)
class OwnDuty:
    """A responsibility of a unit before the change; ``said_by``: who could take over says it already."""

    key: Row
    text: str
    said_by: NamedUnit | None


def last_contents(works: Collection[UUID], audience: int) -> Contents:
    """Return what each unit says, or last said, as it was first written: one query."""
    rows = InForce.objects.said_now().readable_by(audience).filter(work__in=list(works), edition__withdrawal=None)
    own = rows.filter(language=F("work__source_language")).select_related("edition").order_by("starts", "pk")
    last = {row.work_id: row.edition for row in own}
    contents = {work: edition.content for work, edition in last.items()}
    return {work: content for work, content in contents.items() if isinstance(content, StructureContent)}


def own_duties(taken: Sequence[Taken], contents: Contents) -> list[OwnDuty]:
    """Return what the units had to do, of those that do not simply stay; their internal rules are their own."""
    return [
        OwnDuty(Row(each.unit.work, OWN, str(duty.id)), duty.text, _said_by(duty.text, each, contents))
        for each in taken
        if each.has_choice and each.unit.work in contents
        for duty in contents[each.unit.work].responsibilities
        if not duty.internal_rules
    ]


def _said_by(text: str, taken: Taken, contents: Contents) -> NamedUnit | None:
    words = words_of(text)
    for unit in taken.proposed:
        content = contents.get(unit.work) if unit.work != taken.unit.work else None
        if content and any(likeness(words, words_of(duty.text)) >= _ALIKE for duty in content.responsibilities):
            return unit
    return None


def nearest(text: str, taken: Taken, contents: Contents) -> UUID | None:
    """Return the one of several proposed whose own words speak most of ``text``; None where none stands out."""
    asked = beginnings(text)
    scores = {unit.work: len(asked & _words(contents.get(unit.work))) for unit in taken.proposed}
    best = max(scores.values(), default=0)
    leading = [work for work, score in scores.items() if score == best]
    return leading[0] if best and len(leading) == 1 and len(scores) > 1 else None


def _words(content: StructureContent | None) -> Beginnings:
    if content is None:
        return frozenset()
    said = (content.title, content.mission, *(duty.text for duty in content.responsibilities))
    return frozenset().union(*map(beginnings, said))


def giving(duties: Mapping[UUID, Collection[str]], pages: Mapping[UUID, Page]) -> Callable[[Any], None]:
    """Return what adds ``duties``, rows of the units ``pages``, to the draft of another; each of them once."""

    def change(draft: Any) -> None:
        rows = draft.responsibilities
        there = {str(block.id) for block in rows}
        new = [row for unit, wanted in duties.items() for row in _rows(pages[unit], wanted, draft.translation_key)]
        added = [row for row in new if row["id"] not in there]
        if not added:
            raise NotOpened(_("Son brouillon a déjà ces attributions."))
        for row in added:
            rows.append((row["type"], row["value"], row["id"]))
            drop(rows[-1].value["shared_with"], lambda unit: unit.translation_key in (draft.translation_key, *duties))

    return change


def _rows(page: Page, wanted: Collection[str], to: UUID) -> list[dict[str, Any]]:
    """Return copies of rows, each with an identity of its own that is the same every time."""
    blocks = (block for block in page.specific.responsibilities if str(block.id) in wanted)
    return [{"type": block.block_type, "value": block.value, "id": str(uuid5(to, block.id))} for block in blocks]
