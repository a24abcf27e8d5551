"""Deadlines count the days on which offices are open."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from portal.approvals import workdays
from portal.approvals.models import Holiday
from portal.approvals.workdays import Calendar

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))
CALENDARS = st.builds(Calendar, st.frozensets(st.dates(datetime.date(2025, 1, 1), datetime.date(2027, 1, 1))))
NEAR = st.dates(datetime.date(2025, 6, 1), datetime.date(2026, 6, 1))
COUNTS = st.integers(1, 40)


@given(CALENDARS, NEAR, COUNTS)
def test_a_deadline_falls_on_a_working_day_that_many_working_days_later(
    calendar: Calendar, start: datetime.date, days: int
) -> None:
    end = calendar.after(start, days)
    assert calendar.is_working_day(end)
    assert calendar.between(start, end) == days


@given(CALENDARS, NEAR, COUNTS)
def test_before_undoes_after_from_a_working_day(calendar: Calendar, start: datetime.date, days: int) -> None:
    first = calendar.after(start, 1)
    assert calendar.before(calendar.after(first, days), days) == first
    last = calendar.before(start, 1)
    assert calendar.after(calendar.before(last, days), days) == last


@given(CALENDARS, NEAR, COUNTS, COUNTS)
def test_delays_add_up(calendar: Calendar, start: datetime.date, some: int, more: int) -> None:
    assert calendar.after(calendar.after(start, some), more) == calendar.after(start, some + more)


@given(DAYS)
def test_no_delay_is_the_day_itself(day: datetime.date) -> None:
    calendar = Calendar()
    assert calendar.after(day, 0) == calendar.before(day, 0) == day
    assert calendar.between(day, day) == 0


def test_saturdays_and_sundays_do_not_count() -> None:
    friday = datetime.date(2026, 11, 20)
    assert Calendar().after(friday, 1) == datetime.date(2026, 11, 23)
    assert Calendar().before(datetime.date(2026, 11, 23), 1) == friday


@pytest.mark.django_db
def test_holidays_of_the_portals_country_alone_do_not_count() -> None:
    tuesday, wednesday, thursday = (datetime.date(2040, 4, day) for day in (3, 4, 5))
    Holiday.objects.create(country="HT", date=wednesday, name="Fête")
    Holiday.objects.create(country="FR", date=thursday, name="Fête")
    assert not workdays.is_working_day(wednesday)
    assert workdays.after(tuesday, 1) == thursday
    assert workdays.before(thursday, 1) == tuesday


@pytest.mark.django_db
def test_a_deadline_takes_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        workdays.after(datetime.date(2026, 1, 1), 250)
