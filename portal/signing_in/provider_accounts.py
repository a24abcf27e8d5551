"""Which account here belongs to whom the provider vouches for, and to which groups they belong."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils.translation import gettext as _

from .models import ProviderAccount


class NotAdmitted(Exception):
    """The provider is sure who it is, but there is no account here; in words for that person."""


@transaction.atomic
def account_for(*, claims: dict[str, Any]) -> User:
    """Return the account of whom ``claims`` are about, with the groups that they name; made if they name any.

    Once found by a verified address, it is known by its number at the provider: an address that passes to
    somebody else there leads to nobody's account here.
    """
    known = ProviderAccount.objects.filter(issuer=settings.OIDC_ISSUER, subject=claims["sub"]).first()
    groups = _groups_named(claims)
    user = known.user if known else _found_by_address(claims) or _made(claims, groups)
    if not user.is_active:
        raise NotAdmitted(_("Ce compte est fermé."))
    if known is None:
        ProviderAccount.objects.create(user=user, issuer=settings.OIDC_ISSUER, subject=claims["sub"])
    _follow(user, groups)
    return user


def _found_by_address(claims: dict[str, Any]) -> User | None:
    email = _verified_address(claims)
    found = list(User.objects.select_for_update().filter(email__iexact=email)[:2])
    if len(found) > 1:
        raise NotAdmitted(_("Plusieurs comptes portent votre adresse. Demandez à l’administration du portail."))
    if found and found[0].provider_accounts.filter(issuer=settings.OIDC_ISSUER).exists():
        raise NotAdmitted(_("Votre adresse est celle d’un autre compte. Demandez à l’administration du portail."))
    return found[0] if found else None


def _verified_address(claims: dict[str, Any]) -> str:
    """Return the address that the provider has verified; Microsoft says so in a claim of its own (xms_edov)."""
    verified = claims.get("email_verified") is True or str(claims.get("xms_edov")).lower() in ("1", "true")
    email = str(claims.get("email") or "").strip()
    if not verified or "@" not in email:
        raise NotAdmitted(_("Le fournisseur n’a pas vérifié votre adresse de courriel : elle ne suffit pas à entrer."))
    return email


def _made(claims: dict[str, Any], groups: list[Group]) -> User:
    if not groups:
        raise NotAdmitted(_("Vous n’avez pas encore de compte ici. Demandez-le à l’administration du portail."))
    email = _verified_address(claims).lower()
    if User.objects.filter(username__iexact=email).exists():
        raise NotAdmitted(_("Votre adresse est celle d’un autre compte. Demandez à l’administration du portail."))
    first, last = (str(claims.get(name) or "")[:150] for name in ("given_name", "family_name"))
    return User.objects.create_user(email, email, password=None, first_name=first, last_name=last)


def _groups_named(claims: dict[str, Any]) -> list[Group]:
    named = claims.get(settings.OIDC_GROUPS_CLAIM) or []
    named = [named] if isinstance(named, str) else [str(each) for each in named]
    names = {settings.OIDC_GROUPS[each] for each in named if each in settings.OIDC_GROUPS}
    return list(Group.objects.filter(name__in=names).order_by("name"))


def _follow(user: User, groups: list[Group]) -> None:
    """Give and take the groups of which the provider decides; all others are the administrator's."""
    decided = Group.objects.filter(name__in=settings.OIDC_GROUPS.values())
    present = set(user.groups.filter(pk__in=decided))
    user.groups.remove(*(present - set(groups)))
    user.groups.add(*(set(groups) - present))
