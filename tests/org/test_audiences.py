"""No channel shows a reader more than the page would, nor tells that there is more."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from org.models import OrganisationPage, UnitPage
from portal.editions.audiences import Audience
from portal.editions.services import set_audience
from portal.setup import EDITORS, LEGAL, PARTNERS, STAFF
from tests import factories as make

SECRET = "Cellule de veille"


@dataclass
class World:
    """An open unit, a closed one, and everything by which one could lead to the other."""

    organisation: OrganisationPage
    open: UnitPage
    closed: UnitPage
    below: UnitPage

    def addresses_of_the_closed(self) -> list[str]:
        key, post = self.closed.translation_key, self.closed.posts[0].id
        return [
            "/fr/onm/veille/",
            "/en/onm/veille/",
            "/fr/onm/ancienne-veille/",
            "/fr/onm/veille/antenne/",
            reverse("permanent", args=[key]),
            reverse("permanent-row", args=[key, post]),
            reverse("post", args=[key, post]),
            reverse("edition", args=[key, "fr", 1]),
            reverse("edition", args=[key, "fr", 2]),
            reverse("permanent", args=[self.below.translation_key]),
            reverse("edition", args=[self.below.translation_key, "fr", 1]),
        ]

    def addresses_around_it(self) -> list[str]:
        key = self.open.translation_key
        return [
            "/fr/",
            "/fr/onm/",
            "/fr/onm/ouverte/",
            "/en/onm/ouverte/",
            "/fr/onm/ouverte/sous-la-veille/",
            reverse("post", args=[key, self.open.posts[0].id]),
            reverse("edition", args=[key, "fr", 1]),
        ]


@pytest.fixture(scope="module")
def _world(of_the_file: None) -> World:
    organisation = make.OrganisationPageFactory()
    open_unit = make.UnitPageFactory(parent=organisation, title="Direction ouverte", slug="ouverte", published=False)
    closed = make.UnitPageFactory(
        parent=organisation,
        title=SECRET,
        slug="ancienne-veille",
        responsibilities=[make.responsibility(f"Partager, par la {SECRET}.", shared_with=(open_unit,))],
        posts=[make.post(f"Chef de la {SECRET}", head=True)],
        ties=[make.tie(open_unit, note=f"Lien vu de la {SECRET}")],
        members=[make.member(f"Membre de la {SECRET}", open_unit)],
    )
    closed.slug = "veille"
    closed.save_revision().publish()
    below = make.UnitPageFactory(parent=closed, title=f"Antenne de la {SECRET}", slug="antenne")
    open_unit.responsibilities = [
        ("responsibility", {"text": "Contrôler.", "shared_with": [closed], "legal_basis": [], "source": {}})
    ]
    open_unit.posts = [("post", {"title": "Directeur ou Directrice", "head": True, "source": {}})]
    open_unit.ties = [("tie", {"kind": "works_with", "to": closed, "note": ""})]
    open_unit.members = [("member", {"title": "Un membre", "unit": closed})]
    open_unit.save_revision().publish()
    make.UnitPageFactory(parent=open_unit, title="Sous", slug="sous-la-veille", ties=[make.tie(below)])
    set_audience(work=closed.work, audience=Audience.STAFF)
    pages = UnitPage.objects.in_bulk([open_unit.pk, closed.pk, below.pk])
    return World(organisation, pages[open_unit.pk], pages[closed.pk], pages[below.pk])


@pytest.fixture
def world(_world: World, db: None) -> World:
    return deepcopy(_world)


def signed_in(client: Client, group: str | None) -> Client:
    if group:
        client.force_login(make.UserFactory(in_groups=[group]))
    return client


@pytest.mark.parametrize("group", [None, PARTNERS])
def test_what_is_for_staff_is_not_found_by_others_on_any_channel(
    client: Client, world: World, group: str | None
) -> None:
    signed_in(client, group)
    for address in world.addresses_of_the_closed():
        response = client.get(address)
        assert response.status_code == 404, address
        assert SECRET not in response.content.decode()


@pytest.mark.parametrize("group", [None, PARTNERS])
def test_nothing_around_it_tells_that_it_is_there(client: Client, world: World, group: str | None) -> None:
    signed_in(client, group)
    for address in world.addresses_around_it():
        response = client.get(address)
        assert response.status_code == 200, address
        page = response.content.decode()
        assert SECRET not in page, address
        assert "/veille" not in page, address
        assert str(world.closed.translation_key) not in page, address


@pytest.mark.parametrize("group", [STAFF, EDITORS, LEGAL])
def test_staff_read_it_everywhere(client: Client, world: World, group: str) -> None:
    signed_in(client, group)
    for address in world.addresses_of_the_closed():
        assert client.get(address, follow=True).status_code == 200, address
    for address in ("/fr/onm/", "/fr/onm/ouverte/", "/fr/onm/veille/antenne/"):
        assert SECRET in client.get(address).content.decode()
    page = client.get("/fr/onm/ouverte/").content.decode()
    for words in (f"Partager, par la {SECRET}.", f"Lien vu de la {SECRET}"):
        assert words in page


def test_partners_read_what_is_for_partners_and_the_public_does_not(client: Client, world: World) -> None:
    set_audience(work=world.closed.work, audience=Audience.PARTNERS)
    assert client.get("/fr/onm/veille/").status_code == 404
    assert client.get(reverse("edition", args=[world.below.translation_key, "fr", 1])).status_code == 404
    signed_in(client, PARTNERS)
    assert client.get("/fr/onm/veille/").status_code == 200
    assert client.get("/fr/onm/veille/antenne/").status_code == 200


def test_closing_what_is_above_closes_everything_below_at_once(client: Client, world: World) -> None:
    set_audience(work=world.organisation.work, audience=Audience.STAFF)
    for address in ["/fr/onm/", *world.addresses_around_it()[2:]]:
        assert client.get(address).status_code == 404, address
    assert "ONM" not in client.get("/fr/").content.decode()


def test_opening_what_is_above_leaves_what_is_closed_by_itself(client: Client, world: World) -> None:
    set_audience(work=world.below.work, audience=Audience.STAFF)
    set_audience(work=world.closed.work, audience=Audience.PUBLIC)
    assert client.get("/fr/onm/veille/").status_code == 200
    assert client.get("/fr/onm/veille/antenne/").status_code == 404


def test_a_text_that_was_abrogated_stays_closed(client: Client, world: World) -> None:
    world.below.unpublish()
    world.closed.unpublish()
    for address in world.addresses_of_the_closed():
        assert client.get(address).status_code == 404, address
    set_audience(work=world.closed.work, audience=Audience.PUBLIC)
    set_audience(work=world.organisation.work, audience=Audience.STAFF)
    for address in world.addresses_of_the_closed():
        assert client.get(address).status_code == 404, address


def test_a_page_moved_under_a_closed_one_closes(client: Client, world: World) -> None:
    world.open.move(world.closed, pos="last-child")
    for address in ("/fr/onm/ouverte/", "/fr/onm/veille/ouverte/", "/fr/onm/ouverte/sous-la-veille/"):
        assert client.get(address).status_code == 404
    world.open.refresh_from_db()
    world.open.move(world.organisation, pos="last-child")
    assert client.get("/fr/onm/ouverte/").status_code == 200


@pytest.mark.parametrize(("group", "shown"), [(None, False), (PARTNERS, False), (STAFF, True)])
def test_personal_contact_data_are_for_staff(client: Client, world: World, group: str | None, shown: bool) -> None:
    post = world.open.posts[0].id
    make.HoldingFactory(work=world.open.translation_key, post=post, person__name="Rose Jean")
    signed_in(client, group)
    addresses = [
        "/fr/onm/ouverte/",
        reverse("post", args=[world.open.translation_key, post]),
    ]
    for address in addresses:
        page = client.get(address).content.decode()
        assert "Rose Jean" in page
        assert ("marie@personnel.example" in page) == shown, address
        assert ("3700 0000" in page) == shown, address
