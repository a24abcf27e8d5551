from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgConfig(AppConfig):
    """Organisations, units, responsibilities, posts and who holds them."""

    name = "org"
    verbose_name = _("Structure")

    def ready(self) -> None:
        from portal.approvals.people import register_identity
        from portal.editions import triggers
        from portal.schedule import Job, register

        from . import append_only, kinds, receivers  # noqa: F401 - they register themselves
        from .desk_import.files import forget_old
        from .gaps import finders, registry
        from .models.people import person_behind

        triggers.register([*append_only.HOLDINGS_STAY, *append_only.ONE_HOLDER_AT_A_TIME])
        register_identity(person_behind)
        registry.register(finders.STRUCTURE)
        register(Job("forget_old_imports", timedelta(hours=1), forget_old))
