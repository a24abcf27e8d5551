"""What browsers are told they may do."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from portal.home.models import HomePage
from tests import factories as make

pytestmark = pytest.mark.django_db


def policy_of(client: Client, url: str) -> dict[str, str]:
    header = client.get(url).headers["Content-Security-Policy"]
    parts = (directive.split(" ", 1) for directive in header.split("; "))
    return {name: " ".join(value) for name, *value in parts}


@pytest.mark.parametrize("url", ["/fr/", "/fr/recherche/?q=paie", "/fr/connexion/", "/fr/nulle-part/", "/"])
def test_readers_load_nothing_inline_nor_from_elsewhere(client: Client, portal: HomePage, url: str) -> None:
    policy = policy_of(client, url)

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["frame-ancestors"] == "'self'"
    assert "unsafe" not in str(policy)


def test_the_desk_has_a_policy_of_its_own(client: Client, portal: HomePage) -> None:
    client.force_login(make.UserFactory(is_superuser=True))
    policy = policy_of(client, reverse("wagtailadmin_home"))

    assert policy["default-src"] == "'self'"
    assert "'unsafe-inline'" in policy["style-src"]
    assert policy["object-src"] == "'none'"


def test_a_preview_on_the_desk_has_the_policy_of_readers(client: Client, portal: HomePage) -> None:
    client.force_login(make.UserFactory(is_superuser=True))
    page = make.OrganisationPageFactory()
    page.save_revision()

    policy = policy_of(client, reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert policy["default-src"] == "'none'"


def test_no_page_asks_for_what_it_does_not_need(client: Client, portal: HomePage) -> None:
    headers = client.get("/fr/").headers

    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
