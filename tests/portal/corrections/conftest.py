"""A unit to report on, a reader at the form, and people at the queue."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.core.signing import TimestampSigner
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from org.models import OrganisationPage, UnitPage
from portal.corrections import spam
from portal.corrections.models import CorrectionRequest
from portal.corrections.services import receive
from portal.editions.models import Edition
from portal.home.models import HomePage
from portal.setup import EDITORS, LEGAL
from tests import factories as make

DUTY = "Établir le budget de l’Office."
TYPED = {"wrong": "Le budget est établi par une autre direction.", "right": "Décret de 1995, article 4."}


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture(autouse=True)
def _no_count_left_over() -> None:
    caches["counters"].clear()


@pytest.fixture(scope="module")
def _organisation(of_the_file: None) -> OrganisationPage:
    return make.OrganisationPageFactory()


@pytest.fixture
def organisation(_organisation: OrganisationPage, db: None) -> OrganisationPage:
    return deepcopy(_organisation)


@pytest.fixture(scope="module")
def _unit(_organisation: OrganisationPage) -> UnitPage:
    duties = [make.responsibility(DUTY), make.responsibility("Tenir les comptes.")]
    return make.UnitPageFactory(
        parent=_organisation, title="Direction des Finances", slug="finances", responsibilities=duties
    )


@pytest.fixture
def unit(_unit: UnitPage, db: None) -> UnitPage:
    return deepcopy(_unit)


@pytest.fixture
def duty(unit: UnitPage) -> str:
    return str(unit.responsibilities[0].id)


@pytest.fixture
def editor(portal: HomePage) -> Client:
    client = Client()
    client.force_login(make.UserFactory(username="redaction", last_name="Marie Plume", in_groups=[EDITORS]))
    return client


@pytest.fixture
def lawyer(portal: HomePage) -> Client:
    client = Client()
    client.force_login(make.UserFactory(username="juridique", in_groups=[LEGAL]))
    return client


@pytest.fixture
def reported(unit: UnitPage, duty: str) -> Callable[..., CorrectionRequest]:
    """Put a request into the queue."""

    def report(page: UnitPage = unit, anchor: str = duty, days_ago: float = 0, **fields: Any) -> CorrectionRequest:
        edition = Edition.objects.filter(work=page.translation_key).latest("number")
        request = receive(edition=edition, anchor=anchor, language="fr", **{**TYPED, **fields})
        request.received_at = timezone.now() - datetime.timedelta(days=days_ago)
        request.save()
        return request

    return report


def form_url(page: UnitPage, **asked: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return reverse("report", args=[page.translation_key]) + (f"?{query}" if query else "")


def opened(about: object, seconds_ago: float = 60) -> str:
    """Return the note of a form that was opened some time ago."""
    signer = TimestampSigner(salt=spam.SALT)
    then = timezone.now().timestamp() - seconds_ago
    signer.timestamp = lambda: _in_base_62(int(then))  # type: ignore[method-assign]
    return signer.sign(str(about))


def _in_base_62(number: int) -> str:
    from django.core.signing import b62_encode

    return b62_encode(number)


def send(client: Client, page: UnitPage, asked: dict[str, str] | None = None, **typed: str) -> Any:
    """Post the form as a person does."""
    data = {**TYPED, "email": "", "opened": opened(page.translation_key), **typed}
    return client.post(form_url(page, **(asked or {})), data)
