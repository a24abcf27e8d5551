"""A small structure, and who works on it in the admin."""

from __future__ import annotations

from copy import deepcopy

import pytest
from django.test import Client

from org.models import OrganisationPage, UnitPage
from portal.home.models import HomePage
from portal.setup import EDITORS, LEGAL
from tests import factories as make


@pytest.fixture(scope="module")
def _organisation(of_the_file: None) -> OrganisationPage:
    return make.OrganisationPageFactory()


@pytest.fixture
def organisation(_organisation: OrganisationPage, db: None) -> OrganisationPage:
    return deepcopy(_organisation)


@pytest.fixture(scope="module")
def _coordination(_organisation: OrganisationPage) -> UnitPage:
    return make.UnitPageFactory(parent=_organisation, title="Coordination Générale", slug="cg")


@pytest.fixture
def coordination(_coordination: UnitPage, db: None) -> UnitPage:
    return deepcopy(_coordination)


@pytest.fixture(scope="module")
def _direction(_coordination: UnitPage) -> UnitPage:
    posts = [make.post("Directeur ou Directrice", head=True), make.post("Secrétaire")]
    title = "Direction Administrative et Financière"
    return make.UnitPageFactory(parent=_coordination, title=title, acronym="DAF", slug="daf", posts=posts)


@pytest.fixture
def direction(_direction: UnitPage, db: None) -> UnitPage:
    return deepcopy(_direction)


@pytest.fixture
def editor(client: Client, portal: HomePage) -> Client:
    client.force_login(make.UserFactory(username="redaction", in_groups=[EDITORS]))
    return client


@pytest.fixture
def lawyer(portal: HomePage) -> Client:
    client = Client()
    client.force_login(make.UserFactory(username="juridique", in_groups=[LEGAL]))
    return client
