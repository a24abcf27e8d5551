"""Secrets that the database must keep and that a copy of it must not tell: encrypted, each for one account.

The key of the encryption is made from SECRET_KEY, which no database holds; SECRET_KEY_FALLBACKS still open.
"""

from __future__ import annotations

import binascii
import os
from base64 import b64decode, b64encode
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARK: Final = "1:"
_PURPOSE: Final = b"mandat signing_in second factor"
_NONCE: Final = 12


class Unreadable(Exception):
    """Neither SECRET_KEY nor one of SECRET_KEY_FALLBACKS opens this, for this account."""


def secret_keys() -> list[str]:
    """Return the present secret of the portal, then those from before."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def closed(secret: bytes, *, owner: int) -> str:
    """Return what to keep of the secret of an account: it says nothing without SECRET_KEY, nor of another account."""
    nonce = os.urandom(_NONCE)
    return MARK + b64encode(nonce + _cipher(settings.SECRET_KEY).encrypt(nonce, secret, _said(owner))).decode()


def opened(kept: str, *, owner: int) -> bytes:
    """Return the secret; raises ``Unreadable``."""
    for key in secret_keys():
        if (secret := _opened_with(key, kept, owner)) is not None:
            return secret
    raise Unreadable


def is_current(kept: str, *, owner: int) -> bool:
    """Whether the present SECRET_KEY opens it."""
    return _opened_with(settings.SECRET_KEY, kept, owner) is not None


def _opened_with(key: str, kept: str, owner: int) -> bytes | None:
    if not kept.startswith(MARK):
        return None
    try:
        held = b64decode(kept.removeprefix(MARK), validate=True)
        return _cipher(key).decrypt(held[:_NONCE], held[_NONCE:], _said(owner))
    except (InvalidTag, binascii.Error, ValueError):
        return None


@lru_cache(maxsize=8)
def _cipher(key: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), length=32, salt=None, info=_PURPOSE).derive(key.encode()))


def _said(owner: int) -> bytes:
    """Return what is bound to the secret: moved to another account, it opens no more."""
    return f"account {owner}".encode()
