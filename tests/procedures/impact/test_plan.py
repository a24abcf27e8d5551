"""From what is chosen to what is drafted, and what stays."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Page

from org.models import ChangeEventPage, UnitPage
from portal.setup import EDITORS
from procedures.impact.choosing import unit_name
from procedures.impact.plan import ALL, Plan, plan_of
from procedures.impact.presentation import impact_of, takers_form
from tests import factories as make

from ..conftest import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrivals(world: World) -> UnitPage:
    return make.UnitPageFactory(parent=world.onm, title="Service des arrivées", slug="arrivees")


def planned(world: World, nature: str, *after: Page, **changes: str) -> Plan:
    """Return what everything that is proposed would do, but for the changes."""
    before = [world.reception]
    event: Any = make.ChangeEventPageFactory(parent=world.onm, nature=nature, before=before, after=after)
    impact = impact_of(ChangeEventPage.objects.get(pk=event.pk), make.UserFactory(in_groups=[EDITORS]))
    proposed = {name: field.initial or "" for name, field in takers_form(impact).fields.items()}
    form = takers_form(impact, {**proposed, **changes})
    assert form.is_valid(), form.errors
    plan = plan_of(impact, form, ALL)
    assert plan is not None
    return plan


def left(plan: Plan) -> int:
    """Return how many rows stay as they are."""
    return sum(map(len, plan.left.values()))


def test_a_unit_that_is_renamed_keeps_every_row_under_its_new_name(world: World) -> None:
    plan = planned(world, "renamed", world.reception)
    assert set(plan.rows[world.guide.pk].values()) == {world.reception.translation_key}
    assert (len(plan.rows[world.guide.pk]), plan.left) == (4, {})


def test_what_writes_no_name_down_follows_a_unit_that_is_renamed_by_itself(world: World) -> None:
    page = make.UnitPageFactory(parent=world.onm, title="Archives", slug="archives", ties=[make.tie(world.reception)])
    assert page.pk not in planned(world, "renamed", world.reception).rows


def test_of_a_unit_that_a_part_is_split_off_the_rest_stays(world: World, arrivals: UnitPage) -> None:
    plan = planned(world, "split", world.reception, arrivals)
    assert not plan
    assert left(plan) == 4
    step = str(world.guide.steps[2].id)
    row = f"{world.guide.translation_key}.{world.reception.translation_key}.acts.{step}"
    plan = planned(world, "split", world.reception, arrivals, **{row: str(arrivals.translation_key)})
    assert list(plan.rows[world.guide.pk].values()) == [arrivals.translation_key]
    assert left(plan) == 3


def test_everything_can_be_left_as_it_is(world: World, arrivals: UnitPage) -> None:
    plan = planned(world, "renamed", arrivals, **{unit_name(world.reception.translation_key): ""})
    assert not plan
    assert left(plan) == 4


def test_a_unit_above_that_ends_too_is_not_proposed(world: World) -> None:
    section = make.UnitPageFactory(parent=world.reception, title="Section", slug="section")
    event = make.ChangeEventPageFactory(parent=world.onm, nature="abolished", before=[world.reception, section])
    impact = impact_of(event, make.UserFactory(in_groups=[EDITORS]))
    assert [[unit.name for unit in each.proposed] for each in impact.taken] == [[world.onm.title], []]
