"""The only code that writes editions and the policy of who may read them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from . import freshness, ledger, projections
from .audiences import Audience
from .files.keeping import keep_files
from .gate import Ending, Place, Proposal, PublicationRefused, ask_ending_guards, ask_guards, tell_witnesses
from .intervals import ALWAYS
from .kinds import kind_named
from .models import Edition, InForce, Nature, Work
from .sameness import says_the_same
from .seals import canonical, seal_of
from .signals import works_changed
from .turns import turn


def work_of(*, key: UUID, kind: str, language: str) -> Work:
    """Return the work with that key, made if it is new; ``language`` is the one its first page is written in."""
    return Work.objects.get_or_create(key=key, defaults={"kind": kind, "source_language": language})[0]


@dataclass(frozen=True, slots=True)
class Start:
    """From when a text holds; a claim is a date that its author states, and that no edition has stated before."""

    date: datetime.date
    approximate: bool = False
    note: str = ""
    is_claim: bool = False


@transaction.atomic
@turn()
def publish(*, proposal: Proposal, author: str) -> Edition:
    """Write the edition of ``proposal`` and bring it into force; return the one there is if nothing changed.

    Raises ``PublicationRefused`` with a reason for the author; nothing is written then.
    """
    work_of(key=proposal.work, kind=proposal.kind, language=proposal.language)
    work = Work.objects.select_for_update().get(key=proposal.work)
    start = _start_of(proposal)
    _check_place(proposal.work, proposal.place, start.date)
    latest = latest_edition(work=work, language=proposal.language)
    if standing := _already_said(proposal, start, latest):
        return standing
    ask_guards(proposal)
    keep_files(proposal)
    edition = _recorded(work, proposal, start, latest, author)
    tell_witnesses(proposal, edition)
    _project(work, edition)
    return edition


@transaction.atomic
@turn()
def abrogate(
    *,
    work: Work,
    language: str,
    author: str,
    by: Any = None,
    on: datetime.date | None = None,
    note: str = "",
    approximate: bool = False,
    date_note: str = "",
) -> None:
    """End the force of ``work`` in ``language``; in every language when it is the source.

    What was to come into force later is ended too, each from its own day. Raises ``PublicationRefused`` where ``by``
    may not end it.
    """
    work = Work.objects.select_for_update().get(key=work.key)
    day = ALWAYS if kind_named(work.kind).timeless else on or timezone.localdate()
    ended = ask_to_end(work=work, language=language, by=by, day=day)
    for row in ended:
        latest = latest_edition(work=work, language=row.language)
        edition = _ending(row.edition, max(row.starts, day), author, note)
        edition.approximate, edition.date_note = approximate, date_note
        _project(work, _chain(edition, latest))


def ask_to_end(*, work: Work, language: str, by: Any, day: datetime.date | None = None) -> list[InForce]:
    """Return what would end with ``work`` in ``language``.

    Raises ``PublicationRefused`` where ``by`` may not end it.
    """
    ended = InForce.objects.said_now().filter(work=work, ends__gt=day or timezone.localdate())
    if language != work.source_language:
        ended = ended.filter(language=language)
    rows = list(ended.select_related("edition").order_by("starts", "edition_id"))
    if rows:
        ask_ending_guards(Ending(work.key, work.kind, language, by))
    return rows


def _ending(ended: Edition, on: datetime.date, author: str, note: str) -> Edition:
    return Edition(
        work=ended.work,
        language=ended.language,
        nature=Nature.ABROGATION,
        title=ended.title,
        canonical=ended.canonical,
        # What ends a text that was withdrawn seals what is left of it.
        seal=seal_of(ended.canonical.encode()),
        in_force_from=on,
        change_note=note,
        author=author,
    )


@transaction.atomic
@turn()
def set_audience(*, work: Work, audience: Audience) -> None:
    """Set who may read ``work``, and with it everything below it, at once and for every edition."""
    Work.objects.filter(key=work.key).update(audience=audience)
    announce(projections.rebuild_audiences(work.key) | {work.key})


@transaction.atomic
@turn()
def move(*, work: Work, language: str, place: Place, author: str) -> Edition | None:
    """Publish ``work`` at another place, as it is in force and as it will be; return the last edition it made.

    Its translations move with the source; each keeps its own part of the address.
    """
    held = InForce.objects.said_now().filter(work=work, ends__gt=timezone.localdate()).select_related("edition")
    if language != work.source_language:
        held = held.filter(language=language)
    return _move(held, place, author)


@transaction.atomic
@turn()
def take_translations_along(*, work: Work, author: str) -> None:
    """Publish the translations of ``work`` where its source stands today, as they are: there is one hierarchy."""
    held = InForce.objects.said_now().filter(work=work, ends__gt=timezone.localdate()).select_related("edition")
    source = held.filter(language=work.source_language, starts__lte=timezone.localdate()).first()
    if source:
        translations = held.exclude(language=work.source_language).filter(edition__withdrawal=None)
        _move(translations, place_of(source), author)


def _move(held: QuerySet[InForce], place: Place, author: str) -> Edition | None:
    moved = None
    for row in list(held.order_by("starts", "edition_id")):
        there = replace(place, slug=row.slug)
        if place_of(row) != there:
            moved = publish(proposal=_as_it_stands(row).at(there), author=author)
    return moved


def _as_it_stands(row: InForce) -> Proposal:
    """Return an edition in force, or to come, as a proposal to publish it again from today, or from its own day."""
    edition = row.edition
    if edition.withdrawn:
        raise PublicationRefused(_("Ce texte a été retiré : publiez-en un autre avant de le déplacer."))
    to_come = row.starts > timezone.localdate()
    return Proposal(
        work=edition.work_id,
        kind=edition.document["kind"],
        language=edition.language,
        place=place_of(row),
        content=edition.content,
        in_force_from=row.starts if to_come else None,
        approximate=edition.approximate and to_come,
        date_note=edition.date_note if to_come else "",
        corrects_the_past=to_come,
        renders=edition.document["renders"],
    )


def place_of(row: InForce) -> Place:
    """Return the place at which an edition in force stands."""
    return Place(parent=row.parent_id, position=row.position, slug=row.slug)


def latest_edition(*, work: Work, language: str) -> Edition | None:
    """Return the last edition recorded of ``work`` in ``language``."""
    return Edition.objects.filter(work=work, language=language).order_by("number").last()


def _check_place(work: UUID, place: Place, starts: datetime.date) -> None:
    if place.parent is None:
        return
    if not InForce.objects.said_now().filter(work=place.parent, ends__gt=starts).exists():
        raise PublicationRefused(_("Publiez d’abord la page qui se trouve au-dessus de celle-ci."))
    # Nothing stands below what was never published.
    if Edition.objects.filter(work=work).exists() and work in projections.ancestors(place.parent, starts):
        raise PublicationRefused(_("Une page ne peut pas se trouver sous elle-même."))


def effective_date(proposal: Proposal) -> datetime.date:
    """Return from when the text would hold, were it published now."""
    return _start_of(proposal).date


def _start_of(proposal: Proposal) -> Start:
    """Return from when the text holds.

    A date that an edition has stated already is no claim about the past: the change holds from today, or from
    that day if it is still to come, unless its author says that it corrects what was in force then.
    """
    if kind_named(proposal.kind).timeless:
        return Start(ALWAYS, is_claim=True)
    declared, today = proposal.in_force_from, timezone.localdate()
    if declared is None:
        return Start(today)
    is_claim = proposal.corrects_the_past or not _has_counted(proposal, declared)
    date = declared if is_claim else max(declared, today)
    if date != declared:
        return Start(date)
    return Start(date, proposal.approximate, proposal.date_note if proposal.approximate else "", is_claim)


def _has_counted(proposal: Proposal, date: datetime.date) -> bool:
    stated = Edition.objects.filter(work=proposal.work, language=proposal.language, in_force_from=date)
    return stated.filter(nature=Nature.PUBLICATION).exists()


def _already_said(proposal: Proposal, start: Start, latest: Edition | None) -> Edition | None:
    """Return the edition that says the same for the same time, if there is one."""
    said = Edition.objects.filter(work=proposal.work, language=proposal.language, nature=Nature.PUBLICATION)
    said = said.filter(withdrawal=None)
    if start.is_claim:
        said = said.filter(pk=latest.pk) if latest else said.none()
        said = said.filter(in_force_from=start.date, approximate=start.approximate, date_note=start.note)
    else:
        said = said.filter(in_force__in=InForce.objects.on(start.date))
    return next((edition for edition in said if says_the_same(edition, proposal)), None)


def _recorded(work: Work, proposal: Proposal, start: Start, latest: Edition | None, author: str) -> Edition:
    text = proposal.canonical()
    edition = Edition(
        work=work,
        language=proposal.language,
        canonical=text.decode(),
        seal=seal_of(text),
        in_force_from=start.date,
        approximate=start.approximate,
        date_note=start.note,
        change_note=proposal.change_note,
        author=author,
    )
    edition.title = edition.content.title
    return _chain(edition, latest)


def _chain(edition: Edition, latest: Edition | None) -> Edition:
    edition.number = latest.number + 1 if latest else 1
    edition.previous_digest = latest.digest if latest else ""
    with turn() as moment:
        edition.recorded_at = moment
    edition.digest = seal_of(canonical(record_of(edition)))
    edition.save()
    ledger.append(edition)
    return edition


def record_of(edition: Edition) -> dict[str, str | int | bool | None]:
    """Return what an edition's digest covers."""
    until = edition.in_force_until
    return {
        "work": str(edition.work_id),
        "language": edition.language,
        "number": edition.number,
        "nature": str(edition.nature),
        "seal": edition.seal,
        "in_force_from": edition.in_force_from.isoformat(),
        "in_force_until": until.isoformat() if until else None,
        "approximate": edition.approximate,
        "date_note": edition.date_note,
        "change_note": edition.change_note,
        "author": edition.author,
        "recorded_at": edition.recorded_at.astimezone(datetime.UTC).isoformat(),
        "previous_digest": edition.previous_digest,
    }


def _project(work: Work, edition: Edition) -> None:
    announce(projections.project(work, edition))


def announce(works: set[UUID]) -> None:
    """Have everything kept forgotten and ``works`` indexed again, once the transaction commits."""
    freshness.renew()
    works_changed.send(sender=Work, works=frozenset(works))
