"""Who holds a post: one person on any day, and whoever stands in for them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from org.models import Holding
from tests import factories as make

FIRST_DAY = datetime.date(2026, 1, 1)
Undone = Callable[[], AbstractContextManager[None]]

days = st.integers(0, 20)
terms = st.lists(st.tuples(st.integers(0, 1), days, st.none() | days, st.booleans()), max_size=10)


def day(number: int) -> datetime.date:
    return FIRST_DAY + datetime.timedelta(days=number)


@given(terms)
def test_no_day_has_two_holders_whatever_is_tried(undone: Undone, terms: list[Any]) -> None:
    work, posts = uuid4(), [uuid4(), uuid4()]
    with undone():
        person, taken, refused = make.PersonFactory(), [], []
        for post, starts, ends, interim in terms:
            holding = Holding(
                person=person,
                work=work,
                post=posts[post],
                starts=day(starts),
                ends=None if ends is None else day(ends),
                interim=interim,
            )
            try:
                holding.full_clean()
            except ValidationError:
                refused.append(holding)
            else:
                holding.save()
                taken.append(holding)
        for number in range(22):
            for post in posts:
                held = Holding.objects.of_post(work, post).on(day(number)).filter(interim=False)
                assert held.count() <= 1
        for holding in refused:
            assert overlaps(holding, taken) or (holding.ends and holding.ends < holding.starts)


def overlaps(holding: Holding, others: list[Holding]) -> bool:
    """Whether a holding shares a day with another of the same post that is no interim either."""
    last = holding.ends or datetime.date.max
    rivals = [other for other in others if other.post == holding.post and not other.interim and not holding.interim]
    return any(other.starts <= last and holding.starts <= (other.ends or datetime.date.max) for other in rivals)


@pytest.mark.django_db
def test_both_ends_are_days_on_which_the_post_is_held() -> None:
    holding = make.HoldingFactory(work=uuid4(), post=uuid4(), starts=day(3), ends=day(5))
    held = [number for number in range(10) if Holding.objects.on(day(number)).exists()]
    assert held == [3, 4, 5]
    successor = Holding(person=holding.person, work=holding.work, post=holding.post, starts=day(5))
    with pytest.raises(ValidationError, match="déjà un titulaire"):
        successor.full_clean()
    successor.starts = day(6)
    successor.full_clean()


@pytest.mark.django_db
def test_changing_a_holding_is_no_conflict_with_itself() -> None:
    holding = make.HoldingFactory(work=uuid4(), post=uuid4(), starts=day(3))
    holding.ends = day(9)
    holding.full_clean()


@pytest.mark.django_db
def test_the_database_refuses_an_end_before_the_start() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make.HoldingFactory(work=uuid4(), post=uuid4(), starts=day(3), ends=day(2))


@pytest.mark.django_db
def test_a_holding_is_current_on_its_days_only(today: Callable[[datetime.date], None]) -> None:
    holding = make.HoldingFactory(work=uuid4(), post=uuid4(), starts=day(3), ends=day(5))
    for number, current in [(2, False), (3, True), (5, True), (6, False)]:
        today(day(number))
        assert holding.is_current is current


@pytest.mark.django_db
def test_a_person_who_holds_a_post_cannot_be_deleted() -> None:
    holding = make.HoldingFactory(work=uuid4(), post=uuid4())
    with pytest.raises(IntegrityError):
        holding.person.delete()
