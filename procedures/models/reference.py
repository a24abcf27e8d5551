"""Reference data of procedures: whom a step concerns, which way, and what a document is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from org.models.reference import ReferenceData


class OrderedReferenceData(ReferenceData):
    """A short list in an order of its own."""

    rank = models.IntegerField(_("rang"), default=0, help_text=_("L’ordre dans lequel la liste est montrée."))

    class Meta:
        abstract = True
        ordering = ["rank", "code"]


class MigrantProfile(OrderedReferenceData):
    """Whom a step concerns: by age, company, vulnerability, papers, nationality."""

    class Meta(OrderedReferenceData.Meta):
        verbose_name = _("profil")
        verbose_name_plural = _("profils")


class Channel(OrderedReferenceData):
    """Which way people come: by air, by sea, by land."""

    class Meta(OrderedReferenceData.Meta):
        verbose_name = _("voie")
        verbose_name_plural = _("voies")


class DocumentType(OrderedReferenceData):
    """What a document of the register is: form, model letter, law, report…"""

    class Meta(OrderedReferenceData.Meta):
        verbose_name = _("type de document")
        verbose_name_plural = _("types de document")
