"""Tables whose rows are added, never changed nor deleted: the database refuses, whoever writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .triggers import Trigger, on_postgresql, on_sqlite

NEVER = "FALSE"
EDITIONS = "editions_edition"
WITHDRAWALS = "editions_withdrawal"
EDITIONS_STAY = "Une édition ne se modifie pas et ne s’efface pas : publiez-en une nouvelle."
ONE_OF_A_KIND = (
    "held.id = NEW.id",
    "held.digest = NEW.digest",
    "(held.work_id = NEW.work_id AND held.language = NEW.language AND held.number = NEW.number)",
)


def append_only(table: str, message: str, *, one_of_a_kind: Iterable[str], unless: str = NEVER) -> list[Trigger]:
    """Return the triggers by which ``table`` refuses changes and deletions with ``message``.

    ``unless`` is the one change that is let through, as SQL over ``OLD`` and ``NEW`` that both databases know.
    Where it names another table, SQLite's trigger is taken away while migrations run (``triggers``).
    ``one_of_a_kind`` says which row a new one would replace: SQLite's INSERT OR REPLACE deletes past its triggers.
    """
    return [
        *_on_sqlite(table, message, " OR ".join(one_of_a_kind), unless),
        *_on_postgresql(table, message, unless),
    ]


def _on_sqlite(table: str, message: str, replaced: str, unless: str) -> Iterable[Trigger]:
    refusal = f"SELECT RAISE(ABORT, '{message}');"
    update = on_sqlite(table, f"{table}_no_update", event="BEFORE UPDATE", when=f"NOT ({unless})", body=refusal)
    yield replace(update, names_another="SELECT" in unless)
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


_STAYS = (
    *("id", "work_id", "language", "number", "nature", "seal", "digest", "previous_digest", "in_force_from"),
    *("in_force_until", "approximate", "date_note", "change_note", "author", "recorded_at"),
)
_SAYS_SO = (
    f"EXISTS (SELECT 1 FROM {WITHDRAWALS} AS said WHERE said.edition_id = NEW.id"  # noqa: S608 - constants
    " AND said.canonical = NEW.canonical AND said.title = NEW.title)"
)
WITHDRAWN = " AND ".join([*(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in _STAYS), _SAYS_SO])
"""The one change of an edition: its text is replaced by what its withdrawal says, and nothing else changes."""

EDITIONS_ONLY_GROW = append_only(EDITIONS, EDITIONS_STAY, one_of_a_kind=ONE_OF_A_KIND, unless=WITHDRAWN)
WITHDRAWALS_STAY = append_only(
    WITHDRAWALS,
    "Un retrait ne se modifie pas et ne s’efface pas.",
    one_of_a_kind=("held.id = NEW.id", "held.edition_id = NEW.edition_id", "held.digest = NEW.digest"),
)
