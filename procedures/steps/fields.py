"""Small fields of rows whose value is an identity, not words: nobody translates them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.apps import apps
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from wagtail.blocks import FieldBlock, MultipleChoiceBlock

Deconstructed = tuple[str, list[Any], dict[str, Any]]


class TokenBlock(FieldBlock):
    """A line that says which row is meant; with ``attrs`` a script lets it be chosen by name, else nobody sees it."""

    def __init__(
        self,
        *,
        attrs: Mapping[str, Any] | None = None,
        required: bool = False,
        help_text: Any = "",
        max_length: int = 255,
        **kwargs: Any,
    ) -> None:
        self._options = {"required": required, "help_text": help_text, "max_length": max_length}
        self._attrs = attrs
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> forms.CharField:
        """The form field."""
        widget = forms.TextInput(attrs=dict(self._attrs)) if self._attrs else forms.HiddenInput()
        return forms.CharField(widget=widget, **self._options)

    def get_default(self, *args: Any, **kwargs: Any) -> Any:
        """Return nothing."""
        return ""

    def deconstruct(self) -> Deconstructed:
        """Return the same for every such line: how it is chosen is nothing to the database."""
        return f"{__name__}.{type(self).__name__}", [], {}

    class Meta:
        default = ""


class SeveralBlock(MultipleChoiceBlock):
    """Check boxes, one for each row of a short list: a model of reference data by its name."""

    def __init__(self, model: str = "", **options: Any) -> None:
        boxes = {"required": False, "default": [], "widget": forms.CheckboxSelectMultiple}
        super().__init__(choices=partial(_names_in, model), **boxes, **options)

    def deconstruct(self) -> Deconstructed:
        """Return the same for every list: what can be chosen is nothing to the database."""
        return f"{__name__}.{type(self).__name__}", [], {}


def _names_in(model: str) -> list[tuple[str, str]]:
    return [(row.code, row.name) for row in apps.get_model("procedures", model).objects.all()] if model else []


def step_choice(nothing: Any) -> dict[str, Any]:
    """Return what makes a line a choice among the steps of the text; ``nothing`` is what an empty one says."""
    return {"data-controller": "step-choice", "data-step-choice-nothing-value": nothing}


def row_choice(*, of: str, unit: str, nothing: Any) -> dict[str, Any]:
    """Return what makes a line a choice among the ``of`` (posts…) of the unit that the field ``unit`` names."""
    return {
        "data-controller": "row-choice",
        "data-row-choice-unit-value": unit,
        "data-row-choice-url-value": reverse_lazy("rows-of-unit", args=[of]),
        "data-row-choice-nothing-value": nothing,
    }
