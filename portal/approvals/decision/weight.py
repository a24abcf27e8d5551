"""What the page says of how much a change matters, and what a person may answer to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from ..access import is_of_legal
from ..deciding import TextChanged
from ..models import Review, Weight
from ..people import person_of
from ..standing import Standing
from ..weighing import Weighed, confirm, unconfirmed, weigh, weighed
from .sent import plain_text


@dataclass(frozen=True, slots=True)
class ShownWeight:
    """The weight of a change; whether the person may lower it, confirm that, or raise it; what they typed."""

    weighed: Weighed
    token: str
    may_lower: bool
    may_confirm: bool
    may_raise: bool
    typed: Mapping[str, str]

    @property
    def is_needed(self) -> bool:
        """Whether there is something to answer."""
        return self.may_lower or self.may_confirm or self.may_raise


def shown_weight(user: Any, standing: Standing, typed: Mapping[str, str]) -> ShownWeight:
    """Return what the page shows to a person."""
    found, person = weighed(standing), person_of(user)
    assert standing.review is not None
    legal, author = is_of_legal(user, standing.review), person in standing.authors
    is_material = found.weight == Weight.MATERIAL
    return ShownWeight(
        weighed=found,
        token=standing.submission.token,
        may_lower=is_material and found.waits is None and (legal or author),
        may_confirm=is_material and found.waits is not None and found.waits.person != person and legal and not author,
        may_raise=not is_material and legal,
        typed=typed,
    )


def take_weight(review: Review, sent: QueryDict, user: Any) -> None:
    """Do what a person answered. Raises ``DecisionRefused`` with a reason for them."""
    token, action = plain_text(sent.get("token", "")), sent.get("action", "")
    if action != "confirm":
        weight = Weight.MATERIAL if action == "raise" else Weight.MINOR
        weigh(review=review, weight=weight, token=token, reason=plain_text(sent.get("reason", "")), by=user)
        return
    weighing = unconfirmed(review, token)
    if weighing is None:
        raise TextChanged
    confirm(weighing=weighing, by=user)
