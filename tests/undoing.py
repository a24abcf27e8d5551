"""What a test, or all tests of a file, write is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def taken_back() -> Iterator[None]:
    """Take back at the end what is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
