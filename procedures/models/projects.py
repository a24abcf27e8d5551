"""Partner projects: the pages on the desk."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TitleFieldPanel,
)
from wagtail.blocks import PageChooserBlock, TextBlock
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from org.blocks import SourceBlock
from org.models.imported import ImportedPage
from portal.approvals.pages import ReviewedPage
from portal.corrections.panels import RequestsPanel

from ..choices import ProjectStatus
from ..comparison.desk import ProjectInterface
from ..content.projects import ProjectContent
from ..drafts.projects import content_of
from ..steps.naming import complete_names
from ..steps.parties import parties, strengthened


class ProjectPage(ImportedPage, ReviewedPage):
    """A partner project that produces or funds texts, or strengthens who carries them out."""

    kind_name: ClassVar[str] = "project"

    reference = models.CharField(_("référence"), max_length=80, blank=True, help_text=_("Le numéro du projet."))
    type = models.CharField(_("type de projet"), max_length=255, blank=True)
    summary = models.TextField(_("objet"), blank=True, help_text=_("À quoi sert le projet, en quelques phrases."))
    status = models.CharField(
        _("état"), max_length=16, choices=ProjectStatus, blank=True, default=ProjectStatus.ACTIVE
    )
    starts = models.DateField(_("début"), null=True, blank=True)
    ends_in = models.PositiveSmallIntegerField(_("année de fin"), null=True, blank=True)
    budget = models.DecimalField(
        _("budget"), max_digits=14, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(_("monnaie"), max_length=3, blank=True, default="USD", help_text=_("Code ISO 4217."))
    coverage = models.CharField(_("couverture"), max_length=255, blank=True)
    region = models.CharField(_("région"), max_length=255, blank=True)
    beneficiaries = CountryField(_("États bénéficiaires"), multiple=True, blank=True)
    results = StreamField(
        [("result", TextBlock(label=_("Résultat"), rows=2))], verbose_name=_("résultats attendus"), blank=True
    )
    partners = StreamField(parties(), verbose_name=_("organisations"), blank=True, collapsed=True)
    texts = StreamField(
        [
            (
                "text",
                PageChooserBlock(label=_("Texte"), page_type=["procedures.ProcedurePage", "procedures.ProtocolPage"]),
            )
        ],
        verbose_name=_("procédures et protocoles"),
        blank=True,
    )
    responsibilities = StreamField(
        strengthened(), verbose_name=_("attributions renforcées"), blank=True, collapsed=True
    )
    sources = StreamField([("source", SourceBlock())], verbose_name=_("sources"), blank=True, collapsed=True)
    doubts = StreamField(
        [("doubt", TextBlock(label=_("Doute"), rows=2))], verbose_name=_("ce qui est douteux"), blank=True
    )

    override_translatable_fields = [
        SynchronizedField("reference"),
        SynchronizedField("currency"),
        SynchronizedField("sources"),
        SynchronizedField("import_key"),
        SynchronizedField("in_force_note"),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Un projet d’un partenaire.")
    template = "procedures/project.html"

    edit_handler = ProjectInterface(
        [
            ObjectList(
                [
                    RequestsPanel(heading=_("Ce que des lecteurs signalent"), icon="comment"),
                    MultiFieldPanel(
                        [
                            TitleFieldPanel("title"),
                            FieldRowPanel([FieldPanel("reference"), FieldPanel("type")]),
                            FieldPanel("summary"),
                        ],
                        heading=_("Projet"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("status"), FieldPanel("starts"), FieldPanel("ends_in")]),
                            FieldRowPanel([FieldPanel("budget"), FieldPanel("currency")]),
                            FieldRowPanel([FieldPanel("coverage"), FieldPanel("region")]),
                            FieldPanel("beneficiaries"),
                        ],
                        heading=_("Dates et moyens"),
                    ),
                    FieldPanel("results"),
                ],
                heading=_("Projet"),
            ),
            ObjectList(
                [FieldPanel("partners"), FieldPanel("texts"), FieldPanel("responsibilities")],
                heading=_("Ce qu’il touche"),
            ),
            ObjectList([FieldPanel("sources"), FieldPanel("doubts")], heading=_("Sources")),
            ObjectList(ReviewedPage.edition_panels, heading=_("Édition")),
            ObjectList(ImportedPage.setting_panels, heading=_("Réglages")),
        ]
    )

    class Meta:
        verbose_name = _("projet")
        verbose_name_plural = _("projets")

    def clean(self) -> None:
        """Keep the names that the organisations bear on the day."""
        super().clean()
        complete_names(self)

    def edition_content(self) -> ProjectContent:
        """Return what readers would get of this draft."""
        return content_of(self)
