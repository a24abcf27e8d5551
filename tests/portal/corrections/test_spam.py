"""Machines are held off; a person who is refused loses nothing and is told why."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory
from pytest_django import Settings

from org.models import OrganisationPage, UnitPage
from portal.corrections import spam
from portal.corrections.models import CorrectionRequest
from tests import factories as make

from .conftest import TYPED, opened, send, soup


def assert_refused(response: object, status: int, said: str) -> None:
    page = soup(response)
    assert response.status_code == status  # type: ignore[attr-defined]
    assert said in page.select_one("[role=alert]").get_text()
    assert page.select_one("#id_wrong").get_text().strip() == TYPED["wrong"]
    assert page.select_one("#id_right").get_text().strip() == TYPED["right"]
    assert not CorrectionRequest.objects.exists()


def test_who_fills_the_trap_is_refused_and_the_trap_emptied(client: Client, unit: UnitPage) -> None:
    response = send(client, unit, website="https://casino.example")
    assert_refused(response, 400, "case cachée")
    assert not soup(response).select_one("#id_website").get("value")


def test_the_trap_is_out_of_the_way_of_people(client: Client, unit: UnitPage) -> None:
    from .conftest import form_url

    trap = soup(client.get(form_url(unit))).select_one("#id_website")
    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    assert trap.find_parent(attrs={"aria-hidden": "true"})


def test_who_is_too_fast_waits_and_sends_again(client: Client, unit: UnitPage) -> None:
    note = opened(unit.translation_key, seconds_ago=1)
    response = send(client, unit, opened=note)
    assert_refused(response, 429, "trop vite")
    assert response["Retry-After"] == "4"
    assert soup(response).select_one("[name=opened]")["value"] == note


def test_who_comes_back_the_next_day_sends_again(client: Client, unit: UnitPage) -> None:
    response = send(client, unit, opened=opened(unit.translation_key, seconds_ago=13 * 3600))
    assert_refused(response, 422, "ouvert trop longtemps")
    fresh = soup(response).select_one("[name=opened]")["value"]
    assert spam.refusal_of(RequestFactory().post("/", {"opened": fresh}), str(unit.translation_key)).status == 429


@pytest.mark.parametrize("note", ["", "faux", "a:b:c"])
def test_a_forged_note_is_refused(client: Client, unit: UnitPage, note: str) -> None:
    assert_refused(send(client, unit, opened=note), 400, "n’est pas celui de cette page")


def test_the_note_of_another_page_is_refused(client: Client, organisation: OrganisationPage, unit: UnitPage) -> None:
    note = opened(organisation.translation_key)
    assert_refused(send(client, unit, opened=note), 400, "n’est pas celui de cette page")


def test_who_sends_a_lot_waits(client: Client, unit: UnitPage, settings: Settings) -> None:
    settings.CORRECTIONS_PER_HOUR = 2
    assert [send(client, unit).status_code for _each in range(3)] == [302, 302, 429]
    CorrectionRequest.objects.all().delete()
    response = send(client, unit)
    assert_refused(response, 429, "Trop de signalements")
    assert response["Retry-After"] == "3600"
    assert send(Client(REMOTE_ADDR="10.0.0.2"), unit).status_code == 302


def test_everybody_together_has_a_limit_too(unit: UnitPage, settings: Settings) -> None:
    settings.CORRECTIONS_IN_ALL = 3
    sent = [send(Client(REMOTE_ADDR=f"10.0.0.{each}"), unit).status_code for each in range(5)]
    assert sent == [302, 302, 302, 429, 429]


def test_mistakes_do_not_count(client: Client, unit: UnitPage, settings: Settings) -> None:
    settings.CORRECTIONS_PER_HOUR = 1
    for _each in range(3):
        assert send(client, unit, wrong="").status_code == 422
    assert send(client, unit).status_code == 302


def test_a_household_shares_a_limit(unit: UnitPage, settings: Settings) -> None:
    settings.CORRECTIONS_PER_HOUR = 1
    sent = [send(Client(REMOTE_ADDR=f"2001:db8:1:2::{each}"), unit).status_code for each in (1, 2)]
    assert sent == [302, 429]
    assert send(Client(REMOTE_ADDR="2001:db8:1:3::1"), unit).status_code == 302


def test_an_address_is_kept_only_as_a_keyed_hash_that_expires(unit: UnitPage, settings: Settings) -> None:
    send(Client(REMOTE_ADDR="192.0.2.77"), unit)
    counters = caches["counters"]
    kept = repr(counters._cache) + repr(counters._expire_info)
    assert "192.0.2.77" not in kept
    assert all(expires is not None for expires in counters._expire_info.values())
    before = spam._key("192.0.2.77")
    settings.SECRET_KEY = "another" * 10
    assert spam._key("192.0.2.77") != before


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.9", "127.0.0.1"),
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "forgé, 198.51.100.9", "198.51.100.9"),
        (2, "forgé, 198.51.100.9, 10.0.0.1", "198.51.100.9"),
        (1, "", "127.0.0.1"),
    ],
)
def test_behind_proxies_the_address_is_what_the_outermost_saw(
    settings: Settings, proxies: int, forwarded: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded.encode("ascii", "replace").decode()}
    assert spam.address_of(RequestFactory(headers=headers).get("/")) == address


def test_what_is_far_too_long_is_not_read(client: Client, unit: UnitPage) -> None:
    assert send(client, unit, wrong="a" * 3_000_000).status_code == 400


def test_two_units_each_have_their_form(client: Client, organisation: OrganisationPage, unit: UnitPage) -> None:
    other = make.UnitPageFactory(parent=organisation, slug="autre")
    assert send(client, other).status_code == 302
