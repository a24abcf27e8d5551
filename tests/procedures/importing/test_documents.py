"""Registered documents of a file: brought with their files, which are looked for beside it and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from wagtail.documents.models import Document

from org.importing.mapping import work_key
from org.importing.problems import ImportRefused
from portal.editions.files import store
from portal.editions.models import Edition
from portal.home.models import HomePage
from procedures.content.documents import DocumentContent
from procedures.content.procedures import ProcedureContent
from procedures.models import DocumentPage
from tests.factories import OrganisationPageFactory
from tests.portal.uploads import good

from .files import load

FORM = """\
format: mandat-procedures/1
reference:
  document_types:
    - {code: formulaire, name: {fr: Formulaire}}
documents:
  - key: f-01
    title: Fiche d’accueil
    reference: ONM-F-01
    type: formulaire
    language: ht
    version: "2"
    dated: 2026-03-01
    audience: partners
    file: fichiers/fiche.docx
"""
GUIDE = """\
procedures:
  - key: guide
    title: Guide
    attachments: [{file: fichiers/plan.pdf, title: Plan}]
    steps:
      - {key: un, title: Faire, roles: {R: onm}, papers: {makes: [f-01, Autre fiche]}}
"""


@pytest.fixture(autouse=True)
def media(portal: HomePage, settings: Any, tmp_path: Path) -> Path:
    """Whom the guide names, a store of its own, and the files that the file names."""
    OrganisationPageFactory(import_key="onm", translation_key=work_key("onm"))
    settings.MEDIA_ROOT, settings.READ_UPLOADS_APART = tmp_path / "media", False
    (tmp_path / "fichiers").mkdir()
    (tmp_path / "fichiers/fiche.docx").write_bytes(good.word("Fiche"))
    (tmp_path / "fichiers/plan.pdf").write_bytes(good.pdf("Plan"))
    return tmp_path / "media"


def content(key: str) -> Any:
    latest = Edition.objects.filter(work=work_key(key)).order_by("number").last()
    assert latest is not None
    return latest.content


def brought(media: Path) -> list[str]:
    return sorted(path.name for path in (media / "documents").glob("*")) if media.exists() else []


def test_a_document_and_what_a_guide_attaches_come_with_their_files(tmp_path: Path, media: Path) -> None:
    load(tmp_path, FORM + GUIDE)
    form, guide = content("f-01"), content("guide")
    assert isinstance(form, DocumentContent) and isinstance(guide, ProcedureContent)
    assert (form.reference, form.language, form.version, str(form.dated)) == ("ONM-F-01", "ht", "2", "2026-03-01")
    assert form.type and form.type.name == "Formulaire"
    assert store.path_of(form.attachments[0].sha256).read_bytes() == good.word("Fiche")
    assert [(each.title, each.name) for each in guide.attachments] == [("Plan", "plan.pdf")]
    registered, other = guide.steps[0].papers
    assert (registered.document, registered.title) == (work_key("f-01"), "Fiche d’accueil")
    assert (other.document, other.title) == (None, "Autre fiche")
    assert brought(media) == ["fiche.docx", "plan.pdf"]


def test_a_second_import_brings_nothing_and_another_file_is_another_edition(tmp_path: Path, media: Path) -> None:
    load(tmp_path, FORM + GUIDE)
    assert load(tmp_path, FORM + GUIDE).is_empty
    assert load(tmp_path, FORM.replace("    file: fichiers/fiche.docx\n", "")).is_empty
    assert Document.objects.count() == 2
    (tmp_path / "fichiers/fiche.docx").write_bytes(good.word("Fiche", "revue"))
    assert [fields for _row, fields in load(tmp_path, FORM + GUIDE).changed] == [["attachments"]]
    before, after = Edition.objects.filter(work=work_key("f-01")).order_by("number")
    assert before.content.attachments[0].sha256 != after.content.attachments[0].sha256  # type: ignore[attr-defined]


def test_what_is_tried_or_refused_leaves_no_file(tmp_path: Path, media: Path) -> None:
    load(tmp_path, FORM + GUIDE, dry_run=True)
    assert brought(media) == []
    with pytest.raises(ImportRefused):
        load(tmp_path, FORM + GUIDE.replace("R: onm", "I: onm"))
    assert brought(media) == []
    assert not DocumentPage.objects.exists()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/etc/passwd", "à côté"),
        ("../secret.docx", "chemin"),
        ("fichiers/../../secret.docx", "chemin"),
        ("fichiers/..%2fsecret.docx", "chemin"),
        ("..\\\\secret.docx", "chemin"),
        ("C:/secret.docx", "chemin"),
        ("file:///etc/passwd", "chemin"),
        ("fichiers/.cache.docx", "chemin"),
        ("fichiers/fiche\\u202Excod.exe", "cachés"),
        ("fichiers/fiche\\0.docx", "cachés"),
        ("fichiers/nul.docx", "ordinateurs"),
        ("", "vide"),
        ("a/" * 20 + "fiche.docx", "à côté"),
        ("dehors/secret.docx", "à côté"),
        ("lien.docx", "à côté"),
        ("rond.docx", "n’existe pas|ne se lit pas"),
        ("tube.docx", "n’existe pas"),
        ("fichiers", "n’existe pas"),
        ("fichiers/absent.docx", "n’existe pas"),
        ("fichiers/script.exe", "n’est pas accepté"),
        ("fichiers/faux.pdf", "celui d’un fichier .pdf"),
        ("fichiers/vide.pdf", "vide"),
    ],
)
def test_a_path_that_leads_elsewhere_or_to_a_dangerous_file_is_refused_where_it_stands(
    tmp_path: Path, media: Path, path: str, said: str
) -> None:
    folder = tmp_path / "dossier"
    (folder / "fichiers").mkdir(parents=True)
    (tmp_path / "secret.docx").write_bytes(good.word("Secret"))
    (folder / "lien.docx").symlink_to(tmp_path / "secret.docx")
    (folder / "dehors").symlink_to(tmp_path)
    (folder / "rond.docx").symlink_to("rond.docx")
    os.mkfifo(folder / "tube.docx")
    (folder / "fichiers/faux.pdf").write_bytes(good.word())
    (folder / "fichiers/vide.pdf").touch()
    (folder / "fichiers/script.exe").write_bytes(b"MZ")
    text = FORM.replace("fichiers/fiche.docx", f'"{path}"')

    with pytest.raises(ImportRefused) as refused:
        load(folder, text)
    (problem,) = refused.value.problems
    line = next(number for number, each in enumerate(text.splitlines(), start=1) if "    file:" in each)
    assert (problem.position.line, problem.position.column) == (line, 5)
    assert any(word in problem.message for word in said.split("|")), problem.message
    assert brought(media) == []
