"""What was said of holdings stays: changed, deleted, by whatever way, and can be asked for any moment."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from org.append_only import HOLDINGS
from org.models import Capacity, Holding, HoldingRefused
from portal.editions import triggers
from portal.editions.models import AppendOnlyError
from tests import factories as make

FIRST_DAY = datetime.date(2026, 1, 1)
DAYS = 12
Undone = Callable[[], AbstractContextManager[None]]

days = st.integers(0, DAYS)
terms = st.tuples(st.integers(0, 1), days, st.none() | days, st.sampled_from(Capacity))
steps = st.lists(
    st.tuples(st.sampled_from(["record", "record", "change", "delete"]), st.integers(0, 9), terms), max_size=12
)


def day(number: int) -> datetime.date:
    return FIRST_DAY + datetime.timedelta(days=number)


@dataclass(frozen=True)
class Term:
    """The model: a post held from a day until a day, both included, in a capacity."""

    post: int
    starts: int
    ends: int
    capacity: Capacity

    def is_beside(self, other: Term) -> bool:
        both_hold = self.capacity == other.capacity == Capacity.HOLDER
        return not both_hold or self.post != other.post or self.ends < other.starts or other.ends < self.starts


FOREVER = 10**6


@given(steps)
def test_the_database_agrees_with_a_model_on_any_date_and_at_any_moment(undone: Undone, steps: list[Any]) -> None:
    work, posts = uuid4(), [uuid4(), uuid4()]
    with undone():
        person = make.PersonFactory()
        said: dict[Any, Term] = {}
        past: list[tuple[datetime.datetime, dict[Any, Term]]] = []
        for action, chosen, (post, starts, ends, capacity) in steps:
            term = Term(post, starts, FOREVER if ends is None else ends, capacity)
            record = sorted(said)[chosen % len(said)] if said else None
            if action == "delete" and record:
                Holding.objects.said_now().get(record=record).delete()
                del said[record]
            elif action == "record" or record:
                known = record if action == "change" else None
                holding = Holding.objects.said_now().get(record=known) if known else Holding(person=person, work=work)
                holding.post, holding.starts, holding.capacity = posts[post], day(starts), capacity
                holding.ends = None if ends is None else day(ends)
                allowed = term.starts <= term.ends and all(
                    term.is_beside(other) for key, other in said.items() if key != known
                )
                try:
                    with transaction.atomic():
                        holding.save()
                except (HoldingRefused, IntegrityError):
                    assert not allowed
                else:
                    assert allowed
                    said[holding.record] = term
            past.append((last_moment(), dict(said)))
        for moment, then in past:
            assert told(work, posts, moment) == expected(then)
        assert told(work, posts, None) == expected(said)


def last_moment() -> datetime.datetime:
    times = [time for row in Holding.objects.values_list("recorded_at", "superseded_at") for time in row if time]
    return max(times, default=datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC))


def told(work: Any, posts: list[Any], moment: datetime.datetime | None) -> set[tuple[Any, ...]]:
    return {
        (number, posts.index(row.post), row.record, Capacity(row.capacity))
        for number in range(DAYS + 2)
        for row in Holding.objects.of_works([work]).on(day(number), moment)
    }


def expected(said: dict[Any, Term]) -> set[tuple[Any, ...]]:
    return {
        (number, term.post, record, term.capacity)
        for number in range(DAYS + 2)
        for record, term in said.items()
        if term.starts <= number <= term.ends
    }


@given(st.lists(terms, max_size=8))
def test_no_row_gets_past_the_database_either(undone: Undone, terms: list[Any]) -> None:
    work, posts = uuid4(), [uuid4(), uuid4()]
    with undone():
        person, taken = make.PersonFactory(), list[Term]()
        for post, starts, ends, capacity in terms:
            term = Term(post, starts, FOREVER if ends is None else ends, capacity)
            row = Holding(
                person=person,
                work=work,
                post=posts[post],
                starts=day(starts),
                ends=None if ends is None else day(ends),
                capacity=capacity,
                recorded_at=datetime.datetime.now(datetime.UTC),
                recorded_by="un script",
            )
            try:
                with transaction.atomic():
                    Holding.objects.bulk_create([row])
            except IntegrityError:
                assert term.starts > term.ends or not all(term.is_beside(other) for other in taken)
            else:
                assert all(term.is_beside(other) for other in taken)
                taken.append(term)


def held(**said: Any) -> Holding:
    return make.HoldingFactory(**{"work": uuid4(), "post": uuid4(), **said})


@pytest.mark.django_db
def test_a_change_supersedes_and_keeps_the_identity() -> None:
    holding = held()
    first, record = holding.pk, holding.record
    holding.ends = datetime.date(2025, 1, 1)
    holding.save()
    assert holding.pk != first
    now, before = holding.history()
    assert (now.record, now.ends, now.superseded_at) == (record, datetime.date(2025, 1, 1), None)
    assert (before.pk, before.ends, before.superseded_at) == (first, None, now.recorded_at)
    assert (now.recorded_by, before.superseded_by) == ("Le portail", "Le portail")


@pytest.mark.django_db
def test_saving_the_same_again_says_nothing_new() -> None:
    holding = held()
    Holding.objects.get(pk=holding.pk).save()
    assert Holding.objects.count() == 1


@pytest.mark.django_db
def test_what_another_has_changed_meanwhile_is_not_overwritten() -> None:
    holding = held()
    mine, theirs = Holding.objects.get(pk=holding.pk), Holding.objects.get(pk=holding.pk)
    theirs.ends = datetime.date(2025, 1, 1)
    theirs.save()
    mine.ends = datetime.date(2026, 1, 1)
    with pytest.raises(HoldingRefused, match="entre-temps"):
        mine.save()
    with pytest.raises(HoldingRefused, match="entre-temps"):
        mine.delete()
    assert Holding.objects.said_now().get().ends == datetime.date(2025, 1, 1)


@pytest.mark.django_db
def test_what_is_deleted_stays_as_what_was_said() -> None:
    held()
    other = held()
    assert Holding.objects.filter(pk=other.pk).delete() == (1, {"org.Holding": 1})
    assert Holding.objects.said_now().count() == 1
    assert Holding.objects.count() == 2


@pytest.mark.django_db
def test_the_same_person_may_be_put_back_after_a_deletion() -> None:
    holding = held()
    holding.delete()
    again = held(work=holding.work, post=holding.post)
    assert list(Holding.objects.said_now()) == [again]


@pytest.mark.django_db
def test_a_refused_change_leaves_what_was_said() -> None:
    first = held(ends=datetime.date(2024, 6, 30))
    second = held(work=first.work, post=first.post, starts=datetime.date(2024, 7, 1))
    pk, second.starts = second.pk, datetime.date(2024, 6, 1)
    with pytest.raises(HoldingRefused, match="déjà un titulaire"):
        second.save()
    assert (second.pk, second._state.adding) == (pk, False)
    assert Holding.objects.said_now().get(pk=pk).starts == datetime.date(2024, 7, 1)
    assert Holding.objects.count() == 2


@pytest.mark.django_db
def test_a_queryset_changes_nothing() -> None:
    held()
    with pytest.raises(AppendOnlyError):
        Holding.objects.update(ends=None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE org_holding SET starts = '2020-01-01'",
        "UPDATE org_holding SET capacity = 'interim'",
        "UPDATE org_holding SET superseded_at = '2100-01-01', ends = '2100-01-01'",
        "DELETE FROM org_holding",
    ],
)
def test_the_database_refuses_to_change_or_delete(sql: str) -> None:
    held()
    with pytest.raises(IntegrityError, match="ne se modifie pas"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
def test_what_was_superseded_is_not_said_again() -> None:
    held().delete()
    with pytest.raises(IntegrityError, match="ne se modifie pas"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE org_holding SET superseded_at = NULL")


@pytest.mark.django_db
def test_the_rules_are_in_the_database() -> None:
    names = {trigger.name for trigger in triggers.required(connection) if trigger.table == HOLDINGS}
    assert {f"{HOLDINGS}_no_update", f"{HOLDINGS}_no_delete"} <= names
    assert triggers.missing(connection) == []
