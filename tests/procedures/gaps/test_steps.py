"""What the report finds in guides."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from org.gaps.findings import findings
from org.models import UnitPage
from portal.editions.audiences import Audience
from portal.editions.models import InForce
from procedures.gaps.kinds import StepGap
from procedures.models import ProcedurePage
from tests.factories import LegalReferenceFactory, UnitPageFactory, internal_rules, responsibility
from tests.factories import procedures as make

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


def told_of_exit(world: World, text: str, **fields: Any) -> bool:
    """Whether it is told of the reception, once the exit is described so."""
    page = ProcedurePage.objects.get(pk=world.guide.pk)
    page.steps = [make.step("Conduire à la sortie", make.role(world.reception), text=text, **fields)]
    page.save_revision().publish()
    return StepGap.NO_DUTY in told(world)


def test_one_word_of_how_it_is_done_may_be_there_by_chance_and_two_are_not(world: World) -> None:
    give(world, "Tenir le registre des bagages et le remettre au gardien.")
    assert told_of_exit(world, "Rendre les bagages.")
    assert not told_of_exit(world, "Rendre les bagages, signer le registre.")


def test_words_of_two_responsibilities_do_not_add_up(world: World) -> None:
    give(world, "Tenir le registre.", "Garder les bagages.")
    assert told_of_exit(world, "Rendre les bagages, signer le registre.")


def test_a_legal_text_in_common_is_enough(world: World) -> None:
    law = LegalReferenceFactory()
    page = UnitPage.objects.get(pk=world.reception.pk)
    page.responsibilities = [responsibility("Tenir les clés.", legal_basis=[law])]
    page.save_revision().publish()
    assert told_of_exit(world, "Par la porte.")
    assert not told_of_exit(world, "Par la porte.", legal_basis=[law.pk])


def test_those_below_speak_for_a_unit_and_those_above_do_not(world: World) -> None:
    give(world, "Tenir les clés.")
    page = world.onm.__class__.objects.get(pk=world.onm.pk)
    page.responsibilities = [responsibility("Conduire les personnes à la sortie.")]
    page.save_revision().publish()
    assert told_of_exit(world, "")
    duty = responsibility("Conduire les personnes à la sortie.")
    UnitPageFactory(parent=world.reception, title="Section", slug="section", responsibilities=[duty])
    assert not told_of_exit(world, "")


def test_nothing_is_told_of_what_internal_rules_say(world: World) -> None:
    page = UnitPage.objects.get(pk=world.reception.pk)
    page.responsibilities = [responsibility("Tenir les clés."), internal_rules("Le reste par règlement interne.")]
    page.save_revision().publish()
    assert not told_of_exit(world, "")


def test_nothing_is_told_of_a_whole_organisation(world: World) -> None:
    page = world.ibesr.__class__.objects.get(pk=world.ibesr.pk)
    page.responsibilities = [responsibility("Protéger l’enfance.")]
    page.save_revision().publish()
    page = ProcedurePage.objects.get(pk=world.guide.pk)
    page.steps = [make.step("Conduire à la sortie", make.role(world.ibesr))]
    page.save_revision().publish()
    assert told(world) == {}


@pytest.mark.parametrize(("days", "is_told"), [(31, False), (30, True), (0, True), (-400, True)])
def test_a_review_is_told_a_month_ahead(world: World, days: int, is_told: bool) -> None:
    page = ProcedurePage.objects.get(pk=world.guide.pk)
    page.review_on = datetime.date.today() + datetime.timedelta(days=days)
    page.save_revision().publish()
    assert (StepGap.REVIEW in told(world)) is is_told
