"""The smallest things that search finds in an edition: the protocol between editions and search."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PassageKind(StrEnum):
    """What a passage is in its text; the order is the order of directness of an answer."""

    TITLE = "title"
    FORMER_NAME = "former_name"
    RESPONSIBILITY = "responsibility"
    MISSION = "mission"
    INTERNAL_RULES = "internal_rules"
    POST = "post"
    STEP = "step"
    CLAUSE = "clause"
    PAGE = "page"
    SEAT = "seat"
    MEMBER = "member"
    TIE = "tie"


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence that can answer a question.

    ``anchor`` is the id of the element that shows it on the page (empty: the page itself); ``text`` is what
    the reader sees; ``keywords`` are further words that find it (an acronym, the name of a legal text).
    ``profiles`` and ``channels`` are the codes of those whom it concerns: none, everybody and every way.
    """

    kind: PassageKind
    anchor: str
    text: str
    keywords: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
