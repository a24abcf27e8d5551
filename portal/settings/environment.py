"""Every variable that the portal reads from its environment, with its default.

With none set, the portal is safe on a laptop: it answers on the loopback only, with a secret of its own kept
beside the database. ``MANDAT_ENV=production`` accepts no default that would be unsafe on a network.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from environs import Env

BASE_DIR = Path(__file__).resolve().parents[2]
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]

env = Env()

KINDS_OF_INSTALLATION = ("laptop", "production")
MANDAT_ENV: str = env.str("MANDAT_ENV", "laptop")
if MANDAT_ENV not in KINDS_OF_INSTALLATION:
    raise ImproperlyConfigured(f"MANDAT_ENV vaut « {MANDAT_ENV} » : écrivez {' ou '.join(KINDS_OF_INSTALLATION)}.")

PRODUCTION: bool = MANDAT_ENV == "production"
DEBUG: bool = env.bool("DEBUG", False)
HOST: str = env.str("HOST", "127.0.0.1")
PORT: int = env.int("PORT", 8000)
MANDAT_DATA: Path = env.path("MANDAT_DATA", BASE_DIR / "var").absolute()
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", [] if PRODUCTION else [*LOOPBACK, HOST])
BASE_URL: str = env.str("BASE_URL", "" if PRODUCTION else f"http://127.0.0.1:{PORT}").rstrip("/")
MANDAT_COUNTRY: str = env.str("MANDAT_COUNTRY", "HT").upper()
EMAIL_URL: str = env.str("EMAIL_URL", "")
EMAIL_FROM: str = env.str("EMAIL_FROM", "mandat@localhost")
CORRECTIONS_EMAIL_DAYS: int = env.int("CORRECTIONS_EMAIL_DAYS", 90)
TRUSTED_PROXIES: int = env.int("TRUSTED_PROXIES", 1 if PRODUCTION else 0)
OIDC_ISSUER: str = env.str("OIDC_ISSUER", "")
OIDC_CLIENT_ID: str = env.str("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET: str = env.str("OIDC_CLIENT_SECRET", "")
OIDC_NAME: str = env.str("OIDC_NAME", "")
OIDC_SCOPE: str = env.str("OIDC_SCOPE", "openid email profile")
OIDC_GROUPS: dict[str, str] = env.dict("OIDC_GROUPS", {})
OIDC_GROUPS_CLAIM: str = env.str("OIDC_GROUPS_CLAIM", "groups")
OIDC_SECOND_FACTOR_ACR: list[str] = env.list("OIDC_SECOND_FACTOR_ACR", [])
DATABASE_URL: str = env.str("DATABASE_URL", f"sqlite:///{MANDAT_DATA / 'mandat.sqlite3'}")


def kept_secret(path: Path) -> str:
    """Return the secret kept in ``path``, made and stored for its owner's eyes only at the first start.

    An empty file, as a full disk leaves it, is no secret.
    """
    if not path.exists() or not path.read_text().strip():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(get_random_secret_key())
    return path.read_text()


def unsafe_choices() -> list[str]:
    """Return what makes this configuration unsafe in production, in words for the person who installs."""
    return [
        reason
        for unsafe, reason in (
            (DEBUG, "DEBUG est activé : les erreurs montreraient le code et les réglages."),
            (len(env.str("SECRET_KEY", "")) < 50, "SECRET_KEY manque ou compte moins de 50 caractères."),
            (not ALLOWED_HOSTS, "ALLOWED_HOSTS est vide : nommez les domaines du portail."),
            ("*" in ALLOWED_HOSTS, "ALLOWED_HOSTS accepte tous les domaines (« * »)."),
            (not BASE_URL.startswith("https://"), "BASE_URL doit être l’adresse publique, en https://."),
            (bool(OIDC_ISSUER) and not OIDC_ISSUER.startswith("https://"), "OIDC_ISSUER doit être en https://."),
        )
        if unsafe
    ]


if OIDC_ISSUER and not (OIDC_CLIENT_ID and OIDC_CLIENT_SECRET and "openid" in OIDC_SCOPE.split()):
    raise ImproperlyConfigured(
        "OIDC_ISSUER est donné : il faut aussi OIDC_CLIENT_ID et OIDC_CLIENT_SECRET, et « openid » dans OIDC_SCOPE."
    )
if PRODUCTION and (reasons := unsafe_choices()):
    raise ImproperlyConfigured(
        "MANDAT_ENV=production refuse cette configuration :\n" + "\n".join(f"  - {reason}" for reason in reasons)
    )

SECRET_KEY: str = env.str("SECRET_KEY", "") or kept_secret(MANDAT_DATA / "secret-key")
# Secrets from before: they open what they closed, and close nothing.
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
