"""Public views: the timeline of a text, and two of its editions compared. Today's audience decides who may read."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import override

from ..as_of import undated_prefix
from ..audiences import Audience
from ..freshness import kept_until_change
from ..kinds import kind_named
from ..models import Work
from ..readers import reading_of
from ..reading import Reading
from .comparison import NotComparable, compared
from .entries import Timeline, edition_url, entries_of, ranked, timeline_of

ON_A_PAGE: Final = 25


@kept_until_change
def timeline(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show every edition of a text, the newest first, with what each is worth on the reader's date."""
    reading = reading_of(request)
    found = _found(reading, key)
    page = Paginator(ranked(found, reading.date), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **_around(found, reading),
        "chosen": found.numbers_in_time[-2:],
        "entries": entries_of(found, page.object_list, reading, undated_prefix(request)),
        "page_obj": page,
        # The edition page names no author to readers; staff know them from the desk.
        "shows_authors": reading.audience >= Audience.STAFF,
    }
    return render(request, "editions/timeline.html", context)


@kept_until_change
def compare(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what differs between two editions of a text in one language."""
    reading = reading_of(request)
    found = _found(reading, key)
    if kind_named(found.work.kind).compare is None:
        raise Http404
    context = _around(found, reading)
    try:
        pair = compared(found, request.GET, reading)
    except NotComparable as fault:
        return render(request, "editions/comparison.html", {**context, "fault": str(fault)}, status=fault.status)
    sides = [(each, edition_url(each)) for each in (pair.before, pair.after)]
    chosen = (pair.before.number, pair.after.number)
    return render(request, "editions/comparison.html", {**context, "pair": pair, "sides": sides, "chosen": chosen})


def _found(reading: Reading, key: UUID) -> Timeline:
    work = get_object_or_404(Work, key=key)
    found = timeline_of(work, reading) if reading.may_read(work) else None
    if found is None:
        raise Http404
    return found


def _around(found: Timeline, reading: Reading) -> dict[str, Any]:
    """Return what both pages have in common: which text it is, where it stands, what there is to compare."""
    key = found.work.key
    chain = reading.chain_keys(key)
    links = reading.links_to([*chain, key])
    last = (found.publications or found.editions)[-1]
    unit = links.get(key)
    addresses = _alternates(key)
    comparable = kind_named(found.work.kind).compare is not None
    return {
        "work": found.work,
        "reading": reading,
        "timeline": found,
        "unit": unit,
        "title": unit.title if unit else last.title,
        "title_language": unit.language if unit else last.language,
        "chain": [links[above] for above in chain if above in links],
        "shown_language": found.language,
        "alternates": addresses,
        "others": [(code, addresses[code]) for code in found.languages if code != found.language],
        "choices": found.publications[::-1] if comparable and len(found.publications) > 1 else [],
    }


def _alternates(key: UUID) -> dict[str, str]:
    addresses = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            addresses[code] = reverse("timeline", args=[key])
    return addresses
