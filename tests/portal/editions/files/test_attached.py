"""Files attached to editions: the bytes of then, for who may read an edition that has them."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document

from org.models import OrganisationPage, UnitPage
from portal.editions import services
from portal.editions.audiences import Audience
from portal.editions.files import keeping, store
from portal.editions.gate import PublicationRefused
from portal.editions.models import Attachment, Edition
from portal.editions.rebuilding import rebuild
from portal.editions.verification.faults import What
from portal.editions.verification.run import verify
from portal.editions.withdrawal.services import withdraw
from portal.home.models import ContentPage, HomePage
from portal.setup import EDITORS, STAFF
from tests import factories as make
from tests.factories.blocks import row

FIRST, SECOND = b"%PDF-1.4 premier", b"%PDF-1.4 second"


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def document(portal: HomePage) -> Document:
    return Document.objects.create(title="Décret", file=ContentFile(FIRST, name="decret.pdf"))


@pytest.fixture
def unit(portal: HomePage, document: Document) -> UnitPage:
    organisation = make.OrganisationPageFactory()
    attachment = row("attachment", {"document": document.pk, "title": "Décret signé"})
    return make.UnitPageFactory(parent=organisation, title="Service de la paie", attachments=[attachment])


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def url(data: bytes = FIRST, name: str = "decret.pdf") -> str:
    return reverse("attached-file", args=[sha256(data), name])


def got(client: Client, address: str) -> bytes:
    response = client.get(address)
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]


def edition_of(unit: UnitPage, number: int = 1) -> Edition:
    return Edition.objects.get(work=unit.translation_key, number=number)


def replace_file(document: Document, data: bytes, name: str = "decret.pdf") -> None:
    document.file.save(name, ContentFile(data))


def test_an_edition_says_which_file_it_has(unit: UnitPage) -> None:
    (file,) = edition_of(unit).content.attachments  # type: ignore[attr-defined]
    assert (file.title, file.name, file.media_type) == ("Décret signé", "decret.pdf", "application/pdf")
    assert (file.size, file.sha256) == (len(FIRST), sha256(FIRST))
    assert str(file.id) == unit.attachments[0].id


def test_the_page_leads_to_the_file_which_is_served_and_never_run(unit: UnitPage) -> None:
    client = Client()
    page = client.get(reverse("edition", args=[unit.translation_key, "fr", 1])).content.decode()
    assert f'href="{url()}"' in page
    response = client.get(url())
    assert b"".join(response.streaming_content) == FIRST  # type: ignore[attr-defined]
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="decret.pdf"'
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["ETag"] == f'"{sha256(FIRST)}"'
    assert client.get(url(), headers={"If-None-Match": f'"{sha256(FIRST)}"'}).status_code == 304


def test_it_is_served_on_any_date_of_the_portal(unit: UnitPage) -> None:
    today = datetime.date.today().isoformat()
    assert got(Client(), f"/@{today}{url()}") == FIRST


@pytest.mark.parametrize("address", [url(SECOND), url(name="autre.pdf"), url(name="decret.exe")])
def test_nothing_else_is_there(unit: UnitPage, address: str) -> None:
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("digest", ["0" * 64, "..", "a"])
def test_addresses_that_name_no_file(unit: UnitPage, digest: str) -> None:
    assert Client().get(f"/fr/fichier/{digest}/decret.pdf").status_code == 404


def test_a_document_that_is_replaced_changes_no_edition(unit: UnitPage, document: Document) -> None:
    seal = edition_of(unit).seal
    replace_file(document, SECOND)
    assert got(Client(), url()) == FIRST
    unit.save_revision().publish()
    assert got(Client(), url(SECOND, Document.objects.get().filename)) == SECOND
    assert got(Client(), url()) == FIRST
    assert edition_of(unit).seal == seal
    assert edition_of(unit, 2).seal != seal
    assert verify().faults == []


def test_a_document_that_is_deleted_harms_no_edition(unit: UnitPage, document: Document, client: Client) -> None:
    client.force_login(make.UserFactory(is_superuser=True))
    client.post(reverse("wagtaildocs:delete", args=[document.pk]))
    assert not Document.objects.exists()
    assert got(Client(), url()) == FIRST
    assert verify().faults == []
    assert client.get(reverse("wagtailadmin_pages:edit", args=[unit.pk])).status_code == 200


def test_a_document_whose_bytes_are_gone_is_not_published(unit: UnitPage, document: Document) -> None:
    replace_file(document, SECOND)
    Path(document.file.path).unlink()
    with pytest.raises(PublicationRefused, match="Décret signé"):
        unit.save_revision().publish()
    assert Edition.objects.filter(work=unit.translation_key).count() == 1


def test_publishing_again_makes_no_new_edition(unit: UnitPage) -> None:
    unit.save_revision().publish()
    assert Edition.objects.filter(work=unit.translation_key).count() == 1


def test_moving_a_page_keeps_its_files(unit: UnitPage) -> None:
    unit.move(make.OrganisationPageFactory(title="Autre", slug="autre"), pos="last-child")
    assert edition_of(unit, 2).content.attachments == edition_of(unit).content.attachments  # type: ignore[attr-defined]


# Who may read -------------------------------------------------------------------------------------------------------


def close(unit: UnitPage, audience: Audience) -> None:
    services.set_audience(work=unit.work, audience=audience)


def test_a_file_is_for_who_may_read_a_text_that_has_it_today(unit: UnitPage, document: Document) -> None:
    close(unit, Audience.STAFF)
    staff = Client()
    staff.force_login(make.UserFactory(in_groups=[STAFF]))
    assert Client().get(url()).status_code == 404
    assert got(staff, url()) == FIRST
    attachment = row("attachment", {"document": document.pk, "title": ""})
    make.UnitPageFactory(parent=unit.get_parent(), title="Guichet", slug="guichet", attachments=[attachment])
    assert got(Client(), url()) == FIRST


def test_the_document_itself_is_for_the_desk(unit: UnitPage, document: Document) -> None:
    editor = Client()
    editor.force_login(make.UserFactory(in_groups=[EDITORS]))
    assert Client().get(document.url, follow=True).status_code == 404
    assert got(editor, document.url) == FIRST


def test_a_document_that_a_simple_page_leads_to_is_for_everybody(
    portal: HomePage, document: Document, django_capture_on_commit_callbacks: Any
) -> None:
    body = f'<p><a linktype="document" id="{document.pk}">Texte</a></p>'
    with django_capture_on_commit_callbacks(execute=True):
        portal.add_child(instance=ContentPage(title="Textes", slug="textes", body=body))
    assert got(Client(), document.url) == FIRST


# Withdrawal ---------------------------------------------------------------------------------------------------------


def take_away(edition: Edition) -> None:
    withdraw(editions=[edition], reason="essai", author="essai", keep_title=True)


def test_the_file_of_a_withdrawn_edition_goes(unit: UnitPage, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        take_away(edition_of(unit))
    assert Client().get(url()).status_code == 404
    assert list(store.kept()) == []
    assert verify().faults == []


def test_a_file_that_another_edition_has_stays(
    unit: UnitPage, document: Document, django_capture_on_commit_callbacks: Any
) -> None:
    attachment = row("attachment", {"document": document.pk, "title": ""})
    other = make.UnitPageFactory(parent=unit.get_parent(), title="Guichet", slug="guichet", attachments=[attachment])
    with django_capture_on_commit_callbacks(execute=True):
        take_away(edition_of(unit))
    assert got(Client(), url()) == FIRST
    with django_capture_on_commit_callbacks(execute=True):
        take_away(edition_of(other))
    assert Client().get(url()).status_code == 404
    assert list(store.kept()) == []


def test_bytes_that_no_edition_has_are_cleared_away_after_a_day(unit: UnitPage) -> None:
    for data in (SECOND, b"jeune"):
        store.keep(make_file(data), sha256(data))
    (store.path_of(sha256(SECOND)).parent / "reste.part").write_bytes(b"")
    old = datetime.datetime(2020, 1, 1).timestamp()
    for path in store.kept():
        if path.name != sha256(b"jeune"):
            os.utime(path, (old, old))
    assert keeping.forget_left_over() == 1
    assert {path.name for path in store.kept()} == {sha256(FIRST), sha256(b"jeune")}


def make_file(data: bytes) -> Any:
    return ContentFile(data)


# Verifying ----------------------------------------------------------------------------------------------------------


def faults() -> list[tuple[What, int | None, str]]:
    return [(fault.what, fault.place.number, fault.message) for fault in verify(with_projections=False).faults]


def test_one_byte_of_a_file_that_was_changed_is_found_and_named(unit: UnitPage) -> None:
    path = store.path_of(sha256(FIRST))
    path.chmod(0o640)
    path.write_bytes(FIRST[:-1] + b"?")
    assert faults() == [(What.FILE, 1, "pièce jointe « Décret signé » (decret.pdf) : le fichier a été modifié")]


def test_a_file_that_is_missing_is_named(unit: UnitPage) -> None:
    store.path_of(sha256(FIRST)).unlink()
    assert faults() == [(What.FILE, 1, "pièce jointe « Décret signé » (decret.pdf) : le fichier manque")]
    assert Client().get(url()).status_code == 404


def test_the_projection_is_verified_and_made_anew(unit: UnitPage) -> None:
    Attachment.objects.update(name="autre.pdf")
    assert What.PROJECTIONS in {fault.what for fault in verify().faults}
    rebuild()
    assert verify().faults == []
    assert verify().files == 1


# Comparing ----------------------------------------------------------------------------------------------------------


def test_comparisons_say_which_files_came_and_went(unit: UnitPage) -> None:
    unit.attachments = []
    unit.save_revision().publish()
    response = Client().get(f"{reverse('compare', args=[unit.translation_key])}?de=1&a=2")
    said = response.content.decode()
    assert "Pièces jointes" in said
    assert "Décret signé" in said


def test_what_was_published_before_files_could_be_attached_says_the_same(portal: HomePage) -> None:
    page: OrganisationPage = make.OrganisationPageFactory()
    document = Edition.objects.get(work=page.translation_key).document
    assert (document["schema"], document["content"]["attachments"]) == (2, [])
    assert json.dumps(document)
