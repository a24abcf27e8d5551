"""Public views of the organisation chart."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from portal.editions.freshness import kept_until_change
from portal.editions.readers import reading_of
from portal.editions.reading import Reading

from .boxes import SMALL, named
from .drawings import file_name, on_a_sheet, on_paper, on_screen
from .options import Options, View
from .outline import rows_of
from .png import png_of
from .presentation import page_of
from .reading import Chart, chart_of, organisation_of
from .sheets import READABLE, sheets_of
from .svg import Drawing, svg_of
from .tree import folded


@kept_until_change
def chart(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what stands below an organisation or a unit, as a list that folds or as a drawing."""
    reading, options = reading_of(request), Options.of(request.GET)
    found = _found(reading, key, options)
    context = page_of(found, options, reading)
    if options.view is View.DRAWING:
        return render(request, "org/chart_drawing.html", {**context, "drawing": _safe(on_screen(found, options))})
    return render(request, "org/chart_list.html", {**context, "rows": rows_of(found.root, options.folding)})


@kept_until_change
def printed(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the chart on A3 sheets, as it will be printed."""
    reading, options = reading_of(request), Options.of(request.GET)
    found = _found(reading, key, options)
    roots = sheets_of(folded(found.root, options.folded), options.paper)
    within = _within(reading, key)
    drawings = [
        on_a_sheet(on_paper(found, root, reading.date, within=within, sheet=_sheet(number, len(roots))))
        for number, root in enumerate(roots, start=1)
    ]
    smallest = min(drawing.points for drawing in drawings) * SMALL
    context = {
        "unit": found.root.link,
        "sheets": [_safe(drawing) for drawing in drawings],
        "options": options,
        "smallest": smallest,
        "is_small": smallest < READABLE,
    }
    return render(request, "org/chart_print.html", context)


@kept_until_change
def svg(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the drawing to take away, as SVG."""
    reading, options = reading_of(request), Options.of(request.GET)
    found = _found(reading, key, options)
    content = svg_of(_whole(found, options, reading), standalone=True)
    return _file(content.encode(), "image/svg+xml", file_name(found, reading.date, "svg"))


def png(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Give the drawing to take away, as PNG; a browser that has it already is told so before it is painted."""
    reading, options = reading_of(request), Options.of(request.GET)
    found = _found(reading, key, options)
    drawing = _whole(found, options, reading)
    content = svg_of(drawing, standalone=True)
    etag = f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    picture = png_of(content, width=drawing.width, height=drawing.height)
    response = _file(picture, "image/png", file_name(found, reading.date, "png"))
    response["ETag"] = etag
    return response


def _found(reading: Reading, key: UUID, options: Options) -> Chart:
    found = chart_of(reading, key, options)
    if found is None:
        raise Http404
    return found


def _whole(chart: Chart, options: Options, reading: Reading) -> Drawing:
    root = folded(chart.root, options.folded)
    return on_paper(chart, root, reading.date, within=_within(reading, root.key))


def _within(reading: Reading, key: UUID) -> str:
    top = organisation_of(reading, key)
    return named(top) if top else ""


def _safe(drawing: Drawing) -> str:
    return mark_safe(svg_of(drawing, standalone=False))  # noqa: S308 - made by ElementTree, which escapes


def _sheet(number: int, count: int) -> str:
    return _("feuille %(number)s sur %(count)s") % {"number": number, "count": count} if count > 1 else ""


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
