"""A unit and its rows as facts to compare: each property by name, as a text, a mark or a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from portal.editions.comparing import Fact, Facts, Row
from portal.editions.files.attached import AttachedFile

from ..content import Member, Post, Responsibility, Source, StructureContent, Tie
from .wording import Part

NO_SOURCE = Source("")


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
        Part.SOURCE: source_rows(content.sources),
        Part.ATTACHMENT: file_rows(content.attachments),
        Part.DOUBT: doubt_rows(content.doubts),
    }


def _responsibility(row: Responsibility) -> Row:
    facts: Facts = {
        "text": row.text,
        "internal_rules": row.internal_rules,
        "shared_with": row.shared_with,
        "legal_basis": row.legal_basis,
        "doubt": row.doubt,
        **source_facts(row.source),
    }
    return Row(row.id, row.text, facts)


def _post(row: Post) -> Row:
    texts = ("title", "rank", "qualifications", "phone", "email", "office", "doubt")
    facts: Facts = {
        **{name: getattr(row, name) for name in texts},
        "head": row.head,
        "headcount": "" if row.headcount is None else str(row.headcount),
        **source_facts(row.source),
    }
    return Row(row.id, row.title, facts)


def _member(row: Member) -> Row:
    return Row(row.id, row.title, {"title": row.title, "unit": (row.unit,) if row.unit else ()})


def _tie(row: Tie) -> Row:
    return Row(row.id, row.to, {"to": (row.to,), "kind": row.kind, "note": row.note})


def source_rows(sources: Iterable[Source]) -> list[Row]:
    """Return where a text comes from, as rows."""
    return [Row(None, source.document, _parts(source)) for source in sources]


def file_rows(files: Iterable[AttachedFile]) -> list[Row]:
    """Return the files of a text as rows."""
    return [Row(file.id, file.title, _file(file)) for file in files]


def doubt_rows(doubts: Iterable[str]) -> list[Row]:
    """Return what is doubtful in a text as rows."""
    return [Row(None, doubt, {"text": doubt}) for doubt in doubts]


def source_facts(source: Source | None) -> Facts:
    """Return where a row comes from."""
    return {f"source_{name}": value for name, value in _parts(source or NO_SOURCE).items()}


def _file(file: AttachedFile) -> Facts:
    return {"title": file.title, "file": file.name, "size": str(file.size), "sha256": file.sha256}


def _parts(source: Source) -> Facts:
    return {field.name: getattr(source, field.name) for field in fields(source)}
