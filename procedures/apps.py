from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    """Guides, protocols, projects and documents: how it is done, by whom, step by step."""

    name = "procedures"
    verbose_name = _("Procédures")

    def ready(self) -> None:
        from . import kinds, receivers  # noqa: F401 - they register themselves
