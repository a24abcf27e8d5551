"""The rows that state texts: the inverse of ``importing.filling``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from org.importing.mapping import row_id, source_row, without_blanks

from ..content.documents import DocumentContent
from ..content.procedures import Party, ProcedureContent
from ..content.projects import ProjectContent
from ..content.protocols import Guarantee, ProtocolContent
from .files import Shelf
from .names import Names, Row, identified, named
from .steps import delay_row, step_rows


def document_row(key: str, content: DocumentContent, names: Names, shelf: Shelf) -> Row:
    """Return what a registered document says."""
    file = next(iter(content.attachments), None)
    return {
        "type": content.type.code if content.type else None,
        "summary": content.summary,
        "language": content.language,
        "version": content.version,
        "dated": _day(content.dated),
        "file": shelf.path_of(key, file) if file else None,
    }


def procedure_row(key: str, content: ProcedureContent, names: Names, shelf: Shelf) -> Row:
    """Return what a guide says."""
    attached = [(file, path) for file in content.attachments if (path := shelf.path_of(key, file))]
    return {
        "purpose": content.purpose,
        "scope": content.scope,
        "owner": next(iter(_parties(key, "owner", [content.owner] if content.owner else [], names)), None),
        "parties": _parties(key, "parties", content.parties, names),
        "legal_basis": [basis.code for basis in content.legal_basis],
        "review_on": _day(content.review_on),
        **_sources(content),
        "steps": step_rows(key, content.steps, names),
        "attachments": [
            identified({"file": path, "title": file.title}, file.id, row_id(key, "attachments", path))
            for file, path in attached
        ],
    }


def protocol_row(key: str, content: ProtocolContent, names: Names, shelf: Shelf) -> Row:
    """Return what a protocol says."""
    stated = {
        "country": content.country,
        "counterpart": content.counterpart,
        "status": content.status,
        "status_note": content.status_note,
    }
    return {**stated, **procedure_row(key, content, names, shelf), **_clauses(content)}


def _clauses(content: ProtocolContent) -> Row:
    return {
        "returns": [
            _stated(
                each,
                channel=each.channel.code,
                days=list(each.days),
                opens=each.opens,
                closes=each.closes,
                where=each.where,
            )
            for each in content.returns
        ],
        "detention": [_guarantee(each) for each in content.detention],
        "guarantees": [_guarantee(each) for each in content.guarantees],
        "consulates": [
            _stated(each, **{name: getattr(each, name) for name in ("name", "place", "address", "phone", "email")})
            for each in content.consulates
        ],
    }


def _guarantee(row: Guarantee) -> Row:
    return _stated(row, text=row.text, limit=delay_row(row.limit))


def project_row(key: str, content: ProjectContent, names: Names, shelf: Shelf) -> Row:
    """Return what a project says; nothing is not what a file would take for granted."""
    return {
        "type": content.type,
        "summary": content.summary,
        "starts": _day(content.starts),
        "ends_in": content.ends_in,
        "budget": content.budget,
        "coverage": content.coverage,
        "region": content.region,
        "beneficiaries": [country.code for country in content.beneficiaries],
        "results": [{"id": str(each.id), "text": each.text} for each in content.results],
        "partners": _parties(key, "partners", content.partners, names),
        "texts": _parties(key, "texts", content.texts, names),
        "responsibilities": [
            named(name := names.row(each.work, each.responsibility), each.id, row_id(key, "responsibilities", name))
            for each in content.responsibilities
        ],
        **_sources(content),
    }


def explicit(content: Any) -> Row:
    """Return the fields that are stated though they are empty, for a file without them means something else."""
    return {"status": content.status, "currency": content.currency} if isinstance(content, ProjectContent) else {}


ROWS: dict[type[Any], tuple[str, Callable[[str, Any, Names, Shelf], Row]]] = {
    DocumentContent: ("documents", document_row),
    ProcedureContent: ("procedures", procedure_row),
    ProtocolContent: ("protocols", protocol_row),
    ProjectContent: ("projects", project_row),
}
"""In which list of a file a kind of text stands, and how."""


def _parties(owner: str, field: str, parties: Iterable[Party], names: Names) -> list[str | Row]:
    return [named(name := names.of(each.work), each.id, row_id(owner, field, name)) for each in parties]


def _stated(row: Any, **fields: Any) -> Row:
    """Return a row that nothing names: by its identity."""
    identity: UUID = row.id
    return {"id": str(identity)} | without_blanks(
        {**fields, "proposed": row.proposed, "source": source_row(row.source)}
    )


def _sources(content: Any) -> Row:
    return {"sources": [source_row(source) for source in content.sources], "doubts": list(content.doubts)}


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None
