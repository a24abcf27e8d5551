"""The editor's forms are told which posts and responsibilities a unit has, as far as the person may read it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from portal.editions.audiences import Audience
from portal.editions.services import set_audience
from portal.setup import EDITORS
from procedures.flow.faults import faults
from tests.factories import UserFactory, responsibility
from tests.factories import procedures as make

from ..conftest import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(in_groups=[EDITORS]))
    return client


def rows(client: Client, of: str, page: Any) -> Any:
    return client.get(f"{reverse('rows-of-unit', args=[of])}{page.pk}/").json()["rows"]


def test_posts_are_told_by_their_title(world: World, editor: Client) -> None:
    assert rows(editor, "posts", world.reception) == [{"id": world.reception.posts[0].id, "name": "Chef de service"}]


def test_responsibilities_are_told_by_their_sentence(world: World, editor: Client) -> None:
    world.reception.responsibilities = [responsibility("Accueillir les personnes.")]
    world.reception.save_revision().publish()
    assert [row["name"] for row in rows(editor, "responsibilities", world.reception)] == ["Accueillir les personnes."]


def test_nothing_is_told_of_a_unit_that_the_person_may_not_read(world: World, editor: Client) -> None:
    set_audience(work=world.reception.work, audience=Audience.STAFF)
    visitor = UserFactory()
    visitor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    editor.force_login(visitor)
    assert rows(editor, "posts", world.reception) == []


def test_readers_are_told_nothing(world: World, client: Client) -> None:
    address = f"{reverse('rows-of-unit', args=['posts'])}{world.reception.pk}/"
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("end", ["", "0/", "999999/"])
def test_of_what_is_no_page_there_is_nothing(world: World, editor: Client, end: str) -> None:
    assert editor.get(reverse("rows-of-unit", args=["posts"]) + end, follow=True).status_code == 404


def test_no_other_rows_can_be_asked_for(world: World, editor: Client) -> None:
    address = f"{reverse('rows-of-unit', args=['sources'])}{world.reception.pk}/"
    assert editor.get(address, follow=True).status_code == 404


def test_a_post_of_another_unit_is_a_fault(world: World) -> None:
    world.guide.steps = [make.step("Attendre", make.role(world.ibesr, "R", post=world.reception.posts[0].id))]
    world.guide.clean()
    found = faults(world.guide.edition_content().steps)
    assert [fault.field for fault in found] == ["roles"]
    assert "Ce poste n’est pas" in found[0].message
