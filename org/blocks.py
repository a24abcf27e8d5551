"""The rows of a structure page. A block's id is its identity: links, posts and approvals point at it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from .choosers import structure_chooser


class TieKind(models.TextChoices):
    """A functional tie beside the hierarchy, read from this unit towards the other."""

    WORKS_WITH = "works_with", _("travaille avec")
    REPORTS_TO = "reports_to", _("rend compte à")
    SUPERVISES = "supervises", _("supervise")
    SUPPORTS = "supports", _("appuie")
    ADVISES = "advises", _("conseille")
    HOSTS = "hosts", _("héberge")
    SERVES = "serves", _("est au service de")

    @property
    def inverse(self) -> str:
        """What the tie is called from its other end."""
        return str(INVERSE_TIES[self])


INVERSE_TIES = {
    TieKind.WORKS_WITH: _("travaille avec"),
    TieKind.REPORTS_TO: _("reçoit le compte rendu de"),
    TieKind.SUPERVISES: _("est sous la supervision de"),
    TieKind.SUPPORTS: _("est appuyé par"),
    TieKind.ADVISES: _("est conseillé par"),
    TieKind.HOSTS: _("est hébergé par"),
    TieKind.SERVES: _("a à son service"),
}


StructureChooserBlock = structure_chooser.get_block_class(name="StructureChooserBlock", module_path="org.blocks")


class SourceBlock(blocks.StructBlock):
    """Where a statement comes from."""

    document = blocks.CharBlock(
        label=_("Document"),
        max_length=255,
        help_text=_("Son titre, tel qu’on le retrouve : « Décret du 12 mai 1977 »."),
    )
    lines = blocks.CharBlock(
        label=_("Lignes ou pages"),
        max_length=255,
        required=False,
        default="",
        help_text=_("« article 4 », « p. 12 », « l. 30-34 »…"),
    )
    note = blocks.TextBlock(label=_("Remarque"), required=False, default="", rows=2)

    class Meta:
        icon = "link"
        label = _("Source")
        label_format = "{document} {lines}"


class OwnSourceBlock(SourceBlock):
    """A source of one row, which may have none: then the page's sources hold for it."""

    document = blocks.CharBlock(label=_("Document"), max_length=255, required=False, default="")

    def clean(self, value: Any) -> Any:
        """Ask for the document when only its lines are given."""
        cleaned = super().clean(value)
        if not cleaned["document"] and (cleaned["lines"] or cleaned["note"]):
            missing = ValidationError(_("Nommez le document, ou laissez toute la source vide."))
            raise blocks.StructBlockValidationError(block_errors={"document": missing})
        return cleaned


