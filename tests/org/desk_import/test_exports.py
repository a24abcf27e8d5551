"""Lists and structures taken away, for people to read and, of structures, to bring back."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from org.models import ImportRun, LegalReference, Person, Place, UnitKind
from portal.editions.exports import harmless
from portal.editions.models import Work
from portal.setup import LEGAL
from search.models import GlossaryEntry
from tests import factories as make
from tests.org.importing.files import complete, load, organisation, page, structure, unit

from .browser import counts, the_run, upload


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def csv_rows(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(body(response).decode("utf-8-sig"))))


def xlsx_rows(response: Any) -> list[tuple[Any, ...]]:
    return list(load_workbook(BytesIO(body(response))).worksheets[0].iter_rows(values_only=True))


@pytest.mark.parametrize("suffix", [".xlsx", ".yaml"])
def test_a_structure_taken_away_and_brought_back_changes_nothing(editor: Client, suffix: str) -> None:
    data = complete()
    data["units"][0]["responsibilities"][0]["text"] = "=1+1"
    data["units"][0]["posts"][0]["contact"]["phone"] = "+509 2222"
    load(data)
    response = editor.get(reverse("import_structure:download", args=[organisation().pk, suffix]))
    assert f'filename="essai{suffix}"' in response["Content-Disposition"]
    shown = upload(editor, body(response), f"essai{suffix}")
    assert the_run().state == ImportRun.State.READY
    assert counts(shown)["Sans changement"] == 3
    assert "il n’y a rien à importer" in shown.content.decode()


def test_text_in_a_workbook_stays_text_when_it_is_edited(editor: Client) -> None:
    load(structure(unit("u", mission="=A1"), mission="+ vite"))
    response = editor.get(reverse("import_structure:download", args=[organisation().pk, ".xlsx"]))
    cell = load_workbook(BytesIO(body(response)))["Unités"]["H2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=A1", "s", True)


def test_other_formats_are_not_found(editor: Client) -> None:
    load(structure())
    url = reverse("import_structure:download", args=[organisation().pk, ".csv"])
    assert editor.get(url, follow=True).status_code == 404


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\tx", "\rx"])
def test_what_would_start_a_formula_does_not(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_numbers_and_plain_text_stay_as_they_are() -> None:
    assert (harmless(-4), harmless("a=b"), harmless("")) == (-4, "a=b", "")


LISTS = [UnitKind, Place, LegalReference, Person, GlossaryEntry]


@pytest.mark.parametrize("model", LISTS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_list_can_be_taken_away(editor: Client, model: Any, kind: str) -> None:
    make.PersonFactory(), make.PlaceFactory(), make.LegalReferenceFactory(), make.UnitKindFactory()
    GlossaryEntry.objects.create(key="visa", terms_fr="visa")
    url = reverse(model.snippet_viewset.get_url_name("list"))
    assert f"export={kind}" in editor.get(url).content.decode()
    response = editor.get(url, {"export": kind})
    rows = csv_rows(response) if kind == "csv" else xlsx_rows(response)[1:]
    assert len(rows) == model.objects.count() > 0


def test_personal_contact_data_are_not_exported(editor: Client) -> None:
    make.PersonFactory(name="=Marie", email="m@example.org", phone="+509 1")
    response = editor.get(reverse(Person.snippet_viewset.get_url_name("list")), {"export": "csv"})
    assert csv_rows(response) == [{"Nom": "'=Marie"}]


def test_holdings_name_the_post(editor: Client) -> None:
    load(complete())
    make.HoldingFactory(work=page("a").translation_key, post=page("a").posts[0].id, person__name="Marie")
    url = reverse("wagtailsnippets_org_holding:list")
    (row,) = csv_rows(editor.get(url, {"export": "csv"}))
    assert row["Personne"] == "Marie"
    assert row["Poste"].startswith("Chef ou Cheffe")


def test_audiences_can_be_taken_away(editor: Client) -> None:
    load(complete())
    rows = csv_rows(editor.get(reverse("audiences:index"), {"export": "csv"}))
    assert len(rows) == Work.objects.count() == 3


def test_responsibilities_in_force_come_with_all_that_is_known_of_them(editor: Client) -> None:
    load(complete())
    rows = csv_rows(editor.get(reverse("responsibilities_report:index"), {"export": "csv"}))
    assert [row["Attribution"] for row in rows] == ["Payer.", "Voir le règlement."]
    assert rows[0] == {
        "Organisation": "Organisation d’essai",
        "Chaîne": "Organisation d’essai",
        "Unité": "Unité a",
        "Attribution": "Payer.",
        "Par règlement interne": "",
        "Base légale": "Décret",
        "Partagée avec": "Unité b",
        "Doute": "Quand ?",
        "Source": "",
        "Adresse": "/fr/essai/premiere/",
    }


def test_posts_and_units_in_force_are_listed_in_the_order_of_the_tree(editor: Client) -> None:
    load(complete())
    (post,) = csv_rows(editor.get(reverse("posts_report:index"), {"export": "csv"}))
    assert (post["Poste"], post["Téléphone"], post["Dirige"]) == ("Chef ou Cheffe", "2222", "oui")
    units = xlsx_rows(editor.get(reverse("units_report:index"), {"export": "xlsx"}))
    assert [row[2] for row in units] == ["Unité", "Organisation d’essai", "Unité a", "Unité b"]


def test_a_report_is_searched_without_accents(editor: Client) -> None:
    load(complete())
    url = reverse("responsibilities_report:index_results")
    assert "Voir le règlement." in editor.get(url, {"q": "reglement"}).content.decode()
    assert "Payer." not in editor.get(url, {"q": "reglement"}).content.decode()


def test_a_report_shows_no_more_than_the_reader_may_read(client: Client, portal: Any) -> None:
    load(complete())
    Work.objects.filter(key=page("a").translation_key).update(effective_audience=2)
    user: User = make.UserFactory(in_groups=[LEGAL])
    staff = client
    staff.force_login(user)
    assert "Payer." in staff.get(reverse("responsibilities_report:index")).content.decode()
    user.groups.get().permissions.clear()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert "Payer." not in staff.get(reverse("responsibilities_report:index")).content.decode()


def test_a_report_asks_the_same_queries_whatever_its_length(
    editor: Client, django_assert_max_num_queries: Any, tmp_path: Path
) -> None:
    load(structure(*(unit(f"u{number}", parent="essai") for number in range(25))))
    with django_assert_max_num_queries(25):
        editor.get(reverse("units_report:index"), {"export": "csv"})
