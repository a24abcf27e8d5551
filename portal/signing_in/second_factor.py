"""The second factor: who needs one, who has one, and the codes that prove it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from . import vault
from .models import SecondFactor
from .sessions import end_sessions_of

MARK: Final = "second_factor"
BY_PROVIDER: Final = "provider"
RECOVERY_CODES: Final = 10
_DIGITS: Final = 10

_approving: list[Callable[[User], bool]] = []


def who_approves(holds: Callable[[User], bool]) -> Callable[[User], bool]:
    """Make another way known in which somebody comes to approve: all of them need a second factor."""
    _approving.append(holds)
    return holds


def needs_second_factor(user: User | AnonymousUser) -> bool:
    """Whether ``user`` may not sign in without: whoever approves or administrates, in production."""
    if not settings.SECOND_FACTOR_REQUIRED or not isinstance(user, User):
        return False
    return user.has_perm("signing_in.need_second_factor") or any(holds(user) for holds in _approving)


def has_second_factor(user: User) -> bool:
    """Whether there is an application that makes codes for ``user``."""
    return SecondFactor.objects.filter(user=user, confirmed=True).exists()


def is_asked(user: User) -> bool:
    """Whether signing in takes a second step: for who must, and for who chose to."""
    return needs_second_factor(user) or has_second_factor(user)


def mark(request: HttpRequest, *, by_provider: bool = False) -> None:
    """Note in the session that the second factor was given: to the provider, or as a code of the present device."""
    device = SecondFactor.objects.filter(user_id=request.user.pk, confirmed=True).order_by("-pk").first()
    request.session[MARK] = BY_PROVIDER if by_provider or device is None else device.pk


def is_given(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor that still holds."""
    given: Any = request.session.get(MARK)
    if given is None or given == BY_PROVIDER:
        return given is not None
    return SecondFactor.objects.filter(pk=given, user_id=request.user.pk, confirmed=True).exists()


def accepts(user: User, code: str) -> bool:
    """Whether ``code`` is right: the one that the phone shows, or one of the recovery codes; each is good once.

    Raises ``vault.Unreadable`` where the portal can read the key of the phone no more.
    """
    code = _bare(code)
    with transaction.atomic():
        if len(code) == _DIGITS:
            spare = StaticDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
            return bool(spare and spare.verify_token(_form_kept_of(spare, user, code)))
        device = SecondFactor.objects.select_for_update().filter(user=user, confirmed=True).first()
        if not (device and device.verify_token(code)):
            return False
        device.renew()
        return True


@transaction.atomic
def enrol(*, user: User, key: str, code: str) -> list[str] | None:
    """Make the application that shows ``code`` the second factor; return new recovery codes, None if it is wrong."""
    device = SecondFactor(user=user, name="application", confirmed=True)
    device.take_key(bytes.fromhex(key))
    device.save()
    if not device.verify_token(_bare(code)):
        device.delete()
        return None
    SecondFactor.objects.filter(user=user).exclude(pk=device.pk).delete()
    return renew_recovery_codes(user=user)


@transaction.atomic
def renew_recovery_codes(*, user: User) -> list[str]:
    """Return new codes for a lost phone; those from before are good no more. Only their fingerprints are kept."""
    StaticDevice.objects.filter(user=user).delete()
    spare = StaticDevice.objects.create(user=user, name="secours", confirmed=True)
    codes = ["".join(secrets.choice("0123456789") for _ in range(_DIGITS)) for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=spare, token=_kept_form(user, code)) for code in codes)
    return [f"{code[:5]} {code[5:]}" for code in codes]


def recovery_codes_left(user: User) -> int:
    """Return how many recovery codes ``user`` has not used."""
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def remove(*, user: User) -> None:
    """Take application and recovery codes away."""
    SecondFactor.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


@transaction.atomic
def reset(*, user: User) -> bool:
    """Take the second factor away and end every session; return whether there was one."""
    had = has_second_factor(user)
    remove(user=user)
    end_sessions_of(user)
    return had


def _bare(code: str) -> str:
    return "".join(character for character in code if character.isascii() and character.isdigit())


def _form_kept_of(spare: StaticDevice, user: User, code: str) -> str:
    """Return the form in which a code is kept: also one that was made under a secret from before."""
    forms = [_kept_form(user, code, secret) for secret in vault.secret_keys()]
    kept = set(spare.token_set.filter(token__in=forms).values_list("token", flat=True))
    return next((form for form in forms if form in kept), forms[0])


def _kept_form(user: User, code: str, secret: str | None = None) -> str:
    return salted_hmac("signing_in.recovery", f"{user.pk}:{code}", secret=secret, algorithm="sha256").hexdigest()[:16]
