"""The rows of texts as facts to compare: steps with all that they say, clauses, parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from org.comparison.facts import source_facts
from org.content import LegalBasis
from portal.editions.comparing import Facts, Row

from ..choices import Raci
from ..content.procedures import Party
from ..content.projects import Result, Touched
from ..content.protocols import Consulate, Guarantee, Returns
from ..content.steps import Step
from ..content.terms import Term
from ..presentation.returns import days_in_words, hours_in_words
from ..presentation.steps import delay_in_words
from . import items


def steps(rows: Iterable[Step]) -> list[Row]:
    """Return steps as rows."""
    listed = list(rows)
    titles = {step.id: step.title for step in listed}
    return [Row(step.id, step.title, _step(step, titles)) for step in listed]


def _step(step: Step, titles: dict[UUID, str]) -> Facts:
    return {
        "title": step.title,
        "text": step.text,
        **{role.value: tuple(map(items.holder, step.held_by(role))) for role in Raci},
        "delay": delay_in_words(step.delay),
        "place": items.place(step.place),
        "where": step.where,
        "in": tuple(items.document(paper) for paper in step.papers if paper.direction == "in"),
        "out": tuple(items.document(paper) for paper in step.papers if paper.direction != "in"),
        "profiles": items.terms(step.profiles),
        "channels": items.terms(step.channels),
        "branches": tuple(items.branch(row, titles) for row in step.branches),
        "afterwards": items.afterwards(step, titles),
        "legal_basis": items.bases(step.legal_basis),
        "proposed": step.proposed,
        "doubt": step.doubt,
        **source_facts(step.source),
    }


def parties(rows: Iterable[Party]) -> list[Row]:
    """Return organisations, units or texts as rows."""
    return [Row(row.id, row.name, {"name": (items.party(row),)}) for row in rows]


def legal_basis(rows: Iterable[LegalBasis]) -> list[Row]:
    """Return legal texts as rows."""
    return [Row(None, row.name, {"name": row.name, "citation": row.citation, "url": row.url}) for row in rows]


def returns(rows: Iterable[Returns]) -> Iterator[Row]:
    """Yield the days and hours of returns as rows."""
    for row in rows:
        facts: Facts = {
            "channel": items.terms([row.channel]),
            "days": days_in_words(row),
            "hours": hours_in_words(row),
            "where": row.where,
            "proposed": row.proposed,
            **source_facts(row.source),
        }
        yield Row(row.id, row.channel.name, facts)


def guarantees(rows: Iterable[Guarantee]) -> Iterator[Row]:
    """Yield what is warranted as rows."""
    for row in rows:
        facts: Facts = {
            "text": row.text,
            "limit": delay_in_words(row.limit),
            "proposed": row.proposed,
            **source_facts(row.source),
        }
        yield Row(row.id, row.text, facts)


def consulates(rows: Iterable[Consulate]) -> Iterator[Row]:
    """Yield consulates as rows."""
    texts = ("name", "place", "address", "phone", "email")
    for row in rows:
        facts: Facts = {name: getattr(row, name) for name in texts}
        yield Row(row.id, row.name, {**facts, "proposed": row.proposed, **source_facts(row.source)})


def beneficiaries(rows: Iterable[Term]) -> list[Row]:
    """Return states as rows."""
    return [Row(None, row.name, {"name": row.name}) for row in rows]


def results(rows: Iterable[Result]) -> list[Row]:
    """Return what a project should bring about as rows."""
    return [Row(row.id, row.text, {"text": row.text}) for row in rows]


def strengthened(rows: Iterable[Touched]) -> list[Row]:
    """Return responsibilities that a project strengthens as rows."""
    return [
        Row(row.id, row.text or row.name, {"text": row.text, "unit": (items.Called(row.name, str(row.work)),)})
        for row in rows
    ]
