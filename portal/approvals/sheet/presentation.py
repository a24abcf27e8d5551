"""The record of a review: every decision ever taken in it, in order, each with its seals, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ..chain import digest_of
from ..decision.changes import Sides
from ..models import Approval, Review, Verdict


@dataclass(frozen=True, slots=True)
class Recorded:
    """One decision on the sheet; ``is_intact``: its digest is still that of what it says."""

    verdict: Verdict
    decided_for: str
    step: str
    about: str
    is_intact: bool


def recorded(review: Review, names: Mapping[UUID, str], sides: Sides | None) -> list[Recorded]:
    """Return all decisions of a review, the first one first."""
    verdicts = review.verdicts.select_related("task").order_by("number")
    return [
        Recorded(
            verdict=each,
            decided_for=names[each.party_id] if each.party_id else each.task.name,
            step=each.task.name,
            about=sides.name(each.about) if sides else "",
            is_intact=digest_of(each) == each.digest,
        )
        for each in verdicts
    ]


def approvals_of(review: Review) -> Sequence[Approval]:
    """Return by what the text became public, with the edition of each."""
    return list(review.approvals.select_related("edition__work").order_by("number"))
