"""A small structure, and who works on it in the admin."""

from __future__ import annotations

import pytest
from django.test import Client

from org.models import OrganisationPage, UnitPage
from portal.home.models import HomePage
from portal.setup import EDITORS, LEGAL
from tests import factories as make


@pytest.fixture
def organisation(portal: HomePage) -> OrganisationPage:
    return make.OrganisationPageFactory()


@pytest.fixture
def coordination(organisation: OrganisationPage) -> UnitPage:
    return make.UnitPageFactory(parent=organisation, title="Coordination Générale", slug="cg")


@pytest.fixture
def direction(coordination: UnitPage) -> UnitPage:
    posts = [make.post("Directeur ou Directrice", head=True), make.post("Secrétaire")]
    title = "Direction Administrative et Financière"
    return make.UnitPageFactory(parent=coordination, title=title, acronym="DAF", slug="daf", posts=posts)


@pytest.fixture
def editor(client: Client, portal: HomePage) -> Client:
    client.force_login(make.UserFactory(username="redaction", in_groups=[EDITORS]))
    return client


@pytest.fixture
def lawyer(portal: HomePage) -> Client:
    client = Client()
    client.force_login(make.UserFactory(username="juridique", in_groups=[LEGAL]))
    return client
