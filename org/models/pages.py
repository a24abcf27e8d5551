"""Organisations and units: the pages on the desk."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TitleFieldPanel,
)
from wagtail.blocks import TextBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from portal.approvals.pages import ReviewedPage
from portal.corrections.panels import RequestsPanel
from portal.editions.files.attached import Bytes

from .. import blocks
from ..attachments import bytes_of
from ..comparison.desk import StructureInterface
from ..content import StructureContent
from ..drafts import content_of
from ..holders_panel import HoldersPanel
from .imported import ImportedPage
from .reference import Place, UnitKind


class StructurePage(ImportedPage, ReviewedPage):
    """What organisations and units have in common."""

    acronym = models.CharField(
        _("sigle"), max_length=255, blank=True, help_text=_("Tel qu’on l’emploie : « DAF ». Il suffit à la recherche.")
    )
    mission = models.TextField(_("mission"), blank=True, help_text=_("À quoi sert l’unité, en une ou deux phrases."))
    seat = models.ForeignKey(
        Place,
        verbose_name=_("siège"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("La ville ou le poste frontière où elle a ses bureaux."),
    )
    responsibilities = StreamField(
        blocks.responsibilities(),
        verbose_name=_("attributions"),
        blank=True,
        collapsed=True,
        help_text=_("Une ligne par attribution. « Définie par règlement interne » est un fait : dites-le aussi."),
    )
    posts = StreamField(
        [("post", blocks.PostBlock())],
        verbose_name=_("postes"),
        blank=True,
        collapsed=True,
        help_text=_(
            "Un poste existe même quand personne ne l’occupe. Qui l’occupe se dit sous Structure › Titulaires."
        ),
    )
    ties = StreamField(
        [("tie", blocks.TieBlock())],
        verbose_name=_("liens fonctionnels"),
        blank=True,
        collapsed=True,
        help_text=_(
            "Ce qui lie l’unité à d’autres en dehors de la hiérarchie. La hiérarchie, elle, est l’ordre des pages."
        ),
    )
    sources = StreamField(
        [("source", blocks.SourceBlock())],
        verbose_name=_("sources"),
        blank=True,
        collapsed=True,
        help_text=_("D’où vient ce que dit la page. Une attribution ou un poste peut avoir sa propre source."),
    )
    doubts = StreamField(
        [("doubt", TextBlock(label=_("Doute"), rows=2))],
        verbose_name=_("ce qui est douteux"),
        blank=True,
        help_text=_("Contradiction, texte qui semble appartenir à une autre unité… : affiché aux lecteurs."),
    )
    attachments = StreamField(
        [("attachment", blocks.AttachmentBlock())],
        verbose_name=_("pièces jointes"),
        blank=True,
        collapsed=True,
        help_text=_("Les documents publiés avec la page : le décret signé, l’organigramme officiel…"),
    )

    override_translatable_fields = [
        SynchronizedField("sources"),
        SynchronizedField("attachments"),
        SynchronizedField("import_key"),
        SynchronizedField("in_force_note"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("acronym"), index.AutocompleteField("acronym")]

    duty_panels = [FieldPanel("mission"), FieldPanel("responsibilities")]
    source_panels = [FieldPanel("sources"), FieldPanel("attachments"), FieldPanel("doubts")]
    setting_panels = [
        *ReviewedPage.audience_panels,
        FieldPanel(
            "slug",
            heading=_("Adresse"),
            help_text=_("La fin de l’adresse. La changer ne casse rien : l’ancienne redirige."),
        ),
        FieldPanel("import_key", read_only=True),
        *Page.settings_panels,
    ]

    class Meta:
        abstract = True

    def edition_content(self) -> StructureContent:
        """Return what readers would get of this draft."""
        return content_of(self)

    def edition_files(self) -> tuple[Bytes, ...]:
        """Return the bytes of the documents that this draft attaches."""
        return tuple(bytes_of(self.attachments))


def tabs(identity: Panel, *, people: list[Panel]) -> StructureInterface:
    """Return the editor of a structure page: what it is and does first, what is rarely touched last."""
    requests = RequestsPanel(heading=_("Ce que des lecteurs signalent"), icon="comment")
    people_heading = _("Postes et membres") if len(people) > 1 else _("Postes")
    holders = HoldersPanel(heading=_("Qui les occupe aujourd’hui"), icon="group")
    return StructureInterface(
        [
            ObjectList([requests, identity, *StructurePage.duty_panels], heading=_("Ce qu’elle fait")),
            ObjectList([people[0], holders, *people[1:]], heading=people_heading),
            ObjectList([FieldPanel("ties")], heading=_("Liens")),
            ObjectList(StructurePage.source_panels, heading=_("Sources")),
            ObjectList(StructurePage.edition_panels, heading=_("Édition")),
            ObjectList(StructurePage.setting_panels, heading=_("Réglages")),
        ]
    )


class OrganisationPage(StructurePage):
    """An organisation: ONM, IOM, and every body that a procedure names (org:Organization)."""

    kind_name: ClassVar[str] = "organisation"

    website = models.URLField(_("site"), blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["org.UnitPage", "org.ChangeEventPage"]
    page_description = _("Un organisme et sa structure.")
    template = "org/organisation.html"

    edit_handler = tabs(
        MultiFieldPanel(
            [
                TitleFieldPanel("title", help_text=_("Le nom officiel, en entier.")),
                FieldRowPanel([FieldPanel("acronym"), FieldPanel("seat")]),
                FieldPanel("website", help_text=_("Avec https://.")),
            ],
            heading=_("Organisation"),
        ),
        people=[FieldPanel("posts")],
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")


class UnitPage(StructurePage):
    """A unit: direction, service, section, bureau… (org:OrganizationalUnit); the tree is the hierarchy."""

    kind_name: ClassVar[str] = "unit"

    kind = models.ForeignKey(
        UnitKind,
        verbose_name=_("type"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Direction, service, section… La liste est sous Structure › Types d’unité."),
    )
    members = StreamField(
        [("member", blocks.MemberBlock())],
        verbose_name=_("membres"),
        blank=True,
        collapsed=True,
        help_text=_("Pour un comité ou un conseil : qui y siège, par sa fonction."),
    )

    parent_page_types = ["org.OrganisationPage", "org.UnitPage"]
    subpage_types = ["org.UnitPage"]
    page_description = _("Une unité : direction, service, section, bureau, comité…")
    template = "org/unit.html"

    edit_handler = tabs(
        MultiFieldPanel(
            [
                TitleFieldPanel("title", help_text=_("Le nom officiel, en entier, sans celui de l’organisation.")),
                FieldRowPanel([FieldPanel("kind", widget=forms.Select), FieldPanel("acronym"), FieldPanel("seat")]),
            ],
            heading=_("Unité"),
        ),
        people=[FieldPanel("posts"), FieldPanel("members")],
    )

    class Meta:
        verbose_name = _("unité")
        verbose_name_plural = _("unités")