class AttachmentBlock(blocks.StructBlock):
    """A document that is published with the text."""

    document = DocumentChooserBlock(
        label=_("Document"),
        help_text=_("Publié tel qu’il est : le remplacer plus tard ne change aucune édition."),
    )
    title = blocks.CharBlock(
        label=_("Titre"),
        max_length=255,
        required=False,
        default="",
        help_text=_("« Décret signé », « Organigramme officiel »… Vide : le titre du document."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Pièce jointe")
        label_format = "{title} {document}"


class ResponsibilityBlock(blocks.StructBlock):
    """One thing that the unit must do."""

    text = blocks.TextBlock(
        label=_("Attribution"), rows=2, help_text=_("Une phrase, un verbe à l’infinitif : « Contrôler les crédits. »")
    )
    legal_basis = blocks.ListBlock(
        SnippetChooserBlock("org.LegalReference", label=_("Texte")),
        label=_("Base légale"),
        default=[],
        min_num=0,
        help_text=_("Les textes qui confient cette attribution à l’unité."),
    )
    shared_with = blocks.ListBlock(
        StructureChooserBlock(label=_("Unité")),
        label=_("Partagée avec"),
        default=[],
        min_num=0,
        help_text=_("Les autres unités qui l’exercent aussi : leur page la montrera."),
    )
    doubt = blocks.TextBlock(
        label=_("Ce qui est douteux"),
        required=False,
        default="",
        rows=2,
        help_text=_("Affiché aux lecteurs avec l’attribution."),
    )
    source = OwnSourceBlock(label=_("Source propre à cette attribution"), required=False)

    class Meta:
        icon = "check"
        label = _("Attribution")
        label_format = "{text}"
        form_layout = BlockGroup(
            children=[
                "text",
                "shared_with",
                "legal_basis",
                BlockGroup(children=["doubt", "source"], heading=_("Doute et source"), classname="collapsed"),
            ]
        )


class InternalRulesBlock(ResponsibilityBlock):
    """A responsibility of which the source only says that internal rules define it."""

    class Meta:
        icon = "lock"
        label = _("Définie par règlement interne")
        label_format = "{text}"


class PostBlock(blocks.StructBlock):
    """A post of the unit; it exists when nobody holds it."""

    title = blocks.CharBlock(
        label=_("Titre"), max_length=255, help_text=_("Aux deux genres : « Directeur ou Directrice ».")
    )
    head = blocks.BooleanBlock(
        label=_("Dirige l’unité"), required=False, help_text=_("À cocher pour un seul poste de l’unité.")
    )
    rank = blocks.CharBlock(
        label=_("Rang"), max_length=255, required=False, default="", help_text=_("Grade ou catégorie.")
    )
    headcount = blocks.IntegerBlock(
        label=_("Effectif"), min_value=1, required=False, help_text=_("Combien de personnes l’occupent ensemble.")
    )
    qualifications = blocks.TextBlock(
        label=_("Qualifications"),
        rows=2,
        required=False,
        default="",
        help_text=_("Ce que le texte exige pour l’occuper."),
    )
    phone = blocks.CharBlock(
        label=_("Téléphone du poste"),
        max_length=255,
        required=False,
        default="",
        help_text=_("Jamais un numéro personnel."),
    )
    email = blocks.EmailBlock(
        label=_("Courriel du poste"), required=False, default="", help_text=_("Jamais une adresse personnelle.")
    )
    office = blocks.CharBlock(
        label=_("Bureau"), max_length=255, required=False, default="", help_text=_("Bâtiment, étage, porte.")
    )
    doubt = blocks.TextBlock(
        label=_("Ce qui est douteux"),
        required=False,
        default="",
        rows=2,
        help_text=_("Affiché aux lecteurs avec le poste."),
    )
    source = OwnSourceBlock(label=_("Source propre à ce poste"), required=False)

    class Meta:
        icon = "user"
        label = _("Poste")
        label_format = "{title}"
        form_layout = BlockGroup(
            children=[
                "title",
                "head",
                "rank",
                "headcount",
                "qualifications",
                BlockGroup(children=["phone", "email", "office"], heading=_("Joindre le poste")),
                BlockGroup(children=["doubt", "source"], heading=_("Doute et source"), classname="collapsed"),
            ]
        )


class MemberBlock(blocks.StructBlock):
    """A member of a committee."""

    title = blocks.CharBlock(
        label=_("Fonction"),
        max_length=255,
        help_text=_("Au nom de quoi il ou elle siège : « Président ou Présidente »."),
    )
    unit = StructureChooserBlock(
        label=_("Unité"), required=False, help_text=_("L’unité que ce membre représente, si le portail la connaît.")
    )

    class Meta:
        icon = "group"
        label = _("Membre")
        label_format = "{title}"


class TieBlock(blocks.StructBlock):
    """A functional tie to another unit."""

    kind = blocks.ChoiceBlock(
        label=_("Lien"),
        choices=TieKind.choices,
        default=TieKind.WORKS_WITH.value,
        help_text=_("Se lit de cette unité vers l’autre ; l’autre page le montre dans l’autre sens."),
    )
    to = StructureChooserBlock(label=_("Unité"))
    note = blocks.TextBlock(
        label=_("En quoi"), rows=2, required=False, default="", help_text=_("À quel sujet, par quel moyen.")
    )

    class Meta:
        icon = "link"
        label = _("Lien fonctionnel")
        label_format = "{kind} {to}"


def responsibilities() -> list[tuple[str, blocks.Block]]:
    """Return the blocks of the responsibilities' field."""
    return [("responsibility", ResponsibilityBlock()), ("internal_rules", InternalRulesBlock())]
