"""What the report looks at: every text in force today that a reader may read, and what is said of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import F, Max, TextChoices

from portal.editions.kinds import Content
from portal.editions.models import Edition, InForce, Nature

from ..models.holdings import Holding
from .texts import contents


@dataclass(frozen=True, slots=True)
class Said:
    """A finding in words; ``row`` is the row to mend, ``towards`` another text that it is about."""

    text: str
    row: UUID | None = None
    towards: UUID | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A text in force today; ``row`` is its key in ``InForce``, ``renders`` the source edition that it translates."""

    row: int
    work: UUID
    parent: UUID | None
    title: str
    language: str
    is_source: bool
    approximate: bool
    since: datetime.date
    content: Content
    renders: int | None

    @property
    def called(self) -> str:
        """How the text is named beside another."""
        return f"« {self.title} »"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend in a text."""

    text: Text
    gap: TextChoices
    said: Said


@dataclass(frozen=True, slots=True)
class Held:
    """What is recorded of a post: until when its last holding lasts, and whose it is."""

    until: datetime.date
    name: str


class Survey:
    """The texts of some kinds; each thing that several finders need is read once."""

    def __init__(self, audience: int, today: datetime.date, kinds: Iterable[str]) -> None:
        self.audience = audience
        self.today = today
        self.texts: Sequence[Text] = list(_texts(audience, today, kinds))

    @cached_property
    def sources(self) -> Sequence[Text]:
        """The texts in the language in which they were first written."""
        return [text for text in self.texts if text.is_source]

    @cached_property
    def by_work(self) -> Mapping[UUID, Text]:
        """The texts as they were first written, by what they are."""
        return {text.work: text for text in self.sources}

    @cached_property
    def held(self) -> Mapping[tuple[UUID, UUID], Held]:
        """What is recorded of each post, by work and post: one query."""
        last: dict[tuple[UUID, UUID], Held] = {}
        rows = Holding.objects.said_now().order_by().values_list("work", "post", "ends", "person__name")
        for work, post, ends, name in rows:
            until = ends or datetime.date.max
            known = last.get((work, post))
            if known is None or (until, name) > (known.until, known.name):
                last[work, post] = Held(until, name)
        return last

    @cached_property
    def latest_sources(self) -> Mapping[UUID, int]:
        """The number of the last source edition of each work that is translated: one query."""
        translated = InForce.objects.said_now().exclude(language=F("work__source_language")).values("work")
        sources = Edition.objects.filter(work__in=translated, language=F("work__source_language"))
        numbered = sources.filter(nature=Nature.PUBLICATION).order_by().values("work").annotate(last=Max("number"))
        return dict(numbered.values_list("work", "last"))

    def top_of(self, text: Text) -> UUID:
        """Return what stands at the top of the tree that a text is in, as far as the reader may know."""
        seen = {text.work}
        while above := self.by_work.get(text.parent) if text.parent and text.parent not in seen else None:
            text = above
            seen.add(text.work)
        return text.work


def _texts(audience: int, today: datetime.date, kinds: Iterable[str]) -> Iterator[Text]:
    rows = InForce.objects.on(today).readable_by(audience).filter(work__kind__in=list(kinds), edition__withdrawal=None)
    about_edition = ("edition__digest", "edition__approximate", "edition__in_force_from")
    values = rows.order_by("pk").values_list(
        "pk", "work", "parent", "title", "language", "work__source_language", *about_edition
    )
    found = list(values)
    read = contents(row[6] for row in found)
    for pk, work, parent, title, language, source, digest, approximate, since in found:
        # What was withdrawn, or came, between the two queries is looked at next time.
        if digest in read:
            is_source, kept = language == source, read[digest]
            about = (pk, work, parent, title, language, is_source, approximate, since)
            yield Text(*about, kept.content, kept.renders)
