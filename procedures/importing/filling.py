"""Writes rows of a file into drafts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from org.importing.mapping import row_id

from ..models import DocumentPage, ProcedurePage, ProjectPage, ProtocolPage
from . import raw, schema
from .files import Library
from .raw import Desk
from .rows import FileRow

AnyPage = DocumentPage | ProcedurePage | ProtocolPage | ProjectPage
MODELS: dict[type[schema.TextRow], type[AnyPage]] = {
    schema.DocumentRow: DocumentPage,
    schema.ProcedureRow: ProcedurePage,
    schema.ProtocolRow: ProtocolPage,
    schema.ProjectRow: ProjectPage,
}


def fill(page: AnyPage, row: schema.TextRow, desk: Desk, library: Library) -> None:
    """Write what ``row`` states into a draft; files that it does not name stay."""
    page.title, page.reference = row.title, row.reference
    page.slug = row.slug or page.slug
    if row.in_force:
        page.in_force_from, page.in_force_approximate = row.in_force.start, row.in_force.approximate
        page.in_force_note = row.in_force.note or ""
    if isinstance(row, schema.SourcedRow):
        _fill_sources(page, row)
    if isinstance(row, schema.DocumentRow):
        _fill_document(page, row, desk, library)
    elif isinstance(row, schema.ProjectRow):
        _fill_project(page, row, desk)
    elif isinstance(row, schema.ProcedureRow):
        _fill_procedure(page, row, desk)
        _fill_attachments(page, row, library)
    if isinstance(row, schema.ProtocolRow):
        _fill_protocol(page, row, desk)


def _fill_sources(page: Any, row: schema.SourcedRow) -> None:
    page.sources = raw.sources(row.key, row.sources)
    page.doubts = raw.doubts(row.key, row.doubts)


def _fill_document(page: Any, row: schema.DocumentRow, desk: Desk, library: Library) -> None:
    page.type_id = desk.types[row.type] if row.type else None
    page.summary, page.version, page.dated = row.summary or "", row.version, row.dated
    page.file_language = row.language
    if row.file:
        page.file = library.document(row.file, row.title, held=page.file)


def _fill_procedure(page: Any, row: schema.ProcedureRow, desk: Desk) -> None:
    page.purpose, page.scope, page.review_on = row.purpose or "", row.scope or "", row.review_on
    page.owner_party = raw.parties(row.key, "owner", [row.owner] if row.owner else [], desk)
    page.parties = raw.parties(row.key, "parties", row.parties, desk)
    page.legal_basis = raw.laws(row.key, row.legal_basis, desk)
    page.steps = raw.steps(row.key, row.steps, desk)


def _fill_attachments(page: Any, row: schema.ProcedureRow, library: Library) -> None:
    if row.attachments is None:
        return
    held = {block.id: block.value["document"] for block in page.attachments}
    page.attachments = [_attachment(row.key, each, held, library) for each in row.attachments]


def _attachment(owner: str, row: FileRow, held: dict[str, Any], library: Library) -> raw.Raw:
    identity = row.id or row_id(owner, "attachments", row.file)
    title = row.title or row.file.rpartition("/")[2]
    document = library.document(row.file, title, held=held.get(str(identity)))
    return raw.block("attachment", identity, {"document": document.pk, "title": row.title})


def _fill_protocol(page: Any, row: schema.ProtocolRow, desk: Desk) -> None:
    page.country, page.counterpart = row.country, row.counterpart
    page.status, page.status_note = row.status, row.status_note or ""
    page.returns = raw.returns(row.key, row.returns, desk)
    page.detention = raw.guarantees(row.key, "detention", row.detention)
    page.guarantees = raw.guarantees(row.key, "guarantees", row.guarantees)
    page.consulates = raw.consulates(row.key, row.consulates)


def _fill_project(page: Any, row: schema.ProjectRow, desk: Desk) -> None:
    page.type, page.summary, page.status = row.type, row.summary or "", row.status
    page.starts, page.ends_in = row.starts, row.ends_in
    page.budget, page.currency = Decimal(row.budget) if row.budget else None, row.currency
    page.coverage, page.region = row.coverage, row.region
    page.beneficiaries = row.beneficiaries
    page.results = raw.results(row.key, row.results)
    page.partners = raw.parties(row.key, "partners", row.partners, desk)
    page.texts = raw.texts(row.key, row.texts, desk)
    page.responsibilities = raw.strengthened(row.key, row.responsibilities, desk)
