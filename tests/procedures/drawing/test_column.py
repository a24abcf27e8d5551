"""One column for small screens: as wide as a phone, what is far named by its number, cut where nothing is cut."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.utils.translation import override
from hypothesis import given, settings

from procedures.content.steps import Step
from procedures.drawing.drawing import Drawing
from procedures.drawing.strips import column_of_strips
from procedures.drawing.svg import svg_of
from procedures.drawing.swimlanes import Drawable, Form, as_file, on_page
from procedures.drawing.words import broken
from procedures.flow import chart_of
from procedures.presentation.actors import Directory
from procedures.presentation.steps import shown_steps
from tests.procedures.flow.steps import by, procedures, step

PHONE = 328  # pixels: 360 without the edges of a page
SMALLEST = 12
QUICKLY = settings(max_examples=40)
WORDS = "la famille n’est pas retrouvée, ou ne peut pas accueillir l’enfant"


def drawable(steps: list[Step], language: str = "fr") -> Drawable:
    chart = chart_of(steps)
    return Drawable(chart, shown_steps(steps, chart, Directory({}, ())), "Accueillir", language)


def column(steps: list[Step]) -> Drawing:
    return on_page(drawable(steps), Form.COLUMN, described="etapes")


def strips(drawing: Drawing) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(column_of_strips(drawing)))


def written(drawing: Drawing) -> list[str]:
    texts = (text for strip in strips(drawing) for text in strip.iter() if text.tag.endswith("text"))
    return [re.sub(r"\s+", " ", "".join(text.itertext())).strip() for text in texts]


def many_ways(name: str, targets: list[str]) -> Step:
    return step(name, *[(f"{WORDS} {number}", target) for number, target in enumerate(targets)])


def crowded() -> list[Step]:
    """Each of twelve steps leads to six others, up and down."""
    names = [f"étape {number}" for number in range(12)]
    return [
        many_ways(name, [names[(place * 5 + other * 7) % 12] for other in range(6)])
        for place, name in enumerate(names)
    ]


def assert_fits_a_phone(drawing: Drawing) -> None:
    assert drawing.width * drawing.scale <= PHONE
    right = drawing.width - drawing.left
    assert all(-drawing.left <= label.x and label.x + label.width <= right for label in drawing.labels)
    for line in drawing.layout.lines:
        assert all(-drawing.left <= x <= right for x, _y in line.points)


@QUICKLY
@given(procedures())
def test_whatever_the_procedure_a_column_is_no_wider_than_a_phone(steps: list[Step]) -> None:
    assert_fits_a_phone(column(steps))


@pytest.mark.parametrize("note", ["", "Édition n° 1 · https://mandat.example.org/fr/id/00000000-0000-0000-0000"])
def test_nor_is_one_with_as_many_ways_as_nobody_draws(note: str) -> None:
    assert_fits_a_phone(column(crowded()))
    assert_fits_a_phone(as_file(drawable(crowded()), Form.COLUMN, note=note))


def test_the_smallest_text_can_be_read() -> None:
    drawing = column([step("Vérifier", (WORDS, ""), roles=(by("X"), by("Y")))])
    sizes = {float(size) for size in re.findall(r'font-size="([\d.]+)"', column_of_strips(drawing))}
    assert min(sizes) * drawing.scale >= SMALLEST


def test_each_box_says_who_acts_above_the_step() -> None:
    drawing = column([step("Vérifier", roles=(by("X"),)), step("Remettre", roles=(by("Y"),))])
    assert written(drawing) == ["1 · X Vérifier", "2 · Y Remettre"]


@pytest.mark.parametrize("width", [70, 90, 110])
def test_no_line_begins_with_a_sign_or_ends_with_an_open_quotation(width: float) -> None:
    lines = [text.words for text in broken("Préparer l’accueil : équipe, « lieux » ?", width)]
    assert len(lines) > 1
    assert not any(line[0] in ":?»" or line[-1] == "«" for line in lines)


def test_a_way_that_leads_far_ends_in_a_sign_with_the_number_of_its_step() -> None:
    names = [f"étape {number}" for number in range(1, 10)]
    steps = [step(names[0], ("urgent", names[8])), *map(step, names[1:8]), step(names[8], ("incomplet", names[0]))]
    assert {"↓ 9", "↑ 1"} <= set(written(column(steps)))
    signs = [line for line in column(steps).layout.lines if line.way.target.refers]
    assert [line.way.repeats for line in signs] == [False, True]


def test_a_way_that_leads_near_is_drawn() -> None:
    steps = [step("A"), step("B"), step("C", ("incomplet", "A"))]
    back = [line for line in column(steps).layout.lines if line.way.repeats]
    assert [line.way.target.node.step for line in back] == [steps[0]]
    assert not any("↑" in words for words in written(column(steps)))


@QUICKLY
@given(procedures())
def test_strips_follow_one_another_cut_through_nothing_and_hold_everything_once(steps: list[Step]) -> None:
    drawing = column(steps)
    cut = strips(drawing)
    frames = [[float(side) for side in strip.get("viewBox", "").split()] for strip in cut]
    assert all(one[1] + one[3] == pytest.approx(other[1], abs=0.001) for one, other in pairwise(frames))
    assert sum(frame[3] for frame in frames) == pytest.approx(drawing.height, abs=1)
    boxes = [each for strip in cut for each in strip.iter() if each.get("class") in ("box", "sign", "choice")]
    events = [each for strip in cut for each in strip.iter() if (each.get("class") or "").startswith("event")]
    assert len(boxes) + len(events) == len(drawing.layout.boxes)
    for _x, top, _width, _height in frames[1:]:
        assert not any(box.y < top - drawing.body < box.y + box.height for box in drawing.layout.boxes)
        assert not any(label.y < top - drawing.body < label.y + label.height for label in drawing.labels)


def test_to_who_cannot_see_it_a_column_is_one_picture_that_the_steps_describe() -> None:
    root = ElementTree.fromstring(column_of_strips(column([step("A")])))
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Dessin de la procédure : Accueillir"
    assert root.get("aria-describedby") == "etapes"


@pytest.mark.parametrize("form", list(Form))
def test_words_of_the_portal_are_in_the_language_of_its_reader_and_the_others_say_theirs(form: Form) -> None:
    with override("en"):
        known = drawable([step("Vérifier", ("urgent", "")), step("Remettre", roles=())])
        drawing = on_page(known, form, described="etapes")
        root = ElementTree.fromstring(svg_of(drawing, standalone=False))
    said = {"".join(text.itertext()).strip(): languages(text) for text in root.iter() if text.tag.endswith("text")}
    assert said["urgent"] == {"fr"}
    assert said["otherwise"] == {None}
    mixed = next(found for words, found in said.items() if "Remettre" in words)
    assert mixed == {"fr", "en"}


def languages(text: ElementTree.Element) -> set[str | None]:
    return {span.get("lang") or text.get("lang") for span in text}
