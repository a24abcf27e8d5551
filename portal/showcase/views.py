"""The page that shows every component of the visual language, for those who build and judge pages."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from .examples import example_context

INKS = ("paper", "wash", "ink", "ink-soft", "accent", "here", "link", "notice", "doubt", "target", "mark")


class ExampleForm(forms.Form):
    """A field with help, and one in error."""

    name = forms.CharField(label=_("Nom"), help_text=_("Tel qu’il figure au registre."), required=False)
    email = forms.EmailField(label=_("Courriel"))


def components(request: HttpRequest) -> HttpResponse:
    """Show all components with invented contents."""
    form = ExampleForm({"name": "Marie Exemple", "email": "marie"})
    return render(request, "showcase/components.html", {**example_context(), "form": form, "inks": INKS})
