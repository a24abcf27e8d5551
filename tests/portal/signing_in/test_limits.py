"""Whoever guesses passwords, and whoever is beside them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from pytest_django import Settings

from portal.signing_in import limits
from portal.signing_in.models import Attempt

from .conftest import is_signed_in, sign_in

GUESSER, OFFICE = "203.0.113.9", "198.51.100.1"


@pytest.fixture(autouse=True)
def _behind_a_proxy(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1


def guess(count: int, name: str = "personnel", address: str = GUESSER) -> list[int]:
    return [sign_in(Client(), name, f"essai {number}", address=address).status_code for number in range(count)]


def test_after_five_failures_nothing_is_judged_any_more(client: Client, reader: User) -> None:
    assert guess(6) == [422] * 5 + [429]
    response = sign_in(client, reader, address=GUESSER)

    assert response.status_code == 429
    assert not is_signed_in(client)
    assert 0 < int(response["Retry-After"]) <= 900
    assert "Réessayez à partir de" in response.content.decode()
    assert 'value="personnel"' in response.content.decode()


def test_it_opens_again_when_it_says(client: Client, reader: User, later: Callable[[float], None]) -> None:
    guess(6)
    wait = int(sign_in(client, reader, address=GUESSER)["Retry-After"])
    later(wait - 5)
    assert sign_in(client, reader, address=GUESSER).status_code == 429
    later(6)
    assert sign_in(client, reader, address=GUESSER).status_code == 302


def test_an_account_that_is_none_is_refused_just_so(client: Client, reader: User) -> None:
    assert guess(6, "personne-de-ce-nom") == [422] * 5 + [429]


def test_other_letters_and_a_longer_proxy_header_are_the_same(client: Client, reader: User) -> None:
    guess(3)
    guess(2, "PERSONNEL", f"10.0.0.1, {GUESSER}")
    assert guess(1) == [429]


def test_the_owner_enters_from_elsewhere_while_somebody_guesses(client: Client, reader: User) -> None:
    guess(8)
    assert sign_in(client, reader, address=OFFICE).status_code == 302


def test_guessing_from_many_addresses_ends_too_but_not_for_the_known_browser(client: Client, reader: User) -> None:
    sign_in(client, reader, address=OFFICE)
    client.post("/fr/deconnexion/")
    found = [guess(1, address=f"203.0.113.{number}")[0] for number in range(32)]

    assert (found[29], found[30], found[31]) == (422, 429, 429)
    assert sign_in(Client(), reader, address=OFFICE).status_code == 429
    assert sign_in(client, reader, address=OFFICE).status_code == 302


def test_one_password_for_many_accounts_ends_too_and_the_office_beside_goes_on(client: Client, reader: User) -> None:
    sign_in(client, reader, address=OFFICE)
    client.post("/fr/deconnexion/")
    found = [guess(1, f"compte-{number}", OFFICE)[0] for number in range(61)]

    assert (found[59], found[60]) == (422, 429)
    assert sign_in(client, reader, address=OFFICE).status_code == 302


def test_an_account_of_ones_own_does_not_wipe_the_slate(client: Client, reader: User, lawyer: User) -> None:
    for round_ in range(13):
        guess(5, f"cible-{round_}")
        sign_in(Client(), reader, address=GUESSER)
    assert guess(1, "autre-cible") == [429]


def test_a_browser_known_for_one_account_is_unknown_for_another(client: Client, reader: User, lawyer: User) -> None:
    sign_in(client, reader, address=GUESSER)
    client.post("/fr/deconnexion/")
    for _ in range(5):
        sign_in(client, lawyer, "faux", address=GUESSER)
    assert sign_in(client, lawyer, address=GUESSER).status_code == 429


def test_typing_wrong_four_times_then_right_is_forgotten(client: Client, reader: User) -> None:
    for _ in range(3):
        guess(4)
        assert sign_in(Client(), reader, address=GUESSER).status_code == 302


def test_a_household_of_ipv6_is_one(client: Client, reader: User) -> None:
    found = [guess(1, address=f"2001:db8::{number}")[0] for number in range(6)]
    assert found == [422] * 5 + [429]


def test_neither_account_nor_address_is_kept(client: Client, reader: User) -> None:
    guess(1)
    kept = str(list(Attempt.objects.values()))
    assert Attempt.objects.count() == 3
    assert "personnel" not in kept and GUESSER not in kept


def test_what_no_limit_looks_at_is_deleted(client: Client, reader: User, later: Callable[[float], None]) -> None:
    guess(1)
    later(24 * 3600 + 1)
    assert limits.forget_what_is_old() == 3


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_never_judged_more_often_than_the_limit() -> None:
    limit = [limits.Limit("ensemble", 3, limits.HOUR)]

    def try_once(_number: int) -> bool:
        try:
            limits.count(limit)
        except limits.TooManyAttempts:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as pool:
        judged = sum(pool.map(try_once, range(12)))
    assert judged <= 3
