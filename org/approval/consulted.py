"""Whom a change of a structure text touches: the units and organisations that it names, or named."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from portal.approvals.subjects import Touched

from ..changes.content import ChangeContent
from ..content import Member, Responsibility, StructureContent, Tie

Row = Responsibility | Tie | Member
Named = dict[str, tuple[Row, tuple[UUID, ...]]]
"""By part: the row, and the works that it names."""


def parties_to_consult(
    before: StructureContent | None, after: StructureContent, parts: Collection[str]
) -> Iterator[Touched]:
    """Yield whom the rows that changed name, after the change or before it."""
    was, now = _named(before) if before else {}, _named(after)
    for part in sorted(parts):
        row, works = now.get(part) or was.get(part) or (None, ())
        gone = was[part][1] if part in was else ()
        for work in dict.fromkeys((*works, *gone)):
            if row is not None:
                yield Touched(work, part, _why(row, is_new=part not in was, is_gone=part not in now))


def parties_to_an_event(
    before: ChangeContent | None, after: ChangeContent, parts: Collection[str]
) -> Iterator[Touched]:
    """Yield the units that an event takes from or makes."""
    for content in filter(None, (before, after)):
        for unit in (*content.predecessors, *content.successors):
            why = _("La réorganisation touche « %(name)s ».") % {"name": unit.name}
            for part in sorted(parts):
                yield Touched(unit.work, part, why)


def _named(content: StructureContent) -> Named:
    rows: Named = {f"responsibilities:{duty.id}": (duty, duty.shared_with) for duty in content.responsibilities}
    rows |= {f"ties:{tie.id}": (tie, (tie.to,)) for tie in content.ties}
    rows |= {f"members:{row.id}": (row, (row.unit,) if row.unit else ()) for row in content.members}
    return rows


def _why(row: Row, *, is_new: bool, is_gone: bool) -> str:
    words = {"text": _called(row)}
    if isinstance(row, Tie):
        return _("Un lien fonctionnel avec elle change.")
    if is_new:
        return _("Elle partagerait : « %(text)s »") % words
    if is_gone:
        return _("Elle ne partagerait plus : « %(text)s »") % words
    return _("Change, et elle le partage : « %(text)s »") % words


def _called(row: Row) -> str:
    return row.text if isinstance(row, Responsibility) else row.title if isinstance(row, Member) else row.note
