"""The words that questions are understood by, kept between questions and renewed when index or glossary changes."""

from __future__ import annotations

import datetime
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.db.models import Count, Max
from django.utils import timezone

from portal.editions.audiences import Audience
from portal.editions.kinds import Family

from .engines import get_engine
from .engines.base import NOW, Filters
from .glossary import Entry, Glossary
from .models import GlossaryEntry
from .spelling import Lexicon
from .vocabulary import Vocabulary

MOST_KEPT = 60
SECONDS_BETWEEN_LOOKS = 1.0

GlossaryVersion = tuple[int, datetime.datetime | None]


@dataclass(slots=True)
class _Kept:
    glossary_version: GlossaryVersion | None = None
    next_look: float = 0.0
    glossary: Glossary = field(default_factory=Glossary)
    lexicons: dict[Filters, tuple[str, Lexicon]] = field(default_factory=dict)


_kept = _Kept()
_lock = threading.Lock()


def current_lexicon(language: str, audience: int, family: Family = Family.STRUCTURE) -> Lexicon:
    """Return the words of what such a reader may read, on any date and at any moment, and of the glossary.

    Each family of texts has its own: what guides often say makes no word commoner in what units do.

    One query when nothing changed since the last question.
    """
    reader = Filters(language, audience, said=None, family=str(family))
    with _lock:
        _renew_glossary()
        present = get_engine().version()
        if reader not in _kept.lexicons or _kept.lexicons[reader][0] != present:
            if len(_kept.lexicons) >= MOST_KEPT:
                _kept.lexicons.clear()
            _kept.lexicons[reader] = (present, _made(reader))
        return _kept.lexicons[reader][1]


def warm() -> None:
    """Make ready the words of what visitors may read, in every language, so that no question waits for them."""
    for code, _name in settings.LANGUAGES:
        for family in Family:
            current_lexicon(code, Audience.PUBLIC, family)


def _renew_glossary() -> None:
    """Compile the glossary again if it changed; it is looked at once a second at most."""
    if _kept.glossary_version and time.monotonic() < _kept.next_look:
        return
    _kept.next_look = time.monotonic() + SECONDS_BETWEEN_LOOKS
    if _kept.glossary_version != (version := _glossary_version()):
        _kept.glossary = Glossary(_entries())
        _kept.lexicons.clear()
        _kept.glossary_version = version


def _made(reader: Filters) -> Lexicon:
    lexicon = Lexicon.of(Vocabulary(_words(reader)), _kept.glossary)
    lexicon.vocabulary.warm(code for code, _name in settings.LANGUAGES)
    return lexicon


def _words(reader: Filters) -> dict[str, int]:
    """Return the words of every date, counted in what is in force today: what was, makes no word of today commoner."""
    present = get_engine().vocabulary(replace(reader, on=timezone.localdate().toordinal(), said=NOW))
    return {word: present.get(word, 1) for word in get_engine().vocabulary(reader)}


def _glossary_version() -> GlossaryVersion:
    row = GlossaryEntry.objects.aggregate(count=Count("pk"), last=Max("updated_at"))
    return row["count"], row["last"]


def _entries() -> Iterator[Entry]:
    for entry in GlossaryEntry.objects.all():
        yield Entry(entry.key, {code: entry.terms_in(code) for code, _name in settings.LANGUAGES})
