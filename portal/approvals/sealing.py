"""What is decided in a review beside the verdicts is sealed too: each row is written down in the minutes."""

from __future__ import annotations

from typing import Any, Final

from . import chain
from .models import Contribution, Exemption, Invitation, Weighing
from .models.minutes import Minute

Decided = Contribution | Exemption | Invitation | Weighing
DECIDED: Final[tuple[type[Decided], ...]] = (Contribution, Invitation, Exemption, Weighing)

# An account that is deleted leaves its invitations; who invited is in ``by``.
_NOT_SAID: Final = {"id", "user"}


def seal(row: Decided) -> Minute:
    """Write down what a row says now: in the transaction that writes it."""
    minute = Minute(review_id=row.review_id, about=about(row), row=row.pk, said=said_by(row))
    chain.append(minute)
    return minute


def about(row: Decided | type[Decided]) -> str:
    """Return what kind of row it is."""
    return str(row._meta.model_name)


def said_by(row: Decided) -> dict[str, Any]:
    """Return what a row says, as plain data."""
    fields = [field for field in row._meta.concrete_fields if field.name not in _NOT_SAID]
    return {field.attname: chain.plain(getattr(row, field.attname)) for field in fields}
