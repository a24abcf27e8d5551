"""A page of the structure costs the same whatever the size of the tree: at most twelve queries."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from org.content import Kind, StructureContent
from org.models import UnitPage
from portal.editions import services
from portal.editions.gate import Place, Proposal
from portal.editions.models import Address, Edition, InForce, Work
from portal.home.models import HomePage
from portal.setup import STAFF
from tests import factories as make

MOST = 12
MOST_FOR_WHO_SIGNED_IN = 14  # whether decisions wait for them, and by which approvals they may know of the text
RowT = TypeVar("RowT", bound=Model)


@pytest.fixture
def unit(portal: HomePage) -> UnitPage:
    """A unit with a little of everything, four levels down."""
    above = make.OrganisationPageFactory()
    for number in range(2):
        above = make.UnitPageFactory(parent=above, title=f"Niveau {number}", slug=f"niveau-{number}")
    other = make.UnitPageFactory(parent=above, title="Une autre", slug="autre")
    page = make.UnitPageFactory(
        parent=above,
        title="Service de la paie",
        slug="paie",
        seat=make.PlaceFactory(),
        responsibilities=[
            make.responsibility(f"Tâche {number}.", shared_with=(other,), legal_basis=(make.LegalReferenceFactory(),))
            for number in range(5)
        ],
        posts=[make.post(f"Poste {number}") for number in range(5)],
        ties=[make.tie(other)],
        members=[make.member("Membre", other)],
    )
    for post in page.posts:
        make.HoldingFactory(work=page.translation_key, post=post.id, act=make.LegalReferenceFactory())
    return page


def add_units(parent: UnitPage, numbers: range) -> None:
    """Publish a unit below ``parent``, then write the rows of many others like it, as publishing would."""
    content = StructureContent(title=f"Unité {numbers[0]}", kind=Kind("section", "Section"))
    place = Place(parent.translation_key, numbers[0], f"unite-{numbers[0]}")
    proposal = Proposal(work=uuid4(), kind="unit", language="fr", place=place, content=content)
    edition = services.publish(proposal=proposal, author="essai")
    works = {number: copy(edition.work, key=uuid4()) for number in numbers[1:]}
    Work.objects.bulk_create(works.values())
    editions = {number: copy(edition, work=work, digest=f"{number}") for number, work in works.items()}
    Edition.objects.bulk_create(editions.values())
    held = edition.in_force.get()
    InForce.objects.bulk_create(
        copy(held, edition=other, work=other.work, position=number, title=f"Unité {number}")
        for number, other in editions.items()
    )
    Address.objects.bulk_create(
        copy(address, work=work, path=address.path.replace(place.slug, f"unite-{number}"))
        for address in Address.objects.filter(work=edition.work)
        for number, work in works.items()
    )


def copy(row: RowT, **changes: Any) -> RowT:
    """Return a row like another, to be written anew."""
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"}
    copied = type(row)(**fields)
    for name, value in changes.items():
        setattr(copied, name, value)
    return copied


def cost(client: Client, address: str) -> int:
    client.get(address)  # what is cached for all requests is cached now
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def addresses(unit: UnitPage) -> list[str]:
    key = unit.translation_key
    return [
        "/fr/onm/niveau-0/niveau-1/paie/",
        "/en/onm/niveau-0/niveau-1/paie/",
        reverse("edition", args=[key, "fr", 1]),
        reverse("post", args=[key, unit.posts[0].id]),
    ]


@pytest.mark.parametrize("group", [None, STAFF])
def test_a_page_costs_at_most_twelve_queries_and_two_more_for_who_signed_in(
    client: Client, unit: UnitPage, group: str | None
) -> None:
    if group:
        client.force_login(make.UserFactory(in_groups=[group]))
    for address in addresses(unit):
        assert cost(client, address) <= (MOST_FOR_WHO_SIGNED_IN if group else MOST), address


def test_two_hundred_neighbours_cost_no_more_than_five(client: Client, unit: UnitPage) -> None:
    parent = UnitPage.objects.get(slug="niveau-1")
    add_units(parent, range(5))
    few = [cost(client, address) for address in [*addresses(unit), "/fr/onm/niveau-0/niveau-1/"]]
    add_units(parent, range(5, 200))
    many = [cost(client, address) for address in [*addresses(unit), "/fr/onm/niveau-0/niveau-1/"]]
    assert many == few
    assert max(many) <= MOST
    assert "Unité 199" in client.get(addresses(unit)[0]).content.decode()
