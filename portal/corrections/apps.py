from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.schedule import Job, register


class CorrectionsConfig(AppConfig):
    """What readers report as wrong, and what becomes of it."""

    name = "portal.corrections"
    label = "corrections"
    verbose_name = _("Demandes de correction")

    def ready(self) -> None:
        from .services import erase_what_is_old

        register(Job("erase_old_requests", timedelta(hours=6), erase_what_is_old))
