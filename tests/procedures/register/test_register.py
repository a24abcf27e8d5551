"""The register of documents and forms, and those of a guide, for who may read them."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document

from portal.editions.audiences import Audience
from portal.editions.services import set_audience
from portal.editions.withdrawal.services import withdraw
from portal.home.models import HomePage
from procedures.models import DocumentPage, DocumentType
from tests.factories import OrganisationPageFactory
from tests.factories import procedures as make
from tests.portal.uploads import good

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.READ_UPLOADS_APART = tmp_path, False


@pytest.fixture
def form(portal: HomePage) -> DocumentPage:
    kind = DocumentType.objects.create(code="formulaire", name_fr="Formulaire")
    return registered(
        "Fiche d’enregistrement",
        reference="ONM-F-01",
        type=kind,
        version="2",
        dated=datetime.date(2026, 3, 1),
        file_language="ht",
    )


def registered(title: str, **fields: Any) -> DocumentPage:
    file = Document.objects.create(title=title, file=ContentFile(good.word(title), name="fiche.docx"))
    return make.DocumentPageFactory(title=title, file=file, **fields)


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())).replace("\xa0", " ")


def test_each_document_is_told_with_its_version(form: DocumentPage, client: Client) -> None:
    page = words(client.get("/fr/registre/"))
    assert "1 document" in page
    told = re.search(
        r"Fiche d’enregistrement\s+ONM-F-01\s+Formulaire\s+(.*?)\s+version 2\s+du 1(?:er)? mars 2026", page
    )
    assert told and told[1] == "Kreyòl ayisyen"


def test_it_is_filtered(form: DocumentPage, client: Client) -> None:
    registered("Loi sur la migration", reference="2026-7")
    for query, found in {
        "type=formulaire": "Fiche",
        "langue=ht": "Fiche",
        "q=enregistr": "Fiche",
        "q=2026-7": "Loi",
        "langue=fr": "Loi",
    }.items():
        page = words(client.get(f"/fr/registre/?{query}"))
        assert f"1 document {found}" in page, query
    assert "Aucun document ne correspond." in words(client.get("/fr/registre/?type=formulaire&langue=fr"))


@pytest.mark.parametrize("query", ["type=%00", "q=" + "x" * 5000, "page=zéro", "langue=xx"])
def test_a_question_that_makes_no_sense_is_an_answer(form: DocumentPage, client: Client, query: str) -> None:
    assert client.get(f"/fr/registre/?{query}").status_code == 200


def test_what_readers_may_not_read_is_not_counted(form: DocumentPage, client: Client) -> None:
    set_audience(work=form.work, audience=Audience.STAFF)
    page = client.get("/fr/registre/").content.decode()
    assert "Aucun document n’est encore publié." in page
    assert "Formulaire</option>" not in page


def test_what_was_withdrawn_is_not_told(form: DocumentPage, client: Client) -> None:
    withdraw(editions=form.work.editions.all(), reason="Erreur", author="Service juridique")
    assert "Fiche d’enregistrement" not in client.get("/fr/registre/").content.decode()


def test_it_costs_no_query_more_with_more_documents(
    form: DocumentPage, client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(5):
        registered(f"Formulaire {number}")
    with django_assert_max_num_queries(8):
        assert client.get("/fr/registre/").status_code == 200


def test_a_guide_lists_its_forms_once(form: DocumentPage, client: Client) -> None:
    actor = make.role(OrganisationPageFactory())
    papers = [make.paper(document=form), make.paper("Reçu")]
    steps = [make.step("Enregistrer", actor, papers=papers), make.step("Vérifier", actor, papers=papers[:1])]
    make.ProcedurePageFactory(title="Accueil", slug="accueil", steps=steps)
    page = words(client.get("/fr/accueil/"))
    listed = page[page.index("Formulaires et documents") :]
    assert re.search(r"Fiche d’enregistrement\s+ONM-F-01\s+version 2\s+étape 1\s*,\s+étape 2\s+Reçu\s+étape 1", listed)
    set_audience(work=form.work, audience=Audience.STAFF)
    assert "ONM-F-01" not in words(client.get("/fr/accueil/"))
