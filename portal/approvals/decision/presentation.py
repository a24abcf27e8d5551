"""Everything that the page to decide on shows, for one person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from wagtail.models import Page

from portal.editions.readers import reading_of
from portal.editions.reading import Reading

from ..access import is_of_legal
from ..models import Review, Verdict
from ..naming import names_by_part, parts_named
from ..party_names import party_names
from ..queue.presentation import chains_of
from ..reviewing import current_task, standing_now
from ..standing import Standing
from .asked import AskedStep, asked_now, asked_then
from .changes import changes_of, edition_of, sides_of
from .consulting_form import ConsultingForm, consulting_form
from .seats import Typed, is_author, seats_of
from .sent import Sent, changed_since
from .weight import shown_weight


@dataclass(frozen=True, slots=True)
class Notice:
    """What became of what a person sent, where it was not recorded; ``since`` names what changed meanwhile."""

    told: str
    typed: Mapping[Any, Typed] = field(default_factory=dict)
    sent: Sent | None = None
    consulting: Mapping[str, str] = field(default_factory=dict)
    weight: Mapping[str, str] = field(default_factory=dict)


def standing_of_review(review: Review) -> Standing | None:
    """Return how the draft of an open review stands; None once it is closed, or its page is gone."""
    if review.closed_at is not None or not Page.objects.filter(pk=review.page).exists():
        return None
    return standing_now(review)


def page_context(request: HttpRequest, review: Review, notice: Notice | None = None) -> dict[str, Any]:
    """Return what the template gets."""
    reading = reading_of(request)
    standing = standing_of_review(review)
    names = party_names(parties_of(review, standing), request.user, reading)
    current = current_task(review) if standing else None
    if standing:
        more = _of_draft(request, review, standing, current, names, reading, notice)
    else:
        more = _of_end(review, reading)
    return {
        "review": review,
        "chain": chains_of([review], reading).get(review.pk, ()),
        "authors": list(dict.fromkeys(review.contributions.order_by("pk").values_list("name", flat=True))),
        "steps": _steps(review, standing, current, names),
        "notice": notice,
        "confirmed": _confirmed(request, review),
        **consulted(review, names),
        **more,
    }


def parties_of(review: Review, standing: Standing | None = None) -> Collection[UUID | None]:
    """Return every party that a page about a review names."""
    asked = {answer.demand.party for step in (standing.steps if standing else ()) for answer in step.answers}
    kept: Iterable[Any] = (review.requests, review.invitations, review.exemptions, review.verdicts)
    return asked.union(*(rows.values_list("party", flat=True) for rows in kept))


def consulted(review: Review, names: Mapping[UUID, str]) -> dict[str, Any]:
    """Return the parties that legal added, and those that it left out, each with who decided it and why."""
    return {
        "added": [(names[row.party_id], row) for row in review.invitations.order_by("pk")],
        "left_out": [(names[row.party_id], row) for row in review.exemptions.order_by("pk")],
    }


def _steps(
    review: Review, standing: Standing | None, current: int | None, names: Mapping[UUID, str]
) -> Sequence[AskedStep]:
    sides = sides_of(review, standing)

    def named(part: str) -> str:
        return sides.name(part) if sides else ""

    return asked_now(review, standing, current, names, named) if standing else asked_then(review, names, named)


def _of_draft(
    request: HttpRequest,
    review: Review,
    standing: Standing,
    current: int | None,
    names: Mapping[UUID, str],
    reading: Reading,
    notice: Notice | None,
) -> dict[str, Any]:
    since = changed_since(notice.sent.seen, standing) if notice and notice.sent else ()
    seats = seats_of(request.user, standing, current, names, notice.typed if notice else {})
    return {
        "standing": standing,
        "parts": changes_of(standing, reading),
        "about": names_by_part(standing, standing.changed),
        "seats": seats,
        # What was typed is given back even where there is nothing left to decide.
        "orphans": [] if seats or not notice else [each.text for each in notice.typed.values() if each.text],
        "is_author": is_author(request.user, standing),
        "since": parts_named(standing, since),
        "is_under_way": current is not None,
        "consulting": _consulting(request, review, standing, names, notice),
        "weight": shown_weight(request.user, standing, notice.weight if notice else {}),
    }


def _consulting(
    request: HttpRequest, review: Review, standing: Standing, names: Mapping[UUID, str], notice: Notice | None
) -> ConsultingForm | None:
    if not is_of_legal(request.user, review):
        return None
    return consulting_form(request, review, standing, names, notice.consulting if notice else {})


def _of_end(review: Review, reading: Reading) -> dict[str, Any]:
    """Return what there is to say once a review is over."""
    edition = edition_of(review)
    return {"edition": edition, "may_read": edition is not None and reading.may_read(review.work)}


def _confirmed(request: HttpRequest, review: Review) -> Verdict | None:
    """Return the decision that the person has just taken."""
    number = request.GET.get("fait", "")
    if request.method == "POST" or not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    return review.verdicts.filter(number=number, account=request.user.pk or 0).first()
