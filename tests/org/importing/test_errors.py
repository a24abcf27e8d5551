from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook, load_workbook

from org.importing.problems import ImportRefused
from org.importing.xlsx_writer import write_xlsx
from org.models import OrganisationPage, UnitKind
from portal.editions.models import Edition

from .files import load, small, write

pytestmark = pytest.mark.django_db


def refused(path: Path) -> list[str]:
    """Return what the importer says of a file, having checked that nothing of it was loaded."""
    with pytest.raises(ImportRefused) as caught:
        load(path)
    assert not Edition.objects.exists()
    assert not OrganisationPage.objects.exists()
    assert not UnitKind.objects.exists()
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1: Le fichier est vide."),
        ("a: [", "1:5: Le fichier n’est pas du YAML correct"),
        ("a: 1\na: 2\n", "2:1: Le champ « a » est donné deux fois."),
        ("format: mandat-structure/1\n", "1:1: Le champ « organisation » manque."),
        ("format: autre/1\norganisation: {key: x, title: X}\n", "1:1: « autre/1 » ne convient pas"),
        ("- liste\n", "1:1: "),
        ("format: !!python/object:os.system x\n", "1:9: Cette valeur est illisible."),
    ],
)
def test_a_broken_yaml_is_told_by_line_and_column(tmp_path: Path, text: str, said: str) -> None:
    lines = refused(write(tmp_path / "f.yaml", text))
    assert any(line.startswith(said) for line in lines), lines


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes("titre: é".encode("latin-1"))
    assert "UTF-8" in refused(path)[0]


def test_another_format_is_told(tmp_path: Path) -> None:
    assert ".xlsx" in refused(write(tmp_path / "f.csv", "a;b"))[0]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"titel": "x"}, "Le champ « titel » est inconnu. Vouliez-vous dire « title » ?"),
        ({"title": ""}, "Le champ « title » est vide."),
        ({"title": 12}, "Le champ « title » attend du texte."),
        ({"kind": "servce"}, "Le code « servce » est inconnu (unit_kinds). Vouliez-vous dire « service » ?"),
        ({"place": "nulle-part"}, "Le code « nulle-part » est inconnu (places)."),
        ({"parent": "onm.logistique"}, "« onm.logistique » manque au-dessus de « onm.compta »"),
        ({"key": "onm.logistique"}, "La clé « onm.logistique » est donnée deux fois."),
        ({"key": "Pas une clé"}, "« Pas une clé » ne va pas dans « key »"),
        ({"in_force": {"start": "hier"}}, "« hier » n’est pas une date"),
        ({"audience": "tous"}, "« tous » ne convient pas au champ « audience »"),
        ({"ties": [{"to": "onm.logistiqu", "kind": "works_with"}]}, "Vouliez-vous dire « onm.logistique » ?"),
        ({"responsibilities": [{"text": "Sans clé."}]}, "Donnez une clé (key)"),
        ({"posts": [{"key": "a", "title": "A"}, {"key": "a", "title": "B"}]}, "La clé « a » est donnée deux fois."),
        ({"posts": [{"key": "a", "title": "A", "headcount": "deux"}]}, "Le champ « headcount » attend un nombre"),
    ],
)
def test_each_mistake_is_told_in_plain_words_where_it_stands(
    tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    lines = refused(write(tmp_path / "f.yaml", small(**changes)))
    assert any(said in line for line in lines), lines
    place, _, _message = lines[0].partition(": ")
    line, column = map(int, place.split(":"))
    assert line > 1 and column >= 1


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    data = small(kind="x", place="y")
    data["units"][1]["kind"] = "z"
    lines = refused(write(tmp_path / "f.yaml", data))
    assert len(lines) == 3
    assert lines == sorted(lines, key=lambda line: int(line.split(":")[0]))


def test_a_spreadsheet_mistake_is_told_by_sheet_and_cell(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    write_xlsx(small(), path)
    book = load_workbook(path)
    book["Attributions"]["A2"] = "onm.inconnue"
    book["Unités"]["B2"] = "servce"
    book["Unités"]["Z1"] = "Couleur"
    book.create_sheet("Divers")
    book.save(path)
    lines = refused(path)
    assert any(line.startswith("« Attributions » A2: « onm.inconnue »") for line in lines), lines
    assert any(line.startswith("« Unités » Z1: Colonne « Couleur » inconnue") for line in lines), lines
    assert any(line.startswith("« Divers »") for line in lines), lines


def test_a_wrong_code_in_a_spreadsheet_is_told_by_cell(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    write_xlsx(small(kind="servce"), path)
    (line,) = refused(path)
    assert line.startswith("« Unités » B2: Le code « servce » est inconnu")


def test_what_is_no_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(b"not a zip")
    assert "classeur" in refused(path)[0]


def test_an_empty_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    Workbook().save(path)
    assert refused(path)


def test_the_command_tells_file_line_and_that_nothing_was_imported(tmp_path: Path) -> None:
    path = write(tmp_path / "f.yaml", small(kind="x"))
    errors = StringIO()
    with pytest.raises(CommandError, match="rien n’a été importé"):
        call_command("import_structure", str(path), stderr=errors, verbosity=0)
    assert f"{path}:" in errors.getvalue()
    with pytest.raises(CommandError, match="introuvable"):
        call_command("import_structure", str(tmp_path / "absent.yaml"))
