"""After any history, every channel says of any date, as was said at any moment, what the model says."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.cache import cache
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.editions.models import Edition
from search.drain import drain
from search.engines.base import Engine

from .desk import DUTIES, TOP, Clock, Desk, histories, key
from .model import Model, Shown

EXAMPLES = settings.default.max_examples * 3 // 8
AT_ONCE = datetime.timedelta(microseconds=1)
Undone = Any


class Reader:
    """Someone who reads on a date, as was said at a moment."""

    def __init__(self, model: Model, language: str, day: datetime.date, moment: datetime.datetime) -> None:
        self.client, self.language = Client(), language
        self.prefix = f"/@{day}~{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
        self.shown = model.all_shown(language, day, moment)

    def get(self, path: str) -> Any:
        return self.client.get(f"{self.prefix}/{path}")

    def url(self, shown: Shown) -> str:
        return f"{self.prefix}/{self.language}/{shown.path}"

    def titles(self, units: Any) -> list[str]:
        return [self.shown[unit].text.title for unit in units]

    def children(self, unit: str) -> list[str]:
        below = [each for each in self.shown.values() if each.text.parent == unit]
        return [each.text.title for each in sorted(below, key=lambda each: (each.text.position, each.text.title))]

    def saw_the_page_of(self, unit: str) -> None:
        response = self.get(f"{self.language}/id/{key(unit)}/")
        shown = self.shown.get(unit)
        if shown is None:
            assert response.status_code in (404, 410), response
            return
        assert response.headers["Location"] == self.url(shown)
        page = self.client.get(self.url(shown))
        assert page.status_code == 200
        assert page.context["content"].title == shown.text.title
        assert page.context["shown_language"] == shown.language
        assert [duty.text for duty in page.context["content"].responsibilities] == [shown.text.duty]
        assert [link.title for link in page.context["chain"]] == self.titles(shown.chain)
        assert [link.title for link in page.context["children"]] == self.children(unit)

    def saw_the_chart(self) -> None:
        response = self.get(f"{self.language}/organigramme/{key(TOP)}/")
        if TOP not in self.shown:
            assert response.status_code == 404
            return
        rows = [(row.unit.link.title, row.unit.level) for row in response.context["rows"]]
        assert rows == list(self._rows(TOP, 0))

    def _rows(self, unit: str, level: int) -> Any:
        yield self.shown[unit].text.title, level
        below = [each for each in self.shown.values() if each.text.parent == unit]
        for each in sorted(below, key=lambda each: (each.text.position, each.text.title)):
            yield from self._rows(each.unit, level + 1)

    def found(self, duty: str) -> None:
        """Search, its counts and its chains."""
        word = duty.split()[-1].strip(".")
        answer = self.get(f"api/who?q={word}&lang={self.language}&limit=50").json()
        right = {
            self.url(each): (each.text.title, self.titles(each.chain))
            for each in self.shown.values()
            if each.text.duty == duty
        }
        results = {
            result["unit"]["url"].removeprefix("http://testserver"): (
                result["unit"]["title"],
                [link["title"] for link in result["chain"]],
            )
            for result in answer["results"]
        }
        assert results == right
        assert answer["total"] == len(right)
        page = self.get(f"{self.language}/recherche/?q={word}")
        counts = [value["facet"].count for facet in page.context["facets"] for value in facet["values"]][:1]
        assert counts == ([len(right)] if right else [])

    def was_suggested(self) -> None:
        for letter in "aofp":
            found = self.get(f"api/suggest?q={letter}&lang={self.language}").json()
            titles = {each.text.title for each in self.shown.values()}
            right = {title for title in titles if any(word.lower().startswith(letter) for word in title.split())}
            assert {each["text"] for each in found} == right


def telling_days() -> list[datetime.date]:
    starts = set(Edition.objects.values_list("in_force_from", flat=True))
    return sorted(starts | {day - datetime.timedelta(days=1) for day in starts})


def telling_moments() -> list[datetime.datetime]:
    recorded = set(Edition.objects.values_list("recorded_at", flat=True))
    return sorted(recorded | {moment - AT_ONCE for moment in recorded})


@settings(max_examples=EXAMPLES)
@given(histories, st.data())
def test_every_channel_says_what_was_said(
    undone: Undone, today: Clock, engine_of_portal: Engine, steps: list[Any], data: st.DataObject
) -> None:
    with undone():
        engine_of_portal.rebuild([])
        desk = Desk(today)
        for step in steps:
            desk.do(*step)
        drain()
        cache.clear()
        first = min(telling_moments()) + AT_ONCE
        moments = [moment for moment in telling_moments() if moment >= first]
        for _draw in range(3):
            day = data.draw(st.sampled_from(telling_days()), "day")
            moment = data.draw(st.sampled_from(moments), "moment")
            reader = Reader(desk.model, data.draw(st.sampled_from(("fr", "ht", "en"))), day, moment)
            if not reader.shown:
                continue
            for unit in desk.model.source:
                reader.saw_the_page_of(unit)
            reader.saw_the_chart()
            for duty in DUTIES:
                reader.found(duty)
            reader.was_suggested()
