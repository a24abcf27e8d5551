"""What would be misread, or accepted by mistake, is refused where it stands, and nothing of the file is loaded."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook, load_workbook

from org.importing.problems import ImportRefused
from org.importing.xlsx_writer import write_xlsx
from portal.editions.models import Edition, Work
from portal.home.models import HomePage

from .files import load, small, write

pytestmark = pytest.mark.usefixtures("portal")
HEAD = """format: mandat-structure/1
reference:
  unit_kinds:
    - {code: service, name: {fr: Service}}
organisation:
  key: onm
  title: Office
"""
UNIT = """units:
  - key: onm.a
    parent: onm
    kind: service
    title: Service A
"""


def refused(path: Path) -> list[str]:
    """Return what is wrong with a file, having checked that nothing of it was loaded."""
    with pytest.raises(ImportRefused) as caught:
        load(path)
    assert not Work.objects.exists()
    assert not Edition.objects.exists()
    return str(caught.value).splitlines()


KIND = "{code: service, name: {fr: Autre}}"
WHOLE_FILES = [
    ("a: &x [*x]\n", "1:4: Écrivez cette partie en entier, sans renvoi (&, *)."),
    ("a: &x {b: 1}\nc: *x\n", "1:4: Écrivez cette partie en entier, sans renvoi (&, *)."),
    ("a: b\nc: \x07\n", "2:4: Le fichier contient un caractère de contrôle, qui n’est pas du texte."),
    ("\ta: b\n", "1:1: Le fichier n’est pas du YAML correct"),
    ("a: b\n---\nc: d\n", "2:1: Le fichier n’est pas du YAML correct"),
    ("~", "1:1: Le fichier doit contenir des champs : format, reference, organisation, units, earlier, changes."),
    (
        "bonjour",
        "1:1: Le fichier doit contenir des champs : format, reference, organisation, units, earlier, changes.",
    ),
    (HEAD.replace("{fr:", "{en:"), "4:23: Le champ « fr » manque."),
    (HEAD.replace("    - {", f"    - {KIND}\n    - {{"), "5:8: Le code « service » est donné deux fois."),
]
IN_THE_ORGANISATION = [
    ("in_force: {start: 2022-13-45}", "8:14: « 2022-13-45 » n’est pas une date (AAAA-MM-JJ)."),
    ("in_force: {start: 2022}", "8:14: « 2022 » n’est pas une date (AAAA-MM-JJ)."),
    ("in_force: {start: 2022-01-01T10:00:00}", "8:14: « 2022-01-01 10:00:00 » n’est pas une date"),
    ("in_force: {start: true}", "8:14: « True » n’est pas une date (AAAA-MM-JJ)."),
    ("in_force: {start: 2022-01-01, approximate: un peu}", "8:33: Le champ « approximate » attend oui ou non."),
    ("website: javascript:alert(1)", "8:3: « javascript:alert(1) » ne convient pas au champ « website »."),
    ("id: pas-un-uuid", "8:3: « pas-un-uuid » n’est pas un identifiant (UUID)."),
    ("acronym: null", "8:3: Le champ « acronym » attend du texte."),
    (f"acronym: {'A' * 300}", "8:3: Le champ « acronym » est trop long."),
    ("acronyme: A", "8:3: Le champ « acronyme » est inconnu. Vouliez-vous dire « acronym » ?"),
]
IN_A_UNIT = [
    ("posts: [{key: a, title: A, headcount: 0}]", "13:32: « 0 » est trop petit pour le champ « headcount »."),
    ("posts: [{key: a, title: A, headcount: 1.5}]", "13:32: Le champ « headcount » attend un nombre entier."),
    ("posts: [{key: a, title: A, contact: {email: a b}}]", "13:42: « a b » ne convient pas au champ « email »."),
    ("responsibilities: [{key: a, text: A.}, {key: a, text: B.}]", "13:45: La clé « a » est donnée deux fois."),
    ("ties: [{to: onm, kind: hosts}, {to: onm, kind: hosts}]", "13:36: Ce lien avec « onm » est donné deux fois."),
    ("responsibilities: [{key: a, text: A., legal_basis: [rien]}]", "13:57: Le code « rien » est inconnu"),
    ("members: [{key: a, title: A, unit: onm.z}]", "13:34: L’unité « onm.z » est inconnue."),
    ("posts: a", "13:5: Le champ « posts » attend une liste."),
    ("posts: [a]", "13:13: Le champ « posts » attend des champs, pas une valeur seule."),
]
ALL = [
    *WHOLE_FILES,
    *((f"{HEAD}  {line}\n", said) for line, said in IN_THE_ORGANISATION),
    *((f"{HEAD}{UNIT}    {line}\n", said) for line, said in IN_A_UNIT),
]


@pytest.mark.parametrize(("text", "said"), ALL, ids=[said for _text, said in ALL])
def test_what_yaml_cannot_mean_is_told_by_line_and_column(tmp_path: Path, text: str, said: str) -> None:
    found = refused(write(tmp_path / "f.yaml", text))
    assert [line for line in found if line.startswith(said)], found


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("slug: ici", "18:5: L’adresse « ici » est donnée deux fois."),
        (f"id: {UUID(int=1)}", f"18:5: L’identifiant « {UUID(int=1)} » est donné deux fois."),
    ],
)
def test_two_units_cannot_be_one(tmp_path: Path, line: str, said: str) -> None:
    units = f"{UNIT}    {line}\n"
    other = units.replace("units:\n", "").replace("onm.a", "onm.b")
    assert refused(write(tmp_path / "f.yaml", HEAD + units + other)) == [said]


def test_yes_and_no_can_be_said_in_french(tmp_path: Path) -> None:
    text = HEAD + "  in_force: {start: 2022-01-01, approximate: oui}\n"
    load(write(tmp_path / "f.yaml", text))
    assert Edition.objects.get().approximate


def test_a_byte_that_is_no_utf8_is_told_by_its_place(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes("format: é\n".encode() + "organisation: é".encode("latin-1"))
    assert refused(path) == ["2:15: Le fichier n’est pas en UTF-8."]


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(HEAD, encoding="utf-8-sig")
    load(path)
    assert Edition.objects.get().title == "Office"


def test_a_refusal_of_the_gate_is_told_by_the_line_of_the_unit(tmp_path: Path, portal: HomePage) -> None:
    load(write(tmp_path / "f.yaml", HEAD + UNIT + "    slug: ici\n"))
    text = HEAD + UNIT.replace("onm.a", "onm.b") + "    slug: ici\n"
    with pytest.raises(ImportRefused, match=re.escape("9:5: « Service A » : ")):
        load(write(tmp_path / "g.yaml", text))


def test_the_command_prints_every_problem_with_file_line_and_column(tmp_path: Path) -> None:
    path = write(tmp_path / "f.yaml", HEAD + UNIT + "    colour: bleu\n    titre: A\n")
    errors = StringIO()
    with pytest.raises(CommandError, match="2 problème"):
        call_command("import_structure", str(path), stderr=errors, verbosity=0)
    assert [line.split(": ")[0] for line in errors.getvalue().splitlines()] == [f"{path}:13:5", f"{path}:14:5"]


Change = Callable[[Workbook], Any]


def put(sheet: str, cell: str, value: Any) -> Change:
    return lambda book: book[sheet].__setitem__(cell, value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (put("Unités", "F2", "=A1"), "« Unités » F2: La cellule contient une formule : remplacez-la par sa valeur."),
        (put("Unités", "E2", "#REF!"), "« Unités » E2: La cellule contient une erreur de calcul (#REF!)."),
        (put("Unités", "F1", "titre"), "« Unités » F1: La colonne « titre » est donnée deux fois."),
        (put("Unités", "E2", None), "« Unités » E2: Le champ « titre » manque."),
        (put("Unités", "A2", None), "« Unités » A2: Le champ « au-dessus » manque."),
        (put("Unités", "K2", "hier"), "« Unités » K2: « hier » n’est pas une date (AAAA-MM-JJ)."),
        (put("Unités", "L2", "parfois"), "« Unités » L2: Le champ « date approximative » attend oui ou non."),
        (put("Organisation", "A3", "autre"), "« Organisation » A3: Une seule organisation par classeur"),
        (put("Postes", "A2", None), None),
        (put("Postes", "D2", "Poste"), "« Postes » A2: «  » n’est pas la clé d’une unité du classeur."),
        (put("Lieux", "H2", "nord"), "« Lieux » H2: Le champ « latitude » attend un nombre."),
        (lambda book: book.remove(book["Organisation"]), "1:1: Le champ « clé » manque."),
    ],
)
def test_a_workbook_is_refused_by_sheet_and_cell(tmp_path: Path, change: Change, said: str | None) -> None:
    path = tmp_path / "f.xlsx"
    write_xlsx(small(), path)
    book = load_workbook(path)
    change(book)
    book.save(path)
    if said is None:
        load(path)
        return
    found = refused(path)
    assert [line for line in found if line.startswith(said)], found


def test_a_workbook_whose_inside_is_broken_is_told(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    write_xlsx(small(), path)
    whole = path.read_bytes()
    for size in (0, 10, len(whole) // 2, len(whole) - 30):
        path.write_bytes(whole[:size])
        assert refused(path) == ["1:1: Le fichier n’est pas un classeur .xlsx lisible."]


def test_numbers_and_dates_of_a_spreadsheet_are_taken_as_they_are_meant(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    write_xlsx(small(posts=[{"key": "a", "title": "A"}], in_force={"start": "2022-01-01"}), path)
    book = load_workbook(path)
    post = dict(zip((cell.value for cell in book["Postes"][1]), book["Postes"][2], strict=True))
    post["rang"].value, post["effectif"].value, post["téléphone"].value = 3, 2.0, 50922220000.0
    for cell in book["Unités"][2]:
        if cell.value == "2022-01-01":
            cell.value, cell.number_format = 44562, "yyyy-mm-dd"
    book.save(path)
    load(path)
    edition = Edition.objects.get(title="Service de la comptabilité")
    assert (edition.content.posts[0].rank, edition.content.posts[0].headcount) == ("3", 2)
    assert edition.content.posts[0].phone == "50922220000"
    assert edition.in_force_from.isoformat() == "2022-01-01"
