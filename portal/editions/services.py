"""The only code that writes editions and the policy of who may read them."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import projections
from .audiences import Audience
from .gate import Place, Proposal, PublicationRefused, ask_guards
from .models import Edition, InForce, Nature, Work
from .seals import canonical, seal_of
from .signals import works_changed


def work_of(*, key: UUID, kind: str, language: str) -> Work:
    """Return the work with that key, made if it is new; ``language`` is the one its first page is written in."""
    return Work.objects.get_or_create(key=key, defaults={"kind": kind, "source_language": language})[0]


@transaction.atomic
def publish(*, proposal: Proposal, author: str) -> Edition:
    """Write the edition of ``proposal`` and bring it into force; return the one there is if nothing changed.

    Raises ``PublicationRefused`` with a reason for the author; nothing is written then.
    """
    work_of(key=proposal.work, kind=proposal.kind, language=proposal.language)
    work = Work.objects.select_for_update().get(key=proposal.work)
    _check_place(proposal.place)
    ask_guards(proposal)
    latest = latest_edition(work=work, language=proposal.language)
    if latest and _says_the_same(latest, proposal):
        return latest
    edition = _recorded(work, proposal, latest, author)
    _project(work, edition)
    return edition


@transaction.atomic
def abrogate(*, work: Work, language: str, author: str, on: datetime.date | None = None, note: str = "") -> None:
    """End the force of ``work`` in ``language``; in every language when it is the source."""
    work = Work.objects.select_for_update().get(key=work.key)
    in_force = Edition.objects.filter(work=work)
    if language != work.source_language:
        in_force = in_force.filter(language=language)
    for tongue in in_force.order_by("language").values_list("language", flat=True).distinct():
        latest = latest_edition(work=work, language=tongue)
        if latest and latest.nature == Nature.PUBLICATION:
            edition = _ending(latest, on or timezone.localdate(), author, note)
            _project(work, _chain(edition, latest))


def _ending(latest: Edition, on: datetime.date, author: str, note: str) -> Edition:
    return Edition(
        work=latest.work,
        language=latest.language,
        number=latest.number + 1,
        nature=Nature.ABROGATION,
        title=latest.title,
        canonical=latest.canonical,
        seal=latest.seal,
        in_force_from=on,
        change_note=note,
        author=author,
    )


@transaction.atomic
def set_audience(*, work: Work, audience: Audience) -> None:
    """Set who may read ``work``, and with it everything below it, at once and for every edition."""
    Work.objects.filter(key=work.key).update(audience=audience)
    _announce(projections.rebuild_audiences(work.key) | {work.key})


@transaction.atomic
def move(*, work: Work, language: str, place: Place, author: str) -> Edition | None:
    """Publish the edition in force of ``work`` at another place; None when nothing of it is in force."""
    current = (
        InForce.objects.on(timezone.localdate()).filter(work=work, language=language).select_related("edition").first()
    )
    if current is None or place_of(current) == place:
        return None
    document = current.edition.document
    proposal = Proposal(
        work=work.key,
        kind=work.kind,
        language=language,
        place=place,
        content=current.edition.content,
        renders=document["renders"],
    )
    return publish(proposal=proposal, author=author)


def place_of(row: InForce) -> Place:
    """Return the place at which an edition in force stands."""
    return Place(parent=row.parent_id, position=row.position, slug=row.slug)


def latest_edition(*, work: Work, language: str) -> Edition | None:
    """Return the last edition recorded of ``work`` in ``language``."""
    return Edition.objects.filter(work=work, language=language).order_by("number").last()


def _check_place(place: Place) -> None:
    if place.parent and not InForce.objects.filter(work=place.parent).exists():
        raise PublicationRefused(_("Publiez d’abord la page qui se trouve au-dessus de celle-ci."))


def _says_the_same(latest: Edition, proposal: Proposal) -> bool:
    declared = proposal.in_force_from or latest.in_force_from
    dates_stand = declared == latest.in_force_from
    return latest.nature == Nature.PUBLICATION and dates_stand and latest.seal == proposal.seal()


def _start_of(proposal: Proposal, latest: Edition | None) -> tuple[datetime.date, bool]:
    """Return from when the text holds, and whether that is approximate.

    A date left as it was in the last edition is no claim about the past: the change holds from today, unless
    its author says that it corrects what was in force then.
    """
    declared = proposal.in_force_from
    unchanged = latest is not None and declared == latest.in_force_from
    if declared is None or (unchanged and not proposal.corrects_the_past):
        return timezone.localdate(), False
    return declared, proposal.approximate


def _recorded(work: Work, proposal: Proposal, latest: Edition | None, author: str) -> Edition:
    text = proposal.canonical()
    starts, approximate = _start_of(proposal, latest)
    edition = Edition(
        work=work,
        language=proposal.language,
        number=latest.number + 1 if latest else 1,
        title=proposal.content.title,
        canonical=text.decode(),
        seal=seal_of(text),
        in_force_from=starts,
        approximate=approximate,
        date_note=proposal.date_note if approximate else "",
        change_note=proposal.change_note,
        author=author,
    )
    return _chain(edition, latest)


def _chain(edition: Edition, latest: Edition | None) -> Edition:
    edition.previous_digest = latest.digest if latest else ""
    edition.digest = seal_of(canonical(record_of(edition)))
    edition.save()
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
    _announce(projections.project(work, edition))


def _announce(works: set[UUID]) -> None:
    works_changed.send(sender=Work, works=frozenset(works))
