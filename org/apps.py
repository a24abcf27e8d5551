from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgConfig(AppConfig):
    """Organisations, units, responsibilities, posts and who holds them."""

    name = "org"
    verbose_name = _("Structure")

    def ready(self) -> None:
        from . import kinds, receivers  # noqa: F401 - they register themselves
