from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The home page and ordinary content pages."""

    name = "portal.home"
    label = "home"
    verbose_name = _("Accueil")

    def ready(self) -> None:
        from . import receivers  # noqa: F401 - they register themselves
