"""Every gap of what is in force today, by text: a fixed number of queries, kept until something changes."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.dates import written
from portal.editions.freshness import Memory
from portal.editions.kinds import kind_named
from portal.editions.models import Edition, InForce, Nature

from ..content import StructureContent
from ..models.holdings import Holding
from .kinds import Gap
from .texts import Found, Review, reviews

_READERS_KEPT = 8
_findings = Memory(most=_READERS_KEPT)


@dataclass(frozen=True, slots=True)
class Text:
    """A text in force today, as much of it as gaps need."""

    row: int
    digest: str
    work: UUID
    language: str
    is_source: bool
    approximate: bool
    since: datetime.date


def findings(audience: int) -> Mapping[int, Found]:
    """Return what each text in force today lacks, by its row in ``InForce``; only what ``audience`` may read."""
    today = timezone.localdate()
    kept = _findings.answers((audience, today, get_language()))
    if "found" not in kept:
        kept["found"] = _find(audience, today)
    found: Mapping[int, Found] = kept["found"]
    return found


def counts(audience: int) -> list[tuple[Gap, int]]:
    """Return how many texts have each gap, in the order of gaps."""
    counted = Counter(gap for found in findings(audience).values() for gap in found)
    return [(gap, counted[gap]) for gap in Gap if counted[gap]]


def _find(audience: int, today: datetime.date) -> Mapping[int, Found]:
    texts = _texts(audience, today)
    review = reviews(text.digest for text in texts)
    ended = _ended(today)
    latest = _latest_sources()
    found = {}
    for text in texts:
        gaps = {**_own(text, review[text.digest]), **_around(text, review[text.digest], ended, latest)}
        if gaps:
            found[text.row] = gaps
    return found


def _texts(audience: int, today: datetime.date) -> list[Text]:
    kinds = [name for name in ("organisation", "unit") if kind_named(name).content_class is StructureContent]
    rows = InForce.objects.on(today).readable_by(audience).filter(work__kind__in=kinds, edition__withdrawal=None)
    about_edition = ("edition__digest", "edition__approximate", "edition__in_force_from")
    values = rows.order_by().values_list("pk", "work", "language", "work__source_language", *about_edition)
    return [
        Text(pk, digest, work, language, language == source, approximate, since)
        for pk, work, language, source, digest, approximate, since in values
    ]


def _own(text: Text, review: Review) -> Found:
    """Return what the text itself lacks; a translation lacks what its source does, which is told there."""
    return review.lacks if text.is_source else {}


def _around(text: Text, review: Review, ended: Mapping[UUID, dict[UUID, str]], latest: Mapping[UUID, int]) -> Found:
    """Return what is missing or doubtful around the text: its date, its holders, its source."""
    found: dict[Gap, tuple[str, ...]] = {}
    if not text.is_source:
        if review.renders is not None and review.renders < latest.get(text.work, 0):
            words = {"rendered": review.renders, "latest": latest[text.work]}
            found[Gap.STALE] = (_("Rend l’édition n° %(rendered)d ; la dernière est la n° %(latest)d.") % words,)
        return found
    if text.approximate:
        found[Gap.APPROXIMATE] = (_("vers le %(date)s") % {"date": written(text.since)},)
    posts = {post: told for post, told in ended.get(text.work, {}).items() if post in review.posts}
    if posts:
        found[Gap.ENDED] = tuple(f"{review.posts[post]} — {told}" for post, told in posts.items())
    return found


def _ended(today: datetime.date) -> Mapping[UUID, dict[UUID, str]]:
    """Return the posts of which every holding is over, with the last of them in words: one query."""
    last: dict[tuple[UUID, UUID], tuple[datetime.date, str]] = {}
    for work, post, ends, name in _holdings():
        over = ends or datetime.date.max
        last[work, post] = max(last.get((work, post), (datetime.date.min, "")), (over, name))
    found: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    for (work, post), (over, name) in last.items():
        if over < today:
            found[work][post] = _("%(name)s, jusqu’au %(date)s") % {"name": name, "date": written(over)}
    return found


def _holdings() -> Iterable[tuple[UUID, UUID, datetime.date | None, str]]:
    return Holding.objects.said_now().order_by().values_list("work", "post", "ends", "person__name")


def _latest_sources() -> Mapping[UUID, int]:
    """Return the number of the last source edition of each work that is translated: one query."""
    translated = InForce.objects.said_now().exclude(language=F("work__source_language")).values("work")
    sources = Edition.objects.filter(work__in=translated, language=F("work__source_language"))
    numbered = sources.filter(nature=Nature.PUBLICATION).order_by().values("work").annotate(last=Max("number"))
    return dict(numbered.values_list("work", "last"))
