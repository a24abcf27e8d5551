"""What the database itself keeps of holdings, whoever writes: what was said stays, and a post has one holder.

PostgreSQL keeps the second rule by an exclusion constraint (migration 0005), SQLite by a trigger. No trigger is
needed for changes: a row is only ever closed.
"""

from __future__ import annotations

from portal.editions.append_only import append_only
from portal.editions.triggers import on_sqlite

from .models.holdings import ONE_HOLDER

HOLDINGS = "org_holding"
_STAYS = "Ce qui a été enregistré d’un titulaire ne se modifie pas et ne s’efface pas."
_KEPT = ("id", "record", "person_id", "work", "post", "starts", "capacity", "scope", "recorded_at", "recorded_by")
_KEPT_OR_NOTHING = ("ends", "act_id")
_CLOSED = " AND ".join(
    [
        "OLD.superseded_at IS NULL AND NEW.superseded_at IS NOT NULL",
        *(f"NEW.{name} = OLD.{name}" for name in _KEPT),
        *(
            f"(NEW.{name} IS NULL) = (OLD.{name} IS NULL) AND COALESCE(NEW.{name} = OLD.{name}, TRUE)"
            for name in _KEPT_OR_NOTHING
        ),
    ]
)
_SAID_NOW = "held.superseded_at IS NULL AND NEW.superseded_at IS NULL"
_SAME_RECORD = f"(held.record = NEW.record AND {_SAID_NOW})"
_SHARES_A_DAY = "(held.ends IS NULL OR held.ends >= NEW.starts) AND (NEW.ends IS NULL OR held.starts <= NEW.ends)"
_RIVAL = (
    f"{_SAID_NOW} AND held.capacity = 'holder' AND NEW.capacity = 'holder'"
    f" AND held.work = NEW.work AND held.post = NEW.post AND {_SHARES_A_DAY}"
)

HOLDINGS_STAY = append_only(HOLDINGS, _STAYS, one_of_a_kind=["held.id = NEW.id", _SAME_RECORD], unless=_CLOSED)
ONE_HOLDER_AT_A_TIME = [
    on_sqlite(
        HOLDINGS,
        ONE_HOLDER,
        event="BEFORE INSERT",
        when=f"EXISTS (SELECT 1 FROM {HOLDINGS} AS held WHERE {_RIVAL})",  # noqa: S608 - constants
        body=f"SELECT RAISE(ABORT, '{ONE_HOLDER}');",
    )
]
