"""The same answers for programs: JSON, described by OpenAPI."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja import NinjaAPI, Query, Schema
from ninja.errors import ValidationError
from pydantic import BaseModel, Field

from portal.editions.readers import reading_of
from portal.editions.reading import Link
from procedures.flow import Selection

from .engines.base import IndexUnavailable
from .how import StepAnswer
from .papers import PaperAnswer
from .suggestions import suggest
from .unavailable import explanation
from .who import Findings, UnitAnswer, who

Language = Literal["fr", "ht", "en", "es"]
LONGEST_QUESTION = 400
MOST_ANSWERS = 50


class UnitOut(BaseModel):
    """The unit that answers; ``kind`` is the code of its kind, empty for an organisation."""

    title: str
    acronym: str
    kind: str
    organisation: str
    url: str


class PassageOut(BaseModel):
    """The sentence that answers."""

    text: str
    kind: str
    url: str


class LinkOut(BaseModel):
    """A name and its address."""

    title: str
    url: str


class ResultOut(BaseModel):
    """One answer; ``in_emergency``: the text in force was published before its approvals.

    ``steps``: in how many steps of guides the unit acts.
    """

    unit: UnitOut
    passage: PassageOut
    head: LinkOut | None
    chain: list[LinkOut]
    score: float
    in_emergency: bool = False
    steps: int = 0


class StepOut(BaseModel):
    """A step of a guide that answers, or the guide itself (``number`` is 0) where the question names it.

    ``responsible`` are those who carry it out, ``delay`` by when, in words.
    """

    guide: LinkOut
    kind: str
    number: int
    title: str
    passage: PassageOut
    responsible: list[LinkOut]
    delay: str
    score: float


class PaperOut(BaseModel):
    """A registered document that answers; ``page`` is that of its file where the passage is, if it is there."""

    document: LinkOut
    passage: PassageOut
    page: int | None = None


class WhoOut(BaseModel):
    """All that a question found; ``total`` counts every unit that matches; ``steps`` say how it is done."""

    total: int
    results: list[ResultOut]
    steps: list[StepOut] = []
    documents: list[PaperOut] = []


class SuggestionOut(BaseModel):
    """A name to ask for."""

    text: str
    acronym: str


class ProblemOut(BaseModel):
    """Why there is no answer, in the reader's language."""

    detail: str


class Asked(Schema):
    """A question and in which language to answer it."""

    q: Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]
    lang: Language = "fr"
    limit: Annotated[int, Field(ge=1, le=MOST_ANSWERS)] = 10
    profil: list[Annotated[str, Field(max_length=100)]] = []
    voie: list[Annotated[str, Field(max_length=100)]] = []


class Typed(Schema):
    """The beginning of a question."""

    q: Annotated[str, Field(max_length=LONGEST_QUESTION)] = ""
    lang: Language = "fr"


api = NinjaAPI(title="Mandat", version="1", docs_url=None, urls_namespace="api")


@api.api_operation(["HEAD"], "/who", include_in_schema=False)
@api.get("/who", response={200: WhoOut, 422: ProblemOut, 503: ProblemOut}, summary="Who is responsible for…?")
def ask_who(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """Answer a question in the reader's own words with the units responsible and the steps to take, best first.

    ``profil`` and ``voie`` narrow the steps to those that apply to some people.
    """
    about = Selection(frozenset(asked.profil), frozenset(asked.voie))
    findings = who(asked.q, reading_of(request, asked.lang), limit=asked.limit, about=about)
    found = who_out(findings, request.build_absolute_uri("/").rstrip("/"))
    # Already checked by its schema: ninja would check it once more, which takes as long as finding it.
    return HttpResponse(found.model_dump_json(), content_type="application/json; charset=utf-8")


@api.api_operation(["HEAD"], "/suggest", response=list[SuggestionOut], include_in_schema=False)
@api.get("/suggest", response={200: list[SuggestionOut]}, summary="Names that begin like this")
def ask_suggestions(request: HttpRequest, typed: Query[Typed]) -> list[SuggestionOut]:
    """Return the names of units for what is typed so far."""
    found = suggest(typed.q, reading_of(request, typed.lang))
    return [SuggestionOut(text=suggestion.text, acronym=suggestion.acronym) for suggestion in found]


@api.exception_handler(ValidationError)
def tell_what_is_wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Say in the reader's language what the parameters must be."""
    lang = request.GET.get("lang", "fr")
    with override(lang if lang in ("fr", "ht", "en", "es") else "fr"):
        words = {"length": LONGEST_QUESTION, "most": MOST_ANSWERS}
        message = _(
            "Paramètres attendus : q (1 à %(length)d caractères), lang (fr, ht, en ou es), limit (1 à %(most)d)."
        )
        return api.create_response(request, {"detail": message % words}, status=422)


@api.exception_handler(IndexUnavailable)
def tell_that_search_is_down(request: HttpRequest, error: IndexUnavailable) -> HttpResponse:
    """Say that search does not answer; the rest of the portal does."""
    return api.create_response(request, {"detail": explanation(error)}, status=503)


def who_out(findings: Findings, base_url: str) -> WhoOut:
    """Return ``findings`` in the API's terms, with absolute addresses."""
    return WhoOut(
        total=findings.total,
        results=[_result(answer, base_url) for answer in findings.answers],
        steps=[_step(answer, base_url) for answer in findings.steps],
        documents=[_paper(answer, base_url) for answer in findings.papers],
    )


def _result(answer: UnitAnswer, base_url: str) -> ResultOut:
    unit = answer.unit
    return ResultOut(
        unit=UnitOut(
            title=unit.title,
            acronym=unit.acronym,
            kind=unit.facets.get("unit_kind", ""),
            organisation=answer.organisation.title,
            url=base_url + unit.url,
        ),
        passage=PassageOut(text=answer.passage.text, kind=answer.passage.kind, url=base_url + answer.passage_url),
        head=LinkOut(title=answer.head.title, url=base_url + answer.head.url) if answer.head else None,
        chain=[_link(link, base_url) for link in answer.chain],
        score=answer.score,
        in_emergency=answer.in_emergency,
        steps=answer.steps,
    )


def _step(answer: StepAnswer, base_url: str) -> StepOut:
    return StepOut(
        guide=_link(answer.guide, base_url),
        kind=answer.guide.kind,
        number=answer.number,
        title=answer.title,
        passage=PassageOut(text=answer.passage.text, kind=answer.passage.kind, url=base_url + answer.url),
        responsible=[LinkOut(title=actor.name, url=base_url + actor.url) for actor in answer.responsible],
        delay=answer.delay,
        score=answer.passage.score,
    )


def _paper(answer: PaperAnswer, base_url: str) -> PaperOut:
    passage = PassageOut(text=answer.passage.text, kind=answer.passage.kind, url=base_url + answer.url)
    return PaperOut(document=_link(answer.document, base_url), passage=passage, page=answer.page)


def _link(link: Link, base_url: str) -> LinkOut:
    return LinkOut(title=link.title, url=base_url + link.url)
