"""The days on which offices are closed: reference data, filled from a library and corrected by administrators."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField


class Holiday(models.Model):
    """A day that counts as no working day in a country."""

    date = models.DateField(_("jour"))
    name = models.CharField(_("nom"), max_length=255)
    country = CountryField(_("pays"))

    objects: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        verbose_name = _("jour férié")
        verbose_name_plural = _("jours fériés")
        ordering = ["date", "country"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "date"],
                name="one_holiday_a_day",
                violation_error_message=_("Ce jour est déjà férié dans ce pays."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.date.isoformat()} : {self.name}"


class HolidayYear(models.Model):
    """A year of a country that was filled once: from then on it belongs to the administrators."""

    country = CountryField()
    year = models.PositiveSmallIntegerField()
    filled_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("année de jours fériés")
        verbose_name_plural = _("années de jours fériés")
        constraints = [models.UniqueConstraint(fields=["country", "year"], name="one_filling_a_year")]

    def __str__(self) -> str:
        return f"{self.country} {self.year}"
