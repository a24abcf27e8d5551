"""A small OpenID Connect provider on the loopback: real HTTP, real keys, real signatures."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "mandat", "secret-partagé"


class Provider:
    """What the provider knows; tests change ``claims``, or what the token says at the last moment (``spoil``)."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "une"})
        self.published = self.key
        self.claims: dict[str, Any] = {
            "sub": "u-1",
            "email": "personnel@example.org",
            "email_verified": True,
            "groups": [],
        }
        self.userinfo: dict[str, Any] = {}
        self.spoil: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
        self.header = {"alg": "RS256"}
        self.asked: dict[str, dict[str, str]] = {}
        self.refused: list[str] = []
        self.is_down = False
        self.issuer = ""

    def authorize(self, query: dict[str, str]) -> str:
        """Note what a browser asks for; return the code with which it is sent back."""
        code = f"code-{len(self.asked)}"
        self.asked[code] = query
        return code

    def token(self, sent: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Give a token for a code, once, to whoever proves to have asked."""
        asked = self.asked.pop(sent.get("code", ""), None)
        proof = urlsafe_b64encode(hashlib.sha256(sent.get("code_verifier", "").encode()).digest()).decode().rstrip("=")
        if asked is None or proof != asked.get("code_challenge") or sent["redirect_uri"] != asked["redirect_uri"]:
            self.refused.append(str(sent))
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        times = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims = self.spoil({**times, **self.claims})
        header = {**self.header, "kid": "une"}
        signed = jwt.encode(header, claims, self.key) if header["alg"] != "none" else _unsigned(claims)
        return 200, {"access_token": "acces", "token_type": "Bearer", "expires_in": 300, "id_token": signed}

    def answer(self, path: str, sent: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Answer a request of the portal."""
        if self.is_down:
            return 503, {}
        known: dict[str, dict[str, Any]] = {
            "/.well-known/openid-configuration": {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                "jwks_uri": f"{self.issuer}/keys",
                "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            },
            "/keys": {"keys": [self.published.as_dict(private=False)]},
            "/userinfo": {"sub": self.claims["sub"], **self.userinfo},
        }
        return self.token(sent) if path == "/token" else (200, known[path])


def _unsigned(claims: dict[str, Any]) -> str:
    parts = [{"alg": "none"}, claims]
    return ".".join(urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + "."


@contextmanager
def running_provider() -> Iterator[Provider]:
    """Serve a provider until the end."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.respond({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.respond({name: values[0] for name, values in parse_qs(body).items()})

        def respond(self, sent: dict[str, str]) -> None:
            status, answer = provider.answer(urlsplit(self.path).path, sent)
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
