"""Verdicts, approvals and what legal decided about parties stay as they were recorded: the database refuses."""

from __future__ import annotations

from portal.editions.append_only import append_only

_ONE = ("held.id = NEW.id", "held.number = NEW.number", "held.digest = NEW.digest")
_IN_A_REVIEW = ("held.id = NEW.id", "(held.review_id = NEW.review_id AND held.party_id = NEW.party_id)")

RECORDS_STAY = [
    *append_only(
        "approvals_verdict",
        "Une décision ne se modifie pas et ne s’efface pas : décidez à nouveau.",
        one_of_a_kind=_ONE,
    ),
    *append_only(
        "approvals_approval",
        "Une approbation ne se modifie pas et ne s’efface pas.",
        one_of_a_kind=(*_ONE, "held.edition_id = NEW.edition_id"),
    ),
    *append_only(
        "approvals_exemption",
        "Ce qui a été décidé des parties consultées ne se modifie pas et ne s’efface pas.",
        one_of_a_kind=_IN_A_REVIEW,
    ),
]
