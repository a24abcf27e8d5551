"""Whoever approves signs in with a second factor, whichever way they came to approve."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission, User
from pytest_django import Settings

from portal.home.models import HomePage
from portal.setup import EDITORS
from portal.signing_in.second_factor import needs_second_factor
from tests import factories as make
from tests.factories import approvals as made


@pytest.fixture
def user(portal: HomePage, settings: Settings) -> User:
    settings.SECOND_FACTOR_REQUIRED = True
    return make.UserFactory(in_groups=[EDITORS])


def test_who_writes_does_not_approve(user: User) -> None:
    made.legal_review()
    assert not needs_second_factor(user)


def test_who_represents_a_party_approves_without_any_group(user: User) -> None:
    made.representative(make.OrganisationPageFactory(), user=user)
    assert needs_second_factor(user)


def test_a_group_that_a_step_asks_approves_whatever_its_name(user: User) -> None:
    group = Group.objects.create(name="Juristes des départements")
    user.groups.add(group)
    made.legal_review().groups.add(group)
    assert needs_second_factor(user)


@pytest.mark.parametrize("right", ["publish_in_emergency", "end_approved_text"])
def test_who_may_act_past_the_parties_approves(user: User, right: str) -> None:
    user.user_permissions.add(Permission.objects.get(codename=right))
    assert needs_second_factor(User.objects.get(pk=user.pk))
