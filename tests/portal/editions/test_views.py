"""What answers at an address: the edition in force, for as long as it is in force, and never the live page."""

from __future__ import annotations

import datetime
from copy import deepcopy
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from org.models import OrganisationPage, UnitPage
from portal.editions.models import Edition
from portal.home.models import ContentPage, HomePage
from tests import factories as make
from tests.clock import Clock

TODAY = datetime.date(2026, 6, 1)
TOMORROW = TODAY + datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _in_2026(today: Clock) -> None:
    today(TODAY)


@pytest.fixture(scope="module")
def _organisation(of_the_file: None) -> OrganisationPage:
    page = make.OrganisationPageFactory()
    return OrganisationPage.objects.get(pk=page.pk)


@pytest.fixture
def organisation(_organisation: OrganisationPage, db: None) -> OrganisationPage:
    return deepcopy(_organisation)


@pytest.fixture(scope="module")
def _unit(_organisation: OrganisationPage) -> UnitPage:
    posts = [make.post("Chef ou Cheffe de service", head=True)]
    page = make.UnitPageFactory(parent=_organisation, title="Service de la paie", slug="paie", posts=posts)
    return UnitPage.objects.get(pk=page.pk)


@pytest.fixture
def unit(_unit: UnitPage, db: None) -> UnitPage:
    return deepcopy(_unit)


def heading(response: HttpResponse) -> str:
    assert response.status_code == 200
    return response.content.decode().split("<h1", 1)[1].split("</h1>", 1)[0].split(">", 1)[1].strip()


def renamed(page: UnitPage, *, title: str, slug: str) -> None:
    page.title, page.slug = title, slug
    page.save_revision().publish()


def test_readers_get_the_edition_in_force_and_never_the_live_page(client: Client, unit: UnitPage) -> None:
    UnitPage.objects.filter(pk=unit.pk).update(title="Ce que dit la page vive", mission="Vive.")
    response = client.get("/fr/onm/paie/")
    assert heading(response) == "Service de la paie"
    assert b"vive" not in response.content


def test_a_page_that_wagtail_calls_live_and_has_no_edition_is_not_found(client: Client, unit: UnitPage) -> None:
    copy = unit.copy(update_attrs={"slug": "copie"}, keep_live=True)
    assert UnitPage.objects.get(pk=copy.pk).live
    assert client.get("/fr/onm/copie/").status_code == 404


def test_an_address_without_its_last_slash_leads_to_the_right_one(client: Client, unit: UnitPage) -> None:
    response = client.get("/fr/onm/paie")
    assert (response.status_code, response.url) == (301, "/fr/onm/paie/")


def test_a_previous_address_redirects_for_ever(client: Client, unit: UnitPage, today: Clock) -> None:
    below = make.UnitPageFactory(parent=unit, title="Guichet", slug="guichet")
    renamed(unit, title="Service du personnel", slug="personnel")
    today(TOMORROW)
    renamed(unit, title="Service des ressources", slug="ressources")
    for old in ("paie", "personnel"):
        response = client.get(f"/fr/onm/{old}/")
        assert (response.status_code, response.url) == (301, "/fr/onm/ressources/")
    assert client.get("/fr/onm/paie/guichet/").url == "/fr/onm/ressources/guichet/"
    below.unpublish()


def test_a_previous_address_leads_to_its_new_owner_once_it_has_one(client: Client, unit: UnitPage) -> None:
    renamed(unit, title="Service du personnel", slug="personnel")
    make.UnitPageFactory(parent=OrganisationPage.objects.get(), title="Nouvelle paie", slug="paie")
    assert heading(client.get("/fr/onm/paie/")) == "Nouvelle paie"


def test_an_address_of_another_language_leads_to_the_reader_s_own(client: Client, unit: UnitPage) -> None:
    make.translated(unit, "en", title="Payroll service", slug="payroll")
    response = client.get("/en/onm/paie/")
    assert (response.status_code, response.url) == (301, "/en/onm/payroll/")
    assert client.get("/fr/onm/payroll/").url == "/fr/onm/paie/"


