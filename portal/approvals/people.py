"""Who a person is, whatever account they use: nobody has two pairs of eyes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Identify = Callable[[Any], str | None]
_ways: list[Identify] = []


def register_identity(identify: Identify) -> Identify:
    """Have ``identify`` say which person an account belongs to; None where it does not know."""
    _ways.append(identify)
    return identify


def person_of(user: Any) -> str:
    """Return who uses an account: the same for all the accounts of one person."""
    known = (identify(user) for identify in _ways)
    return next((person for person in known if person), f"account:{user.pk}")


def name_of(user: Any) -> str:
    """Return the name under which a person decides; it outlives the account."""
    return str(user.get_full_name() or user.get_username())
