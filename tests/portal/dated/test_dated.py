"""The portal on a date: the structure, the addresses and the texts of that day, and links that stay on it."""

from __future__ import annotations

import datetime
import re
from copy import deepcopy

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_script_prefix
from pytest_django import DjangoAssertNumQueries

from org.models import OrganisationPage, UnitPage
from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.services import set_audience
from tests import factories as make

Y2019, Y2021, Y2030 = (datetime.date(year, 1, 1) for year in (2019, 2021, 2030))
THEN, NEXT = "/@2019-05-01", "/@2030-05-01"


def read(client: Client, url: str, status: int = 200) -> Tag:
    response = client.get(url)
    assert response.status_code == status, response.content.decode()[:200]
    return BeautifulSoup(response.content, "html.parser")


def publish(page: UnitPage, since: datetime.date, **changes: object) -> None:
    for name, value in changes.items():
        setattr(page, name, value)
    page.in_force_from, page.corrects_the_past = since, since < datetime.date.today()
    page.save_revision().publish()


@pytest.fixture(scope="module")
def _organisation(of_the_file: None) -> OrganisationPage:
    return make.OrganisationPageFactory(title="Office", slug="onm", in_force_from=Y2019)


@pytest.fixture
def organisation(_organisation: OrganisationPage, db: None) -> OrganisationPage:
    return deepcopy(_organisation)


@pytest.fixture(scope="module")
def _unit(_organisation: OrganisationPage) -> UnitPage:
    """A unit that was a bureau until 2021, is a service, and will be a direction from 2030."""
    unit: UnitPage = make.UnitPageFactory(
        parent=_organisation, title="Bureau", slug="bureau", mission="Servir.", in_force_from=Y2019
    )
    publish(unit, Y2021, title="Service", slug="service")
    publish(unit, Y2030, title="Direction", slug="direction")
    return unit


@pytest.fixture
def unit(_unit: UnitPage, db: None) -> UnitPage:
    return deepcopy(_unit)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        (f"{THEN}/fr/onm/bureau/", "Bureau"),
        ("/fr/onm/service/", "Service"),
        (f"{NEXT}/fr/onm/direction/", "Direction"),
    ],
)
def test_the_text_of_the_day_stands_at_its_address_of_the_day(
    client: Client, unit: UnitPage, address: str, title: str
) -> None:
    page = read(client, address)
    assert title in page.select_one("h1").get_text()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (f"{THEN}/fr/onm/service/", f"{THEN}/fr/onm/bureau/"),
        (f"{THEN}/fr/onm/direction/", f"{THEN}/fr/onm/bureau/"),
        (f"{NEXT}/fr/onm/bureau/", f"{NEXT}/fr/onm/direction/"),
        ("/fr/onm/bureau/", "/fr/onm/service/"),
    ],
)
def test_an_address_of_another_day_leads_to_the_one_of_the_day(
    client: Client, unit: UnitPage, asked: str, found: str
) -> None:
    assert client.get(asked).headers["Location"] == found


@pytest.mark.parametrize("rest", ["fr/", "fr/onm/", "fr/onm/bureau/", "fr/recherche/", "ht/onm/bureau/"])
def test_every_link_stays_on_the_date_but_the_one_back_to_today(client: Client, unit: UnitPage, rest: str) -> None:
    page = read(client, f"{THEN}/{rest}")
    for link in page.select("a[href^='/'], form[action^='/']"):
        target = str(link.get("href") or link.get("action"))
        away = "back-to-today" in (link.get("class") or [])
        assert target.startswith(f"{THEN}/") != away, target
    assert page.select_one(".date-bar a.back-to-today")


def test_the_bar_says_the_date_in_words_and_whether_it_is_to_come(client: Client, unit: UnitPage) -> None:
    past, future = (read(client, f"{date}/fr/onm/").select_one(".date-bar").get_text() for date in (THEN, NEXT))
    assert "1er mai 2019" in past
    assert "À venir" in future
    assert read(client, "/fr/onm/").select_one(".date-bar") is None


def test_back_to_today_leads_to_the_text_wherever_it_stands_now(client: Client, unit: UnitPage) -> None:
    bar = read(client, f"{THEN}/fr/onm/bureau/").select_one(".back-to-today")
    response = client.get(str(bar["href"]))
    assert response.headers["Location"] == "/fr/onm/service/"


