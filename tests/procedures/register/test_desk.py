"""« Procédures » on the desk: each kind of text by its number, and the short lists."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.home.models import HomePage
from portal.roles import EDITORS
from procedures.models import DocumentType
from procedures.viewsets import ProcedureGroup
from tests.factories import procedures as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(portal: HomePage, client: Client) -> Client:
    user = User.objects.create_user("redaction", "r@example.org", "x")
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return client


@pytest.mark.parametrize("viewset", ProcedureGroup.items)
def test_an_editor_sees_each_list(editor: Client, viewset: type) -> None:
    make.ChannelFactory(name_fr="Voie aérienne")
    make.ProjectPageFactory(title="Renforcement", reference="L48-805")
    found = next(each for each in ProcedureGroup().registerables if type(each) is viewset)
    page = editor.get(reverse(found.get_url_name("list" if hasattr(found, "copy_view_enabled") else "index")))
    assert page.status_code == 200
    if viewset.__name__ == "ProjectListing":
        assert "L48-805" in page.content.decode()
    if viewset.__name__ == "ChannelViewSet":
        assert "Voie aérienne" in page.content.decode()


def test_the_register_costs_no_query_more_with_more_documents(editor: Client) -> None:
    types = [DocumentType.objects.create(code=f"type-{number}", name_fr=f"Type {number}") for number in range(3)]
    costs, address = [], reverse("register_listing:index")
    for count in (3, 27):
        for number in range(count):
            make.DocumentPageFactory(type=types[number % 3], published=False)
        editor.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert "Type 2" in editor.get(address).content.decode()
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_menu_leads_there(editor: Client) -> None:
    assert reverse("register_listing:index") in editor.get(reverse("wagtailadmin_home")).content.decode()
