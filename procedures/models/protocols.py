"""Protocols: procedures agreed between governments."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.fields import StreamField

from ..choices import ProtocolStatus
from ..comparison.desk import ProtocolInterface
from ..content.protocols import ProtocolContent
from ..drafts.protocols import content_of
from ..steps import clauses
from .procedures import StepsPage, tabs


class ProtocolPage(StepsPage):
    """A procedure agreed, or to be agreed, with another government."""

    kind_name: ClassVar[str] = "protocol"

    country = CountryField(_("pays"))
    counterpart = models.CharField(
        _("gouvernement partenaire"), max_length=255, blank=True, help_text=_("L’autorité qui signe, et son sigle.")
    )
    status = models.CharField(_("état"), max_length=16, choices=ProtocolStatus, default=ProtocolStatus.NONE)
    status_note = models.TextField(_("ce que l’on sait de l’état"), blank=True)
    returns = StreamField(clauses.returns(), verbose_name=_("jours et heures des retours"), blank=True, collapsed=True)
    detention = StreamField(
        clauses.guarantees(), verbose_name=_("limites de la détention"), blank=True, collapsed=True
    )
    guarantees = StreamField(clauses.guarantees(), verbose_name=_("garanties de dignité"), blank=True, collapsed=True)
    consulates = StreamField(clauses.consulates(), verbose_name=_("consulats"), blank=True, collapsed=True)

    page_description = _("Un protocole : une procédure convenue avec un autre gouvernement.")
    template = "procedures/protocol.html"
    edit_handler = tabs(
        ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("country"), FieldPanel("counterpart")]),
                        FieldPanel("status"),
                        FieldPanel("status_note"),
                    ],
                    heading=_("Avec qui"),
                ),
                FieldPanel("returns"),
                FieldPanel("detention"),
                FieldPanel("guarantees"),
                FieldPanel("consulates"),
            ],
            heading=_("Accord"),
        ),
        interface=ProtocolInterface,
    )

    class Meta:
        verbose_name = _("protocole")
        verbose_name_plural = _("protocoles")

    def edition_content(self) -> ProtocolContent:
        """Return what readers would get of this draft."""
        return content_of(self)
