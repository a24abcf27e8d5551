"""The kinds of text that have editions. Apps above register theirs; editions know only this protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from pydantic import TypeAdapter

from .passages import Passage
from .redline import ShownPart


@dataclass(frozen=True, slots=True)
class RelationTo:
    """A link from a place in a text (``anchor``) to another work."""

    kind: str
    target: UUID
    anchor: str = ""


class Content(Protocol):
    """What an edition says, as plain typed data: a frozen dataclass that JSON holds without loss."""

    @property
    def title(self) -> str: ...

    @property
    def acronym(self) -> str: ...

    def passages(self) -> Iterable[Passage]:
        """Yield what search can find in the text."""

    def relations(self) -> Iterable[RelationTo]:
        """Yield the links to other works."""

    def facets(self) -> Mapping[str, str]:
        """Return what lists and search show and filter by besides the title: ``unit_kind``, ``place``…"""


class Family(StrEnum):
    """What a kind of text tells: who is responsible, how it is done, what is written down."""

    STRUCTURE = "structure"
    PROCEDURES = "procedures"
    DOCUMENTS = "documents"


Document = dict[str, Any]
Upcaster = Callable[[Document], Document]


def _nothing_more(**around: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of text: how its content is read and shown.

    ``upcasters`` map a schema number to the function that turns a body of that schema into the next one:
    old editions are brought up to date when they are read, never rewritten.
    A kind that is not ``in_hierarchy`` stands below a text without being a part of it: lists of parts leave it out.
    What a ``timeless`` kind states holds on every date, and a later edition replaces the earlier one whole.
    ``ended_context`` returns what else is said at the address of a text that is no longer in force.
    ``compare`` returns what differs between two contents, ``before`` and ``after``, as its ``reading`` may know it;
    editions of a kind without it are not compared.
    ``passages`` returns what search can find in an edition, where that is more than its content says.
    ``reduced`` returns what a withdrawn content still says, given the ``title`` and ``acronym`` that stay of it.
    ``family`` tells apart what search answers with: who is responsible, how it is done, what is written down.
    """

    name: str
    content_class: type[Any]
    schema: int
    template: str
    context: Callable[..., dict[str, Any]]
    upcasters: Mapping[int, Upcaster] = field(default_factory=dict)
    in_hierarchy: bool = True
    timeless: bool = False
    ended_context: Callable[..., dict[str, Any]] = _nothing_more
    compare: Callable[..., Sequence[ShownPart]] | None = None
    reduced: Callable[..., Content] | None = None
    passages: Callable[[Any], Iterable[Passage]] | None = None
    family: Family = Family.STRUCTURE

    def read(self, body: Document, schema: int) -> Content:
        """Return the typed content of a ``body`` written under ``schema``."""
        for number in range(schema, self.schema):
            body = self.upcasters[number](body)
        content: Content = _adapter(self.content_class).validate_python(body)
        return content

    def write(self, content: Content) -> Document:
        """Return ``content`` as plain JSON data."""
        document: Document = _adapter(self.content_class).dump_python(content, mode="json")
        return document

    def without_words(self, content: Content, *, title: str, acronym: str) -> Content:
        """Return what is left of a ``content`` that is withdrawn."""
        if self.reduced:
            return self.reduced(content, title=title, acronym=acronym)
        left: Content = self.content_class(title=title, acronym=acronym)
        return left


_adapters: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(content_class: type[Any]) -> TypeAdapter[Any]:
    """Return the (costly) reader and writer of a content class, made once."""
    if content_class not in _adapters:
        _adapters[content_class] = TypeAdapter(content_class)
    return _adapters[content_class]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make ``kind`` known; called when its app is ready."""
    _kinds[kind.name] = kind
    return kind


def kind_named(name: str) -> Kind:
    """Return the registered kind; raise ``KeyError`` for an unknown one."""
    return _kinds[name]


def kinds_of_family(family: Family) -> list[str]:
    """Return the names of the kinds of a family."""
    return [kind.name for kind in _kinds.values() if kind.family == family]


def kinds_in_hierarchy() -> list[str]:
    """Return the names of the kinds whose texts are parts of the text above them."""
    return [kind.name for kind in _kinds.values() if kind.in_hierarchy]
