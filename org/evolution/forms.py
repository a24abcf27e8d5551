"""Two days of a structure, to be seen side by side."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.dated.forms import DAY_FORMATS, DayInput
from portal.dated.range import YEARS_AHEAD

_DAYS_A_YEAR = 366


class Day(forms.DateField):
    """A day that the portal may know something of."""

    default_error_messages = {
        "invalid": _("Ce n’est pas une date. Exemple : 01/05/2019."),
        "far": _("Cette date est trop loin dans l’avenir."),
    }

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, input_formats=DAY_FORMATS, widget=DayInput, required=False)

    def validate(self, value: datetime.date | None) -> None:
        """Refuse days of which nothing can be decided yet, and those that no address can say."""
        super().validate(value)
        last = timezone.localdate() + datetime.timedelta(days=YEARS_AHEAD * _DAYS_A_YEAR)
        if value and value > last:
            raise forms.ValidationError(self.error_messages["far"], code="far")
        if value == datetime.date.min:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class BeforeAfterForm(forms.Form):
    """The two days; those that are left out are the last change's."""

    use_required_attribute = False

    avant = Day(_("Avant"))
    apres = Day(_("Après"))
