"""What every installation needs before its content, made once and left alone afterwards."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client
from wagtail.models import GroupPagePermission, Locale, Page, Site

from portal.editions.audiences import Audience, audience_of
from portal.home.models import HomePage
from portal.setup import EDITORS, LEGAL, PARTNERS, REPRESENTATIVES, STAFF, TRANSLATORS, set_up_portal
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def nothing() -> None:
    """A database as migrations leave it, with Wagtail's own welcome page."""
    Site.objects.all().delete()
    Group.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    french = Locale.objects.get(language_code="fr")
    Locale.objects.exclude(pk=french.pk).delete()
    root = Page.objects.get(depth=1)
    welcome = root.add_child(title="Welcome", slug="home", locale=french)
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.mark.usefixtures("nothing")
def test_an_empty_database_gets_languages_home_pages_site_and_groups() -> None:
    home = set_up_portal()
    languages = {code for code, _name in settings.LANGUAGES}
    assert set(Locale.objects.values_list("language_code", flat=True)) == languages
    homes = HomePage.objects.filter(translation_key=home.translation_key, live=True)
    assert set(homes.values_list("locale__language_code", flat=True)) == languages
    assert not Page.objects.filter(slug="home").exists()
    site = Site.objects.get()
    assert (site.root_page.specific, site.is_default_site) == (home, True)
    groups = {EDITORS, LEGAL, STAFF, PARTNERS, REPRESENTATIVES, TRANSLATORS}
    assert set(Group.objects.values_list("name", flat=True)) == groups


@pytest.mark.usefixtures("nothing")
def test_the_first_page_answers_in_every_language(client: Client) -> None:
    set_up_portal()
    for code, _name in settings.LANGUAGES:
        assert client.get(f"/{code}/").status_code == 200


def test_setting_up_again_changes_nothing() -> None:
    set_up_portal()
    before = counts()
    HomePage.objects.filter(locale__language_code="fr").update(title="Notre portail")
    call_command("setup_portal")
    assert counts() == before
    assert HomePage.objects.get(locale__language_code="fr").title == "Notre portail"


def test_a_right_that_was_taken_from_a_group_of_another_name_stays_taken() -> None:
    other = Group.objects.create(name="Bénévoles")
    set_up_portal()
    assert not other.permissions.exists()


@pytest.mark.parametrize(
    ("group", "audience"),
    [
        (None, Audience.PUBLIC),
        (PARTNERS, Audience.PARTNERS),
        (REPRESENTATIVES, Audience.PARTNERS),
        (TRANSLATORS, Audience.STAFF),
        (STAFF, Audience.STAFF),
        (EDITORS, Audience.STAFF),
        (LEGAL, Audience.STAFF),
    ],
)
def test_groups_read_what_they_are_meant_to_read(group: str | None, audience: Audience) -> None:
    set_up_portal()
    assert audience_of(make.UserFactory(in_groups=[group] if group else [])) == audience


def test_who_is_no_longer_active_reads_as_the_public() -> None:
    set_up_portal()
    assert audience_of(make.UserFactory(in_groups=[STAFF], is_active=False)) == Audience.PUBLIC


def test_editors_publish_every_language_and_readers_none() -> None:
    set_up_portal()
    for home in HomePage.objects.all():
        assert home.permissions_for_user(make.UserFactory(in_groups=[EDITORS])).can_publish()
        assert not home.permissions_for_user(make.UserFactory(in_groups=[STAFF])).can_edit()
    assert not GroupPagePermission.objects.filter(group__name__in=[STAFF, PARTNERS]).exists()
    enter = Permission.objects.get(codename="access_admin")
    assert set(enter.group_set.values_list("name", flat=True)) >= {EDITORS, LEGAL}
    assert not enter.group_set.filter(name__in=[STAFF, PARTNERS]).exists()
