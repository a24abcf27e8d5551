"""Public view: how a structure changed, day by day, and its chart on any two days."""

from __future__ import annotations

import datetime
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from portal.editions.as_of import undated_prefix
from portal.editions.freshness import kept_until_change
from portal.editions.models import Work
from portal.editions.readers import reading_of
from portal.editions.reading import Reading

from ..kinds import ORGANISATION, UNIT
from .forms import BeforeAfterForm
from .marks import counted, marked
from .natures import Nature
from .presentation import ONE_DAY, days_of, last_changed, shown_days
from .reading import charts_of, history_of

ON_A_PAGE: Final = 25


@kept_until_change
def evolution(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the days on which the structure below a text changed, and the structure before and after."""
    reading, base = reading_of(request), undated_prefix(request)
    work = get_object_or_404(Work, key=key, kind__in=[ORGANISATION.name, UNIT.name])
    history = history_of(reading, key)
    if not history.stays:
        raise Http404
    moments, units = days_of(history, reading)
    page = Paginator(moments, ON_A_PAGE).get_page(request.GET.get("page"))
    day = last_changed(moments, reading.date)
    default = {"avant": day - ONE_DAY if day else reading.date, "apres": day or reading.date}
    form = BeforeAfterForm(request.GET, initial=default)
    context = {
        **_around(work, reading, history.stays[-1].name),
        "form": BeforeAfterForm(initial=default | _said(form)) if form.is_valid() else form,
        "days": shown_days(page.object_list, units, history, root=key, reading=reading, base=base),
        "page_obj": page,
    }
    if not form.is_valid():
        return render(request, "org/evolution.html", context, status=400)
    chosen = default | _said(form)
    return render(request, "org/evolution.html", {**context, **_compared(reading, key, chosen, base)})


def _said(form: BeforeAfterForm) -> dict[str, datetime.date]:
    return {name: day for name, day in form.cleaned_data.items() if day}


def _compared(reading: Reading, key: UUID, chosen: dict[str, datetime.date], base: str) -> dict[str, Any]:
    days = [chosen["avant"], chosen["apres"]]
    (was, before), (now, after) = charts_of(reading, key, days, base)
    rows = marked(was, now)
    counts = counted(*rows)
    charts = [chart for chart in (before, after) if chart]
    return {
        "sides": list(zip(days, rows, strict=True)),
        "legend": [(nature, counts[nature]) for nature in Nature],
        "is_unchanged": not counts,
        "is_cut": any(chart.levels < chart.deepest for chart in charts),
    }


def _around(work: Work, reading: Reading, last_name: str) -> dict[str, Any]:
    chain = reading.chain_keys(work.key)
    links = reading.links_to([*chain, work.key])
    unit = links.get(work.key)
    return {
        "work": work,
        "reading": reading,
        "unit": unit,
        "title": unit.title if unit else last_name,
        "title_language": unit.language if unit else "",
        "chain": [links[key] for key in chain if key in links],
    }
