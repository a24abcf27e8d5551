"""What can be missing, doubtful or contradictory."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Gap(models.TextChoices):
    """One kind of gap in a text of the structure, or in what texts say of each other."""

    NO_DUTY = "no-duty", _("Aucune attribution")
    NO_HEAD = "no-head", _("Aucun poste à la tête")
    NO_BASIS = "no-basis", _("Attributions sans base légale")
    NO_SOURCE = "no-source", _("Rien ne dit d’où vient le texte")
    DOUBT = "doubt", _("Points douteux")
    APPROXIMATE = "approximate", _("Date d’entrée en vigueur approximative")
    ENDED = "ended", _("Titulaires dont la période est finie")
    VACANT = "vacant", _("Postes sans titulaire")
    REPEATED = "repeated", _("Texte répété d’une unité à l’autre")
    SAME_DUTY = "same-duty", _("Même attribution dans deux unités")
    NOT_IN_FORCE = "not-in-force", _("Renvois à ce qui n’est plus en vigueur")
    STALE = "stale", _("Traduction en retard sur le texte")
