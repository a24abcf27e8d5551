"""People who sign in, the clock, and the phone that shows codes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from pytest_django import Settings

from portal.home.models import HomePage
from portal.setup import LEGAL, REPRESENTATIVES, STAFF
from portal.signing_in import second_factor
from portal.signing_in.models import SecondFactor
from tests import factories as make
from tests.factories.people import PASSWORD

KEY = "0123456789abcdef0123456789abcdef01234567"
SIGN_IN, CODE, SET_UP = "/fr/connexion/", "/fr/connexion/code/", "/fr/compte/second-facteur/installer/"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[float], None]]:
    """Moves every clock on by so many seconds."""
    real_time, real_now, passed = time.time, timezone.now, [0.0]

    def move_on(seconds: float) -> None:
        passed[0] += seconds

    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: real_time() + passed[0])
        patch.setattr(timezone, "now", lambda: real_now() + timedelta(seconds=passed[0]))
        yield move_on


@pytest.fixture
def production(settings: Settings) -> None:
    """An installation in which whoever approves needs a second factor."""
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def reader(portal: HomePage) -> User:
    return make.UserFactory(username="personnel", email="personnel@example.org", in_groups=[STAFF])


@pytest.fixture
def lawyer(portal: HomePage) -> User:
    return make.UserFactory(username="juriste", email="juriste@example.org", in_groups=[LEGAL])


@pytest.fixture
def representative(portal: HomePage) -> User:
    return make.UserFactory(username="ministere", in_groups=[REPRESENTATIVES])


def shown_code(key: str = KEY) -> str:
    """Return what the phone shows now."""
    phone = TOTP(bytes.fromhex(key))
    phone.time = time.time()
    return f"{phone.token():06}"


def with_phone(user: User) -> list[str]:
    """Give ``user`` an application that is installed since long; return their recovery codes."""
    device = SecondFactor(user=user, name="application", confirmed=True)
    device.take_key(bytes.fromhex(KEY))
    device.save()
    return second_factor.renew_recovery_codes(user=user)


def sign_in(client: Client, user: User | str, password: str = PASSWORD, **more: str) -> HttpResponse:
    name = user if isinstance(user, str) else user.username
    headers = {"X-Forwarded-For": more.pop("address")} if "address" in more else {}
    return client.post(more.pop("url", SIGN_IN), {"username": name, "password": password, **more}, headers=headers)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
