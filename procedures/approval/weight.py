"""What makes a change material: an actor, a document, a delay, the order, a legal basis; not how a step is spelt."""

from __future__ import annotations

from typing import Final

from portal.approvals.materiality import Materiality

from .wording import NAMES

BESIDE: Final = frozenset({"sources", "doubts", "renders", "review_on", "reference"})
"""What only says where a text comes from, what it is numbered, or when to look at it again."""

material = Materiality(NAMES, beside=BESIDE).reasons
