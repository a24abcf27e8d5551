"""What readers see of the approvals of an edition: who agreed, with which reservations, or that nobody had yet."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from portal.editions.models import Edition
from portal.editions.reading import Link, Reading

from .models import Approval, Choice, Verdict, Weight
from .models.reviews import Outcome


@dataclass(frozen=True, slots=True)
class ShownVerdict:
    """One agreement: who it is of (a party that the reader may know of, or the name of the step), and its words."""

    who: str
    url: str
    label: str
    text: str
    on: datetime.datetime


@dataclass(frozen=True, slots=True)
class ShownApproval:
    """How an edition became public; ``left_out`` are the parties that were not consulted, with the reason."""

    is_emergency: bool
    reason: str
    by: str
    ratified_on: datetime.datetime | None
    verdicts: tuple[ShownVerdict, ...]
    left_out: tuple[tuple[str, str], ...]
    lowered: Mapping[str, str] | None

    @property
    def has_reservations(self) -> bool:
        """Whether somebody agreed with reservations."""
        return any(verdict.text for verdict in self.verdicts)


def approvals_of(editions: Collection[Edition], reading: Reading) -> dict[int, ShownApproval]:
    """Return how editions became public: one query where none needed approval, a few where some did."""
    found = Approval.objects.filter(edition__in=[each.pk for each in editions]).select_related("review")
    approvals = list(found.order_by("number"))
    if not approvals:
        return {}
    verdicts = Verdict.objects.filter(number__in={number for each in approvals for number in _verdicts(each)})
    given = {verdict.number: verdict for verdict in verdicts}
    names = reading.links_to({UUID(key) for each in approvals for key in _parties(each)})
    return {each.edition_id: _shown(each, given, names) for each in approvals}


def _shown(approval: Approval, given: Mapping[int, Verdict], names: Mapping[UUID, Link]) -> ShownApproval:
    review, record = approval.review, approval.record
    weight = record["weight"]
    lowered = weight["weight"] == Weight.MINOR and weight["material"]
    return ShownApproval(
        is_emergency=approval.is_emergency,
        reason=approval.reason,
        by=approval.by,
        ratified_on=review.closed_at if review and review.outcome == Outcome.RATIFIED else None,
        verdicts=tuple(_verdict(given[number], names, step) for number, step in _verdicts(approval).items()),
        left_out=tuple((_name(UUID(row["party"]), names), row["reason"]) for row in record["left_out"]),
        lowered=weight if lowered else None,
    )


def _verdict(verdict: Verdict, names: Mapping[UUID, Link], step: str) -> ShownVerdict:
    link = names.get(verdict.party_id) if verdict.party_id else None
    return ShownVerdict(
        who=_name(verdict.party_id, names) if verdict.party_id else step,
        url=link.url if link else "",
        label=str(Choice(verdict.choice).label),
        text=verdict.text if verdict.choice == Choice.RESERVE else "",
        on=verdict.recorded_at,
    )


def _name(party: UUID, names: Mapping[UUID, Link]) -> str:
    return names[party].title if party in names else _("Une partie prenante")


def _verdicts(approval: Approval) -> dict[int, str]:
    """Return the numbers of the verdicts that a record names, with the names of their steps."""
    steps: list[dict[str, Any]] = approval.record["steps"]
    return {row["verdict"]: step["name"] for step in steps for row in step["answers"] if row["verdict"]}


def _parties(approval: Approval) -> set[str]:
    steps: list[dict[str, Any]] = approval.record["steps"]
    asked = {row["party"] for step in steps for row in step["answers"] if row["party"]}
    return asked | {row["party"] for row in approval.record["left_out"]}
