"""Organisations in short."""

from __future__ import annotations

import datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from org.cards import organisation_cards
from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.reading import Reading
from portal.editions.services import set_audience
from portal.home.models import HomePage
from tests import factories as make


def reading(audience: Audience = Audience.PUBLIC, language: str = "fr") -> Reading:
    return Reading(language=language, date=datetime.date.today(), audience=audience)


def test_a_card_says_what_for_and_how_much(portal: HomePage) -> None:
    organisation = make.OrganisationPageFactory(
        mission="Conduire la politique migratoire. Elle compte sept bureaux.",
        responsibilities=[make.responsibility("Accueillir.")],
    )
    unit = make.UnitPageFactory(parent=organisation, responsibilities=[make.responsibility("Payer.")] * 2)
    make.UnitPageFactory(parent=unit)
    make.OrganisationPageFactory(title="Autre", acronym="", slug="onm-bis")

    first, second = organisation_cards(reading())

    assert (first.mission, first.units, first.responsibilities) == ("Conduire la politique migratoire.", 2, 3)
    assert (second.mission, second.units, second.responsibilities) == ("", 0, 0)
    assert organisation_cards(reading(language="ht"))[0].units == 2


def test_cards_count_only_what_may_be_read(portal: HomePage) -> None:
    organisation = make.OrganisationPageFactory()
    unit = make.UnitPageFactory(parent=organisation, responsibilities=[make.responsibility("Enquêter.")])
    set_audience(work=Work.objects.get(key=unit.translation_key), audience=Audience.STAFF)

    (card,) = organisation_cards(reading())
    (whole,) = organisation_cards(reading(Audience.STAFF))

    assert (card.units, card.responsibilities) == (0, 0)
    assert (whole.units, whole.responsibilities) == (1, 1)


@pytest.mark.parametrize("units", [1, 12])
def test_cards_take_five_queries_then_one(
    portal: HomePage, django_assert_num_queries: DjangoAssertNumQueries, units: int
) -> None:
    organisation = make.OrganisationPageFactory()
    for _ in range(units):
        make.UnitPageFactory(parent=organisation)

    with django_assert_num_queries(5):
        organisation_cards(reading())
    with django_assert_num_queries(1):
        organisation_cards(reading())


def test_cards_count_on_a_date_too(client: Client, portal: HomePage) -> None:
    organisation = make.OrganisationPageFactory()
    make.UnitPageFactory(parent=organisation, responsibilities=[make.responsibility("Servir.")])
    coming = f"/@{timezone.localdate().year + 1}-06-01/fr/"

    for address in ("/fr/", coming):
        page = BeautifulSoup(client.get(address).content, "html.parser")
        assert [figure.get_text() for figure in page.select(".figures b")] == ["1", "1"], address
