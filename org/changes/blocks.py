"""The rows of a change event: a unit, under the name that it bore."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from ..blocks import StructureChooserBlock


class NamedUnitBlock(blocks.StructBlock):
    """A unit before or after a change."""

    unit = StructureChooserBlock(label=_("Unité"))
    name = blocks.CharBlock(
        label=_("Nom qu’elle portait"),
        max_length=255,
        required=False,
        default="",
        help_text=_("Laissez vide : le portail écrit le nom en vigueur à cette date."),
    )

    class Meta:
        icon = "group"
        label = _("Unité")
        label_format = "{unit} {name}"


def units() -> list[tuple[str, blocks.Block]]:
    """Return the blocks of the units before, or after."""
    return [("unit", NamedUnitBlock())]


def legal_texts() -> list[tuple[str, blocks.Block]]:
    """Return the blocks of the texts that decide a change."""
    return [("text", SnippetChooserBlock("org.LegalReference", label=_("Texte")))]
