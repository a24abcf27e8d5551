"""A database without its own rules, for tests that tamper with it or empty it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from portal.editions import triggers


@contextmanager
def without_triggers() -> Iterator[None]:
    """Take every registered trigger away for a while."""
    required = triggers.required(connection)
    settle()
    triggers.remove(connection, required)
    try:
        yield
    finally:
        settle()
        triggers.install(connection, required)


def settle() -> None:
    """Have PostgreSQL check now what it checks at the end: a table with checks to come cannot be altered."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
