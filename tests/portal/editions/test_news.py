"""What changed and what is coming, grouped by what was done in one go."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from org.models import OrganisationPage
from portal.editions import news
from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.reading import Reading
from portal.editions.services import set_audience
from portal.home.models import HomePage
from tests import factories as make

TOMORROW = datetime.timedelta(days=1)


@pytest.fixture
def reader(portal: HomePage) -> Reading:
    return Reading(language="fr", date=datetime.date.today(), audience=Audience.PUBLIC)


@pytest.fixture
def organisation(portal: HomePage) -> OrganisationPage:
    return make.OrganisationPageFactory()


def titles(entries: list[news.News]) -> list[str]:
    return [item.title for entry in entries for item in entry.items]


def test_a_large_import_is_one_entry_led_by_the_highest(reader: Reading, organisation: OrganisationPage) -> None:
    for number in range(8):
        make.UnitPageFactory(parent=organisation, title=f"Service {number}")

    (entry,) = news.latest(reader)

    assert entry.items[0].title == "Office National de la Migration"
    assert entry.items[0].url == "/fr/onm/"
    assert (len(entry.items), entry.total, entry.others) == (3, 9, 6)
    assert entry.first


def test_a_revision_says_what_changed(reader: Reading, organisation: OrganisationPage) -> None:
    organisation.mission = "Accueillir."
    organisation.change_note = "La mission est écrite."
    organisation.save_revision().publish()

    revision = next(entry for entry in news.latest(reader) if not entry.first)

    assert [item.note for item in revision.items] == ["La mission est écrite."]


def test_what_is_to_come_is_no_change_yet(reader: Reading, organisation: OrganisationPage) -> None:
    make.UnitPageFactory(parent=organisation, title="Service à venir", in_force_from=reader.date + 40 * TOMORROW)
    make.UnitPageFactory(parent=organisation, title="Service prochain", in_force_from=reader.date + TOMORROW)

    assert titles(news.coming(reader)) == ["Service prochain", "Service à venir"]
    assert titles(news.latest(reader)) == ["Office National de la Migration"]
    assert news.coming(reader)[0].items[0].url.startswith("/fr/edition/")


def test_news_obey_the_audience(reader: Reading, organisation: OrganisationPage) -> None:
    unit = make.UnitPageFactory(parent=organisation, title="Cellule", in_force_from=reader.date + TOMORROW)
    set_audience(work=Work.objects.get(key=unit.translation_key), audience=Audience.STAFF)
    staff = Reading(language="fr", date=reader.date, audience=Audience.STAFF)

    assert news.coming(reader) == []
    assert titles(news.coming(staff)) == ["Cellule"]


def test_news_are_in_the_language_of_the_reader(reader: Reading, organisation: OrganisationPage) -> None:
    make.translated(organisation, "ht", title="Biwo Nasyonal Migrasyon", slug="bnm")
    creole = Reading(language="ht", date=reader.date, audience=Audience.PUBLIC)

    assert titles(news.latest(creole)) == ["Biwo Nasyonal Migrasyon"]
    assert titles(news.latest(reader)) == ["Office National de la Migration"]


def test_the_end_of_a_text_leads_to_its_last_edition(reader: Reading, organisation: OrganisationPage) -> None:
    unit = make.UnitPageFactory(parent=organisation, title="Cellule")
    unit.unpublish()

    ended = next(entry for entry in news.latest(reader) if entry.ended)

    assert [item.title for item in ended.items] == ["Cellule"]
    assert ended.items[0].url.startswith("/fr/edition/")


@pytest.mark.parametrize("units", [1, 12])
def test_news_take_five_queries_then_one(
    reader: Reading, organisation: OrganisationPage, django_assert_num_queries: DjangoAssertNumQueries, units: int
) -> None:
    for number in range(units):
        make.UnitPageFactory(parent=organisation, title=f"Service {number}")

    with django_assert_num_queries(5):
        news.latest(reader)
    with django_assert_num_queries(1):
        news.latest(replace(reader, _kept=[]))
