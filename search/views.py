"""The search page: a question in a box, the answers below, addresses that can be shared."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.editions.readers import reading_of
from portal.editions.reading import Reading
from portal.home.models import example_questions
from procedures.flow import Selection
from procedures.presentation.procedures import CHANNEL, PROFILE
from procedures.presentation.shelf import channels_told_apart, profiles_told_apart
from procedures.views import selection_of

from .corrections import put_right
from .engines.base import IndexUnavailable
from .facets import named_facets
from .unavailable import explanation
from .who import FACETS, LIMIT, Findings, who

LONGEST_QUESTION = 400
MORE = 50
VALUES_SHOWN = 6


def search(request: HttpRequest) -> HttpResponse:
    """Answer the question ``q``; without one, invite to ask."""
    question = request.GET.get("q", "").replace("\x00", "").strip()
    reading = reading_of(request)
    chosen = {facet: request.GET.get(facet, "") for facet in FACETS}
    context: dict[str, Any] = {
        "question": question,
        "about": selection_of(request),
        "chosen": chosen,
        "organisations": SimpleLazyObject(lambda: reading.children(None)),
        "examples": SimpleLazyObject(lambda: example_questions(reading.language)),
        "example_language": reading.language,
    }
    if len(question) > LONGEST_QUESTION:
        problem = _("Votre question est trop longue : %d caractères au plus.") % LONGEST_QUESTION
        return render(request, "search/search.html", {**context, "problem": problem}, status=400)
    if not question:
        return render(request, "search/search.html", context)
    return _answered(request, reading, context)


def _answered(request: HttpRequest, reading: Reading, context: dict[str, Any]) -> HttpResponse:
    limit = MORE if request.GET.get("all") else LIMIT
    try:
        findings = who(context["question"], reading, limit=limit, chosen=context["chosen"], about=context["about"])
    except IndexUnavailable as error:
        return render(request, "search/search.html", {**context, "problem": explanation(error)}, status=503)
    facets = _facet_links(context["question"], context["chosen"], findings, reading)
    context |= {
        "findings": findings,
        "facets": facets,
        "filters": [value for facet in facets for value in facet["values"] if value["facet"].chosen],
        "proposals": _proposals(context["question"], findings),
        "has_more": findings.total > len(findings.answers),
        "shows_all": limit == MORE,
        "whom": _whom(context["question"], context["about"], reading) if findings.steps or context["about"] else [],
    }
    return render(request, "search/search.html", context)


def _facet_links(question: str, chosen: dict[str, str], findings: Findings, reading: Reading) -> list[dict[str, Any]]:
    """Return each facet with links that choose a value, or let it go if it is chosen; rare values come apart."""
    names = {"organisation": _("Organisation"), "unit_kind": _("Type d’unité"), "place": _("Lieu")}
    facets = []
    for facet, values in named_facets(findings, reading, chosen).items():
        links = [
            {"facet": value, "query": _query(question, {**chosen, facet: "" if value.chosen else value.value})}
            for value in values
        ]
        if links:
            shown, more = links[:VALUES_SHOWN], links[VALUES_SHOWN:]
            facets.append({"name": names[facet], "values": links, "shown": shown, "more": more})
    return facets


def _whom(question: str, about: Selection, reading: Reading) -> list[dict[str, Any]]:
    """Return the profiles and the channels that steps can be narrowed by, as links that choose one or let it go."""
    lists = [
        (_("La personne"), PROFILE, about.profiles, profiles_told_apart(reading)),
        (_("Son arrivée"), CHANNEL, about.channels, channels_told_apart(reading)),
    ]
    held = {name: next(iter(sorted(codes)), "") for _label, name, codes, _terms in lists}
    return [
        {
            "name": label,
            "values": [
                {
                    "term": term,
                    "chosen": term.code in codes,
                    "query": _query(question, {**held, name: "" if term.code in codes else term.code}),
                }
                for term in terms
            ],
        }
        for label, name, codes, terms in lists
        if terms
    ]


def _proposals(question: str, findings: Findings) -> list[dict[str, str]]:
    """Return the question with its doubtful words put right, as a link."""
    corrected = put_right(question, findings.proposals)
    return [{"text": corrected, "query": _query(corrected, {})}] if corrected != question else []


def _query(question: str, chosen: dict[str, str]) -> str:
    return urlencode({"q": question, **{name: value for name, value in chosen.items() if value}})
