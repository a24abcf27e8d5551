"""A page with editions is not deleted; it is abolished from a date: past, present or to come."""

from __future__ import annotations

import datetime
from copy import deepcopy
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from org.models import OrganisationPage, UnitPage
from portal.editions.abolition.services import ABOLISHED, abolish, leave_the_desk
from portal.editions.gate import PublicationRefused
from portal.editions.models import Edition, InForce, Nature
from portal.editions.verification.run import verify
from portal.home.models import HomePage
from portal.setup import EDITORS
from tests import factories as make
from tests.clock import Clock

CREATED = datetime.date(2024, 5, 3)
TODAY = datetime.date(2026, 6, 15)
NEXT_YEAR = datetime.date(2027, 1, 1)


@pytest.fixture(autouse=True)
def _in_2026(today: Clock) -> None:
    today(TODAY)


@pytest.fixture(scope="module")
def _organisation(of_the_file: None) -> OrganisationPage:
    return make.OrganisationPageFactory(in_force_from=CREATED)


@pytest.fixture
def organisation(_organisation: OrganisationPage, db: None) -> OrganisationPage:
    return deepcopy(_organisation)


@pytest.fixture(scope="module")
def _unit(_organisation: OrganisationPage) -> UnitPage:
    return make.UnitPageFactory(parent=_organisation, title="Service de la paie", slug="paie", in_force_from=CREATED)


@pytest.fixture
def unit(_unit: UnitPage, db: None) -> UnitPage:
    return deepcopy(_unit)


@pytest.fixture
def chief(client: Client, portal: HomePage) -> Client:
    client.force_login(make.UserFactory(first_name="Rose", last_name="Jean", is_superuser=True))
    return client


def url(page: Page) -> str:
    return reverse("abolish", args=[page.pk])


