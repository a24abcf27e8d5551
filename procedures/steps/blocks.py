"""The rows of a procedure. A step's id is its identity: branches, links and approvals point at it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup
from wagtail.snippets.blocks import SnippetChooserBlock

from org.blocks import OwnSourceBlock, StructureChooserBlock

from ..choices import Afterwards, DelayUnit, Direction, Raci
from .fields import SeveralBlock, TokenBlock, row_choice, step_choice


class RoleBlock(blocks.StructBlock):
    """Who has what to do with a step: chosen, never typed."""

    role = blocks.ChoiceBlock(label=_("Rôle"), choices=Raci.choices, default=Raci.RESPONSIBLE.value)
    actor = StructureChooserBlock(label=_("Organisation ou unité"))
    post = TokenBlock(
        attrs=row_choice(of="posts", unit="actor", nothing=_("Toute l’unité")),
        label=_("Poste"),
        help_text=_("Si l’étape revient à un poste de l’unité plutôt qu’à toute l’unité."),
    )
    # As they were called when the text was saved: they stay as they were then.
    name = TokenBlock()
    acronym = TokenBlock()
    post_title = TokenBlock()

    class Meta:
        icon = "user"
        label = _("Rôle")
        label_format = "{role} {actor}"
        form_layout = BlockGroup(children=["role", "actor", "post"])


class DelayBlock(blocks.StructBlock):
    """Within which delay."""

    amount = blocks.IntegerBlock(label=_("Combien"), min_value=1, max_value=999, required=False)
    unit = blocks.ChoiceBlock(label=_("Unité"), choices=DelayUnit.choices, default=DelayUnit.HOUR.value)
    since = blocks.CharBlock(
        label=_("À compter de"), max_length=255, required=False, default="", help_text=_("« l’arrivée du vol ».")
    )

    class Meta:
        icon = "time"
        label = _("Délai")


class PaperBlock(blocks.StructBlock):
    """A document or a form that the step needs or makes."""

    direction = blocks.ChoiceBlock(label=_("Sens"), choices=Direction.choices, default=Direction.OUT.value)
    document = blocks.PageChooserBlock(
        label=_("Document du registre"), page_type="procedures.DocumentPage", required=False
    )
    title = blocks.CharBlock(
        label=_("Titre"),
        max_length=255,
        required=False,
        default="",
        help_text=_("Vide : le titre du registre. Nécessaire quand le registre n’a pas encore ce document."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        label_format = "{title} {document}"

    def clean(self, value: Any) -> Any:
        """Ask for a title or a document."""
        cleaned = super().clean(value)
        if not (cleaned["document"] or cleaned["title"]):
            missing = ValidationError(_("Choisissez un document, ou donnez son titre."))
            raise blocks.StructBlockValidationError(block_errors={"title": missing})
        return cleaned


class BranchBlock(blocks.StructBlock):
    """What follows under a condition."""

    condition = blocks.CharBlock(label=_("Si"), max_length=255, help_text=_("« la personne demande l’asile »."))
    to = TokenBlock(
        attrs=step_choice(_("La procédure s’arrête là")), label=_("Alors"), help_text=_("L’étape qui suit.")
    )

    class Meta:
        icon = "order"
        label = _("Branche")
        label_format = "{condition}"


class StepBlock(blocks.StructBlock):
    """One action of a procedure."""

    title = blocks.CharBlock(
        label=_("Étape"), max_length=255, help_text=_("Un verbe à l’infinitif : « Enregistrer la personne ».")
    )
    text = blocks.TextBlock(
        label=_("Comment faire"), rows=3, required=False, default="", help_text=_("Ce qu’il faut faire, dans l’ordre.")
    )
    roles = blocks.ListBlock(RoleBlock(), label=_("Qui"), default=[], min_num=0, collapsed=True)
    delay = DelayBlock(label=_("Délai"), required=False)
    place = SnippetChooserBlock("org.Place", label=_("Lieu"), required=False)
    where = blocks.CharBlock(
        label=_("Où"), max_length=255, required=False, default="", help_text=_("« au poste frontière », « à quai »…")
    )
    profiles = SeveralBlock("MigrantProfile", label=_("Pour qui"), help_text=_("Rien de coché : pour tout le monde."))
    channels = SeveralBlock(
        "Channel", label=_("Par quelle voie"), help_text=_("Rien de coché : par toutes les voies.")
    )
    papers = blocks.ListBlock(PaperBlock(), label=_("Documents"), default=[], min_num=0, collapsed=True)
    branches = blocks.ListBlock(BranchBlock(), label=_("Branches"), default=[], min_num=0, collapsed=True)
    afterwards = blocks.ChoiceBlock(
        label=_("Ensuite"),
        choices=Afterwards.choices,
        default=Afterwards.NEXT.value,
        help_text=_("Ce qui suit quand aucune branche n’est prise."),
    )
    to = TokenBlock(attrs=step_choice(_("Aucune")), label=_("Laquelle"), help_text=_("Si une autre étape suit."))
    legal_basis = blocks.ListBlock(
        SnippetChooserBlock("org.LegalReference", label=_("Texte")),
        label=_("Base légale"),
        default=[],
        min_num=0,
        collapsed=True,
    )
    proposed = blocks.BooleanBlock(
        label=_("Proposition à valider"),
        required=False,
        help_text=_("À cocher quand aucune source ne le dit : affiché aux lecteurs avec l’étape."),
    )
    doubt = blocks.TextBlock(label=_("Ce qui est douteux"), required=False, default="", rows=2)
    source = OwnSourceBlock(label=_("Source propre à cette étape"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Étape")
        label_format = "{title}"
        form_layout = BlockGroup(
            children=[
                "title",
                "text",
                "roles",
                BlockGroup(children=["delay", "place", "where"], heading=_("Quand et où"), classname="collapsed"),
                BlockGroup(children=["profiles", "channels"], heading=_("Pour qui, par où"), classname="collapsed"),
                BlockGroup(children=["papers"], heading=_("Documents et formulaires"), classname="collapsed"),
                BlockGroup(children=["branches", "afterwards", "to"], heading=_("Ce qui suit"), classname="collapsed"),
                BlockGroup(
                    children=["legal_basis", "proposed", "doubt", "source"],
                    heading=_("Base légale, doute et source"),
                    classname="collapsed",
                ),
            ]
        )


def steps() -> list[tuple[str, blocks.Block]]:
    """Return the blocks of the steps' field."""
    return [("step", StepBlock())]
