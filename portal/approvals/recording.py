"""What let an edition through the gate is recorded with it."""

from __future__ import annotations

from typing import Any

from portal.editions.gate import Proposal
from portal.editions.models import Edition

from . import chain, emergency
from .following import follows_its_source
from .models import Approval, Review
from .models.reviews import Outcome
from .reviewing import close
from .standing import Answer, Standing, standing_of


def record_approval(proposal: Proposal, edition: Edition) -> None:
    """Keep by what ``edition`` became public, and end its review: in the transaction that writes it."""
    standing = standing_of(proposal)
    declared = emergency.declared() if emergency.is_declared_for(proposal.work) else None
    if not standing.steps or follows_its_source(standing):
        return
    chain.append(
        Approval(
            edition=edition,
            review=standing.review,
            is_emergency=declared is not None,
            reason=declared.reason if declared else "",
            by=declared.by if declared else "",
            record=record_of(standing),
        )
    )
    if standing.review and declared is None:
        close(standing.review, Outcome.PUBLISHED)


def record_of(standing: Standing) -> dict[str, Any]:
    """Return who was asked about a text, and what they said, as plain data."""
    return {
        "seal": standing.submission.seal,
        "authors": sorted(standing.review.contributions.values_list("name", flat=True)) if standing.review else [],
        "steps": [
            {"task": step.task.pk, "name": step.task.name, "answers": [_said(answer) for answer in step.answers]}
            for step in standing.steps
        ],
        "weight": _weight(standing),
        "left_out": left_out_of(standing.review) if standing.review else [],
        "minutes": minutes_of(standing.review) if standing.review else [],
    }


def _weight(standing: Standing) -> dict[str, Any]:
    said = standing.weighing
    words = {"reason": said.reason, "by": said.name, "confirmed_by": said.confirmed_name} if said else {}
    return {"weight": str(standing.weight), "material": list(standing.material), **words}


def _said(answer: Answer) -> dict[str, Any]:
    party = answer.demand.party
    return {
        "party": str(party) if party else "",
        "mandatory": answer.demand.mandatory,
        "reasons": [reason.why for reason in answer.demand.reasons],
        "state": str(answer.state),
        "verdict": answer.verdict.number if answer.verdict else None,
        "digest": answer.verdict.digest if answer.verdict else "",
    }


def left_out_of(review: Review) -> list[dict[str, str]]:
    """Return the parties that legal left out, why and who."""
    rows = review.exemptions.order_by("pk")
    return [{"party": str(row.party_id), "reason": row.reason, "by": row.by} for row in rows]


def minutes_of(review: Review) -> list[dict[str, Any]]:
    """Return what is sealed in the minutes of a review: who wrote, who was added or left out, how it was weighed."""
    rows = review.minutes.order_by("number").values_list("number", "digest")
    return [{"number": number, "digest": digest} for number, digest in rows]
