"""What is said of a text on a date on which it is not in force: not yet, no longer, and not as it is known today."""

from __future__ import annotations

import datetime

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from org.models import OrganisationPage, UnitPage
from portal.editions.abolition.services import abolish
from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.services import set_audience
from portal.home.models import HomePage
from tests import factories as make

SINCE, RENAMED, ENDED = (datetime.date(year, 1, 1) for year in (2021, 2023, 2025))
BEFORE, AFTER = "/@2020-05-01", "/@2025-05-01"


@pytest.fixture
def organisation(portal: HomePage) -> OrganisationPage:
    return make.OrganisationPageFactory(in_force_from=datetime.date(2019, 1, 1))


@pytest.fixture
def unit(organisation: OrganisationPage) -> UnitPage:
    """A service since 2021 that is a direction since 2023."""
    unit: UnitPage = make.UnitPageFactory(
        parent=organisation, title="Service de la paie", slug="paie", in_force_from=SINCE
    )
    unit.title, unit.in_force_from, unit.corrects_the_past = "Direction de la paie", RENAMED, True
    unit.save_revision().publish()
    return unit


def said(client: Client, url: str, status: int) -> str:
    response = client.get(url)
    assert response.status_code == status
    main = BeautifulSoup(response.content, "html.parser").main
    assert main
    return " ".join(main.get_text(" ").split())


@pytest.mark.parametrize("by_key", [False, True])
def test_before_its_first_day_a_text_is_to_come_under_the_name_it_will_bear_first(
    client: Client, unit: UnitPage, by_key: bool
) -> None:
    told = said(client, f"{BEFORE}/fr/id/{unit.translation_key}/" if by_key else f"{BEFORE}/fr/onm/paie/", 404)
    assert told.startswith("Texte à venir Service de la paie Pas encore en vigueur au 1er mai 2020")
    assert "ce texte vaut à partir du 1er janvier 2021" in told
    assert "Direction" not in told
    assert "n’est plus" not in told
    assert "aujourd’hui" not in told


def test_it_leads_to_the_portal_of_its_first_day(client: Client, unit: UnitPage) -> None:
    page = BeautifulSoup(client.get(f"{BEFORE}/fr/onm/paie/").content, "html.parser")
    first = f"/@2021-01-01/fr/id/{unit.translation_key}/"
    assert [link["href"] for link in page.select("main a") if str(link["href"]).startswith("/@2021")] == [first]
    assert client.get(first).headers["Location"] == "/@2021-01-01/fr/onm/paie/"


def test_an_approximate_first_day_is_said_to_be_one(client: Client, organisation: OrganisationPage) -> None:
    make.UnitPageFactory(
        parent=organisation, slug="greffe", in_force_from=SINCE,
        in_force_approximate=True, in_force_note="D’après le rapport annuel.",
    )  # fmt: skip
    told = said(client, f"{BEFORE}/fr/onm/greffe/", 404)
    assert "ce texte entre en vigueur vers 2021 (date approximative). D’après le rapport annuel." in told


def test_a_reader_is_told_in_their_language_or_in_that_of_the_source(client: Client, unit: UnitPage) -> None:
    make.translated(unit, "en", title="Payroll office", in_force_from=SINCE)
    assert "Payroll office" in said(client, f"{BEFORE}/en/id/{unit.translation_key}/", 404)
    assert "Service de la paie" in said(client, f"{BEFORE}/fr/id/{unit.translation_key}/", 404)
    assert "Service de la paie" in said(client, f"{BEFORE}/es/id/{unit.translation_key}/", 404)
    abolish(page=unit, on=ENDED, by=None)
    assert "Direction de la paie" in said(client, f"{AFTER}/fr/id/{unit.translation_key}/", 410)
    assert "Payroll office" in said(client, f"{AFTER}/en/id/{unit.translation_key}/", 410)


@pytest.mark.parametrize("date", [BEFORE, AFTER])
def test_who_may_not_read_a_text_does_not_learn_that_it_was_or_will_be(
    client: Client, unit: UnitPage, date: str
) -> None:
    abolish(page=unit, on=ENDED, by=None)
    set_audience(work=Work.objects.get(key=unit.translation_key), audience=Audience.STAFF)
    hidden, nothing = client.get(f"{date}/fr/onm/paie/"), client.get(f"{date}/fr/onm/rien/")
    assert hidden.status_code == nothing.status_code == 404
    assert hidden.content.replace(b"paie", b"rien") == nothing.content


def test_a_portal_of_before_says_nothing_of_what_was_recorded_later(client: Client, unit: UnitPage) -> None:
    before = timezone.now()
    abolish(page=unit, on=ENDED, by=None)
    later = make.UnitPageFactory(
        parent=OrganisationPage.objects.get(), title="Service du greffe", slug="greffe", in_force_from=SINCE
    )
    moment = before.astimezone(datetime.UTC).strftime("~%Y-%m-%dT%H:%M:%S.%fZ")
    assert "Service du greffe" in said(client, f"{BEFORE}/fr/onm/greffe/", 404)
    for url in ("/fr/onm/greffe/", f"/fr/id/{later.translation_key}/"):
        assert "greffe" not in said(client, f"{BEFORE}{moment}{url}", 404)
    assert client.get(f"{AFTER}{moment}/fr/onm/paie/").status_code == 200
    assert "Pas encore en vigueur" in said(client, f"{BEFORE}{moment}/fr/onm/paie/", 404)


def test_a_text_whose_place_is_gone_is_not_said_to_be_so_today_on_another_day(client: Client, unit: UnitPage) -> None:
    below = make.UnitPageFactory(parent=unit, title="Guichet", slug="guichet", in_force_from=SINCE)
    unit.unpublish()
    assert "n’est en vigueur aujourd’hui." in said(client, f"/fr/id/{below.translation_key}/", 410)
    told = said(client, f"/@{timezone.localdate()}/fr/id/{below.translation_key}/", 410)
    assert "n’est en vigueur à cette date." in told


def test_more_editions_to_come_take_no_more_queries(client: Client, unit: UnitPage) -> None:
    address = f"{BEFORE}{reverse('permanent', args=[unit.translation_key])}"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(3):
        unit.title = f"Direction {number}"
        unit.save_revision().publish()
    client.get(address)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
