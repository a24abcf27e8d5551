"""The groups of a portal, and what setting them up again does."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupPagePermission

from portal.editions.audiences import Audience, audience_of
from portal.home.models import HomePage
from portal.roles import EDITORS, LEGAL, PARTNERS, REPRESENTATIVES, ROLES, TRANSLATORS, set_up_roles
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_every_right_of_a_role_exists_and_is_given(portal: HomePage) -> None:
    for role in ROLES:
        held = set(Group.objects.get(name=role.name).permissions.values_list("codename", flat=True))
        assert held == role.codenames(), role.name


def test_setting_up_again_adds_nothing_and_says_so(portal: HomePage, capsys: pytest.CaptureFixture[str]) -> None:
    assert set_up_roles() == []
    call_command("set_up_roles")
    assert "Les groupes sont en place." in capsys.readouterr().out


def test_what_an_administrator_added_stays_and_what_is_missing_comes_back(
    portal: HomePage, capsys: pytest.CaptureFixture[str]
) -> None:
    group = Group.objects.get(name=PARTNERS)
    added, taken = (Permission.objects.get(codename=name) for name in ("withdraw_edition", "read_as_partner"))
    group.permissions.set([added])
    call_command("set_up_roles")

    assert set(group.permissions.all()) == {added, taken}
    assert f"+ {PARTNERS} : read_as_partner" in capsys.readouterr().out


def test_representatives_decide_without_the_desk(portal: HomePage) -> None:
    user = make.UserFactory(in_groups=[REPRESENTATIVES])
    assert not user.has_perm("wagtailadmin.access_admin")
    assert user.has_perm("signing_in.need_second_factor")
    assert audience_of(user) == Audience.PARTNERS


def test_translators_write_translations_and_nothing_else(portal: HomePage) -> None:
    user = make.UserFactory(in_groups=[TRANSLATORS])
    for home in HomePage.objects.all():
        rights = home.permissions_for_user(user)
        assert (rights.can_edit(), rights.can_publish()) == (home.locale.language_code != "fr", False)


def test_who_approves_needs_a_second_factor_and_who_writes_does_not(portal: HomePage) -> None:
    right = Permission.objects.get(codename="need_second_factor")
    assert set(right.group_set.values_list("name", flat=True)) == {LEGAL, REPRESENTATIVES}
    assert not GroupPagePermission.objects.filter(group__name=REPRESENTATIVES).exists()
    assert EDITORS in {role.name for role in ROLES}
