"""What answers can be narrowed by: only what this reader may know the name of."""

from __future__ import annotations

import pytest
from django.utils import timezone

from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.reading import Reading
from portal.editions.services import set_audience
from search.facets import named_facets
from search.who import Findings
from tests.search.texts import publish, work

pytestmark = pytest.mark.django_db


def organisations(chosen: str = "") -> list[tuple[str, str]]:
    """Return the organisations offered to a visitor when the index counts one unit of each."""
    counts = {"organisation": {work("onm").hex: 1, work("oim").hex: 1}}
    reading = Reading("fr", timezone.localdate(), Audience.PUBLIC)
    found = named_facets(Findings("question", counts=counts), reading, {"organisation": chosen})
    return [(value.value, value.name) for value in found["organisation"]]


def test_what_was_just_closed_is_not_offered_even_where_the_index_still_counts_it() -> None:
    for name in ("onm", "oim"):
        publish(name, title=name.upper())
    set_audience(work=Work.objects.get(key=work("onm")), audience=Audience.STAFF)

    assert organisations() == [(work("oim").hex, "OIM")]


def test_what_a_reader_chose_can_always_be_let_go() -> None:
    publish("oim", title="OIM")

    assert ("rien", "rien") in organisations(chosen="rien")
