"""The organisations and units that may be a party, to choose from on the desk."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.editions.audiences import Audience, audience_of
from portal.editions.models import Work
from portal.editions.reading import Reading
from portal.editions.timeline.names import names_of

PARTY_KINDS = ("organisation", "unit")
NO_PARTY = ("", "---------")

Grouped = list[tuple[str, Any]]


def party_choices(user: Any, *, kept: UUID | None = None) -> Grouped:
    """Return what is in force today and the person may read, by organisation; and the party that was chosen before."""
    reading = Reading(settings.LANGUAGE_CODE, timezone.localdate(), audience_of(user))
    works = list(reading.held().filter(work__kind__in=PARTY_KINDS).order_by().values_list("work", flat=True))
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for work, lineage in reading.lineages(works).items():
        titles = [link.title for link in lineage]
        found[titles[0]].append((str(work), _label(titles)))
    grouped: Grouped = [(top, sorted(held, key=_place(top))) for top, held in sorted(found.items())]
    if kept and kept not in works:
        grouped.append((str(_("N’est plus en vigueur")), [(str(kept), party_title(kept))]))
    return [NO_PARTY, *grouped]


def party_title(party: UUID) -> str:
    """Return what a party is or was called; for the desk, whatever its audience."""
    return party_titles([party]).get(party, str(_("Une partie sans texte publié")))


def party_titles(parties: Any) -> dict[UUID, str]:
    """Return what parties are or were called; one query."""
    return names_of(set(parties), Reading(settings.LANGUAGE_CODE, timezone.localdate(), Audience.STAFF))


class PartyField(forms.TypedChoiceField):
    """Chooses a party by its title."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Partie prenante"))
        super().__init__(coerce=_work, empty_value=None, **kwargs)


def _work(key: str) -> Work:
    return Work.objects.get(pk=key)


def _label(titles: list[str]) -> str:
    """Return a title as it is looked for, by its first letters, and where it stands below the first level."""
    return f"{titles[-1]} ({titles[-2]})" if len(titles) > 2 else titles[-1]


def _place(top: str) -> Any:
    return lambda choice: (choice[1] != top, choice[1])
