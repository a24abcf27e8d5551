"""What holds machines off, without asking anybody else: a trap, a pace, a rate, a number of links.

Nothing of it is kept but counters under a keyed hash of the address, for an hour.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.visitors import address_of, fingerprint, household_of

TRAP = "website"
SALT = "corrections.opened"
MOST_LINKS = 2
HOUR = 3600
LONGEST_OPEN = 12 * HOUR
EVERYBODY = "everybody"

_LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a form is not accepted, in words for the reader, with the status of the answer."""

    status: int
    reason: str
    retry_after: int = 0
    renews: bool = False


def opened_now(about: str) -> str:
    """Return the signed note of when a form ``about`` something was opened."""
    return signing.TimestampSigner(salt=SALT).sign(about)


def refusal_of(request: HttpRequest, about: str) -> Refusal | None:
    """Return why the form that ``request`` posts looks like a machine's; None when nothing does."""
    if request.POST.get(TRAP):
        reason = _("Une case cachée, faite pour les machines, était remplie. Elle est vidée : renvoyez.")
        return Refusal(400, str(reason))
    return _pace(request.POST.get("opened", ""), about)


def too_many_links(*texts: str) -> bool:
    """Whether there are more links than a reader needs to name a source."""
    return sum(len(_LINK.findall(text)) for text in texts) > MOST_LINKS


def over_the_rate(request: HttpRequest) -> Refusal | None:
    """Return a refusal when this address, or everybody together, has sent enough this hour; count it otherwise."""
    limits = {_key(address_of(request)): settings.CORRECTIONS_PER_HOUR, EVERYBODY: settings.CORRECTIONS_IN_ALL}
    counters = caches["counters"]
    if any(counters.get(_named(key), 0) >= most for key, most in limits.items()):
        reason = _("Trop de signalements en une heure. Votre texte reste ici : renvoyez-le plus tard.")
        return Refusal(429, str(reason), retry_after=HOUR)
    for key in limits:
        counters.add(_named(key), 0, HOUR)
        counters.incr(_named(key))
    return None


def _pace(opened: str, about: str) -> Refusal | None:
    signer = signing.TimestampSigner(salt=SALT)
    try:
        if signer.unsign(opened, max_age=LONGEST_OPEN) != about:
            raise signing.BadSignature
    except signing.SignatureExpired:
        reason = _("Le formulaire est resté ouvert trop longtemps. Relisez votre texte, puis renvoyez-le.")
        return Refusal(422, str(reason), renews=True)
    except signing.BadSignature:
        reason = _("Le formulaire n’est pas celui de cette page. Relisez votre texte, puis renvoyez-le.")
        return Refusal(400, str(reason), renews=True)
    try:
        signer.unsign(opened, max_age=settings.CORRECTIONS_SECONDS)
    except signing.SignatureExpired:
        return None
    reason = _("Le formulaire a été envoyé trop vite pour une personne. Attendez quelques secondes, puis renvoyez-le.")
    return Refusal(429, str(reason), retry_after=settings.CORRECTIONS_SECONDS)


def _key(address: str) -> str:
    """Return a name for an address that does not tell it."""
    return fingerprint("corrections.address", household_of(address))


def _named(key: str) -> str:
    return f"corrections.{key}"
