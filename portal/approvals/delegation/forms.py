"""The form of a delegation: small, and without a list of accounts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


def _missing(reason: Any) -> dict[str, Any]:
    return {"required": reason}


class DelegationForm(forms.Form):
    """To whom, until when, by which act. What is typed is not looked up: nobody finds out who has an account."""

    use_required_attribute = False  # the portal says what is missing, in the reader's language

    party = forms.TypedChoiceField(
        label=gettext_lazy("Partie que vous représentez"),
        coerce=UUID,
        error_messages=_missing(gettext_lazy("Choisissez une partie.")),
    )
    account = forms.CharField(
        label=gettext_lazy("À qui"),
        max_length=254,
        error_messages=_missing(gettext_lazy("Écrivez à qui vous déléguez.")),
        help_text=gettext_lazy(
            "Son adresse électronique ou son nom de compte, écrit exactement : demandez-le-lui. Le portail ne dit pas "
            "si ce compte existe ; la personne trouvera votre demande dans « Mes décisions »."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    last_day = forms.DateField(
        label=gettext_lazy("Jusqu’à la fin du"),
        error_messages=_missing(gettext_lazy("Une délégation a une fin : donnez-la.")),
        help_text=gettext_lazy("Le dernier jour où cette personne décide à votre place ; un an au plus."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    act = forms.CharField(
        label=gettext_lazy("Acte"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("La lettre ou la décision qui le dit, si elle existe."),
    )

    def __init__(self, *args: Any, parties: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = parties if len(parties) == 1 else [("", _("Choisir")), *parties]
        self.fields["party"].choices = choices  # type: ignore[attr-defined]
