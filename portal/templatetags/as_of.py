"""What every page says about the reader's date, and how to change it."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils import timezone

from portal.dated.forms import DateForm
from portal.editions.as_of import AsOf, addresses_on, as_of, undated_page, undated_prefix

register = template.Library()


@register.inclusion_tag("components/date_bar.html", takes_context=True)
def date_bar(context: Context) -> dict[str, Any]:
    """Say which date the page is about, and lead back to today."""
    request: HttpRequest = context["request"]
    asked = as_of(request)
    return {
        "as_of": asked,
        "is_coming": asked.date > timezone.localdate(),
        "today_url": undated_prefix(request) + _page(context).removeprefix("/"),
        **_picker(context),
    }


@register.inclusion_tag("components/date_picker.html", takes_context=True)
def date_picker(context: Context) -> dict[str, Any]:
    """A small form: this page on another date."""
    return _picker(context)


@register.simple_tag(takes_context=True)
def is_dated(context: Context) -> bool:
    """Whether the reader stays on a date."""
    request: HttpRequest | None = context.get("request")
    return request is not None and as_of(request).is_asked


@register.simple_tag(takes_context=True)
def undated_path(context: Context) -> str:
    """Return the address of this page today: the one that search engines are to keep."""
    request: HttpRequest = context["request"]
    return undated_prefix(request) + request.path_info.removeprefix("/")


def _picker(context: Context) -> dict[str, Any]:
    asked = as_of(context["request"])
    day = asked.date if asked.is_asked else None
    return {"date_form": DateForm(initial={"date": day, "page": _page(context)}, auto_id="as-of-%s")}


def _page(context: Context) -> str:
    """Return the address of the page whatever the date: the permanent one of a text, which may move over time."""
    request: HttpRequest = context["request"]
    match = request.resolver_match
    if match and match.url_name == "text" and "work" in context:
        with addresses_on(AsOf.today(), "/"):
            return reverse("permanent", args=[context["work"].key])
    return undated_page(request)
