"""Who holds a post is shown on the reader's date, as it was recorded: as what, since when, by which act."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from org.holders import holders_of
from org.models import Capacity, LegalReference, UnitPage
from portal.editions.audiences import Audience
from portal.editions.models import Edition
from portal.editions.reading import Reading
from portal.home.models import HomePage
from tests import factories as make

TODAY = datetime.date(2024, 6, 15)


@pytest.fixture
def unit(portal: HomePage) -> UnitPage:
    organisation = make.OrganisationPageFactory(slug="onm")
    posts = [make.post("Directeur ou Directrice", head=True), make.post("Secrétaire")]
    return make.UnitPageFactory(parent=organisation, title="Finances", slug="daf", posts=posts)


def hold(unit: UnitPage, name: str, starts: str, ends: str | None = None, **said: Any) -> Any:
    return make.HoldingFactory(
        work=unit.translation_key,
        post=unit.posts[0].id,
        person__name=name,
        starts=datetime.date.fromisoformat(starts),
        ends=datetime.date.fromisoformat(ends) if ends else None,
        **said,
    )


def names(unit: UnitPage, date: str, recorded: datetime.datetime | None = None) -> list[str]:
    reading = Reading("fr", datetime.date.fromisoformat(date), Audience.PUBLIC, recorded)
    return [holder.name for held in holders_of(unit.translation_key, reading).values() for holder in held]


def test_the_holders_are_those_of_the_date(unit: UnitPage) -> None:
    hold(unit, "Hier", "2020-01-01", "2021-12-31")
    hold(unit, "Aujourd’hui", "2022-01-01", "2027-12-31")
    hold(unit, "Demain", "2028-01-01")
    dates = ["2019-12-31", "2020-01-01", "2021-12-31", "2022-01-01", "2028-01-01", "2099-01-01"]
    assert [names(unit, date) for date in dates] == [
        [],
        ["Hier"],
        ["Hier"],
        ["Aujourd’hui"],
        ["Demain"],
        ["Demain"],
    ]


def test_what_was_said_at_a_moment_can_still_be_asked(unit: UnitPage) -> None:
    holding = hold(unit, "Rose Exemple", "2024-01-01")
    first = holding.recorded_at
    holding.starts = datetime.date(2024, 7, 1)
    holding.save()
    second = holding.recorded_at
    holding.delete()
    before = first - datetime.timedelta(seconds=1)
    moments = [before, first, second, None]
    assert [names(unit, "2024-02-01", moment) for moment in moments] == [[], ["Rose Exemple"], [], []]
    assert [names(unit, "2024-08-01", moment) for moment in moments] == [[], ["Rose Exemple"], ["Rose Exemple"], []]


def facts(client: Client, url: str) -> list[tuple[str, str]]:
    page = BeautifulSoup(client.get(url).content, "html.parser")
    rows = page.select(".facts .holder")
    return [tuple(" ".join(row.select_one(part).get_text().split()) for part in ("dt", "dd")) for row in rows]


def test_both_pages_say_in_which_capacity_since_when_and_by_which_act(client: Client, unit: UnitPage) -> None:
    act = LegalReference.objects.create(code="arrete", name_fr="Arrêté exemple", citation="n° 12")
    hold(unit, "C", "2024-02-01", capacity=Capacity.DELEGATE, scope="signer les paiements")
    hold(unit, "B", "2024-01-02", "2099-12-31", capacity=Capacity.INTERIM)
    hold(unit, "A", "2024-01-01", act=act)
    told = [
        ("Titulaire", "A depuis le 1er janvier 2024, Arrêté exemple (n° 12)"),
        ("Intérim", "B du 2 janvier 2024 au 31 décembre 2099"),
        ("Délégation", "C pour : signer les paiements, depuis le 1er février 2024"),
    ]
    assert facts(client, reverse("post", args=[unit.translation_key, unit.posts[0].id])) == told
    nobody = ("Titulaire", "Aucun titulaire n’est enregistré")
    assert facts(client, "/fr/onm/daf/") == [*told, nobody]


def test_an_edition_of_then_names_no_holders_of_today(client: Client, unit: UnitPage) -> None:
    hold(unit, "Rose Exemple", "2024-01-01")
    edition = Edition.objects.get(work=unit.translation_key)
    shown = client.get(reverse("edition", args=[edition.work_id, "fr", edition.number])).content.decode()
    assert "Directeur ou Directrice" in shown
    assert "Rose Exemple" not in shown
    assert "Aucun titulaire" not in shown


def test_holders_cost_one_query_whatever_their_number(unit: UnitPage, django_assert_num_queries: Any) -> None:
    for number in range(5):
        hold(unit, f"Exemple {number}", "2024-01-01", capacity=Capacity.DELEGATE)
    reading = Reading("fr", TODAY, Audience.STAFF)
    with django_assert_num_queries(1):
        (held,) = holders_of(unit.translation_key, reading).values()
    assert len(held) == 5
    assert held[0].email
    (held,) = holders_of(unit.translation_key, Reading("fr", TODAY, Audience.PUBLIC)).values()
    assert not any(holder.email or holder.phone for holder in held)


def test_a_dated_address_shows_who_held_the_post_then_and_as_it_was_said_then(
    client: Client, portal: HomePage
) -> None:
    since = {"in_force_from": datetime.date(2018, 1, 1)}
    organisation = make.OrganisationPageFactory(slug="onm", **since)
    post = make.post("Directeur ou Directrice", head=True)
    unit = make.UnitPageFactory(parent=organisation, title="Finances", slug="daf", posts=[post], **since)
    hold(unit, "Hier", "2020-01-01", "2021-12-31")
    wrong = hold(unit, "Par erreur", "2022-01-01")
    said = wrong.recorded_at.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
    wrong.delete()
    hold(unit, "Demain", "2028-01-01")
    nobody = "Aucun titulaire n’est enregistré"
    expected = {
        "@2019-01-01": nobody,
        "@2020-05-01": "Hier du 1er janvier 2020 au 31 décembre 2021",
        "@2023-05-01": nobody,
        f"@2023-05-01~{said}": "Par erreur depuis le 1er janvier 2022",
        "@2028-05-01": "Demain depuis le 1er janvier 2028",
    }
    row = unit.posts[0].id
    for prefix, told in expected.items():
        for path in ("/fr/onm/daf/", reverse("post", args=[unit.translation_key, row])):
            assert facts(client, f"/{prefix}{path}") == [("Titulaire", told)]
