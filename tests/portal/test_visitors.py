"""Where requests come from, and that it cannot be read back."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from portal.visitors import address_of, fingerprint, household_of


@pytest.mark.parametrize(
    ("forwarded", "proxies", "expected"),
    [
        ("203.0.113.9", 0, "127.0.0.1"),
        ("203.0.113.9", 1, "203.0.113.9"),
        ("10.1.1.1, 203.0.113.9", 1, "203.0.113.9"),
        ("10.1.1.1, 203.0.113.9, 192.0.2.1", 2, "203.0.113.9"),
        ("203.0.113.9", 2, "127.0.0.1"),
        ("", 1, "127.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed(
    rf: RequestFactory, settings: Settings, forwarded: str, proxies: int, expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert address_of(rf.get("/", headers={"X-Forwarded-For": forwarded})) == expected


def test_a_household_of_ipv6_is_one_visitor() -> None:
    assert household_of("2001:db8::1") == household_of("2001:db8::ffff") != household_of("2001:db8:0:1::1")
    assert household_of("192.0.2.1") != household_of("192.0.2.2")
    assert household_of("inconnue") == "inconnue"


def test_a_fingerprint_tells_nothing_and_differs_by_purpose() -> None:
    assert fingerprint("a", "192.0.2.1") == fingerprint("a", "192.0.2.1") != fingerprint("b", "192.0.2.1")
