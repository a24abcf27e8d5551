"""Comparing two versions of a page in the admin."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from org.models import OrganisationPage, UnitPage
from portal.home.models import HomePage
from portal.setup import EDITORS
from tests import factories as make


@pytest.fixture
def editor(client: Client, portal: HomePage) -> Client:
    client.force_login(make.UserFactory(in_groups=[EDITORS]))
    return client


@pytest.fixture
def organisation(portal: HomePage) -> OrganisationPage:
    return make.OrganisationPageFactory()


@pytest.fixture
def unit(organisation: OrganisationPage) -> UnitPage:
    law = make.LegalReferenceFactory(name="Décret de 1995", citation="art. 3")
    return make.UnitPageFactory(
        parent=organisation,
        title="Direction Technique",
        mission="Tenir les registres.",
        responsibilities=[
            make.responsibility("Contrôler les crédits."),
            make.responsibility("Suivre les dossiers.", legal_basis=(law,)),
            make.responsibility("Archiver."),
            make.responsibility("Recevoir le public."),
        ],
        posts=[make.post("Directeur", head=True), make.post("Secrétaire")],
    )


def compared(client: Client, page: UnitPage, before: str = "earliest", after: str = "latest") -> dict[str, Tag]:
    """Return the lines of Wagtail's comparison by their labels."""
    url = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before, after])
    found = BeautifulSoup(client.get(url).content, "html.parser")
    lines = [row for row in found.select("table.listing > tbody > tr") if row.select_one(".title-wrapper")]
    return {row.select_one(".title-wrapper").get_text().strip(" :"): row.select_one("td.comparison") for row in lines}


def words(tag: Tag, selector: str = "") -> list[str]:
    found = tag.select(selector) if selector else [tag]
    return [" ".join(each.get_text(" ").split()) for each in found]


def raw(stream: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in stream.raw_data]


def test_the_comparison_speaks_of_responsibilities_and_posts(editor: Client, unit: UnitPage) -> None:
    rows = raw(unit.responsibilities)
    rows[0]["value"] = {**rows[0]["value"], "text": "Contrôler tous les crédits."}
    unit.responsibilities = [rows[3], rows[0], rows[2], make.responsibility("Former les agents.")]
    posts = raw(unit.posts)
    posts[0]["value"] = {**posts[0]["value"], "title": "Directrice"}
    unit.posts = posts
    unit.mission = "Tenir tous les registres."
    unit.save_revision()

    lines = compared(editor, unit)
    assert list(lines) == ["Mission", "Attributions", "Postes"]
    assert words(lines["Attributions"], ".change-told") == [
        "Déplacement de la place 4 à la place 1",
        "Modification",
        "Suppression",
        "Ajout",
    ]
    assert words(lines["Attributions"], ".change-text ins") == ["ajouté : tous", "ajouté : Former les agents."]
    assert words(lines["Attributions"], "del")[0] == "supprimé : Suivre les dossiers."
    assert "Décret de 1995, art. 3" in words(lines["Attributions"], ".change-removed dd del")[0]
    assert words(lines["Postes"], ".change-text") == ["supprimé : Directeur ajouté : Directrice"]
    assert words(lines["Mission"], "ins") == ["ajouté : tous"]


def test_other_units_are_named(editor: Client, organisation: OrganisationPage, unit: UnitPage) -> None:
    other = make.UnitPageFactory(parent=organisation, title="Service d’accueil", slug="accueil")
    unit.ties = [make.tie(other, "supports", "Le registre.")]
    unit.responsibilities = [*raw(unit.responsibilities)[:2], make.responsibility("Archiver.", shared_with=(other,))]
    unit.save_revision()
    lines = compared(editor, unit)
    assert words(lines["Liens fonctionnels"], ".change-text ins") == ["ajouté : Service d’accueil"]
    assert words(lines["Liens fonctionnels"], "dd") == ["ajouté : appuie", "ajouté : Le registre."]
    assert "Service d’accueil" in words(lines["Attributions"])[0]


def test_what_is_no_text_is_still_compared_by_wagtail(editor: Client, unit: UnitPage) -> None:
    unit.slug = "technique"
    unit.change_note = "Nouvelle adresse."
    unit.save_revision()
    lines = set(compared(editor, unit))
    assert "Ce qui change" in lines
    assert not {"Titre", "Attributions"} & lines


def test_versions_that_say_the_same_differ_in_nothing(editor: Client, unit: UnitPage) -> None:
    unit.save_revision()
    assert compared(editor, unit) == {}


def test_an_organisation_is_compared_too(editor: Client, organisation: OrganisationPage) -> None:
    organisation.website = "https://onm.example"
    organisation.title = "Office national"
    organisation.save_revision()
    assert list(compared(editor, organisation)) == ["Titre", "Site"]


def test_what_people_wrote_is_shown_as_text(editor: Client, unit: UnitPage) -> None:
    unit.responsibilities = [make.responsibility("<script>alert(1)</script>")]
    unit.save_revision()
    line = compared(editor, unit)["Attributions"]
    assert line.select("script") == []
    assert "<script>alert(1)</script>" in line.get_text()


def test_the_comparison_costs_the_same_whatever_changed(editor: Client, unit: UnitPage) -> None:
    costs = []
    for count in (2, 2, 40):
        unit.responsibilities = [make.responsibility(f"Tenir le registre {number}.") for number in range(count)]
        unit.save_revision()
        with CaptureQueriesContext(connection) as queries:
            compared(editor, unit)
        costs.append(len(queries))
    assert costs[1] == costs[2]
