"""What a person sent: their decision, and which text they had before them when they took it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import Http404, QueryDict

from ..deciding import Decision
from ..parts import Parts, changed, parts_of_edition
from ..standing import Standing

LONGEST: Final = 4000
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SHORT: Final = 12
_MOST_SEEN: Final = 400


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it came: the decision, and the parts that were shown as changed with the beginning of each seal."""

    decision: Decision
    seen: Parts

    @property
    def place(self) -> tuple[int, UUID | None]:
        """At which step and for whom."""
        return self.decision.task, self.decision.party


def sent(post: QueryDict) -> Sent:
    """Read a form; what no form of ours sends is no decision on anything."""
    decision = Decision(
        task=_number(post.get("task", "")),
        party=party_of(post.get("party", "")),
        choice=post.get("choice", "")[:20],
        token=post.get("token", "")[:64],
        after=_number(post.get("after", "0")),
        text=plain_text(post.get("text", "")),
        about=post.get("about", "").replace("\0", "")[:200],
    )
    return Sent(decision, _read(post.get("seen", "")))


def plain_text(written: str) -> str:
    """Return text as people type it: without what controls a machine, or turns the writing round."""
    return _UNSEEN.sub("", written.replace("\r\n", "\n")).strip()


def party_of(written: str) -> UUID | None:
    """Read a party's key; empty for none."""
    try:
        return UUID(written) if written else None
    except ValueError as error:
        raise Http404 from error


def seen_now(standing: Standing) -> str:
    """Return what a form says of the changes that it is sent with."""
    parts = standing.submission.parts
    return " ".join(f"{part}={parts.get(part, '')[:_SHORT]}" for part in sorted(standing.changed)[:_MOST_SEEN])


def changed_since(seen: Parts, standing: Standing) -> Collection[str]:
    """Return the parts that changed since a form with ``seen`` was made."""
    now = {part: seal[:_SHORT] for part, seal in standing.submission.parts.items()}
    before = {part: seal[:_SHORT] for part, seal in parts_of_edition(standing.base).items()}
    then = {part: seal for part, seal in {**before, **seen}.items() if seal}
    return changed(then, now) & {*standing.changed, *seen}


def _read(written: str) -> Parts:
    pairs = (pair.rpartition("=") for pair in written.split(" ")[:_MOST_SEEN])
    return {part: seal for part, _equals, seal in pairs if part}


def _number(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) < 10):
        raise Http404
    return int(written)
