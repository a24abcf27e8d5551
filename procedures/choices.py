"""The fixed lists of procedures: roles, delays, what follows a step, the state of protocols and projects."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class Raci(models.TextChoices):
    """What somebody has to do with a step (RACI)."""

    RESPONSIBLE = "R", _("réalise")
    ACCOUNTABLE = "A", _("répond de l’étape")
    CONSULTED = "C", _("est consulté")
    INFORMED = "I", _("est informé")


class DelayUnit(models.TextChoices):
    """In what a delay is counted."""

    MINUTE = "minute", _("minutes")
    HOUR = "hour", _("heures")
    DAY = "day", _("jours")
    WORKING_DAY = "working_day", _("jours ouvrables")
    MONTH = "month", _("mois")


COUNTED = {
    DelayUnit.MINUTE: ngettext_lazy("%(count)d minute", "%(count)d minutes", "count"),
    DelayUnit.HOUR: ngettext_lazy("%(count)d heure", "%(count)d heures", "count"),
    DelayUnit.DAY: ngettext_lazy("%(count)d jour", "%(count)d jours", "count"),
    DelayUnit.WORKING_DAY: ngettext_lazy("%(count)d jour ouvrable", "%(count)d jours ouvrables", "count"),
    DelayUnit.MONTH: ngettext_lazy("%(count)d mois", "%(count)d mois", "count"),
}


class Direction(models.TextChoices):
    """Whether a step needs a document or makes it."""

    IN = "in", _("nécessaire à l’étape")
    OUT = "out", _("établi par l’étape")


class Afterwards(models.TextChoices):
    """What follows a step where no branch is taken; ``NOTHING``: its branches leave no other case."""

    NEXT = "next", _("l’étape suivante")
    STEP = "step", _("une autre étape")
    END = "end", _("la fin de la procédure")
    NOTHING = "nothing", _("rien d’autre que les branches")


class ProtocolStatus(models.TextChoices):
    """How far two governments are with a protocol."""

    NONE = "none", _("aucun protocole")
    OBSOLETE = "obsolete", _("obsolète")
    PROPOSED = "proposed", _("proposé")
    IN_NEGOTIATION = "in_negotiation", _("en négociation")
    IN_FORCE = "in_force", _("en vigueur")


class ProjectStatus(models.TextChoices):
    """How far a project is."""

    PLANNED = "planned", _("prévu")
    ACTIVE = "active", _("en cours")
    COMPLETED = "completed", _("achevé")
    CANCELLED = "cancelled", _("abandonné")


class Weekday(models.IntegerChoices):
    """A day of the week (ISO 8601)."""

    MONDAY = 1, _("lundi")
    TUESDAY = 2, _("mardi")
    WEDNESDAY = 3, _("mercredi")
    THURSDAY = 4, _("jeudi")
    FRIDAY = 5, _("vendredi")
    SATURDAY = 6, _("samedi")
    SUNDAY = 7, _("dimanche")
