"""Tables whose rows are added, never changed nor deleted: the database refuses, whoever writes."""

from __future__ import annotations

from collections.abc import Iterable

from .triggers import Trigger, on_postgresql, on_sqlite

NEVER = "FALSE"
EDITIONS = "editions_edition"
EDITIONS_STAY = "Une édition ne se modifie pas et ne s’efface pas : publiez-en une nouvelle."
ONE_OF_A_KIND = (
    "held.id = NEW.id",
    "held.digest = NEW.digest",
    "(held.work_id = NEW.work_id AND held.language = NEW.language AND held.number = NEW.number)",
)


def append_only(table: str, message: str, *, one_of_a_kind: Iterable[str], unless: str = NEVER) -> list[Trigger]:
    """Return the triggers by which ``table`` refuses changes and deletions with ``message``.

    ``unless`` is the one change that is let through, as SQL over ``OLD`` and ``NEW`` that both databases know.
    ``one_of_a_kind`` says which row a new one would replace: SQLite's INSERT OR REPLACE deletes past its triggers.
    """
    return [
        *_on_sqlite(table, message, " OR ".join(one_of_a_kind), unless),
        *_on_postgresql(table, message, unless),
    ]


def _on_sqlite(table: str, message: str, replaced: str, unless: str) -> Iterable[Trigger]:
    refusal = f"SELECT RAISE(ABORT, '{message}');"
    yield on_sqlite(table, f"{table}_no_update", event="BEFORE UPDATE", when=f"NOT ({unless})", body=refusal)
    yield on_sqlite(table, f"{table}_no_delete", event="BEFORE DELETE", body=refusal)
    held = f"EXISTS (SELECT 1 FROM {table} AS held WHERE {replaced})"  # noqa: S608 - constants
    yield on_sqlite(table, f"{table}_no_replace", event="BEFORE INSERT", when=held, body=refusal)


def _on_postgresql(table: str, message: str, unless: str) -> Iterable[Trigger]:
    refusal = f"RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = '{message}';"
    update = f"BEGIN IF {unless} THEN RETURN NEW; END IF; {refusal} END"
    yield on_postgresql(table, f"{table}_no_update", event="BEFORE UPDATE", body=update)
    yield on_postgresql(table, f"{table}_no_delete", event="BEFORE DELETE", body=f"BEGIN {refusal} END")
    truncate = f"BEGIN {refusal} END"
    yield on_postgresql(table, f"{table}_no_truncate", event="BEFORE TRUNCATE", level="STATEMENT", body=truncate)


EDITIONS_ONLY_GROW = append_only(EDITIONS, EDITIONS_STAY, one_of_a_kind=ONE_OF_A_KIND)
