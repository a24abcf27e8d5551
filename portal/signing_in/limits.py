"""How often one may try: counted in the database, so that it holds over processes and restarts.

An attempt is written down before it is judged: however many are made at once, no more than the limit are judged.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from portal.visitors import fingerprint, household_of

from .models import Attempt

QUARTER: Final = timedelta(minutes=15)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many failures ``within`` a time under one name; some are forgotten when an attempt succeeds."""

    name: str
    most: int
    within: timedelta
    forgiving: bool = False

    @property
    def key(self) -> str:
        """Return the name under which attempts are kept."""
        return fingerprint("signing_in.attempt", self.name)


class TooManyAttempts(Exception):
    """Nothing was judged: there were too many attempts; the next one may be made at ``until``."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until

    @property
    def seconds(self) -> int:
        """Return how long to wait."""
        return max(1, round((self.until - timezone.now()).total_seconds()))


def for_password(account: str, address: str, browser: str | None) -> list[Limit]:
    """Return the limits on trying passwords for ``account``.

    A browser on which this account has signed in before has a counter of its own: whoever guesses elsewhere, be it
    behind the same address, locks nobody out of the browser they always use.
    """
    name = unicodedata.normalize("NFKC", account).casefold()
    if browser:
        return [Limit(f"password:{name}:{browser}", 10, QUARTER, forgiving=True)]
    household = household_of(address)
    return [
        Limit(f"password:{name}@{household}", 5, QUARTER, forgiving=True),
        Limit(f"password:{name}", 30, HOUR, forgiving=True),
        Limit(f"password@{household}", 60, QUARTER),
    ]


def for_code(user_id: int, browser: str | None) -> list[Limit]:
    """Return the limits on trying codes, for whoever has given the right password."""
    name = f"code:{user_id}:{browser or ''}"
    return [Limit(name, 5, QUARTER, forgiving=True), Limit(f"{name}:day", 20, DAY, forgiving=True)]


def for_mail(email: str) -> list[Limit]:
    """Return the limit on messages to one box."""
    return [Limit(f"mail:{email.strip().casefold()}", 3, HOUR)]


def for_asking_mail(address: str) -> list[Limit]:
    """Return the limit on asking for messages from one address."""
    return [Limit(f"mail@{household_of(address)}", 20, HOUR)]


@contextmanager
def attempt(limits: Sequence[Limit]) -> Iterator[None]:
    """Judge an attempt inside: an exception makes it a failure, which stays counted."""
    ours = count(limits)
    yield
    forgiven = [limit.key for limit in limits if limit.forgiving]
    Attempt.objects.filter(Q(pk__in=ours) | Q(key__in=forgiven)).delete()


def count(limits: Sequence[Limit]) -> list[int]:
    """Write an attempt down and return its rows; raise, and write nothing, when there were too many before."""
    now = timezone.now()
    rows = Attempt.objects.bulk_create(Attempt(key=limit.key, at=now) for limit in limits)
    ours = [row.pk for row in rows]
    closed = [until for limit in limits if (until := _closed_until(limit, now, ours))]
    if closed:
        Attempt.objects.filter(pk__in=ours).delete()
        raise TooManyAttempts(max(closed))
    return ours


def forget_what_is_old() -> int:
    """Delete the attempts that no limit looks at any more."""
    return Attempt.objects.filter(at__lt=timezone.now() - DAY).delete()[0]


def _closed_until(limit: Limit, now: datetime, ours: Sequence[int]) -> datetime | None:
    others = Attempt.objects.filter(key=limit.key, at__gt=now - limit.within).exclude(pk__in=ours)
    times = list(others.order_by("-at").values_list("at", flat=True)[: limit.most])
    return times[-1] + limit.within if len(times) == limit.most else None
