"""Triggers: rules that the database itself keeps, whoever writes.

An app makes its triggers known when it is ready; `manage.py migrate` installs what is missing. SQLite drops a
table's triggers when Django remakes the table, so a migration that does is followed by them too. Nor can it remake
a table that another table's trigger names: such a trigger is taken away before migrations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger on one kind of database.

    ``text`` is what that database keeps of it: a trigger that was emptied or switched off counts as missing.
    ``names_another``: it asks another table than its own.
    """

    vendor: str
    table: str
    name: str
    install: tuple[str, ...]
    remove: tuple[str, ...]
    text: str
    names_another: bool = False


def on_sqlite(table: str, name: str, *, event: str, body: str, when: str = "") -> Trigger:
    """Return a trigger for each row; ``event`` is like ``BEFORE UPDATE``."""
    condition = f" WHEN {when}" if when else ""
    text = f"CREATE TRIGGER {name} {event} ON {table} FOR EACH ROW{condition} BEGIN {body} END"
    return Trigger("sqlite", table, name, (text,), (f"DROP TRIGGER IF EXISTS {name}",), text)


def on_postgresql(table: str, name: str, *, event: str, body: str, level: str = "ROW") -> Trigger:
    """Return a trigger with its function, of the same name; it fires also where replication would pass by it."""
    install = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $body${body}$body$",
        f"CREATE TRIGGER {name} {event} ON {table} FOR EACH {level} EXECUTE FUNCTION {name}()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
    )
    remove = (f"DROP TRIGGER IF EXISTS {name} ON {table}", f"DROP FUNCTION IF EXISTS {name}()")
    return Trigger("postgresql", table, name, install, remove, body)


_triggers: dict[tuple[str, str], Trigger] = {}


def register(triggers: Iterable[Trigger]) -> None:
    """Make triggers known that must exist; one of the same name on the same kind of database is replaced."""
    _triggers.update({(trigger.vendor, trigger.name): trigger for trigger in triggers})


def required(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """Return the triggers that must exist in this database, for the tables that it has."""
    tables = set(connection.introspection.table_names())
    return [each for each in _triggers.values() if each.vendor == connection.vendor and each.table in tables]


def missing(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """Return the triggers that are not there, or not as they must be."""
    installed = _installed(connection)
    return [trigger for trigger in required(connection) if installed.get(trigger.name) != trigger.text]


_QUERIES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": """
        SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
        WHERE NOT tgisinternal AND tgenabled = 'A' AND tgrelid IN (
            SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace)
    """,
}


def _installed(connection: BaseDatabaseWrapper) -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(_QUERIES[connection.vendor])
        return dict(cursor.fetchall())


def install(connection: BaseDatabaseWrapper, triggers: Iterable[Trigger]) -> None:
    """Put triggers in place, over those of the same names."""
    with connection.cursor() as cursor:
        for trigger in triggers:
            for statement in (*trigger.remove, *trigger.install):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper, triggers: Iterable[Trigger]) -> None:
    """Take triggers away."""
    with connection.cursor() as cursor:
        for trigger in triggers:
            for statement in trigger.remove:
                cursor.execute(statement)


def install_missing(sender: Any, using: str, **kwargs: Any) -> None:
    """Install what is missing, after migrations."""
    if router.allow_migrate(using, sender.label):
        install(connections[using], missing(connections[using]))


def make_way(sender: Any, using: str, plan: Any = (), **kwargs: Any) -> None:
    """Before migrations, take away what would keep SQLite from remaking a table that it names."""
    if plan and connections[using].vendor == "sqlite" and router.allow_migrate(using, sender.label):
        remove(connections[using], (each for each in required(connections[using]) if each.names_another))
