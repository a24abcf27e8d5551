"""Public views of editions: the text in force at an address, its permanent addresses, each edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve, reverse
from wagtail.views import serve as serve_page

from .absence import Absence
from .as_of import AsOf, addresses_on, as_of, undated_prefix
from .freshness import kept_until_change
from .kinds import Content, kind_named, kinds_in_hierarchy
from .models import Edition, InForce, Work
from .projections import ONE_DAY
from .provenance import provenance
from .readers import reading_of
from .reading import Reading, with_endings


@kept_until_change
def text(request: HttpRequest, path: str) -> HttpResponse:
    """Show the text in force at an address; an address of old redirects; other pages are Wagtail's."""
    if "\0" in path:
        raise Http404
    reading = reading_of(request)
    path = path.strip("/") + "/"
    work = reading.work_at(path)
    if work is None:
        return _elsewhere(request, reading, path)
    row = reading.in_force(work)
    if row is None:
        raise Http404
    if not request.path.endswith("/"):
        return redirect("text", path, permanent=True)
    if row.edition.withdrawn:
        return _show_withdrawn(request, reading, row.edition, work, current=True)
    return show(request, reading, work, row.edition.content, edition=row.edition, intervals=[row], current=True)


def permanent(request: HttpRequest, key: UUID, anchor: UUID | None = None) -> HttpResponse:
    """Lead from a permanent address (of a text, or of a row in it) to where it stands today."""
    reading = reading_of(request)
    work = get_object_or_404(Work, key=key)
    url = reading.address(work.key) if reading.may_read(work) else None
    if url is None:
        return _not_in_force(request, reading, work)
    return redirect(f"{url}#{anchor}" if anchor else url)


@kept_until_change
def edition(request: HttpRequest, key: UUID, language: str, number: int) -> HttpResponse:
    """Show one edition for ever, whatever is in force today; today's audience decides who may read it."""
    reading = reading_of(request)
    editions = Edition.objects.select_related("work", "withdrawal")
    found = get_object_or_404(editions, work=key, language=language, number=number)
    if not reading.may_read(found.work):
        raise Http404
    if found.withdrawn:
        return _show_withdrawn(request, reading, found, found.work)
    rows = InForce.objects.said(reading.recorded).filter(edition=found)
    intervals = list(with_endings(rows, reading.recorded).order_by("starts"))
    its_day = {} if as_of(request).is_asked else _its_day(request, reading, intervals)
    return show(request, reading, found.work, found.content, edition=found, intervals=intervals, more=its_day)


def show(
    request: HttpRequest,
    reading: Reading,
    work: Work,
    content: Content,
    *,
    edition: Edition | None,
    intervals: Sequence[InForce] = (),
    current: bool = False,
    more: Mapping[str, Any] = MappingProxyType({}),
) -> HttpResponse:
    """Render a text (of an edition, or of a draft when there is none) with the template of its kind."""
    kind = kind_named(work.kind)
    return render(
        request,
        kind.template,
        {
            "content": content,
            "work": work,
            "reading": reading,
            "edition": edition,
            "shown_language": edition.language if edition else reading.language,
            "is_current": current,
            "intervals": intervals,
            "approval": provenance([edition], reading).get(edition.pk) if edition else None,
            **({"alternates": reading.addresses(work.key)} if current else {}),
            **kind.context(content=content, work=work, reading=reading),
            **more,
        },
    )


def _its_day(request: HttpRequest, reading: Reading, intervals: Sequence[InForce]) -> dict[str, Any]:
    """Return a day on which an edition that is not in force held or will hold, and the portal as of that day."""
    if not intervals or any(row.starts <= reading.date < row.ends for row in intervals):
        return {}
    last = intervals[-1]
    day = last.ends - ONE_DAY if last.ends <= reading.date else last.starts
    return {"its_day": day, "its_day_url": _portal_on(request, AsOf.on(day), last.work_id)}


def _show_withdrawn(
    request: HttpRequest, reading: Reading, edition: Edition, work: Work, *, current: bool = False
) -> HttpResponse:
    """Say that a text was withdrawn, when, by whom and why (410); its place in the structure is still there."""
    chain = reading.chain_keys(work.key)
    linked = reading.links(Q(work__in=[*chain, work.key]) | Q(parent=work.key, work__kind__in=kinds_in_hierarchy()))
    links = {link.work: link for link in linked}
    context = {
        "edition": edition,
        "withdrawal": edition.withdrawn,
        "work": work,
        "reading": reading,
        "is_current": current,
        "shown_language": edition.language,
        "chain": [links[above] for above in chain if above in links],
        "children": [link for link in linked if link.parent == work.key],
        "in_force": None if current else links.get(work.key),
        **({"alternates": reading.addresses(work.key)} if current else {}),
    }
    return render(request, "editions/withdrawn.html", context, status=410)


def _elsewhere(request: HttpRequest, reading: Reading, path: str) -> Any:
    other = reading.other_address(path)
    if other is None:
        return _without_slash(request) or serve_page(request, path.strip("/") and path)
    url = reading.address(other.work_id) if reading.may_read(other.work) else None
    if url is None:
        return _not_in_force(request, reading, other.work)
    # Browsers keep a permanent redirect: one from an address that is still to come would hide the text later.
    return redirect(url, permanent=other.starts <= reading.date)


def _without_slash(request: HttpRequest) -> HttpResponse | None:
    """Lead to the page whose address was typed without its end: Django cannot, for texts take every address."""
    if request.path.endswith("/") or resolve(f"{request.path_info}/").url_name == "text":
        return None
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{request.path}/{'?' if query else ''}{query}")


def _not_in_force(request: HttpRequest, reading: Reading, work: Work) -> HttpResponse:
    """Say what stood at an address (410), or will stand there (404)."""
    absence = Absence.read(work, reading)
    if absence is None:
        raise Http404
    if absence.coming:
        status, more = 404, {"coming_url": _portal_on(request, AsOf.on(absence.coming, reading.recorded), work.key)}
    else:
        status, more = 410, kind_named(work.kind).ended_context(work=work, reading=reading)
    context = {"absence": absence, "edition": absence.edition, "work": work, "reading": reading, **more}
    return render(request, "editions/not_in_force.html", context, status=status)


def _portal_on(request: HttpRequest, asked: AsOf, work: UUID) -> str:
    """Return where a text stands in the portal as of another date."""
    with addresses_on(asked, undated_prefix(request)):
        return reverse("permanent", args=[work])
