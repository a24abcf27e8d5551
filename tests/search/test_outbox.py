"""A change and its outbox row are one."""

from __future__ import annotations

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from portal.editions.audiences import Audience
from portal.editions.models import Edition, Work
from portal.editions.services import set_audience
from search import outbox
from search.models import OutboxRow
from tests.search.texts import publish, work

pytestmark = pytest.mark.django_db(transaction=True)


def waiting() -> set[object]:
    return set(OutboxRow.objects.values_list("work", flat=True))


def test_a_publication_and_its_row_are_committed_together() -> None:
    with transaction.atomic():
        publish("onm")
        assert waiting() == {work("onm")}
    assert (Edition.objects.count(), waiting()) == (1, {work("onm")})


def test_a_rollback_leaves_neither() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        publish("onm")
        raise ZeroDivisionError
    assert (Edition.objects.count(), waiting()) == (0, set())


def test_a_publication_that_says_the_same_leaves_no_row() -> None:
    publish("onm", "payer")
    OutboxRow.objects.all().delete()
    publish("onm", "payer")
    assert waiting() == set()


def test_what_stands_below_a_renamed_text_is_indexed_again() -> None:
    publish("onm")
    publish("daf", parent="onm")
    publish("paie", parent="daf")
    OutboxRow.objects.all().delete()
    publish("onm", title="Office national")
    assert waiting() == {work("onm"), work("daf"), work("paie")}


def test_a_stricter_audience_is_indexed_at_once() -> None:
    publish("onm")
    publish("daf", parent="onm")
    OutboxRow.objects.all().delete()
    set_audience(work=Work.objects.get(key=work("onm")), audience=Audience.STAFF)
    assert waiting() == {work("onm"), work("daf")}


def test_the_drainer_is_woken_after_the_commit_and_not_before() -> None:
    outbox.changed.clear()
    with transaction.atomic():
        publish("onm")
        assert not outbox.changed.is_set()
    assert outbox.changed.is_set()


def test_many_works_take_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with transaction.atomic(), django_assert_num_queries(1):
        outbox.record([work(str(n)) for n in range(100)])
