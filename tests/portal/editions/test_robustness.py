"""Whatever is purged, deleted or moved around editions, through the real ways in, every edition stays what it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, Revision

from org.models import OrganisationPage, UnitPage
from portal.editions.models import Edition
from portal.editions.verification.run import verify
from portal.home.models import HomePage
from tests import factories as make


@pytest.fixture(scope="module")
def _author(of_the_file: None) -> Any:
    return make.UserFactory(username="rose", first_name="Rose", last_name="Jean", is_superuser=True)


@pytest.fixture
def author(_author: Any, db: None) -> Any:
    return deepcopy(_author)


@pytest.fixture
def administrator(client: Client, portal: HomePage) -> Client:
    client.force_login(make.UserFactory(username="chef", is_superuser=True))
    return client


@pytest.fixture(scope="module")
def _unit(_author: Any) -> UnitPage:
    """A unit with some past: published by somebody, changed, translated; another one beside it, one below."""
    organisation = make.OrganisationPageFactory()
    make.UnitPageFactory(parent=organisation, title="Direction technique", slug="technique")
    page = make.UnitPageFactory(parent=organisation, title="Service de la paie", slug="paie", published=False)
    page.save_revision(user=_author).publish(user=_author)
    page.title = "Service de paie"
    page.save_revision(user=_author).publish(user=_author)
    make.UnitPageFactory(parent=page, title="Section des primes", slug="primes")
    make.translated(page, "ht", title="Sèvis pewòl")
    return UnitPage.objects.get(pk=page.pk)


@pytest.fixture
def unit(_unit: UnitPage, db: None) -> UnitPage:
    return deepcopy(_unit)


@pytest.fixture(autouse=True)
def _unharmed(unit: UnitPage) -> Iterator[None]:
    """Every edition there was is there afterwards, value by value, and nothing is found wrong."""
    before = list(Edition.objects.order_by("pk").values())
    yield
    assert list(Edition.objects.order_by("pk").values()[: len(before)]) == before
    assert verify().faults == []


def test_purging_revisions(unit: UnitPage) -> None:
    revisions = Revision.objects.count()
    call_command("purge_revisions", days=0, verbosity=0)
    assert Revision.objects.count() < revisions


def test_purging_the_revisions_of_pages_alone(unit: UnitPage) -> None:
    call_command("purge_revisions", "--pages", days=0, verbosity=0)


def test_deleting_who_published(unit: UnitPage, author: Any, administrator: Client) -> None:
    administrator.post(reverse("wagtailusers_users:delete", args=[author.pk]))
    assert not get_user_model().objects.filter(username="rose").exists()
    assert set(Edition.objects.filter(title="Service de paie").values_list("author", flat=True)) == {"Rose Jean"}


def test_moving_a_page(unit: UnitPage, administrator: Client) -> None:
    target = UnitPage.objects.get(slug="technique")
    administrator.post(reverse("wagtailadmin_pages:move_confirm", args=[unit.pk, target.pk]))
    assert UnitPage.objects.get(pk=unit.pk).get_parent().pk == target.pk
    assert Edition.objects.filter(work=unit.translation_key, language="fr").count() == 3


def test_moving_a_page_in_a_script_and_back(unit: UnitPage) -> None:
    parent = unit.get_parent()
    unit.move(UnitPage.objects.get(slug="technique"), pos="last-child")
    UnitPage.objects.get(pk=unit.pk).move(Page.objects.get(pk=parent.pk), pos="first-child")


def delete_on_the_desk(page: UnitPage, client: Client) -> None:
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def delete_above_on_the_desk(page: UnitPage, client: Client) -> None:
    client.post(reverse("wagtailadmin_pages:delete", args=[page.get_parent().pk]))


def delete_in_bulk(page: UnitPage, client: Client) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    client.post(f"{url}?id={page.pk}&id={page.get_parent().pk}")


WAYS: dict[str, Callable[[UnitPage, Client], Any]] = {
    "on the desk": delete_on_the_desk,
    "above it on the desk": delete_above_on_the_desk,
    "by a bulk action": delete_in_bulk,
    "the page": lambda page, client: page.delete(),
    "the plain page": lambda page, client: Page.objects.get(pk=page.pk).delete(),
    "a plain page above": lambda page, client: Page.objects.get(pk=page.get_parent().pk).delete(),
    "all of the kind": lambda page, client: UnitPage.objects.all().delete(),
    "some pages": lambda page, client: Page.objects.filter(slug__in=["paie", "onm"]).delete(),
    "every page": lambda page, client: Page.objects.all().delete(),
    "the language": lambda page, client: Locale.objects.get(language_code="ht").delete(),
    "the language of the source": lambda page, client: Locale.objects.get(language_code="fr").delete(),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("is_live", [True, False], ids=["live", "unpublished"])
def test_deleting(
    way: Callable[[UnitPage, Client], Any], is_live: bool, unit: UnitPage, administrator: Client
) -> None:
    if not is_live:
        unit.unpublish()
    with suppress(ProtectedError), transaction.atomic():
        way(UnitPage.objects.get(pk=unit.pk), administrator)
    assert UnitPage.objects.filter(pk=unit.pk).exists()
    assert OrganisationPage.objects.exists()


def test_deleting_a_document_and_an_image(unit: UnitPage, administrator: Client) -> None:
    document = Document.objects.create(title="Décret", file=ContentFile(b"%PDF-1.4", name="decret.pdf"))
    image = Image.objects.create(title="Plan", file=get_test_image_file())
    administrator.post(reverse("wagtaildocs:delete", args=[document.pk]))
    administrator.post(reverse("wagtailimages:delete", args=[image.pk]))
    assert not Document.objects.exists()
    assert not Image.objects.exists()
