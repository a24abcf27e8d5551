"""What a mail says: that something waits, until when, and where to look; never what a draft says.

A mail travels in the open and stays in many places. So it never names what readers cannot read: a text or a party is
called by its published title where that is public, else by the number of its review; the subject names none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.dates import written
from portal.editions.audiences import Audience
from portal.editions.reading import Reading
from portal.editions.timeline.names import names_of

from ..models import Notice
from ..models.notices import TO_DECIDE, Told
from ..people import name_of
from ..workdays import Calendar, calendar


@dataclass(frozen=True, slots=True)
class Line:
    """One text, what is told of it, and where to look."""

    title: str
    told: str
    url: str


@dataclass(frozen=True, slots=True)
class Section:
    """What is told of some texts."""

    heading: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail of plain text."""

    subject: str
    body: str


def mail_about(notices: Sequence[Notice]) -> Mail:
    """Return the mail to one person about all that is due to them, in the active language."""
    names = _names(notices)
    sections = list(_sections(notices, names, calendar()))
    person = name_of(notices[0].account)
    words = {"person": person, "sections": sections, "decisions": _address(reverse("decisions"))}
    return Mail(_subject(notices), render_to_string("approvals/mail/notice.txt", words).strip() + "\n")


def _subject(notices: Sequence[Notice]) -> str:
    waiting = {notice.request_id for notice in notices if notice.kind in TO_DECIDE}
    if waiting:
        count = len(waiting)
        return ngettext("Mandat : une décision vous attend", "Mandat : %(count)d décisions vous attendent", count) % {
            "count": count
        }
    if any(notice.kind == Told.LATE for notice in notices):
        return _("Mandat : une approbation est en retard")
    return _("Mandat : des nouvelles d’un texte que vous avez écrit")


def _sections(notices: Sequence[Notice], names: dict[UUID, str], open_days: Calendar) -> list[Section]:
    by_kind = {kind: [notice for notice in notices if notice.kind == kind] for kind in Told}
    headings = _headings()
    return [Section(headings[kind], _lines(held, names, open_days)) for kind, held in by_kind.items() if held]


def _headings() -> dict[Told, str]:
    return {
        Told.ASKED: _("Votre décision est attendue :"),
        Told.REMINDED: _("L’échéance approche, et votre décision est toujours attendue :"),
        Told.LATE: _("L’échéance est passée sans décision :"),
        Told.RESERVED: _("Un accord a été donné avec des réserves :"),
        Told.CHANGES: _("Des changements sont demandés :"),
        Told.REFUSED: _("Un refus a été donné :"),
        Told.PUBLISHED: _("C’est publié :"),
        Told.STUCK: _("C’est approuvé, mais le portail n’a pas pu le publier ; ouvrez la page pour savoir pourquoi :"),
    }


def _lines(notices: list[Notice], names: dict[UUID, str], open_days: Calendar) -> list[Line]:
    lines = {(notice.request_id or -notice.pk): _line(notice, names, open_days) for notice in notices}
    return list(lines.values())


def _line(notice: Notice, names: dict[UUID, str], open_days: Calendar) -> Line:
    title = names.get(notice.review.work_id) or _("Texte en examen n° %(number)d") % {"number": notice.review_id}
    url = _address(reverse("decision", args=[notice.review_id]))
    return Line(title, _told(notice, names, open_days), url)


def _told(notice: Notice, names: dict[UUID, str], open_days: Calendar) -> str:
    request = notice.request
    if request is None:
        return _by(notice, names)
    due = written(request.due_on)
    if notice.kind != Told.LATE:
        return _("à décider avant la fin du %(date)s") % {"date": due}
    days = open_days.between(request.due_on, timezone.localdate())
    late = ngettext("%(count)d jour ouvrable de retard", "%(count)d jours ouvrables de retard", days)
    asked = written(timezone.localdate(request.asked_at))
    words = {"who": _who(request.party_id, request.task.name, names), "asked": asked, "due": due}
    told = _("%(who)s : demandé le %(asked)s, attendu le %(due)s") % words
    return f"{told} ({late % {'count': days}})" if days else told


def _by(notice: Notice, names: dict[UUID, str]) -> str:
    if notice.verdict is None:
        return ""
    verdict = notice.verdict
    return f"{verdict.name}, {_who(verdict.party_id, verdict.task.name, names)}"


def _who(party: UUID | None, step: str, names: dict[UUID, str]) -> str:
    if party is None:
        return _("étape « %(step)s »") % {"step": step}
    return names.get(party) or _("une partie prenante")


def _names(notices: Sequence[Notice]) -> dict[UUID, str]:
    """Return the published titles that anybody may read; one query."""
    works = {notice.review.work_id for notice in notices}
    works |= {notice.request.party_id for notice in notices if notice.request and notice.request.party_id}
    works |= {notice.verdict.party_id for notice in notices if notice.verdict and notice.verdict.party_id}
    return names_of(works, Reading(get_language() or settings.LANGUAGE_CODE, timezone.localdate(), Audience.PUBLIC))


def _address(path: str) -> str:
    return f"{settings.BASE_URL}{path}"
