"""Small fields of step rows whose value is an identity, not words: nobody translates them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property
from wagtail.blocks import FieldBlock


class TokenBlock(FieldBlock):
    """A line of text that says which row or which page is meant; ``controller`` lets it be chosen by its name."""

    def __init__(
        self,
        *,
        controller: str = "",
        required: bool = False,
        help_text: Any = "",
        max_length: int = 255,
        **kwargs: Any,
    ) -> None:
        self._options = {"required": required, "help_text": help_text, "max_length": max_length}
        self._controller = controller
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> forms.CharField:
        """The form field; without a controller nobody types into it."""
        if not self._controller:
            return forms.CharField(widget=forms.HiddenInput(), **self._options)
        return forms.CharField(widget=forms.TextInput(attrs={"data-controller": self._controller}), **self._options)

    def get_default(self, *args: Any, **kwargs: Any) -> Any:
        """Return nothing."""
        return ""

    class Meta:
        default = ""
