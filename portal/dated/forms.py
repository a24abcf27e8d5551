"""Asking for a date."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from portal.editions.as_of import AsOf, UnreadableDate

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]


class DayInput(forms.DateInput):
    """A day, picked from a calendar or typed."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        """Return the day as browsers want it, and what is no day as it was typed."""
        return value.isoformat() if hasattr(value, "isoformat") else super().format_value(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Show what is no day in a plain field: a calendar's field would swallow it."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        written = context["widget"]["value"]
        if written and not _is_day(written):
            context["widget"]["type"] = "text"
        return context


def _is_day(text: str) -> bool:
    try:
        return parse_date(text) is not None
    except ValueError:
        return False


class DateForm(forms.Form):
    """A date, and the page (below the site's prefix) to read on it."""

    use_required_attribute = False

    date = forms.DateField(
        label=_("Date"),
        input_formats=DAY_FORMATS,
        widget=DayInput,
        error_messages={
            "invalid": _("Ce n’est pas une date. Exemple : 01/05/2019."),
            "required": _("Donnez une date. Exemple : 01/05/2019."),
        },
    )
    recorded = forms.DateField(
        label=_("telle que le portail la montrait le"),
        help_text=_("Facultatif : sans les corrections enregistrées depuis ce jour."),
        input_formats=DAY_FORMATS,
        widget=DayInput,
        required=False,
        error_messages={"invalid": _("Ce n’est pas une date. Exemple : 01/05/2019.")},
    )
    page = forms.CharField(widget=forms.HiddenInput, required=False, strip=True)

    def clean_page(self) -> str:
        """Return an address of this site; any other leads to the front page."""
        page: str = self.cleaned_data["page"]
        is_ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
        return page if is_ours else "/"

    def clean(self) -> dict[str, Any]:
        """Refuse what no address can say."""
        if self.cleaned_data.get("date"):
            try:
                self.as_of()
            except UnreadableDate:
                self.add_error("date", _("Ce n’est pas une date. Exemple : 01/05/2019."))
        return self.cleaned_data

    def as_of(self) -> AsOf:
        """Return what was asked for: no date in the address for today as it is."""
        date, recorded = self.cleaned_data["date"], self.cleaned_data.get("recorded")
        if date == timezone.localdate() and not recorded:
            return AsOf.today()
        return AsOf.on(date, recorded)
