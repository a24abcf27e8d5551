"""What all tests share: a portal that is set up once, a clock, and the sizes of random runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils.translation import override
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from portal.home.models import HomePage
from portal.setup import set_up_portal

from .clock import Clock, moved_clock
from .triggers import without_triggers
from .undoing import built_once, taken_back

# A test's fixtures stay for all its examples: those that write take it back with `undone`.
settings.register_profile(
    "quick",
    max_examples=40,
    deadline=None,
    derandomize=True,  # the short form finds the same today and tomorrow; the long one goes on looking
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.register_profile("long", settings.get_profile("quick"), max_examples=1000, derandomize=False)
# The rules are the same on every database: there the draws look for what the database does otherwise.
settings.register_profile("other database", settings.get_profile("quick"), max_examples=12)
if os.environ.get("MANDAT_LONG"):
    settings.load_profile("long")
else:
    settings.load_profile("quick" if connection.vendor == "sqlite" else "other database")


_TOUCHES_THE_DATABASE = {"db", "transactional_db"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On another database than the usual one, run the tests that touch the database: the rest would say the same."""
    if connection.vendor == "sqlite":
        return
    config.hook.pytest_deselected(items=[item for item in items if not _touches_the_database(item)])
    items[:] = [item for item in items if _touches_the_database(item)]


def _touches_the_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or not fixtures.isdisjoint(_TOUCHES_THE_DATABASE)


Flush = Callable[[BaseDatabaseOperations, list[str]], None]


def past_the_triggers(flush: Flush) -> Flush:
    """Return a flush that also empties what the database lets nobody delete: a test with threads leaves nothing."""

    def empty(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        with without_triggers():
            flush(operations, statements)

    return empty


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Set the portal up once; every test starts from there."""
    with django_db_blocker.unblock():
        set_up_portal()
    # Of the class: where a browser's event loop runs, this thread gets another connection.
    operations = type(connection.ops)
    operations.execute_sql_flush = past_the_triggers(operations.execute_sql_flush)


@pytest.fixture(scope="module")
def of_the_file(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Lets fixtures of a file publish once what all its tests start from; each test gets a copy of their objects.

    It is the day that the file says is ``TODAY``.
    """
    with built_once(django_db_blocker), moved_clock() as clock:
        if day := getattr(request.module, "TODAY", None):
            clock(day)
        yield


@pytest.fixture
def portal(db: None) -> HomePage:
    """The French home page of a portal without content."""
    # It is set up once for all tests; one that commits leaves an empty database behind.
    return HomePage.objects.filter(locale__language_code="fr").first() or set_up_portal()


@pytest.fixture(autouse=True)
def _nothing_left_over() -> Iterator[None]:
    """Start every test in French, with no cached site, whatever the test before it did."""
    cache.clear()
    with override("fr"):
        yield


@pytest.fixture
def today() -> Iterator[Clock]:
    """Sets the portal's clock to noon of a day."""
    with moved_clock() as clock:
        yield clock


@pytest.fixture
def undone(db: None) -> Callable[[], AbstractContextManager[None]]:
    """Takes back what is written inside it, so that every example starts from the same database."""
    return taken_back
