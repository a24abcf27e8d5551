"""The evolution of a structure: on any two days, for what a reader may see, at a fixed cost."""

from __future__ import annotations

import datetime
from copy import deepcopy
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from org.charts import reading as chart_reading
from org.models import OrganisationPage, UnitPage
from portal.editions import services
from portal.editions.audiences import Audience
from portal.setup import STAFF
from tests import factories as make
from tests.clock import Clock, moved_clock

FOUNDED, CHANGED = datetime.date(2020, 1, 1), datetime.date(2024, 5, 1)
SECRET = "Cellule de veille"


@pytest.fixture(scope="module")
def _office(of_the_file: None) -> OrganisationPage:
    with moved_clock() as today:
        return _office_of_2020(today)


@pytest.fixture
def office(_office: OrganisationPage, db: None, today: Clock) -> OrganisationPage:
    """A month after its change."""
    today(CHANGED + datetime.timedelta(days=30))
    return deepcopy(_office)


def _office_of_2020(today: Clock) -> OrganisationPage:
    """An office of 2020: in May 2024 one unit was renamed, one moved, one added, one abolished."""
    today(FOUNDED)
    office = make.OrganisationPageFactory()
    finance = make.UnitPageFactory(parent=office, title="Direction financière", slug="daf")
    staff = make.UnitPageFactory(parent=office, title="Direction du personnel", slug="drh")
    paying = make.UnitPageFactory(parent=finance, title="Service de la paie", slug="paie")
    make.UnitPageFactory(parent=finance, title="Service des archives", slug="archives")
    closed = make.UnitPageFactory(parent=office, title=SECRET, slug="veille")
    services.set_audience(work=closed.work, audience=Audience.STAFF)
    today(CHANGED)
    rename(staff, "Direction des ressources humaines")
    rename(closed, f"{SECRET} renommée")
    UnitPage.objects.get(pk=paying.pk).move(UnitPage.objects.get(pk=staff.pk), pos="last-child")
    UnitPage.objects.get(slug="archives").unpublish()
    make.UnitPageFactory(parent=office, title="Direction technique", slug="dtr")
    make.ChangeEventPageFactory(
        parent=office, title="Les ressources humaines", date=CHANGED, before=[staff], after=[staff]
    )
    return office


def rename(page: UnitPage, title: str) -> None:
    page = UnitPage.objects.get(pk=page.pk)
    page.title = title
    page.save_revision().publish()


def address(page: OrganisationPage | UnitPage, query: str = "", prefix: str = "") -> str:
    return prefix + reverse("evolution", args=[page.translation_key]) + query


def read(client: Client, url: str, status: int = 200) -> Tag:
    response = client.get(url)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def marks(side: Tag) -> dict[str, list[str]]:
    """Return what happened to the units of one side, by name."""
    marked = side.select(".is-marked")
    return {
        each.a.get_text(): [mark.get_text(" ", strip=True)[2:] for mark in each.select(".mark")] for each in marked
    }


def test_the_last_change_is_shown_before_and_after(client: Client, office: OrganisationPage) -> None:
    before, after = read(client, address(office)).select(".sides > section")
    assert before.h3.get_text() == "Avant : 30 avril 2024"
    assert marks(before) == {
        "Direction du personnel": ["renommée"],
        "Service de la paie": ["déplacée"],
        "Service des archives": ["retirée"],
    }
    assert marks(after) == {
        "Direction des ressources humaines": ["renommée"],
        "Service de la paie": ["déplacée"],
        "Direction technique": ["ajoutée"],
    }
    assert "venait de : Direction financière" in after.get_text()


def test_links_of_each_side_stay_on_its_day(client: Client, office: OrganisationPage) -> None:
    before, _after = read(client, address(office)).select(".sides > section")
    assert before.select_one("a[href='/@2024-04-30/fr/onm/drh/']")


