"""What the page of a procedure or a protocol shows besides the text itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django_countries.fields import Country

from portal.editions.models import Work
from portal.editions.reading import Reading

from ..choices import ProtocolStatus
from ..content.procedures import ProcedureContent
from ..content.protocols import ProtocolContent, Returns
from ..content.terms import Term
from ..flow import Selection, chart_of
from ..flow.chart import EVERYBODY
from ..models import Channel, MigrantProfile
from ..models.reference import OrderedReferenceData
from ..register.papers import papers_of
from .actors import Directory, known_part, works_in
from .returns import days_in_words, hours_in_words
from .steps import delay_in_words, shown_steps

PROFILE, CHANNEL = "profil", "voie"


@dataclass(frozen=True, slots=True)
class Option:
    """A profile or a channel to choose, and where that leads."""

    term: Term
    url: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class ShownGuarantee:
    """A clause with its limit in words."""

    row: Any
    limit: str


@dataclass(frozen=True, slots=True)
class ShownReturns:
    """When people are returned by one channel, in words."""

    row: Returns
    days: str
    hours: str


def procedure_context(*, content: ProcedureContent, work: Work, reading: Reading) -> dict[str, Any]:
    """Return what the templates of procedures and protocols need; `reading` decides what may be shown."""
    return guide(content, work, reading, EVERYBODY)


def guide(content: ProcedureContent, work: Work, reading: Reading, selection: Selection) -> dict[str, Any]:
    """Return a procedure as it is for who is asked about."""
    directory = Directory.read(works_in(content), reading)
    content = known_part(content, directory.known)
    chart = chart_of(content.steps, selection)
    shown = shown_steps(content.steps, chart, directory)
    return {
        "chain": (),
        "selection": selection,
        "flowchart": chart,
        "steps": shown,
        "proposed": sum(step.row.proposed for step in shown),
        "papers": papers_of(shown),
        "left_out": len(content.steps) - len(chart.steps()),
        "parties": [actor for party in content.parties if (actor := directory.of_party(party))],
        "owner": directory.of_party(content.owner) if content.owner else None,
        "profiles": list(_options(PROFILE, in_their_order(MigrantProfile, content.profiles), selection, work)),
        "channels": list(_options(CHANNEL, in_their_order(Channel, content.channels), selection, work)),
        "all_steps_url": reverse("steps", args=[work.key]),
        **(_agreement(content) if isinstance(content, ProtocolContent) else {}),
    }


def in_their_order(model: type[OrderedReferenceData], terms: Collection[Term]) -> list[Term]:
    """Return ``terms`` in the order of their list; those that it has no more come last."""
    if len(terms) < 2:
        return list(terms)
    places = {code: place for place, code in enumerate(model.objects.values_list("code", flat=True))}
    return sorted(terms, key=lambda term: places.get(term.code, len(places)))


def _options(name: str, terms: Iterable[Term], selection: Selection, work: Work) -> Iterator[Option]:
    """Yield the terms to choose from: each leads to the steps for it and for what is chosen of the other list."""
    held = {PROFILE: selection.profiles, CHANNEL: selection.channels}
    for term in terms:
        chosen = term.code in held[name]
        kept = {other: sorted(codes) for other, codes in held.items() if other != name}
        asked = {**kept, **({} if chosen else {name: [term.code]})}
        query = urlencode({key: asked[key] for key in (PROFILE, CHANNEL) if asked.get(key)}, doseq=True)
        url = reverse("steps", args=[work.key])
        yield Option(term, f"{url}?{query}" if query else url, chosen)


def _agreement(content: ProtocolContent) -> dict[str, Any]:
    return {
        "country": str(Country(content.country).name),
        "status": str(ProtocolStatus(content.status).label),
        "returns": [ShownReturns(row, days_in_words(row), hours_in_words(row)) for row in content.returns],
        "detention": [ShownGuarantee(row, delay_in_words(row.limit)) for row in content.detention],
        "guarantees": [ShownGuarantee(row, delay_in_words(row.limit)) for row in content.guarantees],
    }
