"""Serves the portal: one process, a few threads, and those that keep index and planned publications up to date."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Thread
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.wsgi import get_wsgi_application
from django.utils.translation import gettext as _
from waitress import create_server

THREADS = 8


def listening(application: Any) -> Any:
    """Return a server that has taken our address. What proxies say reaches the portal, which knows whom to believe."""
    return create_server(
        application,
        host=settings.HOST,
        port=settings.PORT,
        threads=THREADS,
        ident=None,
        clear_untrusted_proxy_headers=False,
    )


def serve(*, background: Iterable[Thread]) -> None:
    """Serve until interrupted; the threads in ``background`` are started once the address is ours."""
    address = f"http://{settings.HOST}:{settings.PORT}"
    application = get_wsgi_application()
    try:
        server = listening(application)
    except OSError as error:
        words = {"address": address, "reason": error.strerror or error}
        raise CommandError(_("%(address)s n’est pas libre (%(reason)s) : changez PORT.") % words) from error
    for thread in background:
        thread.start()
    print(_("Mandat répond sur %s (Ctrl-C pour arrêter).") % address, flush=True)  # noqa: T201
    server.run()
