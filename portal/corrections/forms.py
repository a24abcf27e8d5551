"""The forms: a reader reports, an editor answers."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from .models import CLOSED, LONGEST_TEXT, CorrectionRequest, State
from .spam import MOST_LINKS, too_many_links

SHORTEST_TEXT = 5
UNSEEN = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
TOO_LONG = ngettext_lazy(
    "Écrivez au plus %(limit_value)d caractère ; il y en a %(show_value)d.",
    "Écrivez au plus %(limit_value)d caractères ; il y en a %(show_value)d.",
    "limit_value",
)


class PlainTextField(forms.CharField):
    """Text as people type it: what controls a machine, or turns the writing round, is left out."""

    def to_python(self, value: Any) -> str:
        """Return the text without what cannot be seen."""
        written = super().to_python(UNSEEN.sub("", value) if isinstance(value, str) else value)
        return written or ""


def _text(label: Any, help_text: Any, missing: Any) -> PlainTextField:
    """Return a box for a few sentences. The browser does not cut what is too long: the reader is told."""
    return PlainTextField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_TEXT,
        min_length=SHORTEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": missing, "max_length": TOO_LONG, "min_length": missing},
    )


class ReportForm(forms.Form):
    """What a reader reports."""

    use_required_attribute = False  # the portal says what is missing, in the reader's language

    wrong = _text(
        _("Qu’est-ce qui est faux ?"),
        _("En une ou deux phrases. N’écrivez rien de personnel : ce texte est gardé un an après la réponse."),
        _("Dites en quelques mots ce qui est faux."),
    )
    right = _text(
        _("Que faudrait-il lire, et d’où le savez-vous ?"),
        _("Le texte, le décret ou la personne qui le dit."),
        _("Dites en quelques mots ce qu’il faudrait lire et d’où vous le savez."),
    )
    email = forms.EmailField(
        label=_("Votre courriel, si vous voulez une réponse (facultatif)"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Cette adresse n’est pas complète : écrivez-la comme nom@exemple.org.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("wrong", "right"):
            self.fields[name].widget.attrs.pop("maxlength", None)
            self.fields[name].widget.attrs.pop("minlength", None)

    def clean(self) -> dict[str, Any]:
        """Refuse what is full of links."""
        cleaned: dict[str, Any] = super().clean() or {}
        if too_many_links(*(self.data.get(name, "") for name in ("wrong", "right"))):
            raise forms.ValidationError(
                _("Il y a trop de liens : gardez-en %(count)d au plus."), params={"count": MOST_LINKS}
            )
        return cleaned


class FollowUpForm(forms.ModelForm):
    """What an editor makes of a request."""

    next_state = forms.ChoiceField(
        label=_("Cette demande est maintenant"),
        choices=[(state.value, state.label) for state in State if state != State.NEW],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Réponse"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = CorrectionRequest
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.changes.count()
        self.fields["next_state"].initial = State.IN_PROGRESS if self.instance.is_open else self.instance.state

    def clean(self) -> dict[str, Any]:
        """Ask for words where a request is closed."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("next_state") in CLOSED and not cleaned.get("answer"):
            self.add_error("answer", _("Dites ce qui a été corrigé, ou pourquoi rien ne l’est."))
        return cleaned
