"""What readers should get on any date, as was said at any moment, worked out from what was done: by rules in words.

Nothing here asks the portal: each thing done adds what it said to a list.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

LANGUAGES = ("fr", "ht", "en", "es")
FOREVER = datetime.date.max


@dataclass(frozen=True, slots=True)
class Text:
    """What a unit says of itself and where it stands."""

    title: str
    duty: str
    parent: str
    slug: str
    position: int


@dataclass(frozen=True, slots=True)
class Said:
    """One record: a text holds from a day on, or (none) nothing does any more."""

    unit: str
    language: str
    starts: datetime.date
    recorded: datetime.datetime
    text: Text | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader gets of a unit: the text, the language it is in, and the address."""

    unit: str
    language: str
    text: Text
    path: str
    chain: tuple[str, ...]


@dataclass
class Model:
    """All that was ever said, in the order in which it was."""

    said: list[Said] = field(default_factory=list)
    source: dict[str, str] = field(default_factory=dict)

    def add(self, said: Said) -> None:
        """Say one thing more."""
        self.source.setdefault(said.unit, said.language)
        self.said.append(said)

    def intervals(
        self, unit: str, language: str, moment: datetime.datetime
    ) -> Iterator[tuple[datetime.date, datetime.date, Text]]:
        """Yield what was said to hold from when until when: what starts last holds; of the same day, what was said
        last."""
        last_of_day: dict[datetime.date, Text | None] = {}
        for each in self.said:
            if (each.unit, each.language) == (unit, language) and each.recorded <= moment:
                last_of_day[each.starts] = each.text
        for starts, ends in pairwise([*sorted(last_of_day), FOREVER]):
            if text := last_of_day[starts]:
                yield starts, ends, text

    def on(self, unit: str, language: str, day: datetime.date, moment: datetime.datetime) -> Text | None:
        """Return what holds on a day."""
        found = (text for starts, ends, text in self.intervals(unit, language, moment) if starts <= day < ends)
        return next(found, None)

    def shown(self, unit: str, language: str, day: datetime.date, moment: datetime.datetime) -> Shown | None:
        """Return what a reader gets: the text in ``language``, or that of the source; None without an address."""
        own, source = language, self.source.get(unit, "")
        text = self.on(unit, own, day, moment)
        if text is None:
            own, text = source, self.on(unit, source, day, moment) if source else None
        if text is None:
            return None
        if not text.parent:
            return Shown(unit, own, text, f"{text.slug}/", ())
        above = self.shown(text.parent, language, day, moment)
        if above is None:
            return None
        return Shown(unit, own, text, f"{above.path}{text.slug}/", (*above.chain, above.unit))

    def all_shown(self, language: str, day: datetime.date, moment: datetime.datetime) -> dict[str, Shown]:
        """Return what a reader gets of every unit."""
        shown = {unit: self.shown(unit, language, day, moment) for unit in self.source}
        return {unit: each for unit, each in shown.items() if each}

    def end(self, unit: str, language: str, day: datetime.date, moment: datetime.datetime) -> None:
        """End what holds and what was to come, each from its own day on; all languages with the source."""
        languages = LANGUAGES if language == self.source[unit] else (language,)
        for each in languages:
            for starts, ends, _text in list(self.intervals(unit, each, moment)):
                if ends > day:
                    self.add(Said(unit, each, max(starts, day), moment, None))

    def move(self, unit: str, parent: str, position: int, day: datetime.date, moment: datetime.datetime) -> None:
        """Say the same at another place, from today on and of what is to come; translations go with their source."""
        for language in LANGUAGES:
            for starts, ends, text in list(self.intervals(unit, language, moment)):
                there = replace(text, parent=parent, position=position)
                if ends > day and there != text:
                    self.add(Said(unit, language, max(starts, day), moment, there))
