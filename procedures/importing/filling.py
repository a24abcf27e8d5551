"""Writes rows of a file into drafts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ..models import ProcedurePage, ProjectPage, ProtocolPage
from . import raw, schema
from .raw import Desk

AnyPage = ProcedurePage | ProtocolPage | ProjectPage
MODELS: dict[type[schema.TextRow], type[AnyPage]] = {
    schema.ProcedureRow: ProcedurePage,
    schema.ProtocolRow: ProtocolPage,
    schema.ProjectRow: ProjectPage,
}


def fill(page: AnyPage, row: schema.TextRow, desk: Desk) -> None:
    """Write what ``row`` states into a draft; what files do not state (attachments) stays."""
    page.title, page.reference, page.import_key = row.title, row.reference, row.key
    page.slug = row.slug or page.slug
    page.sources = raw.sources(row.key, row.sources)
    page.doubts = raw.doubts(row.key, row.doubts)
    if row.in_force:
        page.in_force_from, page.in_force_approximate = row.in_force.start, row.in_force.approximate
        page.in_force_note = row.in_force.note or ""
    if isinstance(row, schema.ProjectRow):
        _fill_project(page, row, desk)
    elif isinstance(row, schema.ProcedureRow):
        _fill_procedure(page, row, desk)
    if isinstance(row, schema.ProtocolRow):
        _fill_protocol(page, row, desk)


def _fill_procedure(page: Any, row: schema.ProcedureRow, desk: Desk) -> None:
    page.purpose, page.scope, page.review_on = row.purpose or "", row.scope or "", row.review_on
    page.owner_party = raw.parties(row.key, "owner", [row.owner] if row.owner else [], desk)
    page.parties = raw.parties(row.key, "parties", row.parties, desk)
    page.legal_basis = raw.laws(row.key, row.legal_basis, desk)
    page.steps = raw.steps(row.key, row.steps, desk)


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
