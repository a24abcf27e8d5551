"""Publication in an emergency: past the approvals, by a right of its own, shown as such for ever."""

from .declared import declared, is_declared_for

__all__ = ["declared", "is_declared_for"]
