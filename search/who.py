"""Who is responsible? The one query function: the page, the API and the command all ask here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.urls import reverse
from django.utils.translation import override

from portal.approvals.emergency.shown import published_in_emergency
from portal.editions.kinds import Family
from portal.editions.passages import PassageKind
from portal.editions.projections import WITHDRAWN
from portal.editions.reading import Link, Reading
from procedures.flow import Selection
from procedures.presentation.shelf import steps_by_actor

from . import former_names, question_log
from .analysis.terms import plain
from .corrections import Proposal, proposals, put_right
from .engines import get_engine
from .engines.base import Filters, Hit
from .how import EVERYBODY, StepAnswer, how
from .lexicon import current_lexicon
from .papers import PaperAnswer, papers
from .question import Correction, understand
from .ranking import Answer, FoundPassage, rank
from .reader import filters_of

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
class UnitAnswer:
    """A unit that answers: the sentence, the head's post, the chain above, in how many steps it acts."""

    unit: Link
    organisation: Link
    kind_name: str
    head: PostLink | None
    chain: tuple[Link, ...]
    passage: FoundPassage
    passage_url: str
    more: tuple[tuple[FoundPassage, str], ...]
    score: float
    in_emergency: bool = False
    steps: int = 0


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a question found; ``counts`` are units by facet and value; ``asked``: some unit has its words."""

    question: str
    total: int = 0
    answers: Sequence[UnitAnswer] = ()
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    proposals: Sequence[Proposal] = ()
    unknown: Sequence[str] = ()
    steps: Sequence[StepAnswer] = ()
    papers: Sequence[PaperAnswer] = ()
    asked: bool = False


def who(
    question: str,
    reading: Reading,
    *,
    limit: int = LIMIT,
    chosen: Mapping[str, str] | None = None,
    about: Selection = EVERYBODY,
    log: bool = True,
) -> Findings:
    """Return the units of ``reading`` that answer ``question``, best first, and the steps and documents that do.

    ``chosen`` narrows by facet; a value that does not exist finds nothing. ``about`` narrows the steps to those that
    apply. Raises ``IndexUnavailable``.
    """
    chosen = {name: value for name, value in (chosen or {}).items() if name in FACETS}
    with override(reading.language):
        found = _units(question, reading, chosen, limit)
        practice = how(question, reading, about, nobodys=found.unknown)
        written = papers(question, reading, nobodys=found.unknown)
    if log and not any(chosen.values()) and (found.asked or practice.asked or written.asked):
        answers = found.total + len(practice.steps) + len(written.answers)
        question_log.note(text=found.question, language=reading.language, answers=answers)
    unknown = [word for word in found.unknown if word in practice.unknown & written.unknown]
    return replace(found, steps=practice.steps, papers=written.answers, unknown=unknown)


def _units(question: str, reading: Reading, chosen: Mapping[str, str], limit: int) -> Findings:
    lexicon = current_lexicon(reading.language, reading.audience)
    filters = _narrowed(filters_of(reading, Family.STRUCTURE), chosen)
    understood = understand(question, lexicon, filters)
    if not understood.query.concepts:
        return Findings(understood.text, unknown=understood.unknown)
    result = get_engine().search(understood.query)
    proposed = tuple(proposals(understood.corrections, _still_said(understood.corrections, result.hits, reading)))
    meant = understand(put_right(understood.text, proposed), lexicon, filters).query if proposed else None
    return Findings(
        question=understood.text,
        total=result.works,
        answers=_hydrated(rank(understood.query, result.hits, limit=limit, meant=meant), reading),
        counts=result.facets,
        proposals=proposed,
        unknown=understood.unknown,
        asked=True,
    )


def _narrowed(reader: Filters, chosen: Mapping[str, str]) -> Filters:
    return replace(
        reader,
        organisation=chosen.get("organisation", ""),
        unit_kind=chosen.get("unit_kind", ""),
        place=chosen.get("place", ""),
    )


def _hydrated(answers: Sequence[Answer], reading: Reading) -> list[UnitAnswer]:
    """Complete answers from the database: four queries. What the reader may not see there is left out."""
    answers = _without_names_no_longer_said(answers, reading)
    works = [UUID(answer.work) for answer in answers]
    lineages, hasty = reading.lineages(works), published_in_emergency(works, reading)
    found = ((answer, lineages.get(UUID(answer.work))) for answer in answers)
    shown = [
        _unit_answer(answer, lineage) for answer, lineage in found if lineage and _may_be_said(answer, lineage[-1])
    ]
    acting = steps_by_actor(reading)
    return [replace(each, in_emergency=each.unit.work in hasty, steps=acting.get(each.unit.work, 0)) for each in shown]


def _without_names_no_longer_said(answers: Sequence[Answer], reading: Reading) -> list[Answer]:
    """Leave out former names that the index still knows, and the database does not say to this reader any more."""
    named = {UUID(each.work) for each in answers if any(_is_former(passage) for passage in each.passages)}
    said = former_names.still_said(named, reading.audience)
    kept = [replace(each, passages=_said_passages(each, said)) for each in answers]
    return [each for each in kept if each.passages]


def _said_passages(answer: Answer, said: Mapping[UUID, set[str]]) -> tuple[FoundPassage, ...]:
    return tuple(each for each in answer.passages if not _is_former(each) or _is_said(answer.work, each.text, said))


def _is_former(passage: FoundPassage) -> bool:
    return passage.kind == PassageKind.FORMER_NAME


def _is_said(work: str, text: str, said: Mapping[UUID, set[str]]) -> bool:
    return text in said.get(UUID(work), ())


def _still_said(corrections: Sequence[Correction], hits: Sequence[Hit], reading: Reading) -> list[Hit]:
    """Return the hits that could put a word right, of texts that the reader may read still: one query, or none."""
    words = {plain(word) for correction in corrections for word in correction.suggestions}
    telling = [hit for hit in hits if not words.isdisjoint(hit.document.terms)]
    works = {UUID(hit.document.work) for hit in telling}
    readable = reading.held().filter(work__in=works, edition__withdrawal=None) if works else ()
    known = {row.work_id.hex for row in readable}
    former = {UUID(hit.document.work) for hit in telling if hit.document.kind == PassageKind.FORMER_NAME}
    said = former_names.still_said(former, reading.audience)
    return [
        hit
        for hit in telling
        if hit.document.work in known
        and (hit.document.kind != PassageKind.FORMER_NAME or _is_said(hit.document.work, hit.document.text, said))
    ]


def _may_be_said(answer: Answer, unit: Link) -> bool:
    """Whether the index says no more of a text than is left of it: it learns a moment later that one was withdrawn."""
    return WITHDRAWN not in unit.facets or all(passage.text == unit.title for passage in answer.passages)


def _unit_answer(answer: Answer, lineage: Sequence[Link]) -> UnitAnswer:
    *chain, unit = lineage
    first, *more = answer.passages
    return UnitAnswer(
        unit=unit,
        organisation=lineage[0],
        kind_name=unit.facets.get("unit_kind_name", ""),
        head=_head(unit),
        chain=tuple(chain),
        passage=first,
        passage_url=_passage_url(unit, first),
        more=tuple((passage, _passage_url(unit, passage)) for passage in more),
        score=round(answer.score, 4),
    )


def _head(unit: Link) -> PostLink | None:
    facets = unit.facets
    if not facets.get("head"):
        return None
    url = reverse("post", args=[unit.work, facets["head"]])
    return PostLink(facets["head_title"], url, facets.get("head_phone", ""), facets.get("head_email", ""))


def _passage_url(unit: Link, passage: FoundPassage) -> str:
    return f"{unit.url}#{passage.anchor}" if passage.anchor else unit.url
