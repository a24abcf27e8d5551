"""The demonstration's accounts, one a role, with passwords made on this machine and kept beside its database."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from portal.roles import EDITORS, LEGAL, PARTNERS, REPRESENTATIVES, STAFF, TRANSLATORS

ROLES = {
    "redaction": (_("Rédaction"), [EDITORS]),
    "juridique": (_("Service juridique"), [LEGAL]),
    "traduction": (_("Traduction"), [TRANSLATORS]),
    "representant": (_("Représentant"), [REPRESENTATIVES]),
    "personnel": (_("Personnel"), [STAFF]),
    "partenaire": (_("Partenaire"), [PARTNERS]),
    "administration": (_("Administration"), []),
}


@dataclass(frozen=True, slots=True)
class Account:
    """A name to sign in with."""

    role: str
    username: str
    password: str


def demonstration_accounts() -> list[Account]:
    """Return the accounts, made at the first start; an account that was changed since is left alone."""
    passwords = _kept_passwords()
    for username, (role, groups) in ROLES.items():
        _make(username, str(role), groups, passwords[username])
    return [Account(str(role), username, passwords[username]) for username, (role, _groups) in ROLES.items()]


def _kept_passwords() -> dict[str, str]:
    path = settings.MANDAT_DATA / "demonstration-accounts.json"
    kept: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    if missing := ROLES.keys() - kept.keys():
        kept |= {username: secrets.token_urlsafe(9) for username in missing}
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(kept, file)
    return kept


def _make(username: str, role: str, groups: list[str], password: str) -> None:
    everything = username == "administration"
    user, created = get_user_model().objects.get_or_create(
        username=username, defaults={"last_name": role, "is_staff": everything, "is_superuser": everything}
    )
    if created:
        user.set_password(password)
        user.save()
        user.groups.set(Group.objects.filter(name__in=groups))
