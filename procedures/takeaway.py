"""Public views of what readers take away of a procedure: its table of roles, its list to tick off, its drawings."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import override

from org.charts.drawings import absolute
from org.charts.png import png_of
from portal.editions.freshness import kept_until_change
from portal.templatetags.dates import day

from .bpmn.document import bpmn_of
from .choices import Raci
from .drawing.drawing import Drawing
from .drawing.svg import svg_of
from .drawing.swimlanes import FORM, Drawable, Form, as_file, file_name
from .presentation.raci import matrix_of
from .views import Found, found


@kept_until_change
def raci(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show who does, answers for, is asked about and is told of each step."""
    context = found(request, key).context()
    letters = [(role.value, role.label) for role in Raci]
    return render(
        request, "procedures/raci.html", {**context, "matrix": matrix_of(context["steps"]), "letters": letters}
    )


@kept_until_change
def checklist(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the steps that apply as a list to print and to tick off."""
    return render(request, "procedures/checklist.html", found(request, key).context())


@kept_until_change
def svg(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the drawing to take away, as SVG."""
    asked, form = found(request, key), _form(request)
    content = svg_of(_drawing(asked, form), standalone=True)
    return _file(asked, content.encode(), "image/svg+xml", "svg", form)


def png(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Give the drawing to take away, as PNG; a browser that has it already is told so before it is painted."""
    asked, form = found(request, key), _form(request)
    drawing = _drawing(asked, form)
    content = svg_of(drawing, standalone=True)
    etag = f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    picture = png_of(content, width=drawing.width * drawing.scale, height=drawing.height * drawing.scale)
    response = _file(asked, picture, "image/png", "png", form)
    response["ETag"] = etag
    return response


@kept_until_change
def bpmn(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the procedure as BPMN 2.0, in the language of its text."""
    asked = found(request, key)
    with override(asked.row.language):
        context = asked.context()
        document = bpmn_of(
            context["flowchart"],
            context["steps"],
            key=key,
            title=asked.content.title,
            note=_note(asked),
        )
    return _file(asked, document, "application/xml", "bpmn")


def _form(request: HttpRequest) -> Form:
    """Return which drawing is asked for; there is none but those of the list."""
    said = request.GET.get(FORM) or Form.LANES
    if said not in list(Form):
        raise Http404
    return Form(said)


def _drawing(asked: Found, form: Form) -> Drawing:
    context = asked.context()
    names = [option.term.name for option in (*context["profiles"], *context["channels"]) if option.chosen]
    title = " — ".join([asked.content.title, *([", ".join(names)] if names else [])])
    drawable = Drawable(context["flowchart"], context["steps"], title, asked.row.language)
    return as_file(drawable, form, note=_note(asked))


def _note(asked: Found) -> str:
    """Say of which edition something is, as of which day, and where the text is."""
    number = _("Édition n° %(number)s") % {"number": asked.row.edition.number}
    read = _("lue à la date du %(date)s") % {"date": strip_tags(day(asked.reading.date))}
    return " · ".join([number, read, absolute(reverse("permanent", args=[asked.work.key]))])


def _file(asked: Found, content: bytes, content_type: str, extension: str, form: Form = Form.LANES) -> HttpResponse:
    name = file_name(asked.content.reference, asked.content.title, extension, form)
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
