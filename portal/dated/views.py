"""Leads to the page that a reader is on, on another date."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from portal.editions.as_of import undated_prefix
from portal.editions.audiences import audience_of

from .forms import DateForm
from .range import refusal_of


def on_date(request: HttpRequest) -> HttpResponse:
    """Redirect to the ``page`` on the ``date``; say what is wrong with a date that has no page."""
    if "date" not in request.GET:
        return render(request, "dated/on_date.html", {"form": DateForm(initial={"page": request.GET.get("page")})})
    form = DateForm(request.GET)
    if not form.is_valid():
        return render(request, "dated/on_date.html", {"form": form}, status=400)
    asked = form.as_of()
    if asked.is_asked and (refusal := refusal_of(asked, audience_of(request.user))):
        return render(request, "dated/refused.html", {"refusal": refusal}, status=refusal.status)
    prefix = undated_prefix(request) + (f"{asked.written}/" if asked.is_asked else "")
    return redirect(prefix + form.cleaned_data["page"].removeprefix("/"))
