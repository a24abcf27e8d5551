from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Passages, analysis, engines, the outbox and the search page."""

    name = "search"
    verbose_name = _("Recherche")

    def ready(self) -> None:
        from portal.editions.signals import works_changed

        from .outbox import record_changed_works

        works_changed.connect(record_changed_works, dispatch_uid="search.outbox")
