"""Who holds which post, from when until when."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..querysets import HoldingQuerySet
from .reference import LegalReference


class Person(models.Model):
    """A person who can hold posts. Contact data are personal: for staff only, never indexed nor exported."""

    name = models.CharField(_("nom"), max_length=255)
    email = models.EmailField(_("courriel personnel"), blank=True, help_text=_("Visible du personnel seulement."))
    phone = models.CharField(
        _("téléphone personnel"), max_length=40, blank=True, help_text=_("Visible du personnel seulement.")
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")

    def __str__(self) -> str:
        return self.name


class Holding(models.Model):
    """A person holds a post of a work from ``starts`` until ``ends`` (both days included), by an act.

    A post is (translation key of its unit's page, block id): it exists when nobody holds it.
    """

    person = models.ForeignKey(Person, verbose_name=_("personne"), on_delete=models.PROTECT, related_name="holdings")
    work = models.UUIDField(_("unité"))
    post = models.UUIDField(_("poste"))
    starts = models.DateField(_("à partir du"), default=datetime.date.today)
    ends = models.DateField(_("jusqu’au"), null=True, blank=True)
    interim = models.BooleanField(_("intérim"), default=False)
    act = models.ForeignKey(
        LegalReference, verbose_name=_("acte de nomination"), null=True, blank=True, on_delete=models.PROTECT
    )

    objects = models.Manager.from_queryset(HoldingQuerySet)()

    class Meta:
        ordering = ["-starts"]
        verbose_name = _("titulaire")
        verbose_name_plural = _("titulaires")
        indexes = [models.Index(fields=["work", "post"], name="holding_post")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("starts")), name="holding_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}"

    def clean(self) -> None:
        if self.ends and self.starts and self.ends < self.starts:
            raise ValidationError({"ends": _("La fin précède le début.")})
        if not self.interim and self.starts and self._conflicts().exists():
            raise ValidationError(_("Ce poste a déjà un titulaire à ces dates ; un intérim peut s’y ajouter."))

    @property
    def is_current(self) -> bool:
        """Whether the person holds the post today."""
        today = timezone.localdate()
        return self.starts <= today and (self.ends is None or self.ends >= today)

    def _conflicts(self) -> HoldingQuerySet:
        others = Holding.objects.of_post(self.work, self.post).filter(interim=False).exclude(pk=self.pk)
        return others.overlapping(self.starts, self.ends)
