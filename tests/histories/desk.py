"""Does random things through the portal's one gate, and tells the model what was done."""

from __future__ import annotations

import contextlib
import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from hypothesis import strategies as st

from org.content import Kind, Responsibility, StructureContent
from portal.editions import services
from portal.editions.gate import Place, Proposal, PublicationRefused
from portal.editions.models import Edition, Work
from tests.clock import Clock

from .model import Model, Said, Text

FIRST_DAY = datetime.date(2026, 1, 1)
TOP = "office"
UNITS = ("finances", "accueil", "paie", "archives")
TITLES = {unit: (unit.capitalize(), f"{unit.capitalize()} nouveaux") for unit in (TOP, *UNITS)}
DUTIES = ("Recenser les bateaux.", "Former les douaniers.", "Payer les loyers.")

units = st.sampled_from(UNITS)
parents = st.sampled_from((TOP, *UNITS))
languages = st.sampled_from(("fr", "fr", "fr", "ht"))
days = st.integers(-40, 60).map(lambda number: FIRST_DAY + datetime.timedelta(days=number))

publications = st.fixed_dictionaries(
    {"unit": units, "language": languages, "newer": st.booleans(), "duty": st.sampled_from(DUTIES)},
    optional={"since": days, "corrects": st.booleans(), "parent": parents, "slug": st.sampled_from(("a", "b"))},
)
steps = st.one_of(
    st.tuples(st.just("publish"), publications),
    st.tuples(st.just("publish"), publications),
    st.tuples(st.just("restore"), st.fixed_dictionaries({"unit": units})),
    st.tuples(
        st.just("move"), st.fixed_dictionaries({"unit": units, "parent": parents, "position": st.integers(0, 3)})
    ),
    st.tuples(st.just("end"), st.fixed_dictionaries({"unit": units, "language": languages}, optional={"day": days})),
    st.tuples(st.just("merge"), st.fixed_dictionaries({"unit": units, "into": units})),
    st.tuples(st.just("split"), st.fixed_dictionaries({"unit": units})),
    st.tuples(st.just("wait"), st.fixed_dictionaries({"days": st.integers(1, 20)})),
)
# Most histories begin with a small tree.
BEGINNING = [("publish", {"unit": TOP, "language": "fr", "newer": False, "duty": DUTIES[0], "since": FIRST_DAY})] + [
    ("publish", {"unit": unit, "language": "fr", "newer": False, "duty": DUTIES[1], "since": FIRST_DAY})
    for unit in UNITS[:3]
]
histories = st.lists(steps, max_size=10).map(lambda more: [*BEGINNING, *more])


def key(unit: str) -> UUID:
    """Return the identity of a unit by its name."""
    return uuid5(NAMESPACE_URL, unit)


class Desk:
    """Does what a history says, on the days it says; what the gate refuses is not done."""

    def __init__(self, clock: Clock) -> None:
        self.clock, self.day, self.model = clock, FIRST_DAY, Model()
        clock(self.day)

    def do(self, verb: str, terms: dict[str, Any]) -> None:
        """Do one thing."""
        with contextlib.suppress(PublicationRefused):
            getattr(self, f"_{verb}")(**terms)

    def _wait(self, days: int) -> None:
        self.day += datetime.timedelta(days=days)
        self.clock(self.day)

    def _publish(self, unit: str, language: str, newer: bool, duty: str, **terms: Any) -> None:
        parent = terms.get("parent", TOP) if unit != TOP else ""
        text = Text(TITLES[unit][newer], duty, parent, terms.get("slug", unit), 0)
        self._say(unit, language, text, terms.get("since"), terms.get("corrects", False))

    def _restore(self, unit: str) -> None:
        """Publish again what was first said."""
        first = next((each for each in self.model.said if each.unit == unit and each.text), None)
        if first and first.text:
            self._say(unit, first.language, first.text, None, corrects=False)

    def _say(self, unit: str, language: str, text: Text, since: datetime.date | None, corrects: bool) -> None:
        known = set(Edition.objects.values_list("pk", flat=True))
        proposal = Proposal(
            work=key(unit),
            kind="unit" if text.parent else "organisation",
            language=language,
            place=Place(key(text.parent) if text.parent else None, text.position, text.slug),
            content=_content(unit, text),
            in_force_from=since,
            corrects_the_past=corrects,
        )
        edition = services.publish(proposal=proposal, author="essai")
        if edition.pk not in known:
            self.model.add(Said(unit, language, edition.in_force_from, edition.recorded_at, text))

    def _move(self, unit: str, parent: str, position: int) -> None:
        if unit not in self.model.source:
            return
        place = Place(key(parent), position, unit)
        services.move(
            work=Work.objects.get(key=key(unit)), language=self.model.source[unit], place=place, author="essai"
        )
        self.model.move(unit, parent, position, self.day, _last_moment())

    def _end(self, unit: str, language: str, day: datetime.date | None = None) -> None:
        if unit not in self.model.source:
            return
        services.abrogate(work=Work.objects.get(key=key(unit)), language=language, author="essai", on=day)
        self.model.end(unit, language, day or self.day, _last_moment())

    def _merge(self, unit: str, into: str) -> None:
        if unit != into and unit in self.model.source:
            self._end(unit, self.model.source[unit])

    def _split(self, unit: str) -> None:
        for number, other in enumerate(UNITS):
            if other != unit:
                self._publish(other, "fr", newer=True, duty=DUTIES[number % 3])
        if unit in self.model.source:
            self._end(unit, self.model.source[unit])


def _last_moment() -> datetime.datetime:
    return Edition.objects.latest("recorded_at").recorded_at


def _content(unit: str, text: Text) -> StructureContent:
    kind = Kind("service", "Service") if text.parent else None
    duty = Responsibility(uuid5(key(unit), text.duty), text.duty)
    return StructureContent(title=text.title, kind=kind, responsibilities=(duty,))
