"""Who acts for a party, in which capacity, from when until when."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.editions.models import Work


class Capacity(models.TextChoices):
    """In which capacity a person decides for a party."""

    HOLDER = "holder", _("titulaire")
    INTERIM = "interim", _("par intérim")
    DELEGATE = "delegate", _("par délégation")


class RepresentationQuerySet(models.QuerySet["Representation"]):
    """Who represents whom."""

    def on(self, date: datetime.date) -> Self:
        """Those that hold on a day; ``until`` is the first day on which they hold no more."""
        return self.filter(Q(until=None) | Q(until__gt=date), starts__lte=date)

    def of(self, user: Any) -> Self:
        """Those of an account."""
        return self.filter(user=user)


class Representation(models.Model):
    """An account that may decide for a party. A delegate acts for a time, by an act."""

    party = models.ForeignKey(
        Work, verbose_name=_("partie prenante"), on_delete=models.PROTECT, related_name="representations"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("compte"), on_delete=models.PROTECT, related_name="representations"
    )
    capacity = models.CharField(_("qualité"), max_length=10, choices=Capacity, default=Capacity.HOLDER)
    starts = models.DateField(_("à partir du"), default=timezone.localdate)
    until = models.DateField(
        _("jusqu’au"), null=True, blank=True, help_text=_("Premier jour où la personne ne représente plus la partie.")
    )
    act = models.CharField(_("acte"), max_length=255, blank=True, help_text=_("Le texte ou la lettre qui le dit."))

    objects = RepresentationQuerySet.as_manager()

    class Meta:
        verbose_name = _("représentant")
        verbose_name_plural = _("représentants des parties prenantes")
        ordering = ["party", "starts", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("starts")), name="representation_ends_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_capacity_display()})"

    def clean(self) -> None:
        if self.capacity == Capacity.DELEGATE and not self.until:
            raise ValidationError({"until": _("Une délégation a une fin : donnez-la.")})
        if self.until and self.starts and self.until <= self.starts:
            raise ValidationError({"until": _("La fin vient après le début.")})
