"""What the page editor says beside the fields: who holds the posts, what readers report."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from org.models import UnitPage
from portal.corrections.services import receive
from portal.editions.models import Edition
from tests import factories as make

from .answers import soup


def editing(client: Client, page: UnitPage) -> BeautifulSoup:
    return soup(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))


def test_the_editor_says_who_holds_the_posts_today(editor: Client, direction: UnitPage) -> None:
    assert "Personne n’est enregistré à ces postes aujourd’hui." in editing(editor, direction).get_text()
    person = make.PersonFactory(name="Anne Exemple")
    holding = make.HoldingFactory(work=direction.translation_key, post=direction.posts[0].id, person=person)

    page = editing(editor, direction)
    link = page.find("a", string="Anne Exemple")
    assert link["href"] == reverse("wagtailsnippets_org_holding:edit", args=[holding.pk])
    assert "Directeur ou Directrice" in link.parent.get_text()
    assert page.find("a", string="Dire qui occupe un poste")


def test_who_may_not_see_holdings_sees_none(lawyer: Client, direction: UnitPage) -> None:
    make.HoldingFactory(work=direction.translation_key, post=direction.posts[0].id)
    assert "Qui les occupe aujourd’hui" not in editing(lawyer, direction).get_text()


def test_the_editor_says_what_readers_report(editor: Client, lawyer: Client, direction: UnitPage) -> None:
    assert "Ce que des lecteurs signalent" not in editing(editor, direction).get_text()
    edition = Edition.objects.get(work=direction.translation_key)
    request = receive(edition=edition, anchor="", language="fr", wrong="Le sigle est faux.", right="Voir la loi.")

    link = editing(editor, direction).find("a", string="Le sigle est faux.")
    assert link["href"] == reverse("corrections:edit", args=[request.pk])
    assert "Le sigle est faux." not in editing(lawyer, direction).get_text()


def test_a_new_page_has_an_editor_too(editor: Client, direction: UnitPage) -> None:
    response = editor.get(reverse("wagtailadmin_pages:add", args=["org", "unitpage", direction.pk]))
    assert response.status_code == 200
    assert "Ce que des lecteurs signalent" not in response.content.decode()
