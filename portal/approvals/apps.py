from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.schedule import Job, register


class ApprovalsConfig(AppConfig):
    """Who must agree and who has agreed; guards the gate of editions, and knows no other app."""

    name = "portal.approvals"
    label = "approvals"
    verbose_name = _("Approbations")

    def ready(self) -> None:
        from portal.editions import provenance, triggers
        from portal.editions.gate import register_ending_guard, register_guard, register_witness
        from portal.editions.verification.further import Check, register_check
        from portal.signing_in.second_factor import who_approves

        from . import append_only, receivers  # noqa: F401 - they register themselves
        from .approving import may_approve
        from .endings import refuse_to_end_what_was_approved
        from .guard import refuse_what_is_not_approved
        from .loading_holidays import load_coming_holidays
        from .notices.instead import stand_in_for_wagtails_mails
        from .notices.job import send_notices
        from .notices.offers import tell_of_offers
        from .notices.outcomes import note_refusal
        from .provenance import approvals_of
        from .recording import record_approval
        from .signals import refused_by_the_gate
        from .verification import check_records, state_of_records, went_through

        triggers.register(append_only.RECORDS_STAY)
        register_check("approvals", Check(check_records, state_of_records, went_through))
        register_guard(refuse_what_is_not_approved)
        register_ending_guard(refuse_to_end_what_was_approved)
        register_witness(record_approval)
        who_approves(may_approve)
        stand_in_for_wagtails_mails()
        refused_by_the_gate.connect(note_refusal)
        register(Job("send_notices", timedelta(minutes=3), send_notices))
        register(Job("tell_of_offers", timedelta(minutes=3), tell_of_offers))
        register(Job("load_holidays", timedelta(days=1), load_coming_holidays))
        provenance.register(approvals_of)
