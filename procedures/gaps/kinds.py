"""What can be wrong with a procedure that is in force."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class StepGap(models.TextChoices):
    """One kind of gap in a guide or a protocol."""

    NO_DUTY = "step-without-duty", _("Étapes dont aucune attribution de l’unité ne parle")
    REVIEW = "review-due", _("Textes à revoir")
