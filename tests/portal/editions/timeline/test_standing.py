"""What each edition is worth on a date, against the same said slowly: day by day, recording after recording."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from portal.editions.intervals import Claim
from portal.editions.timeline.standing import Recorded, Standing, Status, standings

FIRST = datetime.date(2020, 1, 1)
DAYS = 12


def day(number: int) -> datetime.date:
    return FIRST + datetime.timedelta(days=number)


def recorded(order: int, starts: int, on: int, *, text: bool = True) -> Recorded[int]:
    at = datetime.datetime.combine(day(on), datetime.time(12, order), datetime.UTC)
    return Recorded(Claim(order, day(starts), None, order, text), at)


@st.composite
def histories(draw: st.DrawFn) -> list[Recorded[int]]:
    """Draw what was recorded, in the order of the days on which it was."""
    on = sorted(draw(st.lists(st.integers(0, DAYS - 1), min_size=1, max_size=6)))
    made = []
    for order, when in enumerate(on):
        starts, text = draw(st.integers(0, DAYS - 1)), order == 0 or draw(st.booleans())
        made.append(recorded(order, starts, when, text=text))
    return made


def winner(made: Sequence[Recorded[int]], on: datetime.date) -> int | None:
    """Return what holds on a day: of what has started, the last to start; of those, the last recorded."""
    begun = [(each.claim.starts, each.claim.order) for each in made if each.claim.starts <= on]
    return max(begun)[1] if begun else None


def status_in_words(made: list[Recorded[int]], each: Recorded[int], on: datetime.date) -> Status:
    claim = each.claim
    holds = [n for n in range(2 * DAYS) if winner(made, day(n)) == claim.order]
    if not holds:
        later = next(x for x in made if x.claim.starts == claim.starts and x.claim.order > claim.order)
        if claim.in_force and not later.claim.in_force:
            return Status.ABROGATED
        return Status.CORRECTED if later.at.date() >= claim.starts else Status.REPLACED
    if on < day(holds[0]):
        return Status.COMING
    if on <= day(holds[-1]):
        return Status.IN_FORCE if claim.in_force else Status.ABROGATED
    following = winner(made, day(holds[-1] + 1))
    return Status.REPLACED if following is not None and made[following].claim.in_force else Status.ABROGATED


@given(histories(), st.integers(0, DAYS - 1))
def test_each_edition_is_worth_what_the_rules_in_words_say(made: list[Recorded[int]], on: int) -> None:
    found = standings(made, day(on))
    assert [each.status for each in found] == [status_in_words(made, each, day(on)) for each in made]


@given(histories(), st.integers(0, DAYS - 1))
def test_exactly_what_holds_on_the_date_is_in_force(made: list[Recorded[int]], on: int) -> None:
    holding = winner(made, day(on))
    expected = [holding] if holding is not None and made[holding].claim.in_force else []
    found = standings(made, day(on))
    assert [number for number, each in enumerate(found) if each.status is Status.IN_FORCE] == expected


@given(histories())
def test_a_correction_is_told_of_what_was_shown_on_its_day_until_then(made: list[Recorded[int]]) -> None:
    found = standings(made, FIRST)
    for order, each in enumerate(made):
        shown = winner(made[:order], each.claim.starts)
        takes = shown is not None and (
            made[shown].claim.starts == each.claim.starts
            or (made[shown].at.date() < each.at.date() and each.claim.starts < each.at.date())
        )
        assert [n for n, standing in enumerate(found) if each in standing.corrections] == ([shown] if takes else [])


def one(made: list[Recorded[int]], number: int, on: int) -> Standing[int]:
    return standings(made, day(on))[number]


def test_what_a_correction_of_the_past_took_over_whole_names_it() -> None:
    made = [recorded(0, 1, 1), recorded(1, 1, 5)]
    corrected = one(made, 0, 6)
    assert (corrected.status, corrected.interval, corrected.by) == (Status.CORRECTED, None, made[1])


def test_what_was_replaced_before_its_day_was_never_wrong() -> None:
    assert one([recorded(0, 8, 1), recorded(1, 8, 3)], 0, 9).status is Status.REPLACED


def test_a_text_abolished_on_its_first_day_is_abolished() -> None:
    assert one([recorded(0, 1, 1), recorded(1, 1, 1, text=False)], 0, 2).status is Status.ABROGATED


def test_an_abolition_that_a_later_text_follows_has_been_replaced() -> None:
    made = [recorded(0, 1, 1), recorded(1, 3, 3, text=False), recorded(2, 6, 6)]
    assert [one(made, 1, on).status for on in (2, 4, 7)] == [Status.COMING, Status.ABROGATED, Status.REPLACED]