def test_search_engines_keep_today_s_page(client: Client, unit: UnitPage) -> None:
    page = read(client, f"{THEN}/fr/onm/bureau/")
    assert page.select_one("link[rel=canonical]")["href"] == "http://testserver/fr/onm/bureau/"
    assert not page.select("link[rel=alternate]")
    assert "Disallow: /@" in client.get("/robots.txt").content.decode()


def test_the_languages_of_a_page_stay_on_the_date(client: Client, unit: UnitPage) -> None:
    for rest in ("fr/onm/bureau/", "fr/recherche/"):
        links = [str(link["href"]) for link in read(client, f"{THEN}/{rest}").select(".languages a")]
        assert len(links) == 4
        assert all(link.startswith(f"{THEN}/") for link in links)


def test_what_was_said_before_a_correction_can_still_be_asked(client: Client, unit: UnitPage) -> None:
    before = datetime.datetime.now(datetime.UTC)
    publish(unit, Y2019, title="Cabinet", slug="cabinet")
    said = f"/@2019-05-01~{before.isoformat().replace('+00:00', 'Z')}"
    assert "Cabinet" in read(client, f"{THEN}/fr/onm/cabinet/").select_one("h1").get_text()
    page = read(client, f"{said}/fr/onm/bureau/")
    assert "Bureau" in page.select_one("h1").get_text()
    assert "Tel que le portail le montrait le" in page.select_one(".date-bar").get_text()


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/@1750-01-01/fr/onm/", 404, "Rien n’est connu"),
        ("/@1750-01-01/fr/", 404, "Rien n’est connu"),
        ("/@3000-01-01/fr/onm/", 404, "au plus"),
        ("/@2019-02-30/fr/onm/", 400, "n’est pas une date"),
        ("/@hier/fr/", 400, "n’est pas une date"),
        ("/@2019-05-01~3000-01-01/fr/", 404, "pas ce qu’il montrera"),
        ("/@2019-05-01~1990-01-01/fr/", 404, "Le portail ne montrait encore rien"),
    ],
)
def test_a_date_without_an_answer_gets_a_clear_page(
    client: Client, unit: UnitPage, address: str, status: int, words: str
) -> None:
    page = read(client, address, status)
    assert words in page.get_text()
    links = [str(link["href"]) for link in page.select("main a")]
    assert links
    assert not any("@" in link for link in links)


def test_programs_are_told_in_their_own_terms(client: Client, unit: UnitPage) -> None:
    response = client.get("/@1750-01-01/api/who?q=x")
    assert response.status_code == 422
    assert "Rien n’est connu" in response.json()["detail"]


def test_the_first_date_is_that_of_what_the_reader_may_read(client: Client, unit: UnitPage) -> None:
    older = make.OrganisationPageFactory(title="Comité", slug="comite", in_force_from=datetime.date(1990, 1, 1))
    set_audience(work=Work.objects.get(key=older.translation_key), audience=Audience.STAFF)
    page = read(client, "/@1995-01-01/fr/", 404)
    assert "1990" not in page.get_text()
    assert "2019" in page.get_text()


@pytest.mark.parametrize(
    "rest", ["gestion/", "static/portal/portal.css", "documents/1/x/", "robots.txt", "sitemap.xml"]
)
def test_only_what_readers_read_has_dates(client: Client, unit: UnitPage, rest: str) -> None:
    assert client.get(f"{THEN}/{rest}", follow=True).status_code == 404


@pytest.mark.parametrize(("path", "target"), [(THEN, f"{THEN}/"), (f"{THEN}/", f"{THEN}/fr/")])
def test_a_date_alone_leads_to_the_front_page_of_that_day(
    client: Client, unit: UnitPage, path: str, target: str
) -> None:
    assert client.get(path).headers["Location"] == target


def test_an_address_to_come_redirects_for_now_and_one_of_old_for_ever(client: Client, unit: UnitPage) -> None:
    assert client.get("/fr/onm/bureau/").status_code == 301
    assert client.get("/fr/onm/direction/").status_code == 302


