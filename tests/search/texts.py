"""The smallest texts that have editions, published through the real gate."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from portal.editions import services
from portal.editions.gate import Place, Proposal
from portal.editions.kinds import Kind, RelationTo, register
from portal.editions.models import Edition
from portal.editions.passages import Passage, PassageKind


@dataclass(frozen=True, slots=True)
class Note:
    """A title and some sentences."""

    title: str
    sentences: tuple[str, ...] = ()
    acronym: str = ""
    unit_kind: str = "direction"

    def passages(self) -> Iterator[Passage]:
        yield Passage(PassageKind.TITLE, "", self.title, (self.acronym,) if self.acronym else ())
        for number, sentence in enumerate(self.sentences):
            yield Passage(PassageKind.RESPONSIBILITY, f"s{number}", sentence)

    def relations(self) -> Iterator[RelationTo]:
        return iter(())

    def facets(self) -> Mapping[str, str]:
        return {"unit_kind": self.unit_kind, "place": ""}


register(Kind(name="test-note", content_class=Note, schema=1, template="", context=dict))


def work(name: str) -> UUID:
    """Return the key of a text by its name."""
    return uuid5(NAMESPACE_URL, name)


def publish(
    name: str,
    *sentences: str,
    title: str = "",
    acronym: str = "",
    parent: str = "",
    language: str = "fr",
    starts: datetime.date | None = None,
    corrects: bool = False,
) -> Edition:
    """Publish a text; those without a parent stand at the top."""
    return services.publish(
        proposal=Proposal(
            work=work(name),
            kind="test-note",
            language=language,
            place=Place(work(parent) if parent else None, 0, name),
            content=Note(title or name, sentences, acronym),
            in_force_from=starts,
            corrects_the_past=corrects,
        ),
        author="essai",
    )
