"""What is asked of who withdraws a text: which editions, why, whether the title goes too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from portal.dates import written

from ..intervals import ALWAYS
from ..models import Edition, Nature

KEEP, REMOVE = "keep", "remove"


class WithdrawalForm(forms.Form):
    """Editions, a reason that readers will see, and a choice for the title."""

    editions = forms.MultipleChoiceField(
        label=gettext_lazy("Éditions à retirer"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Cochez au moins une édition.")},
        help_text=gettext_lazy(
            "Toutes les éditions de ce texte, dans toutes ses langues. Ouvrez celles dont vous n’êtes pas sûr : les "
            "mêmes mots peuvent se trouver dans plusieurs, et dans leurs traductions."
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Raison"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": gettext_lazy("Dites pourquoi : les lecteurs le verront.")},
        help_text=gettext_lazy(
            "Les lecteurs la verront à la place du texte : n’y répétez pas ce qui doit disparaître."
        ),
    )
    title = forms.ChoiceField(
        label=gettext_lazy("Le titre"),
        widget=forms.RadioSelect,
        choices=[
            (KEEP, gettext_lazy("reste : il ne dit rien qui doive disparaître")),
            (REMOVE, gettext_lazy("disparaît aussi, remplacé par « Texte retiré »")),
        ],
        initial=KEEP,
    )
    old_drafts = forms.BooleanField(
        label=gettext_lazy("Supprimer aussi les anciennes versions du brouillon, qui peuvent contenir les mêmes mots"),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, editions: Sequence[Edition], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(edition.pk): edition for edition in editions}
        field: Any = self.fields["editions"]
        field.choices = [(key, _told(edition)) for key, edition in self.known.items()]
        field.initial = [key for key, edition in self.known.items() if edition.language == language]

    @property
    def chosen(self) -> list[Edition]:
        """The editions that were ticked, of a form that is valid."""
        return [self.known[key] for key in self.cleaned_data["editions"]]


def _told(edition: Edition) -> str:
    words = {
        "number": edition.number,
        "language": get_language_info(edition.language)["name_translated"],
        "title": edition.title,
        "recorded": written(timezone.localtime(edition.recorded_at)),
    }
    told = _("N° %(number)d (%(language)s) : « %(title)s », enregistrée le %(recorded)s") % words
    if edition.nature == Nature.ABROGATION:
        return f"{told} — {_('fin de la vigueur')}"
    if edition.in_force_from == ALWAYS:
        return told
    day = written(edition.in_force_from)
    return f"{told}, {_('en vigueur à partir du %(day)s') % {'day': day}}"
