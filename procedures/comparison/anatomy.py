"""Of what guides, protocols, projects and documents are made."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django_countries.fields import Country

from org.comparison.facts import doubt_rows, file_rows, source_rows
from portal.dates import written
from portal.editions.comparing import Anatomy, Fact, Row

from ..choices import ProjectStatus, ProtocolStatus
from ..content.documents import DocumentContent
from ..content.procedures import ProcedureContent
from ..content.projects import ProjectContent
from ..content.protocols import ProtocolContent
from . import rows
from .items import labelled
from .wording import DOCUMENT, GUIDE, PROJECT, PROTOCOL, script

Facts = dict[str, Fact]
Rows = dict[str, list[Row]]


def _day(date: datetime.date | None) -> str:
    return written(date) if date else ""


def _guide_facts(content: ProcedureContent) -> Facts:
    owner = content.owner
    return {
        "title": Fact.of(content.title),
        "reference": Fact.of(content.reference),
        "purpose": Fact.of(content.purpose),
        "scope": Fact.of(content.scope),
        "owner": Fact.of(labelled(owner.name, owner.acronym), hidden=[str(owner.work)]) if owner else Fact.of(""),
        "review_on": Fact.of(_day(content.review_on)),
    }


def _guide_rows(content: ProcedureContent) -> Rows:
    return {
        "steps": rows.steps(content.steps),
        "parties": rows.parties(content.parties),
        "legal_basis": rows.legal_basis(content.legal_basis),
        "sources": source_rows(content.sources),
        "attachments": file_rows(content.attachments),
        "doubts": doubt_rows(content.doubts),
    }


def _protocol_facts(content: ProtocolContent) -> Facts:
    country = str(Country(content.country).name) if content.country else ""
    status = str(ProtocolStatus(content.status).label) if content.status in ProtocolStatus.values else content.status
    return {
        **_guide_facts(content),
        "country": Fact.of(country, hidden=[content.country]) if content.country else Fact.of(""),
        "counterpart": Fact.of(content.counterpart),
        "status": Fact.of(status),
        "status_note": Fact.of(content.status_note),
    }


def _protocol_rows(content: ProtocolContent) -> Rows:
    return {
        **_guide_rows(content),
        "returns": list(rows.returns(content.returns)),
        "detention": list(rows.guarantees(content.detention)),
        "guarantees": list(rows.guarantees(content.guarantees)),
        "consulates": list(rows.consulates(content.consulates)),
    }


def _project_facts(content: ProjectContent) -> Facts:
    status = str(ProjectStatus(content.status).label) if content.status in ProjectStatus.values else content.status
    budget = f"{content.budget} {content.currency}".strip() if content.budget else ""
    return {
        "title": Fact.of(content.title),
        "reference": Fact.of(content.reference),
        "type": Fact.of(content.type),
        "summary": Fact.of(content.summary),
        "status": Fact.of(status),
        "dates": Fact.of(_day(content.starts), str(content.ends_in or "")),
        "budget": Fact.of(budget, hidden=[content.currency]),
        "coverage": Fact.of(content.coverage, content.region),
    }


def _project_rows(content: ProjectContent) -> Rows:
    return {
        "beneficiaries": rows.beneficiaries(content.beneficiaries),
        "results": rows.results(content.results),
        "partners": rows.parties(content.partners),
        "texts": rows.parties(content.texts),
        "responsibilities": rows.strengthened(content.responsibilities),
        "sources": source_rows(content.sources),
        "doubts": doubt_rows(content.doubts),
    }


def _document_facts(content: DocumentContent) -> Facts:
    kind = content.type
    return {
        "title": Fact.of(content.title),
        "reference": Fact.of(content.reference),
        "type": Fact.of(kind.name, hidden=[kind.code]) if kind else Fact.of(""),
        "summary": Fact.of(content.summary),
        "language": Fact.of(_(dict(settings.LANGUAGES).get(content.language, content.language))),
        "version": Fact.of(content.version),
        "dated": Fact.of(_day(content.dated)),
    }


def _document_rows(content: DocumentContent) -> Rows:
    return {"attachments": file_rows(content.attachments)}


PROCEDURES = Anatomy(_guide_facts, _guide_rows, script(GUIDE))
PROTOCOLS = Anatomy(_protocol_facts, _protocol_rows, script(PROTOCOL))
PROJECTS = Anatomy(_project_facts, _project_rows, script(PROJECT))
DOCUMENTS = Anatomy(_document_facts, _document_rows, script(DOCUMENT))
