"""From editions to what engines index: every passage of every text in force, on any date, in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

from portal.editions.models import Edition, Work
from portal.editions.passages import Passage, PassageKind
from search.analysis import all_terms
from search.engines.base import Document, moment_of
from search.former_names import FormerName, FormerNames, part_with
from search.structure import Span, Standing, Structure

_CHUNK = 200


def documents_for(
    works: Collection[UUID] | None, done: Callable[[int], object] = lambda count: None
) -> Iterator[Document]:
    """Yield the passages of ``works`` (None: all), a few queries a chunk; ``done`` hears of works finished."""
    keys = _all_works() if works is None else sorted(works)
    for start in range(0, len(keys), _CHUNK):
        chunk = keys[start : start + _CHUNK]
        yield from _documents(chunk)
        done(len(chunk))


def _all_works() -> list[UUID]:
    return list(Work.objects.order_by("key").values_list("key", flat=True))


@dataclass(frozen=True, slots=True)
class _Analysed:
    """A passage with its terms, and a name that is its own in the text even where anchors repeat."""

    name: str
    passage: Passage
    terms: tuple[str, ...]


def _documents(works: list[UUID]) -> Iterator[Document]:
    structure, formers = Structure(works), FormerNames(works)
    versions = [version for work in works for version in structure.versions(work)]
    editions = Edition.objects.in_bulk({version.edition for version in versions})
    for version in versions:
        passages = list(_analysed(editions[version.edition].passages(), version.language))
        former = formers.of(version, structure.versions(version.work), editions)
        for span in structure.spans(version):
            yield from _documents_of(version, span, passages)
            yield from _former_names(version, span, former, len(passages))


def _analysed(passages: Iterable[Passage], language: str) -> Iterator[_Analysed]:
    seen: Counter[str] = Counter()
    for passage in passages:
        name = passage.anchor or str(passage.kind)
        seen[name] += 1
        terms = all_terms((passage.text, *passage.keywords), language)
        yield _Analysed(name if seen[name] == 1 else f"{name}.{seen[name]}", passage, terms)


@lru_cache(maxsize=4096)
def _name_terms(title: str, acronym: str, language: str) -> tuple[str, ...]:
    return all_terms((title, acronym), language)


def _terms_of_names(rows: Iterable[Standing]) -> tuple[str, ...]:
    return tuple(term for row in rows for term in _name_terms(row.title, row.acronym, row.language))


def _former_names(version: Standing, span: Span, formers: list[FormerName], position: int) -> Iterator[Document]:
    """Yield the names that are former ones on days of ``span``, for who may know of them."""
    for number, former in enumerate(formers, start=1):
        if part := part_with(span, former):
            terms = all_terms(former.names, version.language)
            analysed = _Analysed(f"{PassageKind.FORMER_NAME}.{number}", former.passage(version.language), terms)
            yield from _documents_of(replace(version, audience=former.audience), part, [analysed], position + number)


def _documents_of(version: Standing, span: Span, passages: list[_Analysed], first: int = 0) -> Iterator[Document]:
    title_terms, context_terms = _terms_of_names([version]), _terms_of_names(span.above)
    above = tuple(row.work.hex for row in span.above)
    starts, recorded_from = span.starts.toordinal(), moment_of(span.recorded_from)
    for position, analysed in enumerate(passages, start=first):
        passage = analysed.passage
        yield Document(
            id=f"{version.work.hex}:{version.language}:{analysed.name}:{starts}:{recorded_from}",
            work=version.work.hex,
            language=version.language,
            served=span.served,
            audience=version.audience,
            starts=starts,
            ends=span.ends.toordinal(),
            recorded_from=recorded_from,
            recorded_until=moment_of(span.recorded_until),
            organisation=above[0] if above else version.work.hex,
            unit_kind=version.unit_kind,
            place=version.place,
            kind=str(passage.kind),
            anchor=passage.anchor,
            position=position,
            depth=len(span.above),
            title=version.title,
            acronym=version.acronym,
            text=passage.text,
            terms=analysed.terms,
            title_terms=title_terms,
            context_terms=context_terms,
            above=above,
            family=str(version.family),
            profiles=passage.profiles,
            channels=passage.channels,
        )
