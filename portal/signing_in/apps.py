from datetime import timedelta
from functools import partial

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.core.management import call_command
from django.utils.translation import gettext_lazy as _

from portal.schedule import Job, register


class SigningInConfig(AppConfig):
    """How people come in, and how long they stay."""

    name = "portal.signing_in"
    label = "signing_in"
    verbose_name = _("Connexion")

    def ready(self) -> None:
        from . import checks  # noqa: F401
        from .limits import forget_what_is_old
        from .sessions import begin

        user_logged_in.connect(begin, dispatch_uid="signing_in.begin")
        register(Job("forget_old_attempts", timedelta(hours=1), forget_what_is_old))
        register(Job("clear_sessions", timedelta(days=1), partial(call_command, "clearsessions")))
