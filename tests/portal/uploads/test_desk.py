"""Every way in to the desk's documents: what is refused leaves nothing behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection

from portal.home.models import HomePage
from portal.roles import EDITORS
from portal.uploads.handlers import BoundedUploadHandler
from tests.factories import UserFactory

from . import good

pytestmark = pytest.mark.django_db

WITH_A_MACRO = good.rewritten(good.word(), {"word/vbaProject.bin": b"x"})
SCRIPT = good.pdf(objects=("<</S /JavaScript>>",))
MEBIBYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def _own_places(settings: Any, tmp_path: Path) -> None:
    for name in ("media", "unfinished"):
        (tmp_path / name).mkdir()
    settings.MEDIA_ROOT, settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "media", str(tmp_path / "unfinished")


@pytest.fixture
def editor(portal: HomePage, client: Client) -> Client:
    client.force_login(UserFactory(in_groups=[EDITORS]))
    return client


def upload(client: Client, view: str, name: str, data: bytes, **fields: Any) -> Any:
    field = {"wagtaildocs:add_multiple": "files[]", "wagtaildocs_chooser:create": "document-chooser-upload-file"}
    file = SimpleUploadedFile(name, data)
    prefix = "document-chooser-upload-" if view.startswith("wagtaildocs_chooser") else ""
    sent = {f"{prefix}title": "Fiche", f"{prefix}collection": Collection.objects.get(depth=1).pk, **fields}
    return client.post(reverse(view), {**sent, field.get(view, "file"): file})


def assert_nothing_is_left(tmp_path: Path) -> None:
    assert not Document.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("view", ["wagtaildocs:add", "wagtaildocs:add_multiple", "wagtaildocs_chooser:create"])
@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", WITH_A_MACRO, "contient une macro"),
        ("a.svg", b"<svg/>", "n’est pas accepté"),
        ("a.pdf", good.pdf()[:200], "abîmé ou incomplet"),
    ],
)
def test_a_hostile_file_is_refused(
    editor: Client, tmp_path: Path, view: str, name: str, data: bytes, said: str
) -> None:
    response = upload(editor, view, name, data)
    body = response.content.decode() if "json" not in response["Content-Type"] else str(response.json())
    assert response.status_code in (200, 422)
    assert said in body, body
    assert "extension de fichier" not in body
    assert_nothing_is_left(tmp_path)


def test_too_large_a_file_is_refused_and_never_kept(editor: Client, tmp_path: Path, settings: Any) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 3 * MEBIBYTE
    response = upload(editor, "wagtaildocs:add", "a.pdf", bytes(4 * MEBIBYTE))
    assert "trop gros" in response.content.decode() or "trop volumineux" in response.content.decode()
    assert_nothing_is_left(tmp_path)


def test_five_hundred_megabytes_are_counted_and_let_go(rf: RequestFactory, tmp_path: Path, settings: Any) -> None:
    handler, chunk, most = BoundedUploadHandler(rf.post("/")), bytes(MEBIBYTE), 0
    handler.new_file("file", "a.pdf", "application/pdf", None)
    for number in range(500):
        handler.receive_data_chunk(chunk, number * MEBIBYTE)
        if number in (10, 24, 25, 499):
            most = max(most, sum(path.stat().st_size for path in tmp_path.rglob("*") if path.is_file()))
    file = handler.file_complete(500 * MEBIBYTE)
    assert (file.size, file.read()) == (500 * MEBIBYTE, b"")
    assert most <= settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    assert_nothing_is_left(tmp_path)


def test_a_good_file_is_kept(editor: Client, tmp_path: Path) -> None:
    response = upload(editor, "wagtaildocs:add", "Fiche.docx", good.word())
    assert response.status_code == 302
    document = Document.objects.get()
    assert document.filename == "Fiche.docx"
    with document.open_file() as file:
        assert file.read() == good.word()


def test_a_file_cannot_be_replaced_by_a_hostile_one(editor: Client, tmp_path: Path) -> None:
    upload(editor, "wagtaildocs:add", "Fiche.docx", good.word())
    document = Document.objects.get()
    sent = {"title": "Fiche", "collection": document.collection_id, "file": SimpleUploadedFile("b.pdf", SCRIPT)}
    response = editor.post(reverse("wagtaildocs:edit", args=[document.pk]), sent)
    assert "contient un script" in response.content.decode()
    assert Document.objects.get().filename == "Fiche.docx"
    with Document.objects.get().open_file() as file:
        assert file.read() == good.word()


def test_a_title_is_changed_without_its_file(editor: Client) -> None:
    upload(editor, "wagtaildocs:add", "Fiche.docx", good.word())
    document = Document.objects.get()
    sent = {"title": "Autre", "collection": document.collection_id}
    assert editor.post(reverse("wagtaildocs:edit", args=[document.pk]), sent).status_code == 302
    assert Document.objects.get().title == "Autre"
