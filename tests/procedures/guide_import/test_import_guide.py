"""`manage.py import_guide`: a draft to complete, and a report of what found no place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from portal.editions.models import Edition
from portal.home.models import HomePage
from procedures.models import ProcedurePage
from tests.factories import LegalReferenceFactory, OrganisationPageFactory, UnitPageFactory
from tests.portal.uploads import good

from .test_understanding import word

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(portal: HomePage, tmp_path: Path) -> Path:
    onm = OrganisationPageFactory()
    UnitPageFactory(parent=onm, title="Service d’accueil", slug="accueil")
    LegalReferenceFactory(name_fr="Décret du 6 mars", citation="2024-6")
    path = tmp_path / "Guide d’accueil.docx"
    path.write_bytes(
        word(
            "#|Accueillir les migrants",
            "1|Base légale",
            "Décret du 6 mars",
            "Loi introuvable",
            "1|Étapes",
            "2|Étape 1 : Enregistrer",
            "Responsable : l’ONM, le Service d’accueil et la Croix-Rouge",
            "Relever le nom sous 24 heures.",
            "2|Étape 2 : Conduire à la sortie",
            "Formulaire : Reçu",
        )
    )
    return path


def draft() -> Any:
    return ProcedurePage.objects.get(import_key="word:guide-daccueil").get_latest_revision_as_object()


def test_a_draft_is_written_and_nothing_is_published(file: Path, capsys: Any) -> None:
    editions = Edition.objects.count()
    call_command("import_guide", str(file))
    page = draft()
    assert (page.title, page.live, Edition.objects.count()) == ("Accueillir les migrants", False, editions)
    first, second = page.steps
    assert [role["actor"].title for role in first.value["roles"]] == [
        "Office National de la Migration",
        "Service d’accueil",
    ]
    assert first.value["delay"]["amount"] == 24
    assert first.value["doubt"] == "Le document nomme : la Croix-Rouge."
    assert second.value["papers"][0]["title"] == "Reçu"
    assert [text.value.citation for text in page.legal_basis] == ["2024-6"]
    told = capsys.readouterr().out
    assert "Brouillon « Accueillir les migrants » : 2 étapes." in told
    assert "§ 4 « Loi introuvable » : aucun texte de ce nom" in told
    assert "« la Croix-Rouge » : personne de ce nom" in told


def test_a_second_run_must_be_asked_for_and_keeps_the_steps(file: Path) -> None:
    call_command("import_guide", str(file))
    before = [step.id for step in draft().steps]
    with pytest.raises(CommandError, match="a déjà son brouillon"):
        call_command("import_guide", str(file))
    call_command("import_guide", str(file), "--again")
    assert [step.id for step in draft().steps] == before
    assert ProcedurePage.objects.count() == 1


def test_a_published_guide_gets_a_draft_only(file: Path) -> None:
    call_command("import_guide", str(file))
    page = draft()
    page.steps = [page.steps.raw_data[0]]
    page.save_revision().publish()
    editions = Edition.objects.count()
    call_command("import_guide", str(file), "--again")
    assert Edition.objects.count() == editions
    assert len(ProcedurePage.objects.get().steps) == 1
    assert len(draft().steps) == 2


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", good.rewritten(good.word(), {"word/vbaProject.bin": b"x"}), "contient une macro"),
        ("a.docx", good.word()[:500], "abîmé"),
        ("a.pdf", good.pdf(), "doit être un fichier Word"),
    ],
)
def test_a_hostile_file_is_refused(portal: HomePage, tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(CommandError, match=said):
        call_command("import_guide", str(tmp_path / name))
    assert not ProcedurePage.objects.exists()


def test_no_file_is_told(portal: HomePage, tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("import_guide", str(tmp_path / "rien.docx"))
