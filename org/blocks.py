"""The rows of a structure page. A block's id is its identity: links, posts and approvals point at it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import PageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock


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


class StructureChooserBlock(PageChooserBlock):
    """Chooses an organisation or a unit."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(page_type=["org.UnitPage", "org.OrganisationPage"], **kwargs)


class SourceBlock(blocks.StructBlock):
    """Where a statement comes from."""

    document = blocks.CharBlock(label=_("Document"), max_length=255)
    lines = blocks.CharBlock(label=_("Lignes ou pages"), max_length=255, required=False)
    note = blocks.TextBlock(label=_("Remarque"), required=False, rows=2)

    class Meta:
        icon = "link"
        label = _("Source")


class ResponsibilityBlock(blocks.StructBlock):
    """One thing that the unit must do."""

    text = blocks.TextBlock(
        label=_("Attribution"), rows=2, help_text=_("Une phrase, un verbe à l’infinitif : « Contrôler les crédits. »")
    )
    legal_basis = blocks.ListBlock(
        SnippetChooserBlock("org.LegalReference", label=_("Texte")), label=_("Base légale"), default=[], min_num=0
    )
    shared_with = blocks.ListBlock(
        StructureChooserBlock(label=_("Unité")), label=_("Partagée avec"), default=[], min_num=0
    )
    doubt = blocks.TextBlock(
        label=_("Ce qui est douteux"), required=False, rows=2, help_text=_("Affiché aux lecteurs avec l’attribution.")
    )
    source = SourceBlock(label=_("Source propre à cette attribution"), required=False)

    class Meta:
        icon = "tick"
        label = _("Attribution")
        label_format = "{text}"


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
    head = blocks.BooleanBlock(label=_("Dirige l’unité"), required=False)
    rank = blocks.CharBlock(label=_("Rang"), max_length=255, required=False)
    headcount = blocks.IntegerBlock(label=_("Effectif"), min_value=1, required=False)
    qualifications = blocks.TextBlock(label=_("Qualifications"), rows=2, required=False)
    phone = blocks.CharBlock(label=_("Téléphone du poste"), max_length=255, required=False)
    email = blocks.EmailBlock(label=_("Courriel du poste"), required=False)
    office = blocks.CharBlock(label=_("Bureau"), max_length=255, required=False)
    doubt = blocks.TextBlock(label=_("Ce qui est douteux"), required=False, rows=2)
    source = SourceBlock(label=_("Source propre à ce poste"), required=False)

    class Meta:
        icon = "user"
        label = _("Poste")
        label_format = "{title}"


class MemberBlock(blocks.StructBlock):
    """A member of a committee."""

    title = blocks.CharBlock(label=_("Fonction"), max_length=255)
    unit = StructureChooserBlock(label=_("Unité"), required=False)

    class Meta:
        icon = "group"
        label = _("Membre")
        label_format = "{title}"


class TieBlock(blocks.StructBlock):
    """A functional tie to another unit."""

    kind = blocks.ChoiceBlock(label=_("Lien"), choices=TieKind.choices)
    to = StructureChooserBlock(label=_("Unité"))
    note = blocks.TextBlock(label=_("En quoi"), rows=2, required=False)

    class Meta:
        icon = "link"
        label = _("Lien fonctionnel")


def responsibilities() -> list[tuple[str, blocks.Block]]:
    """Return the blocks of the responsibilities' field."""
    return [("responsibility", ResponsibilityBlock()), ("internal_rules", InternalRulesBlock())]