def words(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def held_on(page: Page, day: datetime.date, language: str = "fr") -> bool:
    return InForce.objects.on(day).filter(work=page.translation_key, language=language).exists()


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def confirmed(client: Client, page: Page, on: str, **fields: Any) -> Any:
    return client.post(url(page), {"on": on, "note": "Décret", "confirmed": "1", **fields}, follow=True)


def test_what_will_happen_is_said_before_it_is_done(chief: Client, unit: UnitPage) -> None:
    assert "Rien n’est effacé" not in words(chief.get(url(unit)))
    response = chief.post(url(unit), {"on": "2027-01-01", "note": "Décret du 3 juin"})
    assert "il est abrogé à partir du 1er janvier 2027" in words(response)
    assert not Edition.objects.filter(nature=Nature.ABROGATION).exists()
    form = BeautifulSoup(response.content, "html.parser").select_one(f"form[action='{url(unit)}']")
    hidden = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    response = chief.post(url(unit), {**hidden, "confirmed": "1"}, follow=True)
    assert "« Service de la paie » : Abrogé à partir du 1er janvier 2027." in words(response)
    ending = Edition.objects.get(nature=Nature.ABROGATION)
    assert (ending.in_force_from, ending.change_note) == (NEXT_YEAR, "Décret du 3 juin")


def test_until_a_coming_day_the_page_stays_and_says_so(chief: Client, unit: UnitPage, today: Clock) -> None:
    confirmed(chief, unit, "2027-01-01")
    assert is_live(unit)
    assert held_on(unit, TODAY)
    assert not held_on(unit, NEXT_YEAR)
    response = chief.get(reverse("wagtailadmin_pages:edit", args=[unit.pk]))
    assert words(response).count("Abrogé à partir du 1er janvier 2027.") == 2
    today(NEXT_YEAR - datetime.timedelta(days=1))
    assert leave_the_desk() == 0
    today(NEXT_YEAR)
    assert leave_the_desk() == 1
    assert not is_live(unit)
    assert leave_the_desk() == 0
    assert Edition.objects.filter(nature=Nature.ABROGATION).count() == 1
    assert verify().faults == []


def test_today_takes_the_page_off_the_desk_in_all_languages(chief: Client, unit: UnitPage) -> None:
    translation = make.translated(unit, "ht", title="Sèvis pewòl")
    confirmed(chief, unit, "2026-06-15")
    assert not is_live(unit)
    assert not is_live(translation)
    for language in ("fr", "ht"):
        assert held_on(unit, TODAY - datetime.timedelta(days=1), language)
        assert not held_on(unit, TODAY, language)


def test_a_past_day_corrects_what_was_said_and_wants_a_reason(chief: Client, unit: UnitPage) -> None:
    before = Edition.objects.latest("recorded_at").recorded_at
    response = chief.post(url(unit), {"on": "2025-01-01", "confirmed": "1"})
    assert response.status_code == 422
    assert "Dites pourquoi" in words(response)
    confirmed(chief, unit, "2025-01-01")
    assert held_on(unit, datetime.date(2024, 12, 31))
    assert not held_on(unit, datetime.date(2025, 1, 1))
    said_then = InForce.objects.on(datetime.date(2025, 1, 1), before).filter(work=unit.translation_key)
    assert said_then.exists()
    assert not is_live(unit)


@pytest.mark.parametrize(
    ("on", "why"),
    [
        ("2024-05-02", "n’est en vigueur que depuis le 3 mai 2024"),
        ("2050-01-01", "vérifiez l’année"),
        ("2026-02-30", "date valide"),
        ("bientôt", "date valide"),
        ("", "Donnez une date."),
    ],
)
def test_a_day_that_makes_no_sense_is_refused_with_the_reason(
    chief: Client, unit: UnitPage, on: str, why: str
) -> None:
    response = chief.post(url(unit), {"on": on, "note": "Décret", "confirmed": "1"})
    assert response.status_code == 422
    assert why in words(response)
    assert not Edition.objects.filter(nature=Nature.ABROGATION).exists()


def test_an_end_can_be_brought_forward_but_not_put_off(chief: Client, unit: UnitPage) -> None:
    confirmed(chief, unit, "2027-01-01")
    response = chief.post(url(unit), {"on": "2028-01-01", "confirmed": "1"})
    assert "Ce texte est déjà abrogé à partir du 1er janvier 2027." in words(response)
    confirmed(chief, unit, "2026-09-01")
    assert not held_on(unit, datetime.date(2026, 9, 1))


def test_a_text_still_to_come_can_end_before_it_begins(chief: Client, organisation: OrganisationPage) -> None:
    coming = make.UnitPageFactory(parent=organisation, title="Service futur", slug="futur", in_force_from=NEXT_YEAR)
    response = chief.post(url(coming), {"on": "2027-01-01", "note": "Projet retiré"})
    assert "n’aura jamais été en vigueur" in words(response)
    confirmed(chief, coming, "2027-01-01")
    assert not InForce.objects.said_now().filter(work=coming.translation_key).exists()
    assert "il n’y a rien à abroger" in words(chief.get(url(coming), follow=True))


def test_what_stands_below_goes_too_or_first(chief: Client, organisation: OrganisationPage, unit: UnitPage) -> None:
    section = make.UnitPageFactory(parent=unit, title="Section des primes", slug="primes", in_force_from=CREATED)
    page = words(chief.get(url(organisation)))
    assert "Service de la paie" in page
    assert "Section des primes" in page
    response = confirmed(chief, organisation, "2027-01-01")
    assert response.status_code == 422
    assert "déplacez d’abord" in words(response)
    with pytest.raises(PublicationRefused):
        abolish(page=organisation, on=NEXT_YEAR, by=None)
    response = chief.post(url(organisation), {"on": "2027-01-01", "note": "Loi", "with_below": "on"})
    assert "2 textes" in words(response)
    confirmed(chief, organisation, "2027-01-01", with_below="True")
    for page in (organisation, unit, section):
        assert held_on(page, TODAY)
        assert not held_on(page, NEXT_YEAR)
    assert verify().faults == []


def test_what_ends_before_that_day_is_not_in_the_way(
    chief: Client, organisation: OrganisationPage, unit: UnitPage
) -> None:
    confirmed(chief, unit, "2026-12-01")
    confirmed(chief, organisation, "2027-01-01")
    assert not held_on(organisation, NEXT_YEAR)


def test_a_translation_leads_to_its_source(chief: Client, unit: UnitPage) -> None:
    translation = make.translated(unit, "ht", title="Sèvis pewòl")
    assert chief.get(url(translation)).headers["Location"] == url(unit)


def test_the_right_is_that_to_unpublish(client: Client, unit: UnitPage) -> None:
    client.force_login(make.UserFactory(username="sans"))
    assert client.get(url(unit)).status_code == 302
    client.force_login(make.UserFactory(username="rose", in_groups=[EDITORS]))
    assert client.get(url(unit)).status_code == 200


def test_other_pages_have_nothing_to_abolish(chief: Client, portal: HomePage) -> None:
    for address in (url(portal), reverse("abolish", args=[999_999])):
        assert chief.get(address, follow=True).status_code == 404


def test_the_page_and_the_refusal_to_delete_lead_there(chief: Client, unit: UnitPage) -> None:
    for address in ("wagtailadmin_pages:edit", "wagtailadmin_pages:delete", "wagtailadmin_explore"):
        response = chief.get(reverse(address, args=[unit.pk]), follow=True)
        assert BeautifulSoup(response.content, "html.parser").select_one(f"a[href='{url(unit)}']"), address


def test_a_page_that_is_unpublished_can_have_its_end_corrected(chief: Client, unit: UnitPage) -> None:
    unit.unpublish()
    confirmed(chief, unit, "2025-03-01")
    assert not held_on(unit, datetime.date(2025, 3, 1))
    assert held_on(unit, datetime.date(2025, 2, 28))


def test_the_history_says_it(chief: Client, unit: UnitPage) -> None:
    confirmed(chief, unit, "2027-01-01")
    entry = PageLogEntry.objects.get(action=ABOLISHED)
    assert entry.page_id == unit.pk
    response = chief.get(reverse("wagtailadmin_pages:history", args=[unit.pk]))
    assert "Abrogé à partir du 1er janvier 2027. Décret" in words(response)
