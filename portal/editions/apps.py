from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditionsConfig(AppConfig):
    """What was published when: the core that knows no other app."""

    name = "portal.editions"
    label = "editions"
    verbose_name = _("Éditions")

    def ready(self) -> None:
        from . import checks, receivers  # noqa: F401 - they register themselves
