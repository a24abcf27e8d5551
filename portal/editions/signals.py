"""What editions tell the apps above, inside the transaction of the change."""

from django.dispatch import Signal

works_changed = Signal()
"""Sent with ``works: frozenset[UUID]``: their text, place, address or audience is not what it was."""

file_removed = Signal()
"""Sent with ``sha256: str``: no edition has these bytes any more, and they are gone."""