@pytest.mark.parametrize(
    ("number", "day"), [(1, "@2020-12-31"), (2, None), (3, "@2030-01-01")], ids=["past", "present", "coming"]
)
def test_an_edition_that_is_not_in_force_leads_to_its_day(
    client: Client, unit: UnitPage, number: int, day: str | None
) -> None:
    page = read(client, f"/fr/edition/{unit.translation_key}/fr/{number}/")
    links = [str(link["href"]) for link in page.select(".banner a") if "/@" in str(link["href"])]
    assert links == ([f"/{day}/fr/id/{unit.translation_key}/"] if day else [])


def test_the_date_is_forgotten_after_the_request(client: Client, unit: UnitPage) -> None:
    client.get(f"{THEN}/fr/onm/")
    assert get_script_prefix() == "/"


def test_a_page_on_a_date_takes_the_queries_of_today_s(
    client: Client, organisation: OrganisationPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Also where what stood then was replaced, and nothing ends what stands today."""
    unit = make.UnitPageFactory(parent=organisation, title="Guichet", slug="guichet", in_force_from=Y2019)
    publish(unit, Y2021, title="Comptoir", slug="comptoir", in_force_approximate=True)
    assert "jusque vers 2021" in read(client, f"{THEN}/fr/onm/guichet/").select_one(".edition-line").get_text()
    client.get("/fr/onm/comptoir/")
    with CaptureQueriesContext(connection) as today:
        client.get("/fr/onm/comptoir/")
    with django_assert_num_queries(len(today)):
        client.get(f"{THEN}/fr/onm/guichet/")


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("date=2019-05-01&page=/fr/onm/", f"{THEN}/fr/onm/"),
        ("date=01/05/2019&page=/fr/recherche/?q=a", f"{THEN}/fr/recherche/?q=a"),
        ("date=2019-05-01&recorded=2020-01-01&page=/fr/", "/@2019-05-01~2020-01-01/fr/"),
        ("date=2019-05-01&page=//ailleurs.example/", f"{THEN}/"),
        ("date=2019-05-01&page=https://ailleurs.example/", f"{THEN}/"),
        ("date=2019-05-01", f"{THEN}/"),
    ],
)
def test_asking_for_a_date_leads_to_the_page_on_it(client: Client, unit: UnitPage, query: str, target: str) -> None:
    query = query.replace("recorded=2020-01-01", f"recorded={datetime.date.today()}")
    expected = target.replace("~2020-01-01", f"~{datetime.date.today()}")
    assert client.get(f"/fr/date/?{query}").headers["Location"] == expected
    assert client.get(f"/@2025-01-01/fr/date/?{query}").headers["Location"] == expected


def test_asking_for_today_leads_back(client: Client, unit: UnitPage) -> None:
    response = client.get(f"{THEN}/fr/date/?date={datetime.date.today()}&page=/fr/onm/")
    assert response.headers["Location"] == "/fr/onm/"


@pytest.mark.parametrize("date", ["", "hier", "2019-02-30", "0001-01-01", "9999-12-31"])
def test_what_is_no_date_is_said_beside_the_field_and_kept(client: Client, unit: UnitPage, date: str) -> None:
    page = read(client, f"/fr/date/?date={date}&page=/fr/onm/", 400)
    assert page.select_one(".errorlist")
    assert page.select_one("main input[name=date]").get("value", "") == date
    assert page.select_one("main input[name=date]")["type"] == ("text" if date in ("hier", "2019-02-30") else "date")
    assert page.select_one("main input[name=page]")["value"] == "/fr/onm/"


def test_a_date_before_everything_is_refused_before_one_is_led_there(client: Client, unit: UnitPage) -> None:
    assert "Rien n’est connu" in read(client, "/fr/date/?date=1750-01-01&page=/fr/", 404).get_text()


def test_the_form_of_a_page_asks_for_that_page(client: Client, unit: UnitPage) -> None:
    page = read(client, "/fr/onm/service/")
    assert page.select_one("footer .other-date input[name=page]")["value"] == f"/fr/id/{unit.translation_key}/"
    page = read(client, "/fr/recherche/?organisation=a&q=")
    assert page.select_one("footer .other-date input[name=page]")["value"] == "/fr/recherche/?organisation=a&q="


def test_no_page_writes_a_date_that_it_does_not_mean(client: Client, unit: UnitPage) -> None:
    assert not re.search(r"/@\d", client.get("/fr/onm/service/").content.decode())
