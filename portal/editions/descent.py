"""What stands below a text on a reader's date: one recursive query each, by the index of parents and dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

from .intervals import LAST_RECORDED
from .kinds import kinds_in_hierarchy
from .models import Work
from .reading import Reading

# A level is counted so that texts placed below each other by mistake end the search.
DEEPEST = 30
_BELOW = """
    WITH RECURSIVE below(work, level) AS (
        SELECT key, 0 FROM editions_work WHERE key = %s
        UNION
        SELECT held.work_id, below.level + 1 FROM below
        JOIN editions_inforce held ON held.parent_id = below.work
        WHERE held.starts <= %s AND held.ends > %s AND held.recorded_from <= %s AND held.recorded_until > %s
            AND below.level < %s
    )
"""
_KEYS = f"{_BELOW} SELECT work FROM below"  # noqa: S608 - constant
_EVER = """
    WITH RECURSIVE below(work) AS (
        SELECT key FROM editions_work WHERE key = %s
        UNION
        SELECT held.work_id FROM below
        JOIN editions_inforce held ON held.parent_id = below.work
        WHERE held.recorded_from <= %s AND held.recorded_until > %s
    )
    SELECT work FROM below
"""
_SIZES = f"""{_BELOW}
    SELECT below.level, COUNT(DISTINCT below.work) FROM below
    JOIN editions_work readable ON readable.key = below.work
    WHERE readable.effective_audience <= %s AND readable.kind IN ({{kinds}}) GROUP BY below.level
"""  # noqa: S608 - constant


def works_below(work: UUID, reading: Reading, levels: int = DEEPEST) -> RawSQL:
    """Return the keys of ``work`` and of what stands at most ``levels`` below it, as a subquery."""
    return RawSQL(_KEYS, _parameters(work, reading, levels))  # noqa: S611 - constant text, bound parameters


def works_ever_below(work: UUID, reading: Reading) -> RawSQL:
    """Return the keys of ``work`` and of what stands below it on any date, as a subquery."""
    key, _day, _until, moment, *_rest = _parameters(work, reading, DEEPEST)
    return RawSQL(_EVER, (key, moment, moment))  # noqa: S611 - constant text, bound parameters


def sizes_below(work: UUID, reading: Reading) -> Mapping[int, int]:
    """Return how many texts this reader may read on each level below ``work``; only parts are counted."""
    kinds = kinds_in_hierarchy()
    query = _SIZES.format(kinds=", ".join(["%s"] * len(kinds)))
    with connection.cursor() as cursor:
        cursor.execute(query, (*_parameters(work, reading, DEEPEST), reading.audience, *kinds))
        return dict(cursor.fetchall())


def _parameters(work: UUID, reading: Reading, levels: int) -> tuple[Any, ...]:
    key = Work._meta.pk.get_db_prep_value(work, connection)
    day = connection.ops.adapt_datefield_value(reading.date)
    moment = connection.ops.adapt_datetimefield_value(reading.recorded or LAST_RECORDED)
    return key, day, day, moment, moment, min(levels, DEEPEST)
