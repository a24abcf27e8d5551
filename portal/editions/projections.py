"""Projections of editions: derived rows by which any date costs what today costs.

Each is rebuilt from editions alone, for one work and, where they depend on it, for everything below it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from .files.attached import files_of
from .gate import PublicationRefused
from .intervals import Claim, Interval, overlapping, settled
from .models import Address, Attachment, Edition, InForce, Nature, Relation, Work
from .querysets import DatedQuerySet

LONGEST_PATH = 1000
WITHDRAWN = "withdrawn"
"""The facet of what is in force although its text was withdrawn."""
ONE_DAY = datetime.timedelta(days=1)


def project(work: Work, edition: Edition) -> set[UUID]:
    """Bring the projections up to ``edition``; return the works whose text, place or address changed with it.

    What they said until then stays, closed at the moment at which the edition was recorded.
    """
    before = _shown(work)
    _rebuild_in_force(work, edition)
    _record_links(edition)
    changed = {work.key} | _rebuild_addresses(work, edition.recorded_at) | rebuild_audiences(work.key)
    return changed | descendants(work.key) if _shown(work) != before else changed


def _shown(work: Work) -> set[tuple[str, str, str]]:
    """Return what of ``work`` shows on the pages below it."""
    return set(InForce.objects.said_now().filter(work=work).values_list("language", "title", "acronym"))


def _claims(work: Work, latest: Edition) -> Iterator[Claim[Edition]]:
    known = Edition.objects.filter(work=work, language=latest.language, number__lte=latest.number)
    for edition in known.select_related("withdrawal"):
        yield Claim(
            item=edition,
            starts=edition.in_force_from,
            ends=edition.in_force_until,
            order=edition.number,
            in_force=edition.nature == Nature.PUBLICATION,
        )


def _rebuild_in_force(work: Work, latest: Edition) -> None:
    held = InForce.objects.said_now().filter(work=work, language=latest.language)
    said = {(row.edition_id, row.starts, row.ends): row.pk for row in held}
    settle = {(each.item.pk, each.starts, each.ends): each for each in settled(_claims(work, latest))}
    superseded = [pk for key, pk in said.items() if key not in settle]
    _supersede(InForce.objects.filter(pk__in=superseded), latest.recorded_at)
    added = [each for key, each in settle.items() if key not in said]
    InForce.objects.bulk_create(_in_force(each, latest.recorded_at) for each in added)


def _in_force(interval: Interval[Edition], moment: datetime.datetime) -> InForce:
    edition = interval.item
    place = edition.document["place"]
    return InForce(
        edition=edition,
        work_id=edition.work_id,
        language=edition.language,
        starts=interval.starts,
        ends=interval.ends,
        recorded_from=moment,
        parent_id=UUID(place["parent"]) if place["parent"] else None,
        position=place["position"],
        slug=place["slug"],
        **_shown_of(edition),
    )


def _shown_of(edition: Edition) -> dict[str, Any]:
    """Return what lists and search show of an edition; that it was withdrawn is told with it."""
    content = edition.content
    facets = dict(content.facets()) | ({WITHDRAWN: "1"} if edition.withdrawn else {})
    return {"title": content.title, "acronym": content.acronym, "facets": facets}


def forget_words(edition: Edition) -> set[UUID]:
    """Let the projections say of a withdrawn edition, and have said, no more than is left of it.

    Return the works that show it: its own, those below it, those that it named.
    """
    InForce.objects.filter(edition=edition).update(**_shown_of(edition))
    named = Relation.objects.filter(edition=edition)
    works = {edition.work_id} | set(named.values_list("target", flat=True))
    named.delete()
    Attachment.objects.filter(edition=edition).delete()
    _record_links(edition)
    return works | descendants(edition.work_id)


def _supersede(rows: DatedQuerySet[Any], moment: datetime.datetime) -> None:
    """Close what was said until now; what is as young as the moment was never shown."""
    rows.filter(recorded_from__gte=moment).delete()
    rows.update(recorded_until=moment)


def _record_links(edition: Edition) -> None:
    if edition.nature != Nature.PUBLICATION:
        return
    Relation.objects.bulk_create(
        Relation(edition=edition, kind=relation.kind, anchor=relation.anchor, target=relation.target)
        for relation in edition.content.relations()
    )
    Attachment.objects.bulk_create(
        Attachment(edition=edition, sha256=file.sha256, name=file.name, media_type=file.media_type)
        for file in files_of(edition.content)
    )


def _rebuild_addresses(work: Work, moment: datetime.datetime) -> set[UUID]:
    """Rebuild the addresses of ``work`` and, if they changed, of everything below; return whose changed."""
    changed: set[UUID] = set()
    waiting = [work]
    while waiting:
        current = waiting.pop()
        if _readdress(current, moment):
            changed.add(current.key)
            below = InForce.objects.said_now().filter(parent=current)
            waiting += Work.objects.filter(key__in=below.values("work"))
    return changed


@dataclass(frozen=True, slots=True)
class _Around:
    """What the addresses of a work depend on, read at once for all languages."""

    work: Work
    rows: list[InForce]
    held: list[Address]
    above: list[Address]

    @classmethod
    def read(cls, work: Work) -> _Around:
        rows = list(InForce.objects.said_now().filter(work=work).order_by("starts"))
        works = {work.key, *(row.parent_id for row in rows if row.parent_id)}
        addresses = list(Address.objects.said_now().filter(work__in=works).order_by("pk"))
        held = [address for address in addresses if address.work_id == work.key]
        return cls(work, rows, held, [address for address in addresses if address.work_id != work.key])


def _readdress(work: Work, moment: datetime.datetime) -> bool:
    """Bring the addresses of ``work`` up to what is in force; those that are superseded stay as former ones."""
    around = _Around.read(work)
    added: list[Address] = []
    changed = [_readdress_in(language, around, added, moment) for language, _name in settings.LANGUAGES]
    _refuse_taken(added)
    Address.objects.bulk_create(added)
    return any(changed)


def _readdress_in(language: str, around: _Around, added: list[Address], moment: datetime.datetime) -> bool:
    """Supersede what no longer holds in ``language``, and put what comes instead into ``added``."""
    held = {(row.path, row.starts, row.ends): row.pk for row in around.held if row.language == language}
    new = set(_joined(_addresses(around, language)))
    if held.keys() == new:
        return False
    superseded = [pk for key, pk in held.items() if key not in new]
    if superseded:
        _supersede(Address.objects.filter(pk__in=superseded), moment)
    added += (
        Address(work=around.work, language=language, path=path, starts=starts, ends=ends, recorded_from=moment)
        for path, starts, ends in sorted(new - held.keys())
    )
    return True


def _addresses(around: _Around, language: str) -> Iterator[tuple[str, datetime.date, datetime.date]]:
    for row in _served_over_time(around, language):
        if row.item.parent_id is None:
            yield f"{row.item.slug}/", row.starts, row.ends
            continue
        above = (each for each in around.above if (each.work_id, each.language) == (row.item.parent_id, language))
        parents = [Interval(address.path, address.starts, address.ends) for address in above]
        for item, path, starts, ends in overlapping([row], parents):
            yield f"{path}{item.slug}/", starts, ends


def _joined(
    addresses: Iterable[tuple[str, datetime.date, datetime.date]],
) -> Iterator[tuple[str, datetime.date, datetime.date]]:
    """Join what follows on at the same path, so that another version at the same place changes no address."""
    held: tuple[str, datetime.date, datetime.date] | None = None
    for path, starts, ends in sorted(addresses, key=itemgetter(1)):
        if len(path) > LONGEST_PATH:
            raise PublicationRefused(_("L’adresse de la page serait trop longue."))
        if held and (path, starts) == (held[0], held[2]):
            held = path, held[1], ends
            continue
        if held:
            yield held
        held = path, starts, ends
    if held:
        yield held


def _served_over_time(around: _Around, language: str) -> Iterator[Interval[InForce]]:
    """Yield which version readers of ``language`` get, over time: theirs where there is one, else the source."""
    own = [row for row in around.rows if row.language == language]
    yield from (Interval(row, row.starts, row.ends) for row in own)
    if language == around.work.source_language:
        return
    for row in around.rows:
        if row.language == around.work.source_language:
            for starts, ends in _gaps(own, row.starts, row.ends):
                yield Interval(row, starts, ends)


def _gaps(
    rows: list[InForce], starts: datetime.date, ends: datetime.date
) -> Iterator[tuple[datetime.date, datetime.date]]:
    """Yield the parts of ``[starts, ends)`` that none of the ordered ``rows`` covers."""
    for row in rows:
        if starts < min(row.starts, ends):
            yield starts, min(row.starts, ends)
        starts = max(starts, row.ends)
    if starts < ends:
        yield starts, ends


def _refuse_taken(added: list[Address]) -> None:
    """Refuse an address at which another text answers on one of the days."""
    others = Address.objects.said_now().filter(path__in={address.path for address in added})
    for other in others:
        for new in added:
            same = (new.path, new.language) == (other.path, other.language) and new.work_id != other.work_id
            if same and other.starts < new.ends and other.ends > new.starts:
                raise PublicationRefused(
                    _("L’adresse « %(path)s » est déjà celle d’un autre texte.") % {"path": new.path}
                )


def descendants(key: UUID) -> set[UUID]:
    """Return everything that stands below ``key`` on any date, a query a level."""
    found: set[UUID] = set()
    level = {key}
    while level:
        level = set(InForce.objects.filter(parent__in=level).values_list("work", flat=True)) - found
        found |= level
    return found


def rebuild_audiences(key: UUID) -> set[UUID]:
    """Recompute the effective audience of ``key`` and of everything below it; return whose changed."""
    work = Work.objects.get(key=key)
    places = Work.objects.filter(key__in=_places(key, timezone.localdate()))
    effective = max(work.audience, places.aggregate(level=Max("effective_audience"))["level"] or 0)
    if effective == work.effective_audience:
        return set()
    Work.objects.filter(key=key).update(effective_audience=effective)
    return {key}.union(*(rebuild_audiences(child) for child in _ever_below(key)))


def ancestors(key: UUID, since: datetime.date) -> set[UUID]:
    """Return ``key`` and everything above it on a day and later."""
    found: set[UUID] = set()
    level = {key}
    while level:
        found |= level
        level = set().union(*(_places(work, since) for work in level)) - found
    return found


def _places(key: UUID, since: datetime.date) -> set[UUID]:
    """Return the works above ``key`` on a day and later, or else the last it had, abrogated as it is."""
    held = InForce.objects.said_now().filter(work=key)
    last = held.aggregate(end=Max("ends"))["end"]
    if last:
        counted = held.filter(ends__gt=min(last - ONE_DAY, since), parent__isnull=False)
        return set(counted.values_list("parent_id", flat=True))
    edition = Edition.objects.filter(work=key).order_by("recorded_at", "pk").last()
    parent = edition.document["place"]["parent"] if edition else None
    return {UUID(parent)} if parent else set()


def _ever_below(key: UUID) -> set[UUID]:
    """Return the works that stand, stood or, abrogated on their first day, would have stood below ``key``."""
    held = InForce.objects.filter(parent=key).values_list("work", flat=True)
    never = Work.objects.filter(in_force=None, editions__canonical__contains=f'"parent":"{key}"')
    return {*held, *never.values_list("key", flat=True)}
