"""What is asked of who abolishes a text: from when, why, and what becomes of the texts below it."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from portal.dates import written

from ..models import Work
from .terms import Force, standing_below

YEARS_AHEAD = 20
_ONE_YEAR = datetime.timedelta(days=365)


class AbolitionForm(forms.Form):
    """A date that makes sense, a reason where it lies in the past, and a choice where something stands below."""

    on = forms.DateField(
        label=gettext_lazy("Abrogé à partir du"),
        widget=AdminDateInput,
        error_messages={"required": gettext_lazy("Donnez une date.")},
        help_text=gettext_lazy("Le premier jour où le texte n’est plus en vigueur. Il peut être passé ou à venir."),
    )
    note = forms.CharField(
        label=gettext_lazy("Pourquoi"),
        required=False,
        max_length=255,
        help_text=gettext_lazy("Par quel acte, pour quelle raison : une phrase pour l’historique du texte."),
    )
    with_below = forms.BooleanField(
        label=gettext_lazy("Abroger aussi tout ce qui se trouve au-dessous, à partir du même jour"), required=False
    )

    def __init__(self, *args: Any, work: Work, force: Force, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
        self.work = work
        self.force = force
        self.below: list[Work] = standing_below(work.key, timezone.localdate())
        if not self.below and not self.is_bound:
            del self.fields["with_below"]

    def clean_on(self) -> datetime.date:
        """Refuse a day before the text was in force, after it ended, or so far away that it must be a slip."""
        day: datetime.date = self.cleaned_data["on"]
        if self.force.starts and day < self.force.starts:
            words = {"day": written(self.force.starts)}
            raise forms.ValidationError(
                _("Ce texte n’est en vigueur que depuis le %(day)s : il ne peut pas finir avant.") % words
            )
        if self.force.ends and day >= self.force.ends:
            words = {"day": written(self.force.ends)}
            raise forms.ValidationError(
                _("Ce texte est déjà abrogé à partir du %(day)s. Pour le prolonger, publiez-le de nouveau.") % words
            )
        if day > timezone.localdate() + YEARS_AHEAD * _ONE_YEAR:
            raise forms.ValidationError(_("C’est dans plus de vingt ans : vérifiez l’année."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where the past is corrected, and for a choice where something stands below."""
        super().clean()
        day = self.cleaned_data.get("on")
        if day is None:
            return self.cleaned_data
        if day < timezone.localdate() and not self.cleaned_data.get("note"):
            self.add_error("note", _("Dites pourquoi : une date passée corrige ce que le portail disait en vigueur."))
        self.below = standing_below(self.work.key, day)
        if self.below and not self.cleaned_data.get("with_below"):
            self.add_error("with_below", _("Cochez cette case, ou déplacez d’abord ce qui se trouve au-dessous."))
        return self.cleaned_data
