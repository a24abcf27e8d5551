"""Public pages are kept for visitors, and never a moment longer than they are true."""

from __future__ import annotations

import datetime
import gzip
from collections.abc import Callable
from copy import deepcopy

import brotli
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from org.models import OrganisationPage, UnitPage
from portal.editions import services
from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.home.models import HomePage
from tests import factories as make

UNIT = "/fr/onm/paie/"
TODAY = datetime.date(2026, 6, 1)


@pytest.fixture(scope="module")
def _unit(of_the_file: None) -> UnitPage:
    organisation = OrganisationPage.objects.get(pk=make.OrganisationPageFactory().pk)
    posts = [make.post("Chef ou Cheffe de service", head=True)]
    page = make.UnitPageFactory(parent=organisation, title="Service de la paie", slug="paie", posts=posts)
    return UnitPage.objects.get(pk=page.pk)


@pytest.fixture
def unit(_unit: UnitPage, db: None) -> UnitPage:
    return deepcopy(_unit)


def queries(client: Client, address: str = UNIT) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def text(client: Client, address: str = UNIT) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize("address", [UNIT, "/fr/onm/", "/fr/"])
def test_a_second_visit_asks_only_whether_anything_changed(client: Client, unit: UnitPage, address: str) -> None:
    assert queries(client, address) > 1
    assert queries(client, address) == 1


def test_a_cold_unit_page_asks_at_most_twelve_times(client: Client, unit: UnitPage) -> None:
    cache.clear()
    assert queries(client) <= 12


def test_a_publication_is_read_at_once(client: Client, unit: UnitPage) -> None:
    text(client)
    unit.title = "Service des salaires"
    unit.save_revision().publish()
    assert "Service des salaires" in text(client)


def test_an_audience_made_stricter_closes_what_is_kept(client: Client, unit: UnitPage) -> None:
    text(client)
    services.set_audience(work=Work.objects.get(pk=unit.translation_key), audience=Audience.STAFF)
    assert client.get(UNIT).status_code == 404


def test_what_staff_get_is_never_given_to_visitors(client: Client, unit: UnitPage, staff: Client) -> None:
    services.set_audience(work=Work.objects.get(pk=unit.translation_key), audience=Audience.STAFF)
    assert staff.get(UNIT).status_code == 200
    assert client.get(UNIT).status_code == 404


def test_visitors_pages_are_not_given_to_staff(client: Client, unit: UnitPage, staff: Client) -> None:
    text(client)
    response = staff.get(UNIT)
    assert "agent" in response.content.decode()
    assert "private" in response["Cache-Control"]


@pytest.fixture
def staff(portal: HomePage) -> Client:
    signed_in = Client()
    signed_in.force_login(make.UserFactory(username="agent", is_superuser=True))
    return signed_in


def test_who_holds_a_post_is_read_at_once(client: Client, unit: UnitPage) -> None:
    text(client)
    person = make.PersonFactory(name="Marie Exemple")
    post = unit.posts[0].id
    holding = make.HoldingFactory(person=person, work=unit.translation_key, post=post)
    assert "Marie Exemple" in text(client)
    person.name = "Anne Exemple"
    person.save()
    assert "Anne Exemple" in text(client)
    holding.delete()
    assert "Anne Exemple" not in text(client)


def test_the_home_page_is_read_again_when_it_is_published(client: Client, portal: HomePage) -> None:
    text(client, "/fr/")
    portal.introduction = "Une autre introduction."
    portal.save_revision().publish()
    assert "Une autre introduction." in text(client, "/fr/")


def test_every_day_and_every_language_has_its_own_page(
    client: Client, unit: UnitPage, today: Callable[[datetime.date], None]
) -> None:
    first = queries(client)
    assert first > 1
    assert queries(client, "/en/onm/paie/") > 1
    today(datetime.date(2099, 1, 1))
    assert queries(client) > 1


def test_browsers_get_the_form_that_they_take(client: Client, unit: UnitPage) -> None:
    plain = client.get(UNIT).content
    for accepted, encoding, opened in (
        ("gzip, deflate", "gzip", gzip.decompress),
        ("gzip, deflate, br", "br", brotli.decompress),
    ):
        response = client.get(UNIT, headers={"accept-encoding": accepted})
        assert response["Content-Encoding"] == encoding
        assert opened(response.content) == plain
        assert len(response.content) < len(plain) / 2


def test_a_page_that_has_not_changed_is_not_sent_again(client: Client, unit: UnitPage) -> None:
    for accepted in ("", "gzip", "br"):
        first = client.get(UNIT, headers={"accept-encoding": accepted})
        again = client.get(UNIT, headers={"accept-encoding": accepted, "if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    unit.title = "Service des salaires"
    unit.save_revision().publish()
    assert client.get(UNIT, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_proxies_and_browsers_must_ask_each_time(client: Client, unit: UnitPage) -> None:
    for _visit in ("first", "kept"):
        response = client.get(UNIT)
        assert response["Cache-Control"] == "no-cache"
        assert {"Cookie", "Accept-Encoding"} <= {name.strip() for name in response["Vary"].split(",")}


def test_errors_redirects_and_questions_are_not_kept(client: Client, unit: UnitPage) -> None:
    assert client.get("/fr/onm/inconnu/").status_code == 404
    make.UnitPageFactory(parent=OrganisationPage.objects.get(), title="Inconnu", slug="inconnu")
    assert client.get("/fr/onm/inconnu/").status_code == 200
    assert client.get(UNIT + "?q=1").status_code == 200
    assert queries(client, UNIT + "?q=1") > 1
