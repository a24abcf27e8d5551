"""Change events, earlier texts and units that end: brought by a file, twice, with faults, and taken away again."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from org.importing.export import export_structure, exported
from org.importing.problems import ImportRefused
from org.importing.report import report_of
from org.importing.services import checked, read
from org.models import ChangeEventPage, OrganisationPage, UnitPage
from portal.editions.models import Edition, InForce

from .files import load, page, structure, unit, write

pytestmark = pytest.mark.usefixtures("portal")

Data = dict[str, Any]
SUFFIXES = [".yaml", ".xlsx"]
REFORM = datetime.date(2022, 1, 1)
SINCE = {"start": "2022-01-01", "approximate": True, "note": "Convention."}
BEFORE = {"start": "2015-01-01", "approximate": True, "note": "Avant."}


@pytest.fixture(autouse=True)
def _in_2026(today: Callable[[datetime.date], None]) -> None:
    today(datetime.date(2026, 6, 1))


def reorganised() -> Data:
    """Return an organisation with two units that were merged in 2022, one of which kept its identity."""
    ended = {**BEFORE, "end": "2022-01-01", "end_approximate": True, "end_note": "Fin supposée."}
    data = structure(
        unit("cabinet", parent="executif", in_force=ended, responsibilities=[{"key": "aider", "text": "Aider."}]),
        in_force=SINCE,
    )
    data["units"].insert(0, unit("executif", title="Bureau exécutif"))
    data["earlier"] = [
        {"key": "essai", "title": "Organisation d’essai", "in_force": BEFORE},
        {
            **unit("executif", title="Bureau, du Directeur", acronym="BD"),
            "in_force": BEFORE,
            "after": "cabinet",
            "responsibilities": [{"key": "gerer", "text": "Gérer."}],
            "sources": [{"document": "002", "lines": "1-3"}],
        },
    ]
    data["changes"] = [
        {
            "key": "fusion",
            "nature": "merged",
            "date": "2022-01-01",
            "approximate": True,
            "date_note": "Convention.",
            "predecessors": ["executif", "cabinet"],
            "successors": ["executif"],
            "legal_basis": ["decret"],
            "note": "Déduit des textes.",
            "sources": [{"document": "001", "lines": "30"}],
        }
    ]
    return data


def event() -> ChangeEventPage:
    return ChangeEventPage.objects.get(import_key="fusion")


def test_a_file_brings_the_earlier_structure_and_what_became_of_it(client: Client) -> None:
    load(reorganised())
    held = InForce.objects.said_now().filter(work=page("executif").translation_key).order_by("starts")
    assert [(row.title, row.starts.year, row.ends.year) for row in held] == [
        ("Bureau, du Directeur", 2015, 2022),
        ("Bureau exécutif", 2022, 9999),
    ]
    assert all(row.edition.approximate for row in held)
    assert held[0].edition.content.responsibilities[0].text == "Gérer."
    content = Edition.objects.get(work=event().translation_key).content
    assert [row.name for row in content.predecessors] == ["Bureau, du Directeur", "Unité cabinet"]
    assert [row.name for row in content.successors] == ["Bureau exécutif"]
    assert content.title == "Fusion : Bureau, du Directeur, Unité cabinet → Bureau exécutif"
    assert "Succède à" in client.get("/fr/essai/executif/").content.decode()


def test_a_unit_that_ends_is_over_on_that_day_and_its_page_stays_on_the_desk(client: Client) -> None:
    load(reorganised())
    cabinet = page("cabinet")
    row = InForce.objects.said_now().get(work=cabinet.translation_key)
    assert (row.starts.year, row.ends) == (2015, REFORM)
    assert not cabinet.live
    said = client.get(f"/fr/id/{cabinet.translation_key}/")
    assert said.status_code == 410
    text = said.content.decode()
    assert "depuis 2022 environ (date approximative)" in text
    assert "Fin supposée." in text
    assert "Bureau exécutif" in text


def test_a_second_import_changes_nothing() -> None:
    load(reorganised())
    editions = Edition.objects.count()
    assert load(reorganised()).is_empty
    assert Edition.objects.count() == editions


def test_it_comes_to_a_portal_that_has_the_later_structure_already() -> None:
    later = reorganised()
    del later["earlier"], later["changes"]
    later["units"].pop()
    load(later)
    plan = load(reorganised())
    assert [step.row.key for step in plan.steps] == ["cabinet"]
    assert [step.row.key for step in plan.earlier] == ["essai", "executif"]
    held = InForce.objects.said_now().filter(work=page("executif").translation_key).order_by("starts")
    assert [row.title for row in held] == ["Bureau, du Directeur", "Bureau exécutif"]
    assert page("executif").title == "Bureau exécutif"


def test_what_changes_in_a_file_is_told_and_written() -> None:
    load(reorganised())
    data = reorganised()
    data["changes"][0]["note"] = "Relu."
    data["units"][1]["mission"] = "Avoir aidé."
    plan = load(data)
    rows = {row["key"]: row for row in report_of(plan)["rows"]}
    assert rows["fusion"]["natures"] == ["event", "changed"]
    assert Edition.objects.filter(work=event().translation_key).count() == 2
    row = InForce.objects.said_now().get(work=page("cabinet").translation_key)
    assert (row.edition.content.mission, row.starts.year, row.ends) == ("Avoir aidé.", 2015, REFORM)
    assert load(data).is_empty


@pytest.mark.parametrize(
    ("end", "note"), [("2020-01-01", "Avancée."), ("2023-01-01", "Reportée."), ("2022-01-01", "Mieux dite.")]
)
def test_a_later_file_may_move_an_end_and_what_it_says(end: str, note: str) -> None:
    load(reorganised())
    data = reorganised()
    data["units"][1]["in_force"] |= {"end": end, "end_note": note}
    load(data)
    cabinet = page("cabinet").translation_key
    rows = InForce.objects.said_now().filter(work=cabinet).order_by("starts")
    assert (rows.first().starts.year, rows.last().ends.isoformat()) == (2015, end)
    ending = Edition.objects.filter(work=cabinet, in_force_from=end).last()
    assert (ending.nature, ending.date_note) == ("abrogation", note)
    assert not page("cabinet").live
    assert load(data).is_empty


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_exported_imports_back_to_the_same(tmp_path: Path, suffix: str) -> None:
    load(reorganised())
    export_structure(OrganisationPage.objects.get(), path := tmp_path / f"out{suffix}")
    editions = Edition.objects.count()
    assert load(path).is_empty
    assert Edition.objects.count() == editions


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_export_makes_the_same_history_in_another_portal(
    tmp_path: Path, undone: Callable[[], AbstractContextManager[None]], suffix: str
) -> None:
    path = tmp_path / f"out{suffix}"
    with undone():
        load(reorganised())
        export_structure(OrganisationPage.objects.get(), path)
        expected, history = exported(OrganisationPage.objects.get()), spans()
    load(path)
    assert exported(OrganisationPage.objects.get()) == expected
    assert spans() == history


def spans() -> list[tuple[str, datetime.date, datetime.date]]:
    held = InForce.objects.said_now().order_by("title", "starts")
    return list(held.values_list("title", "starts", "ends"))


def faults(data: Data | Path) -> str:
    with pytest.raises(ImportRefused) as refused:
        load(data)
    return str(refused.value)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"nature": "split"}, "Scission : exactement 1 unité avant."),
        ({"predecessors": ["executif"]}, "Fusion : au moins 2 unités avant."),
        ({"successors": ["executfi"]}, "L’unité « executfi » est inconnue. Vouliez-vous dire « executif » ?"),
        ({"date": "bientôt"}, "« bientôt » n’est pas une date"),
        ({"nature": "fondue"}, "« fondue » ne convient pas"),
        ({"key": "executif"}, "La clé « executif » est donnée deux fois."),
        ({"legal_basis": ["decrte"]}, "Le code « decrte » est inconnu"),
    ],
)
def test_faults_of_an_event_are_named(changed: Data, words: str) -> None:
    data = reorganised()
    data["changes"][0] |= changed
    assert words in faults(data)
    assert not UnitPage.objects.exists()


def test_faults_of_earlier_texts_and_ends_are_named() -> None:
    data = reorganised()
    data["earlier"][1] |= {"in_force": {"start": "2022-01-01"}}
    data["units"][1]["in_force"]["end"] = "2014-01-01"
    data["earlier"].append({"key": "inconnu", "title": "Inconnu", "in_force": BEFORE})
    said = faults(data)
    assert "Un texte antérieur commence avant le texte présent." in said
    assert "La fin vient avant le début." in said
    assert "L’unité « inconnu » est inconnue." in said


def test_faults_are_named_with_their_place(tmp_path: Path) -> None:
    data = reorganised()
    data["changes"][0]["successors"] = []
    path = write(tmp_path / "f.yaml", data)
    line = next(number for number, text in enumerate(path.read_text().splitlines(), 1) if "successors" in text)
    assert f"{line}:" in faults(path)
    load(reorganised())
    export_structure(OrganisationPage.objects.get(), book := tmp_path / "f.xlsx")
    file = checked(read(book))
    assert str(file.position(("changes", 0, "successors"))) == "« Réorganisations » J2"
