"""Of which dates the portal has something to say."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.dates import written
from portal.editions.as_of import AsOf
from portal.editions.audiences import Audience
from portal.editions.intervals import ALWAYS
from portal.editions.models import InForce

YEARS_AHEAD: Final = 20
SECONDS_BETWEEN_LOOKS: Final = 60
_DAYS_A_YEAR: Final = 366


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is nothing to read on a date."""

    title: str
    reason: str
    status: int = 404


def unreadable(written: str) -> Refusal:
    """Return what to say of an address that names no day."""
    reason = _(
        "« %(written)s » n’est pas une date que le portail comprend. "
        "Une adresse datée s’écrit année-mois-jour, comme dans « @2019-05-01 »."
    )
    return Refusal(_("Cette date n’existe pas"), reason % {"written": written}, 400)


def refusal_of(asked: AsOf, audience: Audience) -> Refusal | None:
    """Return why a reader of ``audience`` cannot read the portal as of a date."""
    today = timezone.localdate()
    last = today + datetime.timedelta(days=YEARS_AHEAD * _DAYS_A_YEAR)
    if asked.date > last:
        reason = _("Le portail montre ce qui est décidé jusqu’au %(last)s au plus.") % {"last": written(last)}
        return Refusal(_("Trop loin dans l’avenir"), reason)
    if asked.recorded and timezone.localdate(asked.recorded) > today:
        reason = _("On peut demander ce que le portail montrait un jour passé, pas ce qu’il montrera.")
        return Refusal(_("Le portail n’a pas encore montré ce jour"), reason)
    first = first_date(audience, asked)
    if first is None or asked.date < first:
        return Refusal(_("Avant tout ce que le portail connaît"), _before(first, asked))
    return None


def _before(first: datetime.date | None, asked: AsOf) -> str:
    if first:
        words = {"asked": written(asked.date), "first": written(first)}
        return (
            _("Rien n’est connu au %(asked)s. Le texte le plus ancien que vous pouvez lire vaut depuis le %(first)s.")
            % words
        )
    if asked.shown_on:
        return _("Le portail ne montrait encore rien le %(day)s.") % {"day": written(asked.shown_on)}
    return _("Aucun texte n’est encore publié.")


def first_date(audience: Audience, asked: AsOf) -> datetime.date | None:
    """Return from when on there is something to read; looked up again when ``asked`` is earlier than known."""
    key = f"first-date:{audience}:{asked.recorded and asked.recorded.timestamp()}"
    known: datetime.date | None = cache.get(key)
    if known is None or asked.date < known:
        held = InForce.objects.said(asked.recorded).readable_by(audience).filter(starts__gt=ALWAYS)
        known = held.aggregate(first=Min("starts"))["first"]
        cache.set(key, known, SECONDS_BETWEEN_LOOKS)
    return known
