"""What the parties of a review are called for who looks at it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.reading import Reading
from portal.editions.timeline.names import names_of

from .access import own_parties


def party_names(parties: Collection[UUID | None], user: Any, reading: Reading) -> dict[UUID, str]:
    """Return by party its title, in the reader's language or in its own; two queries.

    A party that the reader's audience may not know of stays unnamed, unless the reader acts for it.
    """
    keys = {party for party in parties if party}
    if not keys:
        return {}
    known = names_of(keys, replace(reading, audience=Audience.STAFF))
    own = Q(key__in=own_parties(user).values("key"))
    shown = Work.objects.filter(own | Q(effective_audience__lte=reading.audience), key__in=keys)
    may_be_named = set(shown.values_list("key", flat=True))
    return {key: _name(known.get(key), is_hidden=key not in may_be_named) for key in keys}


def _name(title: str | None, *, is_hidden: bool) -> str:
    if is_hidden:
        return _("Une partie que vous ne pouvez pas voir")
    return title or _("Une partie sans texte publié")
