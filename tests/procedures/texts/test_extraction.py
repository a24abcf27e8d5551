"""The words of a registered file are found by its page, for who may read it, until it is withdrawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from wagtail.documents.models import Document

from portal.editions.gate import PublicationRefused
from portal.editions.models import Edition, Work
from portal.editions.passages import PassageKind
from portal.editions.signals import works_changed
from portal.editions.withdrawal.services import withdraw
from portal.home.models import HomePage
from procedures.models import DocumentPage, FileText
from procedures.texts import extraction
from tests.factories import procedures as make
from tests.portal.uploads import good

pytestmark = pytest.mark.django_db

FIRST = good.pdf("Fiche d’enregistrement", "Le mineur est remis à l’institut.")
SECOND = good.word("Nouvelle fiche.")


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.READ_UPLOADS_APART = tmp_path, False


@pytest.fixture
def page(portal: HomePage) -> DocumentPage:
    return make.DocumentPageFactory(title="Fiche", slug="fiche", file=brought(FIRST, "fiche.pdf"))


def brought(data: bytes, name: str) -> Document:
    return Document.objects.create(title="Fiche", file=ContentFile(data, name=name))


def edition_of(page: DocumentPage) -> Edition:
    return Edition.objects.filter(work=page.translation_key).latest("number")


def found_in(edition: Edition) -> list[tuple[str, str]]:
    return [(each.anchor, each.text) for each in edition.passages() if each.kind == PassageKind.PAGE]


def test_each_page_is_found_once_the_file_was_read(page: DocumentPage, client: Client) -> None:
    told: list[frozenset[Any]] = []
    works_changed.connect(receiver := lambda works, **kwargs: told.append(works))
    assert found_in(edition_of(page)) == []
    assert extraction.extract_missing() == 1
    works_changed.disconnect(receiver)
    assert told == [frozenset({page.translation_key})]
    assert found_in(edition_of(page)) == [
        ("page-1", "Fiche d’enregistrement"),
        ("page-2", "Le mineur est remis à l’institut."),
    ]
    shown = client.get("/fr/fiche/").content.decode()
    assert 'id="page-2"' in shown
    assert "Le mineur est remis" in shown
    assert extraction.extract_missing() == 0


def test_a_new_version_leaves_the_old_one_its_words(page: DocumentPage) -> None:
    first = edition_of(page)
    page.file = brought(SECOND, "fiche.docx")
    page.save_revision().publish()
    call_command("extract_texts")
    assert next(text for _anchor, text in found_in(first)) == "Fiche d’enregistrement"
    assert "Nouvelle fiche." in found_in(edition_of(page))[0][1]
    assert set(FileText.objects.values_list("extractor", flat=True)) == {
        f"{name} {extraction.version(name)}" for name in ("pypdf", "python-docx")
    }


def test_a_withdrawn_file_loses_its_words(page: DocumentPage, django_capture_on_commit_callbacks: Any) -> None:
    extraction.extract_missing()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(editions=[edition_of(page)], reason="Données personnelles", author="Service juridique")
    assert not FileText.objects.exists()
    assert found_in(edition_of(page)) == []


def test_what_was_withdrawn_meanwhile_is_not_kept(page: DocumentPage, monkeypatch: pytest.MonkeyPatch) -> None:
    read = extraction.read_apart

    def slowly(*args: Any, **kwargs: Any) -> Any:
        withdraw(editions=[edition_of(page)], reason="Données personnelles", author="Service juridique")
        return read(*args, **kwargs)

    monkeypatch.setattr(extraction, "read_apart", slowly)
    extraction.extract_missing()
    assert not FileText.objects.exists()


def test_a_file_that_cannot_be_read_is_noted_and_not_tried_again(page: DocumentPage, capsys: Any) -> None:
    def fails(*args: Any, **kwargs: Any) -> Any:
        raise extraction.ReadingFailed("TimeoutExpired")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extraction, "read_apart", fails)
        call_command("extract_texts")
    assert "TimeoutExpired" in capsys.readouterr().err
    assert extraction.extract_missing() == 0
    call_command("extract_texts", "--again")
    assert FileText.objects.get().pages


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", good.pdf(objects=("<</S /JavaScript>>",)), "a.pdf : Le PDF contient un script"),
        ("a.exe", b"MZ", "a.exe"),
    ],
)
def test_a_script_can_register_no_hostile_file(portal: HomePage, name: str, data: bytes, said: str) -> None:
    with pytest.raises(PublicationRefused, match=said):
        make.DocumentPageFactory(title="Fiche", slug="fiche", file=brought(data, name))
    assert not Edition.objects.filter(work__in=Work.objects.filter(kind="document")).exists()
