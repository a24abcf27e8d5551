"""What `manage.py check` says of how people sign in."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.checks import run_checks
from django.core.checks.registry import registry
from django.db import connection
from django.urls import path
from pytest_django import Settings

from portal import urls
from portal.signing_in import checks
from portal.signing_in.checks import MIDDLEWARE


def found(settings: Settings) -> set[str]:
    return {message.id for message in run_checks() if message.id.startswith("signing_in.")}


def test_the_portal_as_it_is_has_no_problem(settings: Settings) -> None:
    assert found(settings) == set()
    settings.PRODUCTION = settings.SECOND_FACTOR_REQUIRED = settings.SESSION_COOKIE_SECURE = True
    assert found(settings) == set()


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"PRODUCTION": True, "SESSION_COOKIE_SECURE": True}, "signing_in.E001"),
        ({"MIDDLEWARE": []}, "signing_in.E002"),
        ({"MIDDLEWARE": [MIDDLEWARE, checks.AUTHENTICATION]}, "signing_in.E002"),
        ({"STRICT_SESSION_SECONDS": (9_999_999, 1)}, "signing_in.E003"),
        ({"PRODUCTION": True, "SECOND_FACTOR_REQUIRED": True}, "signing_in.E004"),
        ({"WAGTAIL_PASSWORD_RESET_ENABLED": True}, "signing_in.E005"),
        ({"WAGTAILADMIN_LOGIN_URL": "wagtailadmin_login"}, "signing_in.E005"),
        ({"WAGTAIL_EMAIL_MANAGEMENT_ENABLED": True}, "signing_in.E005"),
    ],
)
def test_what_would_weaken_it_is_an_error(settings: Settings, changed: dict[str, Any], problem: str) -> None:
    for name, value in changed.items():
        setattr(settings, name, value)
    assert found(settings) == {problem}


def test_a_desk_that_signs_people_in_by_itself_is_an_error(settings: Settings) -> None:
    class Addresses:
        urlpatterns = [path("", urls.include(urls.wagtailadmin_urls))]

    settings.ROOT_URLCONF = Addresses
    assert [message.id for message in checks.the_desk_leads_to_the_door(None)] == ["signing_in.E006"] * 2


@pytest.mark.django_db
def test_a_group_of_the_provider_that_does_not_exist_is_told(settings: Settings) -> None:
    settings.OIDC_GROUPS = {"agents": "Personel", "droit": "Service juridique"}
    assert "« Personel »" in checks.the_provider_names_groups_that_are(["default"])[0].msg
    assert len(checks.the_provider_names_groups_that_are(["default"])) == 1
    assert checks.the_provider_names_groups_that_are(None) == []
    assert checks.the_provider_names_groups_that_are in registry.get_checks(include_deployment_checks=False)


@pytest.mark.django_db
@pytest.mark.parametrize("check", [checks.keys_of_phones_can_be_read, checks.the_provider_names_groups_that_are])
def test_a_database_whose_tables_are_still_to_be_made_can_be_migrated(settings: Settings, check: Any) -> None:
    settings.OIDC_GROUPS = {"agents": "Personel"}

    def missing(execute: Any, sql: str, *asked: Any) -> Any:
        return execute(sql.replace(" FROM ", " FROM not_made_yet, "), *asked)

    with connection.execute_wrapper(missing):
        assert check(["default"]) == []
    assert Group.objects.exists()
