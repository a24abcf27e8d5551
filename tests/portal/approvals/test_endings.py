"""Ending a text under approval is a right of its own, whatever way it takes; it does not ask for verdicts."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from org.models import UnitPage
from portal.approvals.endings import EndingRefused
from portal.editions.abolition.services import abolish, leave_the_desk
from portal.editions.pages import ENDING_REFUSED
from portal.setup import EDITORS
from tests import factories
from tests.clock import Clock
from tests.factories import approvals as make

from .conftest import Stage

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _in_2026(today: Clock) -> None:
    today(TODAY)


@pytest.fixture
def editor(legal: Stage) -> User:
    return factories.UserFactory(in_groups=[EDITORS])


def page_of(stage: Stage) -> UnitPage:
    return UnitPage.objects.get(pk=stage.unit.pk)


def taken_off(page: UnitPage) -> None:
    page.live = False
    page.save()


def taken_off_without_its_kind(page: UnitPage) -> None:
    plain = Page.objects.get(pk=page.pk)
    plain.unpublish()


WAYS: dict[str, Callable[[UnitPage, User], Any]] = {
    "unpublish": lambda page, user: page.unpublish(user=user),
    "nobody": lambda page, user: page.unpublish(),
    "abrogate": lambda page, user: page.abrogate(user),
    "abolish": lambda page, user: abolish(page=page, on=TODAY, by=user),
    "abolish later": lambda page, user: abolish(page=page, on=datetime.date(2027, 1, 1), by=user),
    "save": lambda page, user: taken_off(page),
    "plain page": lambda page, user: taken_off_without_its_kind(page),
}


@pytest.mark.parametrize("way", WAYS)
def test_an_editor_does_not_end_it(legal: Stage, editor: User, way: str) -> None:
    with pytest.raises(EndingRefused, match="service juridique"):
        WAYS[way](page_of(legal), editor)
    assert legal.text_of() == "Direction"
    assert page_of(legal).live
    assert legal.editions() == 1


@pytest.mark.parametrize("view", ["unpublish", "bulk", "abolish"])
def test_the_desk_says_why_and_notes_it(client: Client, legal: Stage, editor: User, view: str) -> None:
    client.force_login(editor)
    form: dict[str, str] = {}
    if view == "unpublish":
        address = reverse("wagtailadmin_pages:unpublish", args=[legal.unit.pk])
    elif view == "bulk":
        action = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
        address = f"{action}?id={legal.unit.pk}&next=/gestion/"
    else:
        address, form = reverse("abolish", args=[legal.unit.pk]), {"on": "2026-06-01", "confirmed": "1"}
    response = client.post(address, form)
    words = response.content.decode() + " ".join(map(str, get_messages(response.wsgi_request)))
    assert "seul qui en a le droit" in words
    assert (legal.text_of(), page_of(legal).live) == ("Direction", True)
    entry = PageLogEntry.objects.get(action=ENDING_REFUSED)
    assert entry.user == editor
    assert "L’abrogation a été refusée" in entry.formatter.format_message(entry)


def test_the_legal_service_ends_it(legal: Stage) -> None:
    page_of(legal).unpublish(user=legal.lawyer)
    assert legal.text_of() == ""
    assert not page_of(legal).live


def test_what_legal_ended_from_a_coming_day_leaves_the_desk_by_itself(legal: Stage, today: Clock) -> None:
    abolish(page=page_of(legal), on=datetime.date(2026, 7, 1), by=legal.lawyer)
    assert page_of(legal).live
    today(datetime.date(2026, 7, 2))
    assert leave_the_desk() == 1
    assert (legal.text_of(), page_of(legal).live) == ("", False)


def test_a_planned_end_that_nobody_may_plan_is_dropped_and_holds_up_nothing(legal: Stage, today: Clock) -> None:
    other = factories.UnitPageFactory(parent=legal.partner, title="Libre", slug="libre")
    for pk in (legal.unit.pk, other.pk):
        Page.objects.filter(pk=pk).update(expire_at=timezone.now() + datetime.timedelta(days=1))
    today(datetime.date(2026, 6, 10))
    call_command("publish_scheduled")
    assert (legal.text_of(), legal.text_of(other)) == ("Direction", "")
    assert page_of(legal).live
    assert page_of(legal).expire_at is None
    call_command("publish_scheduled")
    assert PageLogEntry.objects.filter(action=ENDING_REFUSED).count() == 1


def test_where_nothing_is_approved_who_may_unpublish_ends(structure: Stage) -> None:
    page_of(structure).unpublish(user=factories.UserFactory(in_groups=[EDITORS]))
    assert structure.text_of() == ""


def test_a_workflow_that_the_gate_does_not_insist_on_asks_for_no_right_either(structure: Stage) -> None:
    make.workflow(make.read_again(), over=structure.office)
    page_of(structure).unpublish()
    assert structure.text_of() == ""
