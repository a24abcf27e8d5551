"""Reads the draft of a procedure into its content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from org.attachments import attached
from org.drafts import legal_basis_of, source_of

from ..content.procedures import ProcedureContent
from ..steps.reading import parties_of, steps_of

if TYPE_CHECKING:
    from ..models.procedures import ProcedurePage, StepsPage


def content_of(page: ProcedurePage) -> ProcedureContent:
    """Return the content of a draft; names of reference data in the page's own language."""
    with override(page.locale.language_code):
        return ProcedureContent(**common(page))


def common(page: StepsPage) -> dict[str, Any]:
    """Return what procedures and protocols have in common, in the active language."""
    return {
        "title": page.title,
        "reference": page.reference,
        "purpose": page.purpose,
        "scope": page.scope,
        "owner": next(iter(parties_of(page.owner_party)), None),
        "legal_basis": tuple(legal_basis_of(block.value) for block in page.legal_basis if block.value),
        "parties": parties_of(page.parties),
        "steps": steps_of(page.steps),
        "review_on": page.review_on,
        "sources": tuple(source_of(block.value) for block in page.sources),
        "doubts": tuple(block.value for block in page.doubts),
        "attachments": tuple(attached(page.attachments)),
    }