def test_an_abrogated_text_is_gone_and_its_editions_stay(client: Client, unit: UnitPage, today: Clock) -> None:
    today(TOMORROW)
    unit.unpublish()
    for address in ("/fr/onm/paie/", reverse("permanent", args=[unit.translation_key])):
        response = client.get(address)
        assert response.status_code == 410
        assert "Service de la paie" in response.content.decode()
    address = reverse("edition", args=[unit.translation_key, "fr", 1])
    assert heading(client.get(address)) == "Service de la paie"


def test_a_text_abrogated_on_its_first_day_is_gone_too(client: Client, unit: UnitPage) -> None:
    unit.unpublish()
    assert client.get("/fr/onm/paie/").status_code == 410


def test_what_stands_below_an_abrogated_text_is_gone_with_it(client: Client, unit: UnitPage, today: Clock) -> None:
    make.UnitPageFactory(parent=unit, title="Guichet", slug="guichet")
    today(TOMORROW)
    unit.unpublish()
    assert client.get("/fr/onm/paie/guichet/").status_code == 410
    assert "Guichet" not in client.get("/fr/onm/").content.decode()


def test_a_text_to_come_is_not_there_yet(client: Client, organisation: OrganisationPage, today: Clock) -> None:
    page = make.UnitPageFactory(parent=organisation, slug="demain", title="Demain", in_force_from=TOMORROW)
    assert client.get("/fr/onm/demain/").status_code == 404
    assert client.get(reverse("permanent", args=[page.translation_key])).status_code == 404
    assert "Demain" not in client.get("/fr/onm/").content.decode()
    today(TOMORROW)
    assert heading(client.get("/fr/onm/demain/")) == "Demain"


@pytest.mark.parametrize("path", ["/fr/rien/", "/fr/onm/rien/", "/fr/rien", "/fr/onm//paie//", "/fr/%00/", "/fr/é/"])
def test_an_unknown_address_is_not_found(client: Client, unit: UnitPage, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["permanent", "permanent-row", "edition", "post"])
def test_unknown_permanent_addresses_are_not_found(client: Client, unit: UnitPage, name: str) -> None:
    more = {"permanent": [], "permanent-row": [uuid4()], "edition": ["fr", 1], "post": [uuid4()]}[name]
    assert client.get(reverse(name, args=[uuid4(), *more])).status_code == 404


def test_an_unknown_edition_post_or_language_is_not_found(client: Client, unit: UnitPage) -> None:
    key = unit.translation_key
    assert client.get(reverse("edition", args=[key, "fr", 2])).status_code == 404
    assert client.get(reverse("edition", args=[key, "en", 1])).status_code == 404
    assert client.get(reverse("post", args=[key, uuid4()])).status_code == 404


def test_permanent_addresses_lead_to_where_the_text_and_its_rows_stand(client: Client, unit: UnitPage) -> None:
    row = unit.posts[0].id
    renamed(unit, title="Service du personnel", slug="personnel")
    assert client.get(reverse("permanent", args=[unit.translation_key])).url == "/fr/onm/personnel/"
    response = client.get(reverse("permanent-row", args=[unit.translation_key, row]))
    assert (response.status_code, response.url) == (302, f"/fr/onm/personnel/#{row}")
    assert f'id="{row}"' in client.get("/fr/onm/personnel/").content.decode()


def test_each_edition_keeps_its_own_address(client: Client, unit: UnitPage, today: Clock) -> None:
    today(TOMORROW)
    renamed(unit, title="Service du personnel", slug="personnel")
    first, second = (reverse("edition", args=[unit.translation_key, "fr", number]) for number in (1, 2))
    assert heading(client.get(first)) == "Service de la paie"
    assert heading(client.get(second)) == "Service du personnel"
    page = client.get(first).content.decode()
    assert Edition.objects.get(work=unit.translation_key, number=1).seal in page
    assert reverse("permanent", args=[unit.translation_key]) in page


def test_ordinary_pages_are_still_wagtail_s(client: Client, portal: HomePage, unit: UnitPage) -> None:
    portal.add_child(instance=ContentPage(title="Aide", slug="aide", body="<p>Posez une question.</p>"))
    assert "Posez une question." in client.get("/fr/aide/").content.decode()
    assert client.get("/fr/").status_code == 200
    assert client.get("/").url == "/fr/"
