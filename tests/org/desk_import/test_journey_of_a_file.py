"""Bring a file, look at what it would change, confirm."""

from __future__ import annotations

from pathlib import Path

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from org.desk_import import files
from org.models import ImportRun, UnitPage
from portal.editions.models import Edition
from tests.org.importing.files import complete, load, organisation, page, small, structure, unit

from .browser import INDEX, as_xlsx, as_yaml, confirm, counts, texts, the_run, upload

State = ImportRun.State


def test_the_dry_run_shows_what_would_be_created_and_writes_nothing(editor: Client, tmp_path: Path) -> None:
    response = upload(editor, as_xlsx(complete(), tmp_path), "structure.xlsx")
    assert the_run().state == State.READY
    assert counts(response)["Créées"] == 3
    assert counts(response)["Données de référence"] == 3
    assert not Edition.objects.exists()
    assert not UnitPage.objects.exists()
    rows = texts(response, "#import-rows + div tbody tr")
    assert any("Unité a" in row and "2 attributions, 1 poste, 1 membre, 1 lien" in row for row in rows)


def test_confirming_publishes_exactly_that_and_links_to_it(editor: Client, tmp_path: Path) -> None:
    upload(editor, as_xlsx(complete(), tmp_path), "structure.xlsx")
    response = confirm(editor, the_run())
    assert the_run().state == State.DONE
    assert "Importé et publié." in response.content.decode()
    assert Edition.objects.count() == 3
    assert reverse("wagtailadmin_pages:edit", args=[page("a").pk]) in response.content.decode()
    assert "/fr/essai/premiere/" in response.content.decode()
    assert page("a").latest_revision.user.username == "redaction"
    assert not list(files.folder().glob("*.xlsx"))


def test_the_history_of_the_organisation_tells_of_the_import(editor: Client, author: User, tmp_path: Path) -> None:
    upload(editor, as_yaml(small(), tmp_path), "onm.yaml")
    confirm(editor, the_run())
    entry = PageLogEntry.objects.get(action="mandat.import")
    assert entry.user == author
    assert entry.page_id == organisation("onm").pk
    assert "« onm.yaml » importé : 3 créées" in entry.message


def test_each_change_is_shown_from_what_to_what(editor: Client, tmp_path: Path) -> None:
    duties = [{"key": "a", "text": "Payer."}, {"key": "b", "text": "Compter."}]
    load(structure(unit("u", responsibilities=duties, posts=[{"key": "p", "title": "Chef"}]), unit("v")))
    data = structure(
        unit("v"),
        unit(
            "u",
            title="Unité nouvelle",
            mission="Servir.",
            responsibilities=[{"key": "a", "text": "Payer tôt."}, {"key": "c", "text": "Garder."}],
            posts=[{"key": "p", "title": "Chef", "headcount": 2}],
            parent="v",
        ),
    )
    response = upload(editor, as_yaml(data, tmp_path))
    assert counts(response) | {"Données de référence": 0} == {
        "Créées": 0,
        "Modifiées": 1,
        "Déplacées": 1,
        "Sans changement": 2,
        "Absentes du fichier": 0,
        "Données de référence": 0,
    }
    changes = texts(response, ".import-table tbody li")
    assert changes == [
        "Titre : Unité u → Unité nouvelle",
        "Mission : — → Servir.",
        "Au-dessus : Organisation d’essai → Unité v",
        "Attribution , retrait : Compter.",
        "Attribution, texte : Payer. → Payer tôt.",
        "Attribution , ajout : Garder.",
        "Poste, effectif « Chef » : — → 2",
    ]


def test_what_the_file_leaves_out_is_named_and_kept(editor: Client, tmp_path: Path) -> None:
    load(structure(unit("u"), unit("v")))
    response = upload(editor, as_yaml(structure(unit("u")), tmp_path))
    assert counts(response)["Absentes du fichier"] == 1
    assert texts(response, ".import-absent li") == ["Unité v"]
    assert "il n’y a rien à importer" in response.content.decode()
    assert not texts(response, "form[action$='confirmer/']")


def test_a_change_of_reference_data_is_shown(editor: Client, tmp_path: Path) -> None:
    load(structure(unit("u")))
    data = structure(unit("u"))
    data["reference"]["unit_kinds"][0]["rank"] = 7
    data["reference"]["unit_kinds"][0]["name"]["ht"] = "Lòt non"
    response = upload(editor, as_yaml(data, tmp_path))
    (row,) = texts(response, "#import-reference + div tbody tr")
    assert "Rang : 40 → 7" in row
    assert "Nom (Kreyòl ayisyen) : " in row


def test_an_import_can_be_given_up(editor: Client, tmp_path: Path) -> None:
    upload(editor, as_yaml(small(), tmp_path))
    response = editor.post(reverse("import_structure:discard", args=[the_run().pk]), follow=True)
    assert "Import abandonné" in response.content.decode()
    assert confirm(editor, the_run()).status_code == 200
    assert not Edition.objects.exists()
    assert not list(files.folder().glob("*.yaml"))


def test_a_long_table_has_pages(editor: Client, tmp_path: Path) -> None:
    data = structure(*(unit(f"u{number}") for number in range(55)))
    response = upload(editor, as_yaml(data, tmp_path))
    assert len(texts(response, "#import-rows + div tbody tr")) == 50
    second = editor.get(reverse("import_structure:run", args=[the_run().pk]), {"p": 2})
    assert len(texts(second, "#import-rows + div tbody tr")) == 6


def test_the_last_imports_are_listed(editor: Client, tmp_path: Path) -> None:
    upload(editor, as_yaml(small(), tmp_path), "essai.yaml")
    (row,) = texts(editor.get(reverse(INDEX)), "#import-runs + div tbody tr")
    assert row.startswith("essai.yaml à confirmer redaction")
