"""Who is responsible? The one query function: the page, the API and the command all ask here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import override

from org.content import StructureContent
from org.models import Place, UnitKind
from portal.editions.models import InForce
from portal.editions.reading import Link, Reading

from . import question_log
from .corrections import Proposal, proposals
from .engines import get_engine
from .engines.base import Filters, Result
from .lexicon import current_lexicon
from .question import Question, understand
from .ranking import Answer, FoundPassage, rank

LIMIT = 10
FACETS = ("organisation", "unit_kind", "place")


@dataclass(frozen=True, slots=True)
class PostLink:
    """A post and its page."""

    title: str
    url: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to narrow the answers by, with the number of units that it would leave."""

    value: str
    name: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """A unit that answers: the sentence, the head's post, the chain above, and where to read it."""

    unit: Link
    organisation: Link
    kind_name: str
    head: PostLink | None
    chain: tuple[Link, ...]
    passage: FoundPassage
    passage_url: str
    more: tuple[tuple[FoundPassage, str], ...]
    score: float


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a question found."""

    question: str
    total: int = 0
    answers: Sequence[UnitAnswer] = ()
    facets: Mapping[str, Sequence[FacetValue]] = field(default_factory=dict)
    proposals: Sequence[Proposal] = ()
    unknown: Sequence[str] = ()


def who(
    question: str, reading: Reading, *, limit: int = LIMIT, chosen: Mapping[str, str] | None = None, log: bool = True
) -> Findings:
    """Return the units of ``reading`` that answer ``question``, best first.

    ``chosen`` narrows by facet; a value that does not exist finds nothing. Raises ``IndexUnavailable``.
    """
    chosen = {name: value for name, value in (chosen or {}).items() if name in FACETS}
    reader = Filters(reading.language, reading.audience, reading.date.toordinal())
    with override(reading.language):
        understood = understand(question, current_lexicon(reader), _narrowed(reader, chosen))
        if not understood.query.concepts:
            return Findings(question, unknown=understood.unknown)
        result = get_engine().search(understood.query)
        answers = _hydrated(rank(understood.query, result.hits, limit=limit), reading)
        if log and not any(chosen.values()):
            question_log.note(text=question, language=reading.language, answers=result.works)
        return _findings(understood, result, answers, reading, chosen)


def _narrowed(reader: Filters, chosen: Mapping[str, str]) -> Filters:
    return replace(
        reader,
        organisation=chosen.get("organisation", ""),
        unit_kind=chosen.get("unit_kind", ""),
        place=chosen.get("place", ""),
    )


def _findings(
    question: Question, result: Result, answers: Sequence[UnitAnswer], reading: Reading, chosen: Mapping[str, str]
) -> Findings:
    return Findings(
        question=question.text,
        total=result.works,
        answers=answers,
        facets=_named_facets(result.facets, reading, chosen),
        proposals=tuple(proposals(question.corrections, result.hits)),
        unknown=question.unknown,
    )


def _hydrated(answers: Sequence[Answer], reading: Reading) -> list[UnitAnswer]:
    """Complete answers from the database: five queries whatever their number. What it does not have is left out."""
    works = [UUID(answer.work) for answer in answers]
    chains = reading.chains(works)
    links = reading.links_to({*works, *(key for chain in chains.values() for key in chain)})
    contents = _contents(works, reading)
    return [
        _unit_answer(answer, key, [links[above] for above in chains[key] if above in links], links[key], contents[key])
        for answer, key in zip(answers, works, strict=True)
        if key in links and key in chains and key in contents
    ]


def _contents(works: Collection[UUID], reading: Reading) -> dict[UUID, StructureContent]:
    rows = InForce.objects.served_in(reading.language, reading.date).filter(work__in=works)
    found = {row.work_id: row.edition.content for row in rows.select_related("edition")}
    return {key: content for key, content in found.items() if isinstance(content, StructureContent)}


def _unit_answer(
    answer: Answer, key: UUID, chain: Sequence[Link], unit: Link, content: StructureContent
) -> UnitAnswer:
    first, *more = answer.passages
    return UnitAnswer(
        unit=unit,
        organisation=chain[0] if chain else unit,
        kind_name=content.kind.name if content.kind else "",
        head=_head(key, content),
        chain=tuple(chain),
        passage=first,
        passage_url=_passage_url(unit, first),
        more=tuple((passage, _passage_url(unit, passage)) for passage in more),
        score=round(answer.score, 4),
    )


def _head(key: UUID, content: StructureContent) -> PostLink | None:
    post = content.head
    if post is None:
        return None
    return PostLink(post.title, reverse("post", args=[key, post.id]), post.phone, post.email)


def _passage_url(unit: Link, passage: FoundPassage) -> str:
    return f"{unit.url}#{passage.anchor}" if passage.anchor else unit.url


def _named_facets(
    counts: Mapping[str, Mapping[str, int]], reading: Reading, chosen: Mapping[str, str]
) -> dict[str, list[FacetValue]]:
    names = {
        "organisation": _organisation_names(counts.get("organisation", {}), reading),
        "unit_kind": dict(UnitKind.objects.values_list("code", "name")),
        "place": dict(Place.objects.values_list("code", "name")),
    }
    return {
        facet: [
            FacetValue(value, names[facet].get(value, value), count, chosen.get(facet) == value)
            for value, count in sorted(counts.get(facet, {}).items(), key=lambda item: (-item[1], item[0]))
            if value
        ]
        for facet in FACETS
    }


def _organisation_names(values: Mapping[str, int], reading: Reading) -> dict[str, str]:
    links = reading.links_to([UUID(value) for value in values])
    return {key.hex: link.acronym or link.title for key, link in links.items()}
