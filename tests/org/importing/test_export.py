from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from org.importing.export import export_structure, exported
from org.importing.services import checked, read
from org.importing.xlsx_reader import read_xlsx
from org.importing.xlsx_writer import write_xlsx
from org.models import OrganisationPage, UnitPage
from portal.editions.models import Edition
from tests.factories import UnitPageFactory, responsibility

from .files import complete, load, small, write

pytestmark = pytest.mark.django_db
Undone = Callable[[], AbstractContextManager[None]]
SUFFIXES = [".yaml", ".xlsx"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_exported_imports_back_to_the_same(tmp_path: Path, suffix: str) -> None:
    load(write(tmp_path / "f.yaml", small()))
    export_structure(OrganisationPage.objects.get(), path := tmp_path / f"out{suffix}")
    before = Edition.objects.count()
    assert load(path).is_empty
    assert Edition.objects.count() == before


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_pages_made_in_the_editor_are_exported_with_their_identities(tmp_path: Path, suffix: str) -> None:
    load(write(tmp_path / "f.yaml", small()))
    parent = UnitPage.objects.get(import_key="onm.compta")
    made = UnitPageFactory(parent=parent, title="Cellule", responsibilities=[responsibility("Veiller.")])
    export_structure(OrganisationPage.objects.get(), path := tmp_path / f"out{suffix}")
    file = checked(read(path))
    row = next(row for row in file.units if row.title == "Cellule")
    assert row.id == made.translation_key
    assert str(row.responsibilities[0].id) == made.responsibilities[0].id
    assert load(path).is_empty


def test_an_export_makes_the_same_structure_in_another_portal(tmp_path: Path, undone: Undone) -> None:
    path = tmp_path / "essai.xlsx"
    with undone():
        load(complete())
        export_structure(OrganisationPage.objects.get(), path)
        expected, seals = exported(OrganisationPage.objects.get()), sorted_seals()
    load(path)
    assert exported(OrganisationPage.objects.get()) == expected
    assert sorted_seals() == seals


def sorted_seals() -> list[str]:
    return sorted(Edition.objects.values_list("seal", flat=True))


def test_a_copy_is_exported_beside_its_original(tmp_path: Path) -> None:
    load(write(tmp_path / "f.yaml", small()))
    original = UnitPage.objects.get(import_key="onm.compta")
    copy = original.copy(update_attrs={"slug": "copie", "title": "Copie"})
    UnitPage.objects.filter(pk=copy.pk).update(import_key="onm.compta")
    export_structure(OrganisationPage.objects.get(), path := tmp_path / "out.yaml")
    keys = {row.title: row.key for row in checked(read(path)).units}
    assert keys[original.title] == "onm.compta"
    assert keys["Copie"] == f"x.{copy.translation_key.hex}"
    assert load(path).is_empty


TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=40).map(str.strip).filter(bool)


@given(title=TEXT, mission=TEXT, duty=TEXT)
def test_any_text_survives_a_spreadsheet(tmp_path_factory: Any, title: str, mission: str, duty: str) -> None:
    path = tmp_path_factory.mktemp("book") / "f.xlsx"
    write_xlsx(small(title=title, mission=f"{mission}\n={duty}", responsibilities=[{"key": "a", "text": duty}]), path)
    unit = read_xlsx(path).data["units"][0]  # type: ignore[index]
    assert (unit["title"], unit["mission"]) == (title, f"{mission}\n={duty}")
    assert unit["responsibilities"] == [{"key": "a", "text": duty}]


def test_the_command_writes_a_file_and_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    load(write(tmp_path / "f.yaml", small()))
    call_command("export_structure", "onm", str(tmp_path / "out.xlsx"), stdout=StringIO())
    assert (tmp_path / "out.xlsx").stat().st_size > 0
    with pytest.raises(CommandError, match="Connues : onm"):
        call_command("export_structure", "autre", str(tmp_path / "out.yaml"))
    with pytest.raises(CommandError, match="Formats admis"):
        call_command("export_structure", "onm", str(tmp_path / "out.csv"))
