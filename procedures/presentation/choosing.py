"""« Ce qui s’applique à »: from whom a reader asks about to the guides, and to the steps of one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from portal.editions.projections import WITHDRAWN
from portal.editions.reading import Reading

from ..content.terms import Term
from ..flow import Selection
from .procedures import CHANNEL, PROFILE, Option
from .shelf import Guide, channels_told_apart, guides_of, profiles_told_apart


@dataclass(frozen=True, slots=True)
class Offered:
    """A guide with the number of its steps that apply, and where to read these."""

    guide: Guide
    steps: int
    url: str


def what_applies(reading: Reading, selection: Selection) -> dict[str, Any]:
    """Return what the page of guides shows to who asks about ``selection``."""
    offered = [each for guide in guides_of(reading) if (each := _offered(guide, selection)).steps or not selection]
    particular = [each for each in offered if not selection or each.guide.told_apart(selection)]
    particular.sort(key=lambda each: -each.guide.told_apart(selection))
    return {
        "selection": selection,
        "offered": particular,
        "for_everybody": [each for each in offered if each not in particular],
        "projects": [] if selection else _projects(reading),
        **choices(reading, selection),
    }


def choices(reading: Reading, selection: Selection) -> dict[str, list[Option]]:
    """Return the profiles and channels to choose from, each with where it leads."""
    return {
        "profiles": [
            _option(term, replace(selection, profiles=_toggled(term, selection.profiles)), selection, reading)
            for term in profiles_told_apart(reading)
        ],
        "channels": [
            _option(term, replace(selection, channels=_toggled(term, selection.channels)), selection, reading)
            for term in channels_told_apart(reading)
        ],
    }


def query_of(selection: Selection) -> str:
    """Return how an address says whom it is about."""
    asked = {PROFILE: sorted(selection.profiles), CHANNEL: sorted(selection.channels)}
    return urlencode({name: codes for name, codes in asked.items() if codes}, doseq=True)


def steps_url(guide: Guide, selection: Selection) -> str:
    """Return the address of the steps that apply; of the whole guide for everybody."""
    query = query_of(selection)
    return f"{reverse('steps', args=[guide.link.work])}?{query}" if query else guide.link.url


def _offered(guide: Guide, selection: Selection) -> Offered:
    return Offered(guide, len(guide.steps_for(selection)), steps_url(guide, selection))


def _toggled(term: Term, held: frozenset[str]) -> frozenset[str]:
    """Return one choice in place of another; of what is chosen already, the rest."""
    return held - {term.code} if term.code in held else frozenset({term.code})


def _option(term: Term, leading_to: Selection, selection: Selection, reading: Reading) -> Option:
    chosen = term.code in selection.profiles | selection.channels
    return Option(term, _list_url(leading_to) if chosen else _next_page(leading_to, reading), chosen)


def _next_page(selection: Selection, reading: Reading) -> str:
    """Return the steps themselves where all is chosen and one guide only tells of it; else the list of guides."""
    if selection.profiles and (selection.channels or not channels_told_apart(reading)):
        found = [guide for guide in guides_of(reading) if guide.told_apart(selection)]
        if len(found) == 1:
            return steps_url(found[0], selection)
    return _list_url(selection)


def _list_url(selection: Selection) -> str:
    query = query_of(selection)
    return f"{reverse('guides')}?{query}" if query else reverse("guides")


def _projects(reading: Reading) -> list[Any]:
    return [link for link in reading.links(Q(work__kind="project")) if WITHDRAWN not in link.facets]
