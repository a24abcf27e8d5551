"""What makes a change material: an actor, a document, a legal basis, the scope; not how a sentence is spelt."""

from __future__ import annotations

from portal.approvals.materiality import Materiality

from .wording import NAMES

material = Materiality(NAMES, beside=frozenset({"sources", "doubts", "website", "renders"})).reasons
