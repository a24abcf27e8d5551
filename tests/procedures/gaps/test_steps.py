"""What the report finds in guides."""

from __future__ import annotations

import datetime

import pytest

from org.gaps.findings import findings
from org.models import UnitPage
from portal.editions.audiences import Audience
from portal.editions.models import InForce
from procedures.gaps.kinds import StepGap
from procedures.models import ProcedurePage
from tests.factories import responsibility

from ..conftest import World

pytestmark = pytest.mark.django_db


def told(world: World) -> dict[StepGap, tuple[str, ...]]:
    row = InForce.objects.said_now().get(work=world.guide.translation_key, ends__gt=datetime.date.today())
    found = findings(Audience.STAFF).get(row.pk, {})
    return {gap: tuple(said.text for said in rows) for gap, rows in found.items() if isinstance(gap, StepGap)}


def give(world: World, *texts: str) -> None:
    page = UnitPage.objects.get(pk=world.reception.pk)
    page.responsibilities = [responsibility(text) for text in texts]
    page.save_revision().publish()


def test_nothing_is_told_of_a_unit_that_says_nothing_of_what_it_does(world: World) -> None:
    assert told(world) == {}


def test_a_step_of_which_no_responsibility_speaks_is_told(world: World) -> None:
    give(world, "Enregistrement des arrivées.")
    assert told(world) == {
        StepGap.NO_DUTY: ("« Conduire à la sortie » : aucune attribution de « Service d’accueil » n’en parle",)
    }
    give(world, "Enregistrement des arrivées.", "Accompagner jusqu’à la sortie.")
    assert told(world) == {}


@pytest.mark.parametrize(("days", "is_told"), [(31, False), (30, True), (0, True), (-400, True)])
def test_a_review_is_told_a_month_ahead(world: World, days: int, is_told: bool) -> None:
    page = ProcedurePage.objects.get(pk=world.guide.pk)
    page.review_on = datetime.date.today() + datetime.timedelta(days=days)
    page.save_revision().publish()
    assert (StepGap.REVIEW in told(world)) is is_told
