"""Notes what is to be told, for those who have an address; the others are named in the log and in the report."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable
from typing import Any

from ..models import Notice, Request, Review, Verdict
from ..models.notices import Told

logger = logging.getLogger(__name__)


def notices_to(
    users: Iterable[Any],
    kind: Told,
    now: datetime.datetime,
    *,
    review: Review,
    request: Request | None = None,
    verdict: Verdict | None = None,
) -> list[Notice]:
    """Return a notice for each of some people who can be written to."""
    told = []
    for user in users:
        if user.email:
            about = {"review": review, "request": request, "verdict": verdict}
            told.append(Notice(kind=kind, account=user, noted_at=now, due_at=now, **about))
        else:
            logger.warning("No address to tell %s of review %s: %s", user.get_username(), review.pk, kind)
    return told
