"""A unit and its rows as facts to compare: each property by name, as a text, a mark or a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from uuid import UUID

from portal.editions.files.attached import AttachedFile

from ..content import Member, Post, Responsibility, Source, StructureContent, Tie
from .changes import Item, Part

Value = str | bool | tuple[Item, ...]
Facts = Mapping[str, Value]
NO_SOURCE = Source("")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the text says of the whole unit; ``precise`` tells apart what has the same ``text``."""

    text: str
    precise: str

    @classmethod
    def of(cls, *shown: str, hidden: Iterable[str] = ()) -> Fact:
        """Return a fact of several parts."""
        return cls(_joined(shown), " | ".join((*shown, *hidden)))


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its ``id`` if it has one, what it is called, and what it says."""

    id: UUID | None
    name: str | UUID
    facts: Facts


def facts_of(content: StructureContent) -> dict[Part, Fact]:
    """Return what the text says of the unit as a whole."""
    kind, seat = content.kind, content.seat
    return {
        Part.TITLE: Fact.of(content.title),
        Part.ACRONYM: Fact.of(content.acronym),
        Part.KIND: Fact.of(kind.name, hidden=[kind.code]) if kind else Fact.of(""),
        Part.MISSION: Fact.of(content.mission),
        Part.SEAT: Fact.of(seat.name, seat.department, seat.country, seat.latitude, seat.longitude, hidden=[seat.code])
        if seat
        else Fact.of(""),
        Part.WEBSITE: Fact.of(content.website),
    }


def rows_of(content: StructureContent) -> dict[Part, list[Row]]:
    """Return the rows of each part of the text, in order."""
    return {
        Part.RESPONSIBILITY: [_responsibility(row) for row in content.responsibilities],
        Part.POST: [_post(row) for row in content.posts],
        Part.MEMBER: [_member(row) for row in content.members],
        Part.TIE: [_tie(row) for row in content.ties],
        Part.SOURCE: [Row(None, source.document, _parts(source)) for source in content.sources],
        Part.ATTACHMENT: [Row(file.id, file.title, _file(file)) for file in content.attachments],
        Part.DOUBT: [Row(None, doubt, {"text": doubt}) for doubt in content.doubts],
    }


def _responsibility(row: Responsibility) -> Row:
    facts: Facts = {
        "text": row.text,
        "internal_rules": row.internal_rules,
        "shared_with": row.shared_with,
        "legal_basis": row.legal_basis,
        "doubt": row.doubt,
        **_source(row.source),
    }
    return Row(row.id, row.text, facts)


def _post(row: Post) -> Row:
    texts = ("title", "rank", "qualifications", "phone", "email", "office", "doubt")
    facts: Facts = {
        **{name: getattr(row, name) for name in texts},
        "head": row.head,
        "headcount": "" if row.headcount is None else str(row.headcount),
        **_source(row.source),
    }
    return Row(row.id, row.title, facts)


def _member(row: Member) -> Row:
    return Row(row.id, row.title, {"title": row.title, "unit": (row.unit,) if row.unit else ()})


def _tie(row: Tie) -> Row:
    return Row(row.id, row.to, {"to": (row.to,), "kind": row.kind, "note": row.note})


def _file(file: AttachedFile) -> Facts:
    return {"title": file.title, "file": file.name, "size": str(file.size), "sha256": file.sha256}


def _source(source: Source | None) -> Facts:
    return {f"source_{name}": value for name, value in _parts(source or NO_SOURCE).items()}


def _parts(source: Source) -> Facts:
    return {field.name: getattr(source, field.name) for field in fields(source)}


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)
