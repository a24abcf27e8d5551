"""What search engines are told."""

from __future__ import annotations

import datetime
import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from org.models import OrganisationPage
from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.services import set_audience
from portal.home.models import HomePage
from tests import factories as make


@pytest.fixture
def organisation(portal: HomePage) -> OrganisationPage:
    return make.OrganisationPageFactory()


def listed(client: Client, part: str) -> list[str]:
    found = re.findall("<loc>http://testserver(.*?)</loc>", client.get(f"/sitemap-{part}.xml").content.decode())
    return sorted(found)


def test_crawlers_are_kept_off_the_desk_and_led_to_the_texts(client: Client, organisation: OrganisationPage) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /gestion/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert b"http://testserver/sitemap-textes.xml" in client.get("/sitemap.xml").content


def test_texts_are_listed_once_in_each_language_they_are_written_in(
    client: Client, organisation: OrganisationPage
) -> None:
    make.translated(organisation, "ht", title="Biwo", slug="bnm")
    make.UnitPageFactory(parent=organisation, slug="daf")

    assert listed(client, "textes") == ["/fr/onm/", "/fr/onm/daf/", "/ht/bnm/"]


def test_only_what_anyone_may_read_today_is_listed(client: Client, organisation: OrganisationPage) -> None:
    reserved = make.UnitPageFactory(parent=organisation, slug="reserve")
    set_audience(work=Work.objects.get(key=reserved.translation_key), audience=Audience.STAFF)
    make.UnitPageFactory(
        parent=organisation, slug="demain", in_force_from=datetime.date.today() + datetime.timedelta(days=2)
    )
    make.UnitPageFactory(parent=organisation, slug="finie").unpublish()

    assert listed(client, "textes") == ["/fr/onm/"]


def test_home_pages_are_listed(client: Client, portal: HomePage) -> None:
    assert listed(client, "pages") == ["/en/", "/es/", "/fr/", "/ht/"]


def test_lists_are_listed_in_each_language_as_what_they_say_they_are(client: Client, portal: HomePage) -> None:
    found = listed(client, "listes")

    assert found == [f"/{code}/{name}/" for code in ("en", "es", "fr", "ht") for name in ("guides", "registre")]
    for address in found:
        page = BeautifulSoup(client.get(address).content, "html.parser")
        assert page.select_one('link[rel="canonical"]')["href"] == f"http://testserver{address}"
        assert {link["hreflang"] for link in page.select('link[rel="alternate"]')} == {"fr", "ht", "en", "es"}
        assert page.select_one('meta[name="description"]')["content"]
        assert not page.select('meta[name="robots"]')


def test_browsers_that_ask_for_an_icon_get_it(client: Client, portal: HomePage) -> None:
    assert client.get("/favicon.ico")["Location"] == "/static/portal/icon.svg"


@pytest.mark.parametrize("url", ["/fr/onm/", "/fr/"])
def test_a_public_page_names_the_address_to_keep(client: Client, organisation: OrganisationPage, url: str) -> None:
    page = BeautifulSoup(client.get(url + "?utm=x").content, "html.parser")

    assert page.select_one('link[rel="canonical"]')["href"] == f"http://testserver{url}"
