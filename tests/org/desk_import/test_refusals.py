"""A file that cannot be imported: said at once, in plain words, and nothing of it is loaded."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from org.desk_import import forms
from org.importing import xlsx_safety
from org.models import ImportRun, UnitKind
from portal.editions.models import Edition
from tests.org.importing.files import small, structure, unit

from .browser import as_xlsx, as_yaml, problems, texts, the_run, upload


def zipped(**parts: bytes) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return output.getvalue()


BILLION = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("f.pdf", b"%PDF", "« f.pdf » n’est ni un classeur .xlsx ni un fichier .yaml."),
        ("f.csv", b"a;b", "n’est ni un classeur"),
        ("f", b"a", "n’est ni un classeur"),
        ("f.yaml", b"", "Le fichier est vide."),
        ("f.xlsx", b"", "Le fichier est vide."),
        ("f.yaml", b"a\x00b", "Le fichier n’est pas du texte"),
        ("f.xlsx", b"PK\x03\x04 and nothing more", "n’est pas un classeur .xlsx lisible"),
        ("f.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "protégé par un mot de passe, ou de l’ancien format"),
        ("f.xlsx", zipped(xl__workbook=BILLION), "contient des déclarations XML"),
        ("f.xlsx", zipped(xl__workbook="\ufeff<a/>".encode("utf-16-le")), "contient des déclarations XML"),
    ],
)
def test_what_is_no_structure_file_is_refused_at_once(editor: Client, name: str, content: bytes, said: str) -> None:
    response = upload(editor, content, name)
    assert response.status_code == 422
    assert any(said in error for error in texts(response, ".w-field__errors")), texts(response, "form")
    assert not ImportRun.objects.exists()


def test_a_zip_bomb_is_refused_before_it_is_opened(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_safety, "MOST_BYTES", 1024 * 1024)
    response = upload(editor, zipped(xl__workbook=b"0" * 2 * 1024 * 1024), "f.xlsx")
    assert response.status_code == 422
    assert "prend plus de 1 Mo une fois décompressé" in response.content.decode()


def test_too_large_a_file_is_told_with_the_limit(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(forms.MOST_BYTES, ".yaml", 1000)
    response = upload(editor, b"#" * 2000)
    assert response.status_code == 422
    assert "Le fichier fait 2,0\xa0Kio ; la limite est de 1000\xa0octets." in response.content.decode()


def test_no_file_is_told(editor: Client) -> None:
    response = editor.post(reverse("import_structure:index"), {})
    assert response.status_code == 422
    assert "Choisissez un fichier." in response.content.decode()


def test_a_zip_that_is_no_workbook_is_told_by_the_dry_run(editor: Client) -> None:
    response = upload(editor, zipped(bonjour=b"<a/>"), "f.xlsx")
    assert problems(response) == [["—", "1:1", "Le fichier n’est pas un classeur .xlsx lisible."]]


def test_deep_yaml_is_told(editor: Client) -> None:
    response = upload(editor, b"[" * 5000)
    assert problems(response) == [["—", "1:1", "Le fichier imbrique trop de listes."]]


def test_every_fault_is_named_by_its_cell(editor: Client, tmp_path: Path) -> None:
    duty = {"key": "a", "text": "Payer.", "legal_basis": ["decret"]}
    data = structure(unit("u", responsibilities=[duty], posts=[{"key": "p", "title": "Chef"}]), unit("v"))
    cells = {
        "Unités!B2": "servce",
        "Unités!E3": "=A1",
        "Unités!K3": "hier",
        "Attributions!G2": "loi",
        "Postes!G2": "deux",
        "Organisation!I2": "fr-2",
    }
    response = upload(editor, as_xlsx(data, tmp_path, **cells), "f.xlsx")
    assert the_run().state == ImportRun.State.FAULTY
    assert [(sheet, cell) for sheet, cell, _message in problems(response)] == [
        ("Attributions", "G2"),
        ("Organisation", "I2"),
        ("Postes", "G2"),
        ("Unités", "B2"),
        ("Unités", "E3"),
        ("Unités", "K3"),
    ]
    assert "6 points à corriger. Rien n’a été importé." in response.content.decode()
    assert not UnitKind.objects.exists()


def test_everything_that_the_gate_refuses_is_named(editor: Client, tmp_path: Path) -> None:
    first = structure(unit("u", slug="ici"), unit("v", slug="la"))
    upload(editor, as_yaml(first, tmp_path))
    run = the_run()
    editor.post(reverse("import_structure:confirm", args=[run.pk]), {"agreed": run.report_digest})
    editions = Edition.objects.count()
    second = structure(unit("x", slug="ici"), unit("y", slug="la"), unit("z", parent="x"))
    response = upload(editor, as_yaml(second, tmp_path))
    assert [message.split(" :")[0] for _sheet, _cell, message in problems(response)] == ["« Unité x »", "« Unité y »"]
    assert Edition.objects.count() == editions


def test_messages_are_in_the_language_of_the_author(editor: Client, author: object, tmp_path: Path) -> None:
    response = upload(editor, as_yaml(small(title=""), tmp_path))
    assert problems(response)[0][2] == "Le champ « title » est vide."
    assert the_run().language == "fr"
