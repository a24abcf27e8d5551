from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    """Who must agree and who has agreed; guards the gate of editions, and knows no other app."""

    name = "portal.approvals"
    label = "approvals"
    verbose_name = _("Approbations")

    def ready(self) -> None:
        from portal.editions import triggers
        from portal.editions.gate import register_guard, register_witness

        from . import append_only, receivers  # noqa: F401 - they register themselves
        from .guard import refuse_what_is_not_approved
        from .recording import record_approval

        triggers.register(append_only.RECORDS_STAY)
        register_guard(refuse_what_is_not_approved)
        register_witness(record_approval)
