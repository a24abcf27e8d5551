"""The office's own OpenID Connect provider (Microsoft, Keycloak, Google…), when variables name one.

Authlib speaks the protocol: state, nonce, PKCE, keys, signature. What a token must say is named here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from joserfc.errors import JoseError

SECONDS_TO_ANSWER: Final = 10
LEEWAY: Final = 60
SIGNED_WITH: Final = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
# RFC 8176: what, beside a password, makes two factors.
SECOND_METHODS: Final = frozenset({"otp", "hwk", "swk", "sc"})
# A provider can send anything at all: whatever the libraries make of it is the same to us.
UNUSABLE: Final = (
    requests.RequestException,
    AuthlibBaseError,
    JoseError,
    RuntimeError,
    ValueError,
    TypeError,
    KeyError,
)


class ProviderFailed(Exception):
    """The provider does not answer, or says what cannot be believed; the reason is for the log."""


def sent_to_provider(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider, to come back with a code."""
    try:
        return _client().authorize_redirect(request, settings.BASE_URL + reverse("provider-return"))
    except UNUSABLE as error:
        raise ProviderFailed(repr(error)) from error


def claims_from_provider(request: HttpRequest) -> dict[str, Any]:
    """Return what the provider says of whoever came back, once it is proved."""
    try:
        client = _client()
        token = client.authorize_access_token(request, claims_options=_must_say(), leeway=LEEWAY)
        claims = dict(token.get("userinfo") or {})
        if claims and not {"email", settings.OIDC_GROUPS_CLAIM} <= claims.keys():
            claims = _completed(client, token, claims)
    except UNUSABLE as error:
        raise ProviderFailed(repr(error)) from error
    if not claims:
        raise ProviderFailed("no ID token")
    return claims


def gave_second_factor(claims: dict[str, Any]) -> bool:
    """Whether the provider has asked for a second factor itself, by the token's ``amr`` or ``acr``."""
    methods = set(claims.get("amr") or ())
    if "mfa" in methods or ("pwd" in methods and methods & SECOND_METHODS):
        return True
    return claims.get("acr") in settings.OIDC_SECOND_FACTOR_ACR


def _must_say() -> dict[str, dict[str, Any]]:
    return {
        "iss": {"essential": True, "value": settings.OIDC_ISSUER},
        "aud": {"essential": True, "value": settings.OIDC_CLIENT_ID},
        "exp": {"essential": True},
    }


def _completed(client: DjangoOAuth2App, token: dict[str, Any], claims: dict[str, Any]) -> dict[str, Any]:
    """Add what only the provider's userinfo says; the signed token goes before it."""
    if not client.load_server_metadata().get("userinfo_endpoint"):
        return claims
    more = client.userinfo(token=token)
    if more.get("sub") != claims["sub"]:
        raise ProviderFailed("userinfo is about somebody else")
    return {**more, **claims}


def _client() -> DjangoOAuth2App:
    client = _client_of(settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET)
    metadata = client.load_server_metadata()
    if metadata.get("issuer") != settings.OIDC_ISSUER:
        raise ProviderFailed(f"the provider calls itself {metadata.get('issuer')!r}")
    metadata["id_token_signing_alg_values_supported"] = SIGNED_WITH
    return client


@lru_cache(maxsize=1)
def _client_of(issuer: str, client_id: str, client_secret: str) -> DjangoOAuth2App:
    return OAuth().register(
        "provider",
        client_id=client_id,
        client_secret=client_secret,
        server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": settings.OIDC_SCOPE,
            "code_challenge_method": "S256",
            "default_timeout": SECONDS_TO_ANSWER,
        },
    )
