"""What was known of holdings before they had a capacity and two times is carried over."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from org.models import Capacity, Holding
from portal.editions import triggers

BEFORE, AFTER = ("org", "0004_imports_from_the_browser"), ("org", "0005_capacities_and_two_times")
NOTED = datetime.datetime(2025, 2, 3, 12, tzinfo=datetime.UTC)


def migrated(*targets: tuple[str, str]) -> Any:
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets))
    return MigrationExecutor(connection).loader.project_state(list(targets)).apps


@pytest.fixture
def before(transactional_db: None) -> Iterator[Any]:
    """The tables as they were before; afterwards, those of today with their triggers."""
    triggers.remove(connection, [each for each in triggers.required(connection) if each.table == "org_holding"])
    yield migrated(BEFORE)
    migrated(*MigrationExecutor(connection).loader.graph.leaf_nodes())
    triggers.install(connection, triggers.missing(connection))


def test_capacity_identity_and_moment_are_carried_over(before: Any) -> None:
    held, noted = (before.get_model(*name) for name in [("org", "Holding"), ("wagtailcore", "ModelLogEntry")])
    person = before.get_model("org", "Person").objects.create(name="Rose Exemple")
    said = {"person": person, "work": uuid4(), "post": uuid4(), "starts": datetime.date(2024, 1, 1)}
    in_own_name, stands_in = held.objects.create(**said), held.objects.create(**said, interim=True)
    note(before, noted, in_own_name.pk)
    migrated(AFTER)

    first, second = Holding.objects.order_by("pk")
    assert [first.pk, second.pk] == [in_own_name.pk, stands_in.pk]
    assert [first.capacity, second.capacity] == [Capacity.HOLDER, Capacity.INTERIM]
    assert first.record != second.record
    assert first.recorded_at == NOTED < second.recorded_at
    assert first.superseded_at is second.superseded_at is None


def note(before: Any, noted: Any, pk: int) -> None:
    """Note, as the desk does, when a holding was created."""
    kind, _created = before.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="org", model="holding"
    )
    action = {"action": "wagtail.create", "label": "Rose Exemple", "timestamp": NOTED, "uuid": uuid4()}
    noted.objects.create(content_type=kind, object_id=str(pk), **action)


def test_going_back_is_refused_where_it_would_lose_something(before: Any) -> None:
    after = migrated(AFTER)
    person = after.get_model("org", "Person").objects.create(name="Rose Exemple")
    said = {"work": uuid4(), "post": uuid4(), "starts": datetime.date(2024, 1, 1), "recorded_at": NOTED}
    delegate = after.get_model("org", "Holding").objects.create(person=person, capacity="delegate", **said)
    with pytest.raises(ValueError, match="would lose"):
        migrated(BEFORE)
    delegate.delete()
    migrated(BEFORE)
