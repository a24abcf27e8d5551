"""The smallest texts that have editions, and short words to publish, move and end them through the gate."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from portal.editions import services
from portal.editions.gate import Place, Proposal
from portal.editions.kinds import Kind, RelationTo, register
from portal.editions.models import Address, Edition, Work
from portal.editions.passages import Passage

AUTHOR = "essai"


@dataclass(frozen=True, slots=True)
class Text:
    """A title, and the other texts that it names."""

    title: str
    acronym: str = ""
    names: tuple[UUID, ...] = ()

    def passages(self) -> Iterator[Passage]:
        return iter(())

    def relations(self) -> Iterator[RelationTo]:
        return (RelationTo("names", target) for target in self.names)

    def facets(self) -> Mapping[str, str]:
        return {}


KIND = register(Kind(name="test-text", content_class=Text, schema=1, template="", context=dict))


def key(name: str) -> UUID:
    """Return the identity of a text by its name."""
    return uuid5(NAMESPACE_URL, name)


def work(name: str) -> Work:
    return Work.objects.get(key=key(name))


def proposal(
    name: str,
    *,
    title: str = "",
    parent: str = "",
    slug: str = "",
    position: int = 0,
    language: str = "fr",
    names: tuple[UUID, ...] = (),
    **terms: Any,
) -> Proposal:
    """Return a text proposed for publication; those without a parent stand at the top."""
    return Proposal(
        work=key(name),
        kind=KIND.name,
        language=language,
        place=Place(key(parent) if parent else None, position, slug or name),
        content=Text(title or name, names=names),
        **terms,
    )


def publish(name: str, **terms: Any) -> Edition:
    return services.publish(proposal=proposal(name, **terms), author=AUTHOR)


def move(name: str, *, parent: str = "", position: int = 0, language: str = "fr") -> Edition | None:
    place = Place(key(parent) if parent else None, position, name)
    return services.move(work=work(name), language=language, place=place, author=AUTHOR)


def abrogate(name: str, *, language: str = "fr", on: datetime.date | None = None) -> None:
    services.abrogate(work=work(name), language=language, author=AUTHOR, on=on)


def in_force(name: str, date: datetime.date, language: str = "fr") -> int | None:
    """Return the number of the edition in force on a day."""
    row = work(name).in_force.on(date).filter(language=language).first()
    return row.edition.number if row else None


def address(name: str, date: datetime.date, language: str = "fr") -> str | None:
    """Return the address on a day."""
    return Address.objects.on(date).filter(work=key(name), language=language).values_list("path", flat=True).first()
