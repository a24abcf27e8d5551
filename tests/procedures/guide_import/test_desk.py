"""« Importer un guide » on the desk: a draft and its report; what is wrong is told at the field."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portal.home.models import HomePage
from portal.roles import EDITORS, TRANSLATORS
from procedures.models import ProcedurePage
from tests.factories import UserFactory
from tests.portal.uploads import good

from .test_understanding import word

pytestmark = pytest.mark.django_db
GUIDE = word("#|Accueillir", "1|Étapes", "n|Enregistrer", "1|Annexes")


@pytest.fixture
def editor(portal: HomePage, client: Client) -> Client:
    client.force_login(UserFactory(in_groups=[EDITORS]))
    return client


def brought(client: Client, data: bytes, name: str = "guide.docx", **fields: str) -> tuple[int, str]:
    file = SimpleUploadedFile(name, data)
    response = client.post(reverse("import_guide:index"), {"file": file, **fields})
    return response.status_code, response.content.decode()


def test_a_draft_and_what_found_no_place(editor: Client) -> None:
    assert "Faire un brouillon" in editor.get(reverse("import_guide:index")).content.decode()
    status, page = brought(editor, GUIDE)
    assert status == 200
    assert "Brouillon de 1 étape ; rien n’est publié." in page
    assert "<td>4</td><td>Annexes</td>" in page
    draft = ProcedurePage.objects.get()
    assert not draft.live
    assert reverse("wagtailadmin_pages:edit", args=[draft.pk]) in page


def test_a_second_time_must_be_asked_for(editor: Client) -> None:
    brought(editor, GUIDE)
    status, page = brought(editor, GUIDE)
    assert (status, "cochez pour l’écrire de nouveau" in page) == (422, True)
    assert brought(editor, GUIDE, again="on")[0] == 200
    assert ProcedurePage.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", good.rewritten(good.word(), {"word/vbaProject.bin": b"x"}), "contient une macro"),
        ("a.pdf", good.pdf(), "doit être un fichier Word"),
        ("a.docx", b"", "Le fichier est vide."),
    ],
)
def test_a_hostile_file_is_refused(editor: Client, name: str, data: bytes, said: str) -> None:
    status, page = brought(editor, data, name)
    assert (status, said in page) == (422, True)
    assert not ProcedurePage.objects.exists()


def test_who_may_not_write_guides_may_not_import_them(portal: HomePage, client: Client) -> None:
    client.force_login(UserFactory(in_groups=[TRANSLATORS]))
    assert client.get(reverse("import_guide:index")).status_code == 302
