"""Change events: the pages on the desk."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from portal.approvals.pages import ReviewedPage
from portal.corrections.panels import RequestsPanel
from portal.editions.panels import EditionsPanel

from ..blocks import SourceBlock
from ..changes import blocks
from ..changes.content import ChangeContent
from ..changes.drafts import complete_names, content_of
from ..changes.forms import ChangeEventForm
from ..changes.natures import ChangeNature
from .imported import ImportedPage


class ChangeEventPage(ImportedPage, ReviewedPage):
    """What happened to units of an organisation: created, renamed, merged, split, moved, abolished (org:ChangeEvent).

    It is no part of the hierarchy, and holds on every date: its own ``date`` is part of what it says.
    """

    kind_name: ClassVar[str] = "change"

    nature = models.CharField(_("changement"), max_length=12, choices=ChangeNature, default=ChangeNature.RENAMED)
    date = models.DateField(
        _("date du changement"),
        null=True,
        help_text=_("Le premier jour du nouvel état. Une date à venir est annoncée comme telle."),
    )
    approximate = models.BooleanField(
        _("date approximative"),
        default=False,
        help_text=_("Cochez si la source ne donne pas la date : la page l’affichera avec « vers »."),
    )
    date_note = models.TextField(_("ce que l’on sait de la date"), blank=True)
    predecessors = StreamField(
        blocks.units(),
        verbose_name=_("avant"),
        blank=True,
        help_text=_("Les unités telles qu’elles étaient. Une création n’en a pas, une fusion en a au moins deux."),
    )
    successors = StreamField(
        blocks.units(),
        verbose_name=_("après"),
        blank=True,
        help_text=_(
            "Les unités telles qu’elles deviennent. Une suppression n’en a pas, une scission en a au moins deux."
        ),
    )
    legal_basis = StreamField(blocks.legal_texts(), verbose_name=_("base légale"), blank=True)
    note = models.TextField(
        _("remarque"), blank=True, help_text=_("Ce que la source dit, ou ne dit pas, de ce changement.")
    )
    sources = StreamField([("source", SourceBlock())], verbose_name=_("sources"), blank=True, collapsed=True)

    override_translatable_fields = [SynchronizedField("sources"), SynchronizedField("import_key")]

    parent_page_types = ["org.OrganisationPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _(
        "Une réorganisation : création, changement de nom, fusion, scission, rattachement, suppression."
    )
    template = "org/change.html"
    base_form_class = ChangeEventForm

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    RequestsPanel(heading=_("Ce que des lecteurs signalent"), icon="comment"),
                    MultiFieldPanel(
                        [
                            TitleFieldPanel(
                                "title", help_text=_("En quelques mots : « Fusion des services de paie ».")
                            ),
                            FieldPanel("nature"),
                            FieldRowPanel([FieldPanel("date"), FieldPanel("approximate")]),
                            FieldPanel("date_note"),
                        ],
                        heading=_("Changement"),
                    ),
                    FieldPanel("predecessors"),
                    FieldPanel("successors"),
                    FieldPanel("legal_basis"),
                    FieldPanel("note"),
                ],
                heading=_("Ce qui change"),
            ),
            ObjectList([FieldPanel("sources")], heading=_("Sources")),
            ObjectList(
                [
                    FieldPanel("change_note", heading=_("Ce que cette édition change")),
                    EditionsPanel(heading=_("Éditions"), classname="collapsible"),
                ],
                heading=_("Édition"),
            ),
            ObjectList(ImportedPage.setting_panels, heading=_("Réglages")),
        ]
    )

    class Meta:
        verbose_name = _("réorganisation")
        verbose_name_plural = _("réorganisations")

    def clean(self) -> None:
        """Keep the names that units bore on the day."""
        super().clean()
        complete_names(self)

    def edition_content(self) -> ChangeContent:
        """Return what readers would get of this draft."""
        return content_of(self)
