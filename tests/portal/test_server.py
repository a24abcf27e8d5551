"""The server of the portal: what a proxy says reaches what decides whether to believe it."""

from __future__ import annotations

import socket
from http.client import HTTPConnection
from threading import Thread
from typing import Any

from pytest_django import Settings

from portal.server import listening


def test_what_a_proxy_says_of_the_visitor_is_passed_on(settings: Settings) -> None:
    """Without it, production would redirect to https for ever, and all visitors would share one counter."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.HOST, settings.PORT = "127.0.0.1", free.getsockname()[1]

    def tell(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [f"{environ.get('HTTP_X_FORWARDED_PROTO')} {environ.get('HTTP_X_FORWARDED_FOR')}".encode()]

    server = listening(tell)
    Thread(target=server.run, daemon=True).start()
    try:
        asking = HTTPConnection("127.0.0.1", settings.PORT, timeout=10)
        asking.request("GET", "/", headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.5"})
        assert asking.getresponse().read() == b"https 203.0.113.5"
        asking.close()
    finally:
        server.close()
