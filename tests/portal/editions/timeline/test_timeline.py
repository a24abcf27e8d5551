"""The timeline of a text: what a reader gets of its editions, on any date, and never more than its page."""

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

from org.models import UnitPage
from portal.editions import services
from portal.editions.audiences import Audience
from portal.editions.models import Edition
from portal.editions.timeline import views
from portal.setup import STAFF
from tests import factories as make
from tests.clock import Clock, moved_clock

Y2020, Y2022, Y2024, Y2026 = (datetime.date(year, 1, 1) for year in (2020, 2022, 2024, 2026))
PUBLISHED = datetime.date(2025, 3, 1)
CORRECTED = datetime.date(2025, 6, 1)


@pytest.fixture(scope="module")
def _unit(of_the_file: None) -> UnitPage:
    with moved_clock() as today:
        return _unit_with_a_past(today)


@pytest.fixture
def unit(_unit: UnitPage, db: None, today: Clock) -> UnitPage:
    today(CORRECTED)
    return deepcopy(_unit)


def _unit_with_a_past(today: Clock) -> UnitPage:
    """A bureau of 2020 that is a service since 2022; in June 2025 what had held since 2020 was corrected."""
    today(PUBLISHED)
    organisation = make.OrganisationPageFactory(in_force_from=Y2020)
    page = make.UnitPageFactory(parent=organisation, title="Bureau", slug="paie", in_force_from=Y2020)
    publish(page, Y2022, title="Service", change_note="Le bureau devient un service.")
    today(CORRECTED)
    publish(page, Y2020, title="Cellule", corrects_the_past=True)
    return page


def publish(page: UnitPage, since: datetime.date | None = None, **changes: object) -> None:
    for name, value in changes.items():
        setattr(page, name, value)
    page.in_force_from = since
    page.save_revision().publish()


def read(client: Client, address: str, status: int = 200) -> Tag:
    response = client.get(address)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def entries(page: Tag) -> list[tuple[str, str]]:
    """Return the editions in order, each with its status."""
    return [(each.h3.a.get_text(), each.select_one(".status").get_text()) for each in page.select(".timeline > li")]


def timeline(page: UnitPage, prefix: str = "") -> str:
    return prefix + reverse("timeline", args=[page.translation_key])


def test_it_lists_every_edition_with_what_it_is_worth(client: Client, unit: UnitPage) -> None:
    page = read(client, timeline(unit))
    assert entries(page) == [
        ("Édition n° 3", "remplacé"),
        ("Édition n° 2", "en vigueur"),
        ("Édition n° 1", "corrigé"),
    ]
    said = page.select_one(".timeline").get_text(" ", strip=True)
    assert "Corrigé par l’édition n° 3." in said
    assert "Le bureau devient un service." in said
    assert "en vigueur du 1er janvier 2020 au 31 décembre 2021" in said


def test_it_is_of_the_date_that_the_reader_stays_on(client: Client, unit: UnitPage) -> None:
    page = read(client, timeline(unit, "/@2021-05-01"))
    assert [status for _edition, status in entries(page)] == ["en vigueur", "à venir", "corrigé"]


def test_it_knows_only_what_was_recorded_when_the_portal_was_shown(client: Client, unit: UnitPage) -> None:
    page = read(client, timeline(unit, "/@2021-05-01~2025-04-01"))
    assert entries(page) == [("Édition n° 2", "à venir"), ("Édition n° 1", "en vigueur")]


def test_it_leads_to_what_the_portal_showed_before_a_correction(client: Client, unit: UnitPage) -> None:
    corrected = read(client, timeline(unit)).select(".timeline > li")[2]
    (link,) = [each for each in corrected.select(".entry-links a") if "Comme le portail" in each.get_text()]
    shown = client.get(link["href"], follow=True)
    assert BeautifulSoup(shown.content, "html.parser").h1.get_text(strip=True) == "Bureau"


def test_it_leads_to_the_portal_on_the_first_day_of_each_edition(client: Client, unit: UnitPage) -> None:
    links = [each["href"] for each in read(client, timeline(unit)).select(".entry-links a[href*='/@2022-01-01/']")]
    assert BeautifulSoup(client.get(links[0], follow=True).content, "html.parser").h1.get_text(strip=True) == "Service"


def test_an_abolition_is_an_entry_and_what_it_ended_says_so(client: Client, unit: UnitPage) -> None:
    services.abrogate(work=unit.work, language="fr", author="essai", on=CORRECTED)
    page = read(client, timeline(unit))
    assert entries(page)[0] == ("Édition n° 4", "abrogation")
    assert entries(page)[2] == ("Édition n° 2", "abrogé")
    assert timeline(unit) in str(read(client, f"/fr/id/{unit.translation_key}/", status=410))


def test_an_approximate_date_is_said_to_be_so(client: Client, unit: UnitPage) -> None:
    publish(unit, datetime.date(2019, 1, 1), title="Guichet", in_force_approximate=True)
    assert "en vigueur vers 2019 (date approximative)" in read(client, timeline(unit)).get_text()


def test_who_may_not_read_the_text_may_not_read_its_timeline(client: Client, unit: UnitPage) -> None:
    services.set_audience(work=unit.work, audience=Audience.STAFF)
    for address in (timeline(unit), reverse("compare", args=[unit.translation_key])):
        assert client.get(address).status_code == 404
    client.force_login(make.UserFactory(in_groups=[STAFF]))
    assert client.get(timeline(unit)).status_code == 200


def test_only_staff_learn_who_published(client: Client, unit: UnitPage) -> None:
    Edition.objects.filter(work=unit.work).first()
    author = services.latest_edition(work=unit.work, language="fr").author
    assert f"par {author}" not in read(client, timeline(unit)).get_text()
    client.force_login(make.UserFactory(in_groups=[STAFF]))
    assert f"par {author}" in read(client, timeline(unit)).get_text()


def test_without_editions_in_the_reader_s_language_those_of_the_source_are_told(
    client: Client, unit: UnitPage
) -> None:
    french = timeline(unit)
    creole = french.replace("/fr/", "/ht/", 1)
    assert len(entries(read(client, creole))) == 3
    make.translated(unit, "ht", title="Sèvis")
    page = read(client, creole)
    assert len(entries(page)) == 1
    assert french in [each["href"] for each in page.select(".page-header a[hreflang=fr]")]


def test_what_no_text_is_has_no_timeline(client: Client, unit: UnitPage) -> None:
    assert client.get(reverse("timeline", args=[uuid4()])).status_code == 404
    assert client.get(timeline(unit, "/@2021-05-01~2024-01-01")).status_code == 404


def test_every_page_of_a_text_leads_there(client: Client, unit: UnitPage) -> None:
    edition = reverse("edition", args=[unit.translation_key, "fr", 1])
    for address in ("/fr/onm/paie/", edition):
        assert read(client, address).select_one(f"a[href='{timeline(unit)}']")


def test_it_costs_the_same_whatever_the_number_of_editions(
    client: Client, unit: UnitPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = _queries(client, unit)
    for number in range(8):
        publish(unit, Y2024 + datetime.timedelta(days=number), title=f"Service {number}")
    assert _queries(client, unit) == few
    monkeypatch.setattr(views, "ON_A_PAGE", 5)
    assert len(entries(read(client, timeline(unit) + "?page=3"))) == 1


def _queries(client: Client, unit: UnitPage) -> int:
    with CaptureQueriesContext(connection) as asked:
        read(client, timeline(unit) + "?x=1")
    return len(asked)
