"""What is understood of a Word guide, without a database."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document

from procedures.content.steps import Delay
from procedures.guide_import.delays import delay_alone, delay_in
from procedures.guide_import.guide import FoundGuide
from procedures.guide_import.lines import lines_of
from procedures.guide_import.understanding import understood

STYLES = {"#": "Title", "1": "Heading 1", "2": "Heading 2", "n": "List Number", "-": "List Bullet", "": None}


def word(*lines: str | list[list[str]]) -> bytes:
    """Return a .docx: « #|Titre », « 1|Objet », « n|Une étape », or the rows of a table."""
    document = Document()
    for line in lines:
        if isinstance(line, list):
            _add_table(document, line)
            continue
        style, _bar, text = line.rpartition("|")
        document.add_paragraph(text, style=STYLES[style])
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def _add_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text


def read(*lines: str | list[list[str]]) -> FoundGuide:
    return understood(lines_of(word(*lines)))


def test_a_guide_in_sections() -> None:
    guide = read(
        "#|Accueillir les migrants retournés",
        "Référence : ONM-G-01",
        "1|1. Objet",
        "Recevoir dans la dignité.",
        "1|Champ d’application",
        "Les ports, les aéroports et les postes frontières.",
        "1|Base légale",
        "-|Décret du 6 mars 2024",
        "1|Étapes",
        "2|Étape 1 : Enregistrer la personne",
        "Responsable : ONM",
        "Relever le nom dans les 24 heures à compter de l’arrivée.",
        "n|demander la pièce d’identité",
        "Formulaire : Fiche d’enregistrement ; Reçu",
        "2|2. Remettre le mineur",
        "Lieu : au poste frontière",
        "1|Annexes",
        "Une carte.",
    )
    assert (guide.title, guide.reference) == ("Accueillir les migrants retournés", "ONM-G-01")
    assert (guide.purpose, guide.scope) == (
        ["Recevoir dans la dignité."],
        ["Les ports, les aéroports et les postes frontières."],
    )
    assert guide.legal_basis == [(8, "Décret du 6 mars 2024")]
    first, second = guide.steps
    assert (first.title, first.actors) == ("Enregistrer la personne", [("R", "ONM")])
    assert first.text[-1] == "– demander la pièce d’identité"
    assert first.delay == Delay(24, "hour", "l’arrivée")
    assert first.papers == ["Fiche d’enregistrement", "Reçu"]
    assert (second.title, second.where) == ("Remettre le mineur", "au poste frontière")
    assert [(each.number, each.beginning) for each in guide.unplaced] == [(17, "Annexes"), (18, "Une carte.")]


def test_numbered_paragraphs_are_steps() -> None:
    guide = read(
        "1|Retour par la mer",
        "n|Accoster le navire.",
        "Le capitaine remet la liste.",
        "n|Conduire à la sortie, sous 30 minutes",
        "-|sans contrainte",
    )
    assert guide.title == "Retour par la mer"
    assert [(step.title, step.text) for step in guide.steps] == [
        ("Accoster le navire", ["Le capitaine remet la liste."]),
        ("Conduire à la sortie, sous 30 minutes", ["– sans contrainte"]),
    ]
    assert guide.steps[1].delay == Delay(30, "minute")


def test_numbers_that_were_typed_count_too() -> None:
    guide = read("#|Guide", "1. Enregistrer", "2) Vérifier", "Étape 3 – Remettre")
    assert [step.title for step in guide.steps] == ["Enregistrer", "Vérifier", "Remettre"]


def test_a_table_of_steps() -> None:
    guide = read(
        "#|Guide",
        [
            ["N°", "Étape", "Responsable", "Consulté", "Délai", "Document", "Couleur"],
            ["1", "Notifier le vol", "MAE et ONM", "PNH", "72 h", "Liste\nNote", "bleu"],
            ["2", "Attendre", "", "", "dès que possible", "", ""],
            ["", "", "", "", "", "perdu", ""],
        ],
        [["Sigle", "Nom"], ["PNH", "Police nationale"]],
    )
    first, second = guide.steps
    assert first.actors == [("R", "MAE et ONM"), ("C", "PNH")]
    assert (first.delay, first.papers, first.text) == (Delay(72, "hour"), ["Liste", "Note"], ["Couleur : bleu"])
    assert second.text == ["Délai : dès que possible"]
    assert [each.why.split(" ; ")[0] for each in guide.unplaced] == [
        "un délai qui ne se compte pas",
        "une ligne de tableau sans étape",
        "un tableau dont les colonnes ne disent pas d’étapes",
    ]


def test_a_long_step_has_a_short_title() -> None:
    sentence = "Enregistrer la personne : " + "relever tout ce qui est dit dans la fiche, " * 6
    step = read("#|Guide", f"n|{sentence}").steps[0]
    assert step.title == "Enregistrer la personne"
    assert step.text == [sentence.strip()]


@pytest.mark.parametrize("lines", [(), ("Rien que des mots.",), ("1|Étapes",), ([[""]],)])
def test_a_file_that_says_little_is_read_all_the_same(lines: tuple[Any, ...]) -> None:
    assert read(*lines).steps == []


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("dans les 24 heures", Delay(24, "hour")),
        ("dans un délai de trois (3) jours ouvrables", Delay(3, "working_day")),
        ("dans un délai maximum de 2 semaines", Delay(14, "day")),
        ("sous quarante-huit heures", Delay(48, "hour")),
        ("au plus tard 2 mois après la demande, par écrit", Delay(2, "month", "la demande")),
        ("sous 15 min", Delay(15, "minute")),
        ("24 heures sur 24", None),
        ("dans les bureaux", None),
        ("dans les 0 heures", None),
    ],
)
def test_delays_in_a_sentence(text: str, delay: Delay | None) -> None:
    assert delay_in(f"Il faut le faire {text}.") == delay


def test_a_cell_needs_no_preposition() -> None:
    assert delay_alone("72 h") == Delay(72, "hour")
    assert delay_alone("3 jours à compter de la notification") == Delay(3, "day", "la notification")
    assert delay_alone("dès que possible") is None
