"""Projections say what the editions say, whatever was published, renamed, moved, ended or closed, and when."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.editions import services
from portal.editions.audiences import Audience
from portal.editions.gate import PublicationRefused
from portal.editions.models import Edition, InForce, Nature, Relation, Work
from portal.editions.reading import Reading
from portal.editions.seals import canonical, seal_of
from portal.editions.services import record_of
from tests.clock import Clock

from . import history
from .texts import abrogate, key, move, publish, work

Undone = Callable[[], AbstractContextManager[None]]

EXAMPLES = settings.default.max_examples * 5 // 8
FIRST_DAY = datetime.date(2026, 1, 1)
NAMES = ["onm", "daf", "drh", "paie"]

names = st.sampled_from(NAMES)
parents = st.sampled_from(["", *NAMES[:3]])
languages = st.sampled_from(["fr", "fr", "fr", "en"])
days = st.integers(0, 60).map(lambda number: FIRST_DAY + datetime.timedelta(days=number))
publications = st.tuples(
    st.just("publish"),
    st.fixed_dictionaries(
        {"name": names, "parent": parents, "language": languages, "title": st.sampled_from("AB")},
        optional={
            "slug": st.sampled_from(["nouvelle", "autre"]),
            "in_force_from": days,
            "corrects_the_past": st.booleans(),
            "names": names.map(lambda name: (key(name),)),
        },
    ),
)
moves = st.tuples(st.just("move"), st.fixed_dictionaries({"name": names, "parent": parents}))
endings = st.tuples(
    st.just("abrogate"), st.fixed_dictionaries({"name": names, "language": languages}, optional={"on": days})
)
audiences = st.tuples(
    st.just("audience"), st.fixed_dictionaries({"name": names, "audience": st.sampled_from(Audience)})
)
pauses = st.tuples(st.just("wait"), st.fixed_dictionaries({"days": st.integers(1, 15)}))
histories = st.lists(st.one_of(publications, publications, moves, endings, audiences, pauses), max_size=12).map(
    # Most histories begin with a small tree; what random parents make of it afterwards is refused or right.
    lambda steps: [("publish", {"name": name, "parent": NAMES[0] * (name != NAMES[0])}) for name in NAMES] + steps
)


class Desk:
    """Does what a history says, on the days it says."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.day = FIRST_DAY
        clock(self.day)

    def do(self, verb: str, terms: dict[str, Any]) -> None:
        """Do one step; one that the gate refuses leaves nothing behind."""
        if verb != "wait":
            before = Edition.objects.count(), InForce.objects.count()
            try:
                self._ask(verb, **terms)
            except PublicationRefused:
                assert (Edition.objects.count(), InForce.objects.count()) == before
        else:
            self.day += datetime.timedelta(days=terms["days"])
            self.clock(self.day)

    def _ask(self, verb: str, *, name: str, **terms: Any) -> None:
        if verb == "publish":
            publish(name, **terms)
        elif Work.objects.filter(key=key(name)).exists():
            if verb == "audience":
                services.set_audience(work=work(name), audience=terms["audience"])
            else:
                {"move": move, "abrogate": abrogate}[verb](name, **terms)


def assert_projections_say_what_editions_say(today: datetime.date) -> None:
    for day in {*history.telling_days(), today}:
        for moment in history.telling_moments():
            held = history.held_on(day, moment)
            assert history.projected_in_force(day, moment) == {place: edition.pk for place, edition in held.items()}
            assert history.projected_paths(day, moment) == history.paths_on(held)
    for text in Work.objects.all():
        assert text.effective_audience == history.strictest_above(text.key, today)


def assert_links_are_those_of_editions() -> None:
    stated = {
        (edition.pk, relation.target)
        for edition in Edition.objects.filter(nature=Nature.PUBLICATION)
        for relation in edition.content.relations()
    }
    assert set(Relation.objects.values_list("edition", "target")) == stated


def assert_the_chain_holds() -> None:
    previous: dict[tuple[Any, str], Edition] = {}
    for edition in Edition.objects.order_by("work", "language", "number"):
        before = previous.get((edition.work_id, edition.language))
        assert edition.number == (before.number + 1 if before else 1)
        assert edition.previous_digest == (before.digest if before else "")
        assert edition.digest == seal_of(canonical(record_of(edition)))
        assert edition.seal == seal_of(edition.canonical.encode())
        previous[edition.work_id, edition.language] = edition


@settings(max_examples=EXAMPLES)
@given(histories)
def test_any_date_shows_what_editions_say_after_any_history(undone: Undone, today: Clock, steps: list[Any]) -> None:
    with undone():
        desk = Desk(today)
        for step in steps:
            desk.do(*step)
        assert_projections_say_what_editions_say(desk.day)
        assert_links_are_those_of_editions()
        assert_the_chain_holds()


def assert_addresses_of_old_lead_to_their_texts(answered: dict[tuple[str, str], UUID], day: datetime.date) -> None:
    for (path, language), text in answered.items():
        reading = Reading(language, day, Audience.STAFF)
        if reading.work_at(path) is None:
            other = reading.other_address(path)
            assert other is not None, f"{path} leads nowhere"
            others = {other for (taken, _language), other in answered.items() if taken == path}
            assert other.work_id == text or len(others) > 1


def shown_today(day: datetime.date) -> dict[tuple[UUID, str], tuple[int | None, str | None, int]]:
    """Return what readers get of each text: edition, address and audience."""
    held, paths = history.projected_in_force(day), history.projected_paths(day)
    audience = dict(Work.objects.values_list("key", "effective_audience"))
    return {
        (text, language): (held.get((text, language)), paths.get((text, language)), audience[text])
        for text in audience
        for language in history.LANGUAGES
    }


@settings(max_examples=EXAMPLES)
@given(histories)
def test_what_changes_is_announced_and_addresses_last(
    undone: Undone, today: Clock, announced: set[UUID], steps: list[Any]
) -> None:
    with undone():
        desk = Desk(today)
        answered: dict[tuple[str, str], UUID] = {}
        for verb, terms in steps:
            before = shown_today(desk.day)
            announced.clear()
            desk.do(verb, terms)
            after = shown_today(desk.day)
            if verb != "wait":
                changed = {
                    place for place in after if after[place] != before.get(place, (None, None, Audience.PUBLIC))
                }
                assert {text for text, _language in changed} <= announced
            answered |= {(after[place][1], place[1]): place[0] for place in after if after[place][1]}
        assert_addresses_of_old_lead_to_their_texts(answered, desk.day)
