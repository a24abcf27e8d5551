"""Forms of the desk: who represents a party, which workflow governs a kind of text, which parties are mandatory."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from .models import Representation
from .pages import ReviewedPage
from .party_choices import PartyField, party_choices
from .people import name_of, person_of


class OfAParty(WagtailAdminModelForm):
    """A form in which a party is chosen by its title."""

    party = PartyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = party_choices(self.for_user, kept=self.instance.party_id)


class AccountField(forms.ModelChoiceField):
    """Chooses an account by the name of its owner."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name, and the account where it says more."""
        name, account = name_of(obj), obj.get_username()
        return name if name == account else f"{name} ({account})"


class RepresentationForm(OfAParty):
    """Who acts for a party. Nobody appoints themselves, whatever their rights.

    Who it is stays once it is recorded: what was decided was decided by them. It ends, and another one begins.
    """

    FIXED = ("party", "user", "capacity")

    user = AccountField(
        queryset=get_user_model().objects.none(),
        label=gettext_lazy("Compte"),
        help_text=gettext_lazy("Jamais le vôtre."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        active = get_user_model().objects.filter(Q(is_active=True) | Q(pk=self.instance.user_id))
        self.fields["user"].queryset = active.order_by("last_name", "first_name", "username")
        for name in self.FIXED if self.instance.pk else ():
            self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        """Refuse to appoint oneself, and to say twice the same."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        user = said.get("user")
        if user and self.for_user and person_of(user) == person_of(self.for_user):
            self.add_error("user", _("Personne ne se désigne soi-même : demandez-le à quelqu’un d’autre."))
        if user and said.get("party") and said.get("starts") and self._same().filter(user=user).exists():
            self.add_error(None, _("Ce compte représente déjà cette partie à ces dates."))
        return said

    def others_holding(self) -> list[str]:
        """Return the names of the other holders of the same party at the same dates: there may be, but it is rare."""
        others = self._same().filter(capacity="holder").exclude(user=self.cleaned_data["user"])
        return [name_of(each.user) for each in others.select_related("user").order_by("pk")]

    def _same(self) -> Any:
        said = self.cleaned_data
        rows = Representation.objects.filter(party=said["party"]).exclude(pk=self.instance.pk)
        rows = rows.filter(Q(until=None) | Q(until__gt=said["starts"]))
        return rows.filter(starts__lt=said["until"]) if said.get("until") else rows


class KindWorkflowForm(WagtailAdminModelForm):
    """Chooses among the kinds of text that can be under review."""

    kind = forms.ChoiceField(label=gettext_lazy("Type de texte"), choices=lambda: reviewed_kinds())


def reviewed_kinds() -> list[tuple[str, str]]:
    """Return what can be under review, by name."""
    models = (model for model in apps.get_models() if issubclass(model, ReviewedPage))
    named = [(model.kind_name, capfirst(str(model._meta.verbose_name))) for model in models]
    return sorted(named, key=lambda kind: kind[1])


def kind_title(kind: str) -> str:
    """Return what a kind of text is called."""
    return dict(reviewed_kinds()).get(kind, kind)
