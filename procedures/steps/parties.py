"""Rows that name another work: an organisation, a unit, a text."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from org.blocks import StructureChooserBlock

from .fields import TokenBlock, row_choice


class PartyBlock(blocks.StructBlock):
    """An organisation whose agreement the text needs, or which has a part in it."""

    unit = StructureChooserBlock(label=_("Organisation ou unité"))
    name = TokenBlock()
    acronym = TokenBlock()

    class Meta:
        icon = "group"
        label = _("Partie")
        label_format = "{unit}"
        form_layout = BlockGroup(children=["unit"])


class StrengthenedBlock(blocks.StructBlock):
    """A responsibility that a project strengthens: a row of a unit's text."""

    unit = StructureChooserBlock(label=_("Unité"))
    responsibility = TokenBlock(
        attrs=row_choice(of="responsibilities", unit="unit", nothing=_("Choisir une attribution")),
        label=_("Attribution"),
        required=True,
    )
    # As they stood when the text was saved.
    name = TokenBlock()
    acronym = TokenBlock()
    text = TokenBlock(max_length=2000)

    class Meta:
        icon = "check"
        label = _("Attribution")
        label_format = "{unit}"
        form_layout = BlockGroup(children=["unit", "responsibility"])


def strengthened() -> list[tuple[str, blocks.Block]]:
    """Return the blocks of the responsibilities that a project strengthens."""
    return [("responsibility", StrengthenedBlock())]


def parties() -> list[tuple[str, blocks.Block]]:
    """Return the blocks of the parties' field."""
    return [("party", PartyBlock())]
