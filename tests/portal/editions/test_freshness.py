from __future__ import annotations

import datetime
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from org.models import OrganisationPage, UnitPage
from portal.editions import freshness, services
from portal.editions.audiences import Audience
from portal.editions.freshness import Memory
from portal.editions.models import Work
from portal.editions.reading import Reading
from portal.home.models import HomePage
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(portal: HomePage) -> UnitPage:
    organisation = make.OrganisationPageFactory()
    page = make.UnitPageFactory(parent=OrganisationPage.objects.get(pk=organisation.pk), title="Paie", slug="paie")
    return UnitPage.objects.get(pk=page.pk)


def reading(audience: int = Audience.PUBLIC, date: datetime.date | None = None) -> Reading:
    return Reading(language="fr", date=date or timezone.localdate(), audience=audience)


def lineage(key: UUID, audience: int = Audience.PUBLIC) -> list[str]:
    return [link.title for link in reading(audience).lineages([key]).get(key, [])]


def test_what_is_kept_is_read_again_with_one_query(unit: UnitPage) -> None:
    first = lineage(unit.translation_key)
    with CaptureQueriesContext(connection) as asked:
        assert lineage(unit.translation_key) == first
    assert len(asked) == 1


def test_a_publication_is_seen_at_once(unit: UnitPage) -> None:
    assert lineage(unit.translation_key)[-1] == "Paie"
    unit.title = "Salaires"
    unit.save_revision().publish()
    assert lineage(unit.translation_key)[-1] == "Salaires"


def test_an_ancestor_that_is_renamed_or_moved_is_seen_at_once(unit: UnitPage) -> None:
    lineage(unit.translation_key)
    parent = unit.get_parent().specific
    parent.title = "Office renommé"
    parent.save_revision().publish()
    assert lineage(unit.translation_key) == ["Office renommé", "Paie"]


def test_a_stricter_audience_closes_what_was_kept(unit: UnitPage) -> None:
    assert lineage(unit.translation_key)
    services.set_audience(
        work=Work.objects.get(pk=unit.get_parent().specific.translation_key), audience=Audience.STAFF
    )
    assert lineage(unit.translation_key) == []
    assert lineage(unit.translation_key, Audience.STAFF)


def test_nothing_is_shared_across_audiences(unit: UnitPage) -> None:
    services.set_audience(work=Work.objects.get(pk=unit.translation_key), audience=Audience.STAFF)
    assert lineage(unit.translation_key, Audience.STAFF)
    assert lineage(unit.translation_key) == []


def test_what_was_read_in_a_transaction_that_was_rolled_back_is_forgotten(unit: UnitPage) -> None:
    class Stop(Exception):
        pass

    with pytest.raises(Stop), transaction.atomic():
        unit.title = "Jamais"
        unit.save_revision().publish()
        assert lineage(unit.translation_key)[-1] == "Jamais"
        raise Stop
    assert lineage(unit.translation_key)[-1] == "Paie"


def test_only_so_many_readers_are_kept() -> None:
    freshness.renew()
    memory = Memory(most=2)
    for reader in ("a", "b", "c"):
        memory.answers(reader)["known"] = reader
    assert memory.answers("c") == {"known": "c"}
    assert memory.answers("b") == {"known": "b"}
    assert memory.answers("a") == {}
