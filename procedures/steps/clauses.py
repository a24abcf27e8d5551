"""The rows of a protocol beside its steps: when people are returned, what both sides warrant, whom to call."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup
from wagtail.snippets.blocks import SnippetChooserBlock

from org.blocks import OwnSourceBlock

from ..choices import Weekday
from .blocks import DelayBlock

_FOOT = BlockGroup(children=["proposed", "source"], heading=_("Proposition et source"), classname="collapsed")


def _proposed() -> blocks.BooleanBlock:
    return blocks.BooleanBlock(
        label=_("Proposition à valider"), required=False, help_text=_("À cocher quand aucune source ne le dit.")
    )


class ReturnsBlock(blocks.StructBlock):
    """When and where people are returned by one channel."""

    channel = SnippetChooserBlock("procedures.Channel", label=_("Voie"))
    days = blocks.MultipleChoiceBlock(
        label=_("Jours"), choices=Weekday.choices, required=False, default=[], widget=forms.CheckboxSelectMultiple
    )
    opens = blocks.TimeBlock(label=_("À partir de"), required=False)
    closes = blocks.TimeBlock(label=_("Jusqu’à"), required=False)
    where = blocks.CharBlock(label=_("Où"), max_length=255, required=False, default="")
    proposed = _proposed()
    source = OwnSourceBlock(label=_("Source"), required=False)

    class Meta:
        icon = "calendar"
        label = _("Retours")
        label_format = "{channel} {where}"
        form_layout = BlockGroup(children=["channel", "days", "opens", "closes", "where", _FOOT])


class GuaranteeBlock(blocks.StructBlock):
    """Something that both sides warrant."""

    text = blocks.TextBlock(label=_("Ce qui est garanti"), rows=2)
    limit = DelayBlock(label=_("Au plus"), required=False)
    proposed = _proposed()
    source = OwnSourceBlock(label=_("Source"), required=False)

    class Meta:
        icon = "check"
        label = _("Garantie")
        label_format = "{text}"
        form_layout = BlockGroup(children=["text", "limit", _FOOT])


class ConsulateBlock(blocks.StructBlock):
    """A Haitian consulate on the other side."""

    name = blocks.CharBlock(label=_("Consulat"), max_length=255)
    place = blocks.CharBlock(label=_("Ville"), max_length=255, required=False, default="")
    address = blocks.TextBlock(label=_("Adresse"), rows=2, required=False, default="")
    phone = blocks.CharBlock(label=_("Téléphone"), max_length=255, required=False, default="")
    email = blocks.EmailBlock(label=_("Courriel"), required=False, default="")
    proposed = _proposed()
    source = OwnSourceBlock(label=_("Source"), required=False)

    class Meta:
        icon = "mail"
        label = _("Consulat")
        label_format = "{name}"
        form_layout = BlockGroup(children=["name", "place", "address", "phone", "email", _FOOT])


def returns() -> list[tuple[str, blocks.Block]]:
    """Return the blocks of the days and hours of returns."""
    return [("returns", ReturnsBlock())]


def guarantees() -> list[tuple[str, blocks.Block]]:
    """Return the blocks of what is warranted."""
    return [("guarantee", GuaranteeBlock())]


def consulates() -> list[tuple[str, blocks.Block]]:
    """Return the blocks of the consulates."""
    return [("consulate", ConsulateBlock())]
