"""What can be missing or doubtful."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Gap(models.TextChoices):
    """One kind of gap in a text of the structure."""

    NO_DUTY = "no-duty", _("Aucune attribution")
    NO_HEAD = "no-head", _("Aucun poste à la tête")
    NO_BASIS = "no-basis", _("Attributions sans base légale")
    NO_SOURCE = "no-source", _("Rien ne dit d’où vient le texte")
    DOUBT = "doubt", _("Points douteux")
    APPROXIMATE = "approximate", _("Date d’entrée en vigueur approximative")
    ENDED = "ended", _("Titulaires dont la période est finie")
    STALE = "stale", _("Traduction en retard sur le texte")
