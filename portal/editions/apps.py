from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class EditionsConfig(AppConfig):
    """What was published when: the core that knows no other app."""

    name = "portal.editions"
    label = "editions"
    verbose_name = _("Éditions")

    def ready(self) -> None:
        from portal.schedule import Job, register

        from . import append_only, checks, receivers, triggers  # noqa: F401 - they register themselves
        from .abolition.services import leave_the_desk
        from .files.keeping import forget_left_over
        from .gate import register_guard
        from .withdrawal.redaction import refuse_withdrawn_words

        register(Job("leave_the_desk", timedelta(minutes=10), leave_the_desk))
        register(Job("forget_left_over_files", timedelta(hours=24), forget_left_over))
        triggers.register([*append_only.EDITIONS_ONLY_GROW, *append_only.WITHDRAWALS_STAY])
        register_guard(refuse_withdrawn_words)
        pre_migrate.connect(triggers.make_way, sender=self)
        post_migrate.connect(triggers.install_missing, sender=self)
