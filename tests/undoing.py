"""What a test, or all tests of a file, write is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import override
from pytest_django import DjangoDbBlocker


@contextmanager
def taken_back() -> Iterator[None]:
    """Take back at the end what is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def built_once(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let all tests of a file start from what is written inside: building it costs more than most tests."""
    with blocker.unblock(), taken_back(), override("fr"):
        yield
