"""What an address says of a date: only what the calendar has, and the same again when it is written."""

from __future__ import annotations

import contextlib
import datetime

import pytest
from django.urls import get_script_prefix, reverse
from hypothesis import given
from hypothesis import strategies as st

from portal.editions.as_of import AsOf, UnreadableDate, addresses_on

DAYS = st.dates(datetime.date(1, 1, 2), datetime.date(9999, 12, 30))


@given(DAYS, st.none() | st.dates(datetime.date(1, 1, 2), datetime.date(9999, 12, 29)))
def test_what_is_written_is_read(date: datetime.date, recorded: datetime.date | None) -> None:
    asked = AsOf.on(date, recorded)
    assert AsOf.read(asked.written) == asked
    assert (asked.date, asked.shown_on) == (date, recorded)


def test_a_day_of_showing_means_its_last_moment() -> None:
    asked = AsOf.read("@2019-05-01~2020-03-01")
    assert asked.recorded == datetime.datetime(2020, 3, 2, 5, tzinfo=datetime.UTC) - datetime.timedelta(microseconds=1)


def test_a_moment_is_taken_to_the_microsecond() -> None:
    asked = AsOf.read("@2019-05-01~2020-03-01T10:20:30.000001Z")
    assert asked.recorded == datetime.datetime(2020, 3, 1, 10, 20, 30, 1, tzinfo=datetime.UTC)
    assert asked.shown_on == asked.recorded


@pytest.mark.parametrize(
    "written",
    [
        "2019-05-01",
        "@",
        "@2019",
        "@2019-5-1",
        "@2019-02-29",
        "@2019-13-01",
        "@0000-01-01",
        "@0001-01-01",
        "@9999-12-31",
        "@2019-05-01~",
        "@2019-05-01~9999-12-31",
        "@2019-05-01~2020-02-30",
        "@2019-05-01~2020-02-01T25:00:00Z",
        "@2019-05-01~2020-02-01T10:00:00",
        "@2019-05-01\n",
        "@２０１９-05-01",
        "@2019-05-01~2020-01-01~2021-01-01",
    ],
)
def test_what_is_no_date(written: str) -> None:
    with pytest.raises(UnreadableDate):
        AsOf.read(written)


@given(st.text(max_size=40))
def test_no_text_does_worse_than_being_refused(text: str) -> None:
    with contextlib.suppress(UnreadableDate):
        AsOf.read(f"@{text}")


@pytest.mark.parametrize("base", ["/", "/mandat/"])
def test_every_address_made_meanwhile_keeps_the_date(base: str) -> None:
    before = get_script_prefix()
    with pytest.raises(ZeroDivisionError), addresses_on(AsOf.read("@2019-05-01"), base):
        assert reverse("text", args=["onm/"]) == f"{base}@2019-05-01/fr/onm/"
        raise ZeroDivisionError
    assert get_script_prefix() == before
