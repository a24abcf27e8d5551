"""What the portal asks of a search engine, and nothing else: tantivy and Elasticsearch both implement it.

Text is analysed before it comes here (``search.analysis``): engines store and match finished terms, and no
user's text ever reaches a query parser.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

from portal.editions.intervals import LAST_RECORDED
from portal.editions.kinds import Family

_EPOCH: Final = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def moment_of(recorded: datetime.datetime) -> int:
    """Return a moment in microseconds since 1970."""
    return (recorded - _EPOCH) // datetime.timedelta(microseconds=1)


NOW: Final = moment_of(LAST_RECORDED)


class Unavailable(StrEnum):
    """Why an index cannot answer; ``search.unavailable`` puts it in words for people."""

    MISSING = "missing"
    CORRUPT = "corrupt"
    OUTDATED = "rebuild needed"
    UNREACHABLE = "unreachable"


class IndexUnavailable(Exception):
    """The index cannot answer now; nothing is lost, for the database is the truth."""

    def __init__(self, reason: Unavailable, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Document:
    """A passage of an edition in force, ready to be found.

    ``id`` is ``work:language:anchor-or-kind:starts:recorded_from``; ``work`` and ``organisation`` are UUIDs in hex;
    ``served`` lists the readers' languages for which this language version is the one to show;
    ``starts`` and ``ends`` are proleptic ordinals of dates, ``recorded_from`` and ``recorded_until`` microseconds
    since 1970, both half open: what was said then of those days. ``audience`` is the level a reader needs.
    ``terms`` are those of the passage, ``title_terms`` those of its unit's title and acronym, ``context_terms``
    those of the titles and acronyms of everything above the unit; ``above`` are the works that stand there, the
    organisation first. ``family`` is that of its kind of text; ``profiles`` and ``channels`` are whom it concerns:
    none, everybody and every way.
    """

    id: str
    work: str
    language: str
    served: tuple[str, ...]
    audience: int
    starts: int
    ends: int
    recorded_from: int
    recorded_until: int
    organisation: str
    unit_kind: str
    place: str
    kind: str
    anchor: str
    position: int
    depth: int
    title: str
    acronym: str
    text: str
    terms: tuple[str, ...]
    title_terms: tuple[str, ...]
    context_terms: tuple[str, ...]
    above: tuple[str, ...]
    family: str = Family.STRUCTURE.value
    profiles: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages a reader may and wants to see; empty facets mean all, no day or moment means any.

    ``said``: as was said at that moment, in microseconds since 1970; the last moment of all for what is said now.
    A passage that concerns one of ``profiles``, or everybody, is let through; so with ``channels``.
    """

    language: str
    audience: int
    on: int | None = None
    said: int | None = NOW
    organisation: str = ""
    unit_kind: str = ""
    place: str = ""
    family: str = ""
    profiles: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to match a concept: all of ``terms`` in one passage, worth ``weight`` (1 = the reader's own word)."""

    terms: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that the reader asked for, with all the ways in which a text may say it; ``weight`` is its rarity."""

    text: str
    alternatives: tuple[Alternative, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Query:
    """A question as an engine understands it: a passage must match at least ``minimum`` of the concepts.

    A concept counts as matched in the passage's own terms, its unit's title, or (worth less) its context; the
    terms of one alternative may also be spread over the passage and its unit's title.
    """

    concepts: tuple[Concept, ...]
    filters: Filters
    minimum: int = 1
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that matched, with the engine's own score."""

    document: Document
    score: float


@dataclass(frozen=True, slots=True)
class Result:
    """The best passages and, over everything that matched, the number of distinct works by facet value."""

    hits: Sequence[Hit]
    works: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Engine(Protocol):
    """A search engine. Only one process writes at a time (``search.drain`` holds the lock).

    Every method raises ``IndexUnavailable`` when the index is missing, damaged, of another schema or unreachable;
    ``rebuild`` works in all these cases but the last.

    Scores are comparable between engines: a concept gives its weight times the best of its alternatives, where
    1.0 is one mention of the reader's own word in a passage of average length. How rare a word is counts once,
    in the concept's weight.
    """

    def search(self, query: Query) -> Result:
        """Return the passages that match, best first."""

    def vocabulary(self, filters: Filters | None = None) -> Mapping[str, int]:
        """Return every plain (folded, unstemmed) word of the passages with the number of documents it is in.

        With ``filters``, only of the passages that this reader may see: what is suggested must not tell more.
        """

    def version(self) -> str:
        """Return a token that changes whenever the searchable content changes (to key caches by)."""

    def replace(self, works: Iterable[str], documents: Iterable[Document]) -> None:
        """Make ``documents`` the only ones of ``works``, durably and visibly, in one step."""

    def rebuild(self, documents: Iterable[Document]) -> None:
        """Build a new index beside the old one and swap atomically, while queries go on."""

    def documents(self) -> Iterator[Document]:
        """Yield everything that is indexed, to compare it with the database."""
