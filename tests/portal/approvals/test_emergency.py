"""A text can be published before its approvals, by a right of its own; it says so for ever."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from portal.approvals.emergency.services import publish_in_emergency
from portal.approvals.models import Approval, Review
from portal.approvals.verification import check_records
from portal.editions.gate import PublicationRefused
from portal.setup import EDITORS
from tests.factories import approvals as make
from tests.factories.people import UserFactory

from .conftest import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(legal: Stage) -> User:
    """An editor who has the right."""
    user = UserFactory(first_name="Jean", last_name="Chef", in_groups=[EDITORS])
    user.user_permissions.add(Permission.objects.get(codename="publish_in_emergency"))
    return user


def in_haste(stage: Stage, by: User, reason: str = "Une épidémie.") -> None:
    publish_in_emergency(page=stage.unit, reason=reason, by=by)


def test_it_is_public_at_once_and_flagged(legal: Stage, chief: User) -> None:
    make.drafted(legal.unit, by=chief, title="Autre nom")
    in_haste(legal, chief)
    assert legal.text_of() == "Autre nom"
    approval = Approval.objects.get()
    assert approval.is_emergency
    assert (approval.reason, approval.by) == ("Une épidémie.", "Jean Chef")
    assert PageLogEntry.objects.filter(page=legal.unit.pk, action="approvals.emergency").count() == 1


def test_the_approvals_are_asked_afterwards_about_what_changed(legal: Stage, chief: User) -> None:
    make.drafted(legal.unit, by=chief, title="Autre nom")
    in_haste(legal, chief)
    review = make.review_of(legal.unit)
    assert review.after_the_fact
    assert review.requests.waiting().count() == 1
    result = make.decides(legal.lawyer, review)
    assert list(result.verdict.scope) == ["title"]
    review.refresh_from_db()
    assert review.outcome == "ratified"
    assert legal.editions() == 2
    assert Approval.objects.get().is_emergency


def test_a_running_review_goes_on(legal: Stage, chief: User) -> None:
    review = make.submitted(legal.unit, by=chief, title="Autre nom")
    in_haste(legal, chief)
    assert make.review_of(legal.unit) == review
    make.decides(legal.lawyer, review)
    assert Review.objects.get().outcome == "ratified"


def test_a_party_left_out_after_the_emergency_is_no_fault_of_its_record(parties: Stage) -> None:
    make.representative(parties.neighbour)
    chief = UserFactory(in_groups=[EDITORS])
    chief.user_permissions.add(Permission.objects.get(codename="publish_in_emergency"))
    rows = parties.unit.responsibilities.get_prep_value()
    rows[0]["value"]["text"] = "Tenir un registre central."
    make.drafted(parties.unit, by=chief, responsibilities=rows)
    in_haste(parties, chief)
    make.leaves_out(parties.lawyer, make.review_of(parties.unit), parties.neighbour)
    assert Approval.objects.get().record["left_out"] == []
    assert list(check_records()) == []


def test_a_text_edited_after_the_emergency_is_decided_on_as_a_whole(legal: Stage, chief: User) -> None:
    make.drafted(legal.unit, by=chief, title="Autre nom")
    in_haste(legal, chief)
    make.drafted(legal.unit, by=chief, title="Autre nom, corrigé")
    result = make.decides(legal.lawyer, make.review_of(legal.unit))
    assert result.is_published
    assert legal.text_of() == "Autre nom, corrigé"
    assert [each.is_emergency for each in Approval.objects.order_by("number")] == [True, False]


def test_another_text_is_not_let_through_with_it(legal: Stage, chief: User) -> None:
    make.drafted(legal.unit, by=chief, title="Autre nom")
    in_haste(legal, chief)
    make.drafted(legal.unit, by=chief, title="Encore un autre")
    with pytest.raises(PublicationRefused):
        legal.unit.get_latest_revision().publish()
    assert legal.text_of() == "Autre nom"


def test_it_takes_the_right(legal: Stage) -> None:
    make.drafted(legal.unit, title="Autre nom")
    for user in (legal.lawyer, UserFactory(in_groups=[EDITORS])):
        with pytest.raises(PermissionDenied):
            in_haste(legal, user)
    assert legal.editions() == 1


def test_it_takes_a_reason(legal: Stage, chief: User) -> None:
    make.drafted(legal.unit, title="Autre nom")
    with pytest.raises(PublicationRefused, match="attendre"):
        in_haste(legal, chief, "  ")
    assert legal.editions() == 1


def test_what_is_published_already_is_no_emergency(legal: Stage, chief: User) -> None:
    with pytest.raises(PublicationRefused, match="déjà publié"):
        in_haste(legal, chief)
    assert not Review.objects.exists()


def test_the_desk_asks_why_and_publishes(legal: Stage, chief: User, client: Client) -> None:
    make.drafted(legal.unit, by=chief, title="Autre nom")
    client.force_login(chief)
    address = reverse("publish_in_emergency", args=[legal.unit.pk])
    assert "Examen juridique" in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Une épidémie."}).status_code == 302
    assert legal.text_of() == "Autre nom"


def test_the_desk_shows_it_to_nobody_else(legal: Stage, client: Client) -> None:
    client.force_login(UserFactory(in_groups=[EDITORS]))
    address = reverse("publish_in_emergency", args=[legal.unit.pk])
    assert client.post(address, {"reason": "Une épidémie."}).status_code in (302, 403)
    assert legal.editions() == 1
