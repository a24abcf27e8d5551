"""Between rows of a file and the content of a text, both ways and without loss."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from ..content import Kind, LegalBasis, Member, Post, Responsibility, Seat, Source, StructureContent, Tie
from . import schema

NAMESPACE = UUID("6f1b7c1e-5d0b-5f7c-9d55-0d9a3f1c7e10")


def work_key(key: str) -> UUID:
    """Return the identity of the unit or organisation with that key."""
    return uuid5(NAMESPACE, key)


def row_id(owner: str, field: str, key: str) -> UUID:
    """Return the identity of a row (responsibility, post…) of ``owner``."""
    return uuid5(NAMESPACE, f"{owner}#{field}#{key}")


def key_of_row(row: schema.EntityRow | schema.ChangeRow) -> UUID:
    """Return the identity that an organisation, a unit or a change event states or that its key gives."""
    return row.id or work_key(row.key)


def identity_of(owner: str, field: str, row: schema.KeyedRow | schema.TieRow) -> UUID | None:
    """Return the identity that a row of ``owner`` states or that its key gives; None when it has neither."""
    if row.id:
        return row.id
    key = f"{row.kind}:{row.to}" if isinstance(row, schema.TieRow) else row.key
    return row_id(owner, field, key) if key else None


@dataclass(frozen=True, slots=True)
class Lists:
    """What rows name by code or key, in the terms of a text."""

    kinds: Mapping[str, Kind]
    seats: Mapping[str, Seat]
    laws: Mapping[str, LegalBasis]
    work: Callable[[str], UUID]


AnyRow = schema.OrganisationRow | schema.UnitRow | schema.EarlierRow


def content_from_row(row: AnyRow, lists: Lists) -> StructureContent:
    """Return the content that ``row`` states."""
    kind = getattr(row, "kind", None)
    return StructureContent(
        title=row.title,
        acronym=row.acronym,
        kind=lists.kinds[kind] if kind else None,
        mission=row.mission or "",
        seat=lists.seats[row.place] if row.place else None,
        website=getattr(row, "website", ""),
        sources=tuple(source_from_row(source) for source in row.sources),
        doubts=tuple(row.doubts),
        responsibilities=tuple(_responsibility(row.key, duty, lists) for duty in row.responsibilities),
        posts=tuple(_post(row.key, post) for post in row.posts),
        members=tuple(_member(row.key, member, lists) for member in getattr(row, "members", ())),
        ties=tuple(_tie(row.key, tie, lists) for tie in row.ties),
    )


def _identity(owner: str, field: str, row: schema.KeyedRow | schema.TieRow) -> UUID:
    identity = identity_of(owner, field, row)
    assert identity is not None, "validation asks for a key"
    return identity


def source_from_row(row: schema.SourceRow) -> Source:
    """Return the source that ``row`` states."""
    return Source(document=row.document, lines=row.lines, note=row.note or "")


def _responsibility(owner: str, row: schema.ResponsibilityRow, lists: Lists) -> Responsibility:
    return Responsibility(
        id=_identity(owner, "responsibilities", row),
        text=row.text,
        internal_rules=row.internal_rules,
        shared_with=tuple(lists.work(key) for key in row.shared_with),
        legal_basis=tuple(lists.laws[code] for code in row.legal_basis),
        doubt=row.doubt or "",
        source=source_from_row(row.source) if row.source else None,
    )


def _post(owner: str, row: schema.PostRow) -> Post:
    return Post(
        id=_identity(owner, "posts", row),
        title=row.title,
        head=row.head,
        rank=row.rank,
        headcount=row.headcount,
        qualifications=row.qualifications or "",
        phone=row.contact.phone,
        email=row.contact.email,
        office=row.contact.office,
        doubt=row.doubt or "",
        source=source_from_row(row.source) if row.source else None,
    )


def _member(owner: str, row: schema.MemberRow, lists: Lists) -> Member:
    return Member(
        id=_identity(owner, "members", row),
        title=row.title,
        unit=lists.work(row.unit) if row.unit else None,
    )


def _tie(owner: str, row: schema.TieRow, lists: Lists) -> Tie:
    return Tie(
        id=_identity(owner, "ties", row),
        to=lists.work(row.to),
        kind=row.kind,
        note=row.note or "",
    )


def row_from_content(content: StructureContent, key_of: Callable[[UUID], str]) -> dict[str, Any]:
    """Return the fields of a row that states ``content``; rows in it carry their explicit identities."""
    return without_blanks(
        {
            "title": content.title,
            "acronym": content.acronym,
            "kind": content.kind.code if content.kind else None,
            "mission": content.mission,
            "place": content.seat.code if content.seat else None,
            "website": content.website,
            "sources": [source_row(source) for source in content.sources],
            "doubts": list(content.doubts),
            "responsibilities": [_responsibility_row(duty, key_of) for duty in content.responsibilities],
            "posts": [_post_row(post) for post in content.posts],
            "members": [_member_row(member, key_of) for member in content.members],
            "ties": [_tie_row(tie, key_of) for tie in content.ties],
        }
    )


def without_blanks(row: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that say something."""
    return {name: value for name, value in row.items() if value not in (None, "", [], {}, False)}


def source_row(source: Source | None) -> dict[str, Any] | None:
    """Return the fields of a row that states ``source``."""
    if source is None:
        return None
    return without_blanks({"document": source.document, "lines": source.lines, "note": source.note})


def _responsibility_row(duty: Responsibility, key_of: Callable[[UUID], str]) -> dict[str, Any]:
    return without_blanks(
        {
            "id": str(duty.id),
            "text": duty.text,
            "internal_rules": duty.internal_rules,
            "shared_with": [key_of(work) for work in duty.shared_with],
            "legal_basis": [basis.code for basis in duty.legal_basis],
            "doubt": duty.doubt,
            "source": source_row(duty.source),
        }
    )


def _post_row(post: Post) -> dict[str, Any]:
    return without_blanks(
        {
            "id": str(post.id),
            "title": post.title,
            "head": post.head,
            "rank": post.rank,
            "headcount": post.headcount,
            "qualifications": post.qualifications,
            "contact": without_blanks({"phone": post.phone, "email": post.email, "office": post.office}),
            "doubt": post.doubt,
            "source": source_row(post.source),
        }
    )


def _member_row(member: Member, key_of: Callable[[UUID], str]) -> dict[str, Any]:
    unit = key_of(member.unit) if member.unit else None
    return without_blanks({"id": str(member.id), "title": member.title, "unit": unit})


def _tie_row(tie: Tie, key_of: Callable[[UUID], str]) -> dict[str, Any]:
    return without_blanks({"id": str(tie.id), "to": key_of(tie.to), "kind": tie.kind, "note": tie.note})
