from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProceduresConfig(AppConfig):
    """Guides, protocols, projects and documents: how it is done, by whom, step by step."""

    name = "procedures"
    verbose_name = _("Procédures")

    def ready(self) -> None:
        from datetime import timedelta

        from org.gaps import registry
        from org.gaps.kinds import Gap
        from portal import schedule
        from portal.editions.signals import file_removed

        from . import kinds, receivers  # noqa: F401 - they register themselves
        from .gaps import finders
        from .impact.desk import impact_url
        from .texts.extraction import extract_missing, forget

        registry.register(finders.PROCEDURES)
        registry.register_remedy(Gap.NOT_IN_FORCE, impact_url)
        schedule.register(schedule.Job("extract_texts", timedelta(minutes=1), extract_missing))
        file_removed.connect(forget, dispatch_uid="procedures.texts")
