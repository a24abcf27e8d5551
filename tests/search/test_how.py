"""« Comment on procède » : the steps of guides answer beside the units, and take no place from them."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings
from wagtail.documents.models import Document

from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.reading import Reading
from portal.editions.services import set_audience
from procedures.flow import Selection
from procedures.models import ProcedurePage
from procedures.texts.extraction import extract_missing
from search.drain import drain
from search.suggestions import suggest
from search.who import Findings, who
from tests.factories import procedures as make
from tests.portal.uploads import good

from .structure import Administration

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide(office: Administration) -> ProcedurePage:
    """Pay; for minors, find the family; two of three steps for one way only."""
    make.MigrantProfileFactory(code="mineur", name_fr="Mineur non accompagné")
    make.ChannelFactory(code="terre", name_fr="Voie terrestre")
    page = make.ProcedurePageFactory(
        title="Accueillir les personnes retournées",
        slug="accueil",
        steps=[
            make.step(
                "Verser l’allocation",
                make.role(office.accounting, "R", post=office.accounting.posts[0].id),
                make.role(office.secret, "R"),
                make.role(office.directorate, "A"),
                text="Effectuer les paiements aux personnes retournées.",
                delay={"amount": 24, "unit": "hour", "since": "l’arrivée"},
            ),
            make.step("Rechercher la famille", make.role(office.directorate), profiles=["mineur"], channels=["terre"]),
        ],
    )
    drain()
    return page


def asked(question: str, audience: int = Audience.PUBLIC, about: Selection | None = None) -> Findings:
    reading = Reading(language="fr", date=timezone.localdate(), audience=audience)
    return who(question, reading, about=about or Selection())


def titles(findings: Findings) -> list[str]:
    return [step.title or step.guide.title for step in findings.steps]


def test_a_step_answers_with_who_acts_and_by_when(guide: ProcedurePage) -> None:
    (step,) = asked("rechercher la famille du mineur").steps
    assert (step.title, step.number, step.guide.title) == ("Rechercher la famille", 2, guide.title)
    assert step.url == f"/fr/accueil/#{guide.steps[1].id}"
    (paid,) = asked("verser une allocation").steps
    assert "".join(segment.text for segment in paid.segments) == "Effectuer les paiements aux personnes retournées."
    assert step.segments == ()
    assert [actor.name for actor in paid.responsible] == ["Service de Comptabilité"]
    assert paid.delay == "dans un délai de 24 heures à compter de l’arrivée"
    assert [actor.name for actor in asked("verser une allocation", Audience.STAFF).steps[0].responsible] == [
        "Service de Comptabilité",
        "Cellule zirconium",
    ]


def test_guides_take_no_place_from_units_and_do_not_change_how_they_are_found(office: Administration) -> None:
    questions = ("paiements du personnel", "dépenses", "personnes retournées", "chef comptable", "alocation")
    before = [(found.total, found.answers, found.counts, found.proposals) for found in map(asked, questions)]
    unread = make.ProcedurePageFactory(
        title="Paiements du personnel", slug="paie", steps=[make.step("Payer", make.role(office.accounting))]
    )
    drain()
    after = list(map(asked, questions))
    assert {step.guide.work for step in after[0].steps} == {unread.translation_key}
    for (total, answers, counts, proposals), found in zip(before, after, strict=True):
        assert (found.total, found.counts, found.proposals) == (total, counts, proposals)
        assert [(each.unit.work, each.score) for each in found.answers] == [
            (each.unit.work, each.score) for each in answers
        ]


def test_a_question_that_names_a_guide_finds_it_first(guide: ProcedurePage) -> None:
    first = asked("accueillir les personnes retournées").steps[0]
    assert (first.guide.title, first.number, first.url) == (guide.title, 0, "/fr/accueil/")


def test_what_a_guide_says_by_the_way_is_no_answer(guide: ProcedurePage) -> None:
    assert titles(asked("contrôler les dépenses de la famille du comptable")) == []


def test_steps_are_narrowed_to_whom_they_apply(guide: ProcedurePage, client: Client) -> None:
    question = "rechercher la famille"
    assert titles(asked(question, about=Selection(frozenset({"mineur"})))) == ["Rechercher la famille"]
    assert titles(asked(question, about=Selection(frozenset({"adulte"})))) == []
    assert titles(asked("allocation", about=Selection(frozenset({"adulte"})))) == ["Verser l’allocation"]
    html = client.get("/fr/recherche/", {"q": "famille", "profil": "adulte"}).content.decode()
    assert "Aucune étape ne répond pour ce choix" in html
    assert 'href="?q=famille&amp;profil=mineur">Mineur non accompagné' in html


def test_what_tells_nobody_apart_does_not_apply_to_somebody(office: Administration, guide: ProcedurePage) -> None:
    steps = [make.step("Valider le tarif", make.role(office.accounting))]
    make.ProcedurePageFactory(title="Changer un tarif", slug="tarif", steps=steps)
    drain()
    assert titles(asked("valider le tarif")) == ["Valider le tarif"]
    for question in ("valider le tarif", "changer un tarif"):
        assert titles(asked(question, about=Selection(frozenset({"mineur"})))) == []


def test_a_unit_says_in_how_many_steps_it_acts(guide: ProcedurePage, client: Client) -> None:
    answer = asked("direction administrative et financière").answers[0]
    assert (answer.unit.title, answer.steps) == ("Direction Administrative et Financière", 2)
    html = client.get("/fr/recherche/?q=daf").content.decode()
    assert '<a href="/fr/onm/daf/#etapes">agit dans 2 étapes</a>' in html


def test_the_page_the_api_and_the_command_say_the_same(guide: ProcedurePage, client: Client) -> None:
    page = re.sub(r"<[^>]+>", "", client.get("/fr/recherche/?q=verser+une+allocation").content.decode())
    assert "Comment on procède" in page
    assert "Verser l’allocation" in page
    (step,) = client.get("/api/who", {"q": "verser une allocation", "profil": "mineur"}).json()["steps"]
    assert (step["title"], step["number"], step["kind"]) == ("Verser l’allocation", 1, "procedure")
    assert [actor["title"] for actor in step["responsible"]] == ["Service de Comptabilité"]
    assert client.get(step["passage"]["url"].removeprefix("http://testserver")).status_code == 200
    out = StringIO()
    call_command("who", "verser une allocation", stdout=out)
    assert "Verser l’allocation" in out.getvalue()
    assert "→ Service de Comptabilité, dans un délai de 24 heures" in out.getvalue()


def test_a_guide_that_readers_may_not_read_says_nothing_even_before_the_index_knows(guide: ProcedurePage) -> None:
    set_audience(work=Work.objects.get(key=guide.translation_key), audience=Audience.STAFF)
    assert titles(asked("verser une allocation")) == []
    assert asked("daf").answers[0].steps == 0
    drain()
    assert titles(asked("verser une allocation")) == []
    assert titles(asked("verser une allocation", Audience.STAFF)) == ["Verser l’allocation"]


def test_steps_cost_no_query_once_guides_are_read(guide: ProcedurePage) -> None:
    asked("verser une allocation")
    with CaptureQueriesContext(connection) as queries:
        asked("verser une allocation")
    assert len(queries) <= 12


def test_guides_are_suggested_after_units(guide: ProcedurePage) -> None:
    reading = Reading(language="fr", date=timezone.localdate(), audience=Audience.PUBLIC)
    make.ProcedurePageFactory(title="Direction des convois", slug="convois", steps=guide.steps.get_prep_value())
    assert [each.text for each in suggest("dir", reading)] == [
        "Direction Administrative et Financière",
        "Direction des convois",
    ]


def test_a_document_answers_by_its_name_for_who_may_read_it(
    office: Administration, client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT, settings.READ_UPLOADS_APART = tmp_path, False
    file = Document.objects.create(title="Fiche", file=ContentFile(good.pdf("Nom", "Date"), "fiche.pdf"))
    page = make.DocumentPageFactory(title="Fiche de débarquement", slug="fiche", file=file)
    drain()
    (answer,) = asked("fiche de débarquement").papers
    assert (answer.document.title, answer.url) == ("Fiche de débarquement", "/fr/fiche/")
    assert "Documents, formulaires et projets" in client.get("/fr/recherche/?q=débarquement").content.decode()
    assert client.get("/api/who?q=débarquement").json()["documents"][0]["document"]["title"] == "Fiche de débarquement"
    set_audience(work=page.work, audience=Audience.STAFF)
    assert asked("fiche de débarquement").papers == []


def test_the_words_of_a_file_answer_with_their_page(
    office: Administration, client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT, settings.READ_UPLOADS_APART = tmp_path, False
    file = Document.objects.create(title="F", file=ContentFile(good.pdf("Nom", "Le zirconium est pesé."), "f.pdf"))
    make.DocumentPageFactory(title="Fiche", slug="fiche", file=file, file_language="ht")
    extract_missing()
    drain()
    html = client.get("/fr/recherche/?q=zirconium").content.decode()
    assert '<a href="/fr/fiche/#page-2"><b>p.\xa02</b> <span lang="ht">' in html
    (found,) = client.get("/api/who?q=zirconium").json()["documents"]
    assert (found["page"], found["passage"]["url"]) == (2, "http://testserver/fr/fiche/#page-2")
    out = StringIO()
    call_command("who", "zirconium", stdout=out)
    assert "-  Fiche, p.\xa02" in out.getvalue()
