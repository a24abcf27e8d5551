"""Procedures: the pages on the desk."""

from __future__ import annotations

from typing import ClassVar

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
from wagtail_localize.fields import SynchronizedField

from org.attachments import bytes_of
from org.blocks import AttachmentBlock, SourceBlock
from org.changes.blocks import legal_texts
from org.models.imported import ImportedPage
from portal.approvals.pages import ReviewedPage
from portal.corrections.panels import RequestsPanel
from portal.editions.comparing.desk import ComparedInterface
from portal.editions.files.attached import Bytes

from ..comparison.desk import ProcedureInterface
from ..content.procedures import ProcedureContent
from ..drafts.procedures import content_of
from ..forms import ProcedureForm
from ..steps.blocks import steps
from ..steps.naming import complete_names
from ..steps.parties import parties


class StepsPage(ImportedPage, ReviewedPage):
    """What procedures and protocols have in common."""

    reference = models.CharField(
        _("référence"), max_length=80, blank=True, help_text=_("Le numéro par lequel on cite le texte.")
    )
    purpose = models.TextField(
        _("objet"), blank=True, help_text=_("À quoi sert la procédure, en une ou deux phrases.")
    )
    scope = models.TextField(
        _("champ d’application"), blank=True, help_text=_("Ce qu’elle couvre, et ce qu’elle ne couvre pas.")
    )
    owner_party = StreamField(
        parties(),
        verbose_name=_("tenue à jour par"),
        blank=True,
        max_num=1,
        help_text=_("L’unité qui répond du texte lui-même."),
    )
    parties = StreamField(
        parties(),
        verbose_name=_("parties prenantes"),
        blank=True,
        collapsed=True,
        help_text=_("Les organisations dont le texte demande l’accord."),
    )
    legal_basis = StreamField(legal_texts(), verbose_name=_("base légale"), blank=True)
    steps = StreamField(
        steps(),
        verbose_name=_("étapes"),
        blank=True,
        collapsed=True,
        help_text=_("Dans l’ordre où elles se suivent. Repliée, une étape se déplace et se duplique d’un clic."),
    )
    review_on = models.DateField(
        _("à revoir le"), null=True, blank=True, help_text=_("Le rapport de cohérence le rappelle ce jour-là.")
    )
    sources = StreamField([("source", SourceBlock())], verbose_name=_("sources"), blank=True, collapsed=True)
    doubts = StreamField(
        [("doubt", TextBlock(label=_("Doute"), rows=2))], verbose_name=_("ce qui est douteux"), blank=True
    )
    attachments = StreamField(
        [("attachment", AttachmentBlock())], verbose_name=_("pièces jointes"), blank=True, collapsed=True
    )

    override_translatable_fields = [
        SynchronizedField("sources"),
        SynchronizedField("attachments"),
        SynchronizedField("import_key"),
        SynchronizedField("in_force_note"),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = ProcedureForm

    text_panels = [FieldPanel("purpose"), FieldPanel("scope"), FieldPanel("legal_basis")]
    party_panels = [FieldPanel("owner_party"), FieldPanel("parties")]
    source_panels = [FieldPanel("sources"), FieldPanel("attachments"), FieldPanel("doubts")]
    setting_panels = [FieldPanel("review_on"), *ImportedPage.setting_panels]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Keep the names that those who act bear on the day."""
        super().clean()
        complete_names(self)

    def edition_content(self) -> ProcedureContent:
        """Return what readers would get of this draft."""
        return content_of(self)

    def edition_files(self) -> tuple[Bytes, ...]:
        """Return the bytes of the documents that this draft attaches."""
        return tuple(bytes_of(self.attachments))


def tabs(*further: Panel, interface: type[ComparedInterface] = ProcedureInterface) -> ComparedInterface:
    """Return the editor of a procedure: its steps first; ``further`` are tabs of its own."""
    identity = MultiFieldPanel(
        [
            TitleFieldPanel(
                "title", help_text=_("Ce que l’on fait, pour qui : « Accueillir les migrants retournés ».")
            ),
            FieldRowPanel([FieldPanel("reference")]),
        ],
        heading=_("Texte"),
    )
    requests = RequestsPanel(heading=_("Ce que des lecteurs signalent"), icon="comment")
    return interface(
        [
            ObjectList([requests, identity, *StepsPage.text_panels], heading=_("Objet")),
            ObjectList([FieldPanel("steps")], heading=_("Étapes")),
            *further,
            ObjectList(StepsPage.party_panels, heading=_("Parties")),
            ObjectList(StepsPage.source_panels, heading=_("Sources")),
            ObjectList(StepsPage.edition_panels, heading=_("Édition")),
            ObjectList(StepsPage.setting_panels, heading=_("Réglages")),
        ]
    )


class ProcedurePage(StepsPage):
    """A guide: how something is done, by whom, step by step (cpsv:PublicService)."""

    kind_name: ClassVar[str] = "procedure"

    page_description = _("Un guide : comment cela se fait, par qui, étape par étape.")
    template = "procedures/procedure.html"
    edit_handler = tabs()

    class Meta:
        verbose_name = _("procédure")
        verbose_name_plural = _("procédures")
