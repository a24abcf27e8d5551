"""Where requests come from, in a form in which it can be counted and never read back."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def address_of(request: HttpRequest) -> str:
    """Return where the request comes from: what the outermost of our own proxies saw."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    ours = settings.TRUSTED_PROXIES
    if ours and len(hops) >= ours and hops[-ours]:
        return hops[-ours]
    return str(request.META.get("REMOTE_ADDR", ""))


def household_of(address: str) -> str:
    """Return what shares a counter with ``address``: the IPv6 addresses of a household are one visitor."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    bits = 64 if parsed.version == 6 else 32
    return str(ipaddress.ip_network((parsed, bits), strict=False))


def fingerprint(purpose: str, value: str) -> str:
    """Return a name for ``value`` that does not tell it, and differs from one purpose to the next."""
    return salted_hmac(purpose, value, algorithm="sha256").hexdigest()
