"""Drafts in which those who take over act in place of a unit."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page

from org.models import UnitPage
from portal.editions.models import Edition
from portal.setup import EDITORS
from procedures.impact.drafts import NotOpened, open_draft
from procedures.impact.replacing import replacing
from procedures.impact.rows import Row
from procedures.models import ProcedurePage
from tests.factories import UnitPageFactory, UserFactory, responsibility, tie

from ..conftest import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Any:
    return UserFactory(in_groups=[EDITORS])


@pytest.fixture
def successor(world: World) -> UnitPage:
    return UnitPageFactory(parent=world.onm, title="Service des arrivées", slug="arrivees")


def everywhere(after: Page, *before: Page) -> Any:
    keys = {page.translation_key for page in before}
    return replacing(lambda row: after if row.unit in keys else None)


def opened(world: World, after: Page, by: Any, on: datetime.date | None = None) -> ProcedurePage:
    open_draft(page=world.guide, change=everywhere(after, world.reception), event="Fusion", from_date=on, by=by)
    return ProcedurePage.objects.get(pk=world.guide.pk).get_latest_revision_as_object()


def test_the_successor_acts_in_every_step_and_nothing_is_published(
    world: World, successor: UnitPage, editor: Any
) -> None:
    before = [block.id for block in world.guide.steps]
    draft = opened(world, successor, editor)
    content = draft.edition_content()
    assert [[role.name for role in step.roles] for step in content.steps] == [
        ["Service des arrivées", "Office National de la Migration"],
        ["Institut du Bien-Être Social et de Recherches", "Service des arrivées"],
        ["Service des arrivées"],
    ]
    assert content.owner and content.owner.name == "Service des arrivées"
    assert content.steps[0].roles[0].post is None
    assert [block.id for block in draft.steps] == before
    assert draft.change_note == "Fusion"
    assert draft.latest_revision.user == editor
    assert Edition.objects.filter(work=world.guide.translation_key).count() == 1


def test_a_unit_that_was_renamed_keeps_its_posts(world: World, editor: Any) -> None:
    page = UnitPage.objects.get(pk=world.reception.pk)
    page.title = "Service des arrivées"
    page.save_revision().publish()
    first = opened(world, page, editor).edition_content().steps[0].roles[0]
    assert (first.name, first.post_title) == ("Service des arrivées", "Chef de service")


def test_two_that_are_merged_act_once(world: World, editor: Any) -> None:
    page = ProcedurePage.objects.get(pk=world.guide.pk)
    page.steps[0].value["roles"][1]["role"] = "R"
    page.clean()
    page.save_revision().publish()
    content = opened(world, world.onm, editor).edition_content()
    assert [(role.role, role.name) for role in content.steps[0].roles] == [("R", "Office National de la Migration")]


def test_a_draft_for_an_event_to_come_holds_from_its_day(world: World, successor: UnitPage, editor: Any) -> None:
    day = timezone.localdate() + datetime.timedelta(days=40)
    assert opened(world, successor, editor, day).in_force_from == day


def test_the_draft_of_somebody_else_is_not_overwritten(world: World, successor: UnitPage, editor: Any) -> None:
    other = UserFactory(in_groups=[EDITORS], first_name="Rose", last_name="Jean")
    page = ProcedurePage.objects.get(pk=world.guide.pk)
    page.purpose = "Autrement."
    last = page.save_revision(user=other)
    with pytest.raises(NotOpened, match="Rose Jean"):
        opened(world, successor, editor)
    assert ProcedurePage.objects.get(pk=page.pk).latest_revision == last
    assert opened(world, successor, other).purpose == "Autrement."


def test_a_draft_is_not_opened_twice(world: World, successor: UnitPage, editor: Any) -> None:
    opened(world, successor, editor)
    with pytest.raises(NotOpened, match="déjà à jour"):
        opened(world, successor, editor)


def test_who_may_not_edit_opens_nothing(world: World, successor: UnitPage) -> None:
    with pytest.raises(NotOpened, match="ne pouvez pas"):
        opened(world, successor, UserFactory())


def test_in_the_structure_the_successor_shares_and_is_tied_but_never_to_itself(
    world: World, successor: UnitPage, editor: Any
) -> None:
    shared = responsibility("Archiver.", shared_with=(world.reception, world.ibesr))
    ties = [tie(world.reception), tie(successor)]
    page = UnitPageFactory(parent=world.onm, title="Archives", slug="archives", responsibilities=[shared], ties=ties)
    open_draft(page=page, change=everywhere(successor, world.reception), event="Fusion", from_date=None, by=editor)
    content = UnitPage.objects.get(pk=page.pk).get_latest_revision_as_object().edition_content()
    assert content.responsibilities[0].shared_with == (successor.translation_key, world.ibesr.translation_key)
    assert [each.to for each in content.ties] == [successor.translation_key]

    change = everywhere(page, successor, world.reception)
    open_draft(page=page, change=change, event="Fusion", from_date=None, by=editor)
    content = UnitPage.objects.get(pk=page.pk).get_latest_revision_as_object().edition_content()
    assert content.ties == ()


def test_a_document_names_nobody(world: World, editor: Any) -> None:
    with pytest.raises(NotOpened, match="propre éditeur"):
        open_draft(page=Page.objects.get(depth=1), change=everywhere(world.onm), event="", from_date=None, by=editor)


def test_a_row_that_was_given_to_nobody_stays(world: World, successor: UnitPage, editor: Any) -> None:
    only = Row(world.reception.translation_key, "acts", str(world.guide.steps[2].id))
    change = replacing({only: successor}.get)
    open_draft(page=world.guide, change=change, event="Scission", from_date=None, by=editor)
    content = ProcedurePage.objects.get(pk=world.guide.pk).get_latest_revision_as_object().edition_content()
    assert [step.roles[0].name for step in content.steps] == [
        "Service d’accueil",
        "Institut du Bien-Être Social et de Recherches",
        "Service des arrivées",
    ]
    assert content.owner and content.owner.name == "Service d’accueil"
