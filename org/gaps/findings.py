"""Every gap of what is in force today, by text: a fixed number of queries, kept until something changes."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import get_language

from portal.editions.freshness import Memory

from . import registry
from .survey import Said, Survey

Found = Mapping[TextChoices, tuple[Said, ...]]

_READERS_KEPT = 8
_findings = Memory(most=_READERS_KEPT)


def findings(audience: int) -> Mapping[int, Found]:
    """Return what each text in force today lacks, by its row in ``InForce``; only what ``audience`` may read."""
    today = timezone.localdate()
    kept = _findings.answers((audience, today, get_language()))
    if "found" not in kept:
        kept["found"] = _find(audience, today)
    found: Mapping[int, Found] = kept["found"]
    return found


def counts(audience: int) -> list[tuple[TextChoices, int]]:
    """Return how many texts have each gap, in the order of gaps."""
    counted = Counter(gap for found in findings(audience).values() for gap in found)
    return [(gap, counted[gap]) for gap in registry.gaps() if counted[gap]]


def _find(audience: int, today: datetime.date) -> Mapping[int, Found]:
    found: dict[int, dict[TextChoices, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for finding in registry.found_in(Survey(audience, today, registry.kinds_of_text())):
        found[finding.text.row][finding.gap].append(finding.said)
    order = list(registry.gaps())
    return {
        row: {gap: tuple(said) for gap, said in sorted(gaps.items(), key=lambda item: order.index(item[0]))}
        for row, gaps in found.items()
    }
