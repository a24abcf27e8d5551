"""« Procédures » on the desk: each kind of text by its number, and the short lists."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from portal.home.models import HomePage
from portal.roles import EDITORS
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


def test_the_menu_leads_there(editor: Client) -> None:
    assert reverse("register_listing:index") in editor.get(reverse("wagtailadmin_home")).content.decode()
