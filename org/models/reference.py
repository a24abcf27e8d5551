"""Reference data: the short lists that editors choose from, translated field by field."""

from __future__ import annotations

from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField


class ReferenceData(models.Model):
    """A row of a short list: a stable code and a name in the portal's languages."""

    code = models.SlugField(_("code"), max_length=80, unique=True, help_text=_("Stable : les imports s’y réfèrent."))
    name = models.CharField(_("nom"), max_length=255)

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class UnitKind(ReferenceData):
    """What a unit is: direction, service, section, bureau…"""

    rank = models.IntegerField(_("rang"), default=0, help_text=_("Du plus haut (0) au plus bas."))

    class Meta:
        ordering = ["rank", "code"]
        verbose_name = _("type d’unité")
        verbose_name_plural = _("types d’unité")


class Place(ReferenceData):
    """A seat; the position in degrees (WGS 84)."""

    country = CountryField(_("pays"))
    department = models.CharField(_("département"), max_length=255, blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")


class LegalReference(ReferenceData):
    """A text that founds a responsibility: law, statute, regulation, agreement."""

    citation = models.CharField(_("référence"), max_length=255, blank=True, help_text=_("Numéro, date, article."))
    url = models.URLField(_("adresse du texte"), blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("base légale")
        verbose_name_plural = _("bases légales")
