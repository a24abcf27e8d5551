"""The minutes of a review: what was decided in it beside the verdicts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .reviews import Review
from .verdicts import Sealed


class About(models.TextChoices):
    """Which kind of row a minute is about, by the name of its model."""

    CONTRIBUTION = "contribution", _("auteur du texte")
    INVITATION = "invitation", _("partie ajoutée")
    EXEMPTION = "exemption", _("partie non consultée")
    WEIGHING = "weighing", _("portée de la modification")


class Minute(Sealed):
    """What a row of a review said when it was written: who wrote, who was added or left out, how it was weighed.

    The rows are what the portal reads; this is what they are held against (``sealing_checks``).
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="minutes")
    about = models.CharField(max_length=12, choices=About)
    row = models.PositiveBigIntegerField()
    said = models.JSONField()

    class Meta(Sealed.Meta):
        verbose_name = _("procès-verbal")
        verbose_name_plural = _("procès-verbaux")
        indexes = [models.Index(fields=["about", "row"], name="minutes_of_a_row")]

    def __str__(self) -> str:
        return f"{self.get_about_display()} ({self.review})"
