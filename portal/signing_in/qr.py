"""The picture that a phone reads to learn the key, drawn here: the key goes to nobody else."""

from __future__ import annotations

from base64 import b32encode
from typing import Final
from urllib.parse import quote, urlencode

import segno
from django.contrib.auth.models import User
from django.utils.safestring import SafeString, mark_safe

ISSUER: Final = "Mandat"


def address_of_key(user: User, key: str) -> str:
    """Return the ``otpauth:`` address by which applications take over a key, a link on the phone itself."""
    label = quote(f"{ISSUER}:{user.get_username()}")
    return f"otpauth://totp/{label}?{urlencode({'secret': in_letters(key), 'issuer': ISSUER})}"


def in_letters(key: str) -> str:
    """Return the key in the letters that applications take."""
    return b32encode(bytes.fromhex(key)).decode().rstrip("=")


def drawn(text: str, title: str) -> SafeString:
    """Return ``text`` as an SVG of its own, black on white in the dark too, without any style."""
    code = segno.make(text, error="m", micro=False)
    return mark_safe(code.svg_inline(scale=4, border=4, light="#fff", title=title, svgclass="qr"))  # noqa: S308
