"""Verdicts, approvals and what was decided in a review stay as they were recorded: the database refuses."""

from __future__ import annotations

from typing import Final

from portal.editions.append_only import append_only

_ONE = ("held.id = NEW.id", "held.number = NEW.number", "held.digest = NEW.digest")
_IN_A_REVIEW = ("held.id = NEW.id", "(held.review_id = NEW.review_id AND held.party_id = NEW.party_id)")


def _same(*columns: str) -> str:
    # Quoted: « by » is a word of SQL's own.
    return " AND ".join(f'NEW."{name}" IS NOT DISTINCT FROM OLD."{name}"' for name in columns)


_ACCOUNT_GOES: Final = (
    f"NEW.user_id IS NULL AND {_same('id', 'review_id', 'party_id', 'mandatory', 'reason', 'by', 'at')}"
)
_IS_CONFIRMED: Final = (
    "OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL AND "
    f"{_same('id', 'review_id', 'weight', 'token', 'reason', 'name', 'person', 'at')}"
)

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
        "approvals_minute",
        "Un procès-verbal ne se modifie pas et ne s’efface pas.",
        one_of_a_kind=_ONE,
    ),
    *append_only(
        "approvals_chainend",
        "La fin d’une chaîne ne recule pas.",
        one_of_a_kind=("held.id = NEW.id", "held.chain = NEW.chain"),
        unless="NEW.chain = OLD.chain AND NEW.number > OLD.number",
    ),
    *append_only(
        "approvals_exemption",
        "Ce qui a été décidé des parties consultées ne se modifie pas et ne s’efface pas.",
        one_of_a_kind=_IN_A_REVIEW,
    ),
    *append_only(
        "approvals_invitation",
        "Ce qui a été décidé des parties consultées ne se modifie pas et ne s’efface pas.",
        one_of_a_kind=_IN_A_REVIEW,
        unless=_ACCOUNT_GOES,
    ),
    *append_only(
        "approvals_weighing",
        "Ce qui a été dit de la portée d’une modification ne se modifie pas et ne s’efface pas.",
        one_of_a_kind=(
            "held.id = NEW.id",
            "(held.review_id = NEW.review_id AND held.weight = NEW.weight AND held.token = NEW.token)",
        ),
        unless=_IS_CONFIRMED,
    ),
]