def test_each_day_is_told_with_its_events_and_units(client: Client, office: OrganisationPage) -> None:
    changed, founded = read(client, address(office)).select(".timeline > li")
    assert changed.h3.get_text() == "1er mai 2024"
    assert "Les ressources humaines" in changed.get_text()
    assert len(changed.select(".unit-changes > li")) == 4
    assert "4 unités" in founded.get_text()


def test_what_holds_no_change_is_folded(client: Client, office: OrganisationPage) -> None:
    page = read(client, address(office, "?avant=2020-01-01&apres=2021-01-01"))
    assert "La structure est la même à ces deux dates." in page.get_text()
    assert not page.select(".sides details[open]")
    assert read(client, address(office)).select(".sides details[open]")


def test_levels_that_only_one_day_has_are_shown_whole(client: Client, office: OrganisationPage, today: Clock) -> None:
    deep = make.UnitPageFactory(parent=UnitPage.objects.get(slug="paie"), title="Guichet", slug="guichet")
    make.UnitPageFactory(parent=deep, title="Caisse", slug="caisse")
    _before, after = read(client, address(office)).select(".sides > section")
    assert marks(after) == {"Guichet": ["ajoutée"], "Caisse": ["ajoutée"]}


def test_of_what_is_too_large_the_same_levels_are_compared(
    client: Client, office: OrganisationPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chart_reading, "MOST_UNITS", 4)
    page = read(client, address(office))
    assert "seuls ses premiers niveaux sont comparés" in page.get_text()
    assert "Service de la paie" not in page.select_one(".sides").get_text()


def test_nothing_is_told_of_what_a_reader_may_not_see(client: Client, office: OrganisationPage) -> None:
    assert SECRET not in read(client, address(office)).get_text()
    client.force_login(make.UserFactory(in_groups=[STAFF]))
    assert f"{SECRET} renommée" in read(client, address(office)).get_text()


def test_it_may_be_of_another_date_and_as_it_was_shown(client: Client, office: OrganisationPage) -> None:
    earlier = read(client, address(office, prefix="/@2022-01-01"))
    assert "à venir" in earlier.select_one(".timeline > li h3").get_text()
    shown = read(client, address(office, prefix="/@2022-01-01~2023-01-01"))
    assert len(shown.select(".timeline > li")) == 1


@pytest.mark.parametrize("query", ["?avant=demain", "?apres=2024-02-30", "?apres=9999-12-31", "?avant=0001-01-01"])
def test_days_that_cannot_be_shown_are_refused(client: Client, office: OrganisationPage, query: str) -> None:
    page = read(client, address(office, query), status=400)
    assert page.select(".errorlist")
    assert not page.select(".sides")


def test_before_there_was_anything_it_says_so(client: Client, office: OrganisationPage) -> None:
    page = read(client, address(office, "?avant=1990-01-01&apres=2021-01-01"))
    assert "Rien n’est en vigueur à cette date." in page.select_one(".sides > section").get_text()


def test_a_unit_has_one_of_its_own(client: Client, office: OrganisationPage) -> None:
    page = read(client, address(UnitPage.objects.get(slug="drh")))
    assert "Service de la paie" in page.get_text()
    assert "Les ressources humaines" in page.get_text()
    assert "Direction technique" not in page.get_text()


def test_what_is_no_readable_structure_has_none(client: Client, office: OrganisationPage) -> None:
    for key in (uuid4(), UnitPage.objects.get(slug="veille").translation_key):
        assert client.get(reverse("evolution", args=[key])).status_code == 404


def test_it_costs_the_same_whatever_the_structure_and_its_age(
    client: Client, office: OrganisationPage, today: Clock
) -> None:
    few = queries(client, office)
    for number in range(5):
        today(CHANGED + datetime.timedelta(days=40 + number))
        make.UnitPageFactory(parent=UnitPage.objects.get(slug="dtr"), title=f"Service {number}", slug=f"s{number}")
    assert queries(client, office) == few


def queries(client: Client, office: OrganisationPage) -> int:
    with CaptureQueriesContext(connection) as asked:
        read(client, address(office, "?page=1"))
    return len(asked)
