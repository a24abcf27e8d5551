"""The drawing is well-formed, holds every title as text, and needs nothing from outside; the picture is a PNG."""

from __future__ import annotations

import struct
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given
from PIL import Image

from org.blocks import TieKind
from org.charts.png import LARGEST, png_of
from org.charts.sheets import laid_out
from org.charts.svg import Drawing, svg_of
from org.charts.ties import Tie
from org.charts.tree import Unit, folded

from .trees import TREES, link, tree

SVG = "{http://www.w3.org/2000/svg}"


def drawing_of(root: Unit, **fields: object) -> Drawing:
    return Drawing(laid_out(root), "Organigramme", "Trois unités", lambda unit: unit.link.url, **fields)  # type: ignore[arg-type]


def parsed(drawing: Drawing, *, standalone: bool = True) -> ElementTree.Element:
    return ElementTree.fromstring(svg_of(drawing, standalone=standalone))


def written(element: ElementTree.Element) -> str:
    return " ".join("".join(element.itertext()).split())


@given(TREES)
def test_every_title_is_there_as_text_in_a_link(root: Unit) -> None:
    links = parsed(drawing_of(root)).findall(f".//{SVG}a")
    assert [written(each) for each in links] == [" ".join(unit.link.title.split()) for unit in root.walk()]
    assert [each.get("href") for each in links] == [unit.link.url for unit in root.walk()]


def test_it_says_what_it_is() -> None:
    svg = parsed(drawing_of(tree([[]])))
    title, description = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert (title.text, description.text) == ("Organigramme", "Trois unités")
    assert svg.get("aria-labelledby") == title.get("id")
    assert svg.get("lang") == "fr"


@pytest.mark.parametrize("standalone", [True, False])
def test_it_has_no_style_script_or_outside_part(standalone: bool) -> None:
    for element in parsed(drawing_of(tree([[], [[]]])), standalone=standalone).iter():
        assert element.tag.removeprefix(SVG) in {"svg", "title", "desc", "g", "path", "rect", "a", "text", "tspan"}
        assert not {"style", "onclick", "onload"} & element.attrib.keys()


def test_markup_in_a_title_is_text() -> None:
    root = Unit(link(1, "<script>a()</script> & Cie"), 0)
    assert "<script>" not in svg_of(drawing_of(root), standalone=False)
    assert "<script>a()</script> & Cie" in written(parsed(drawing_of(root)))


def test_folding_is_a_link_that_says_what_it_does() -> None:
    root = tree([[[]], []])
    shown = parsed(drawing_of(root, fold=lambda unit: "?replie=1"))
    names = [each.get("aria-label") for each in shown.findall(f".//{SVG}a[@class='fold']")]
    assert names == ["Replier : Unité 2"]
    hidden = parsed(drawing_of(folded(root, {root.children[0].key}), fold=lambda unit: "?"))
    names = [each.get("aria-label") for each in hidden.findall(f".//{SVG}a[@class='fold']")]
    assert names == ["Déplier : Unité 2"]
    assert "+ 1 unité" in written(hidden)


def test_ties_are_drawn_once_with_their_meaning() -> None:
    root = tree([[], []])
    one, other = (child.link for child in root.children)
    ties = (
        Tie(TieKind.WORKS_WITH, one, other, "", True),
        Tie(TieKind.WORKS_WITH, other, one, "Vu d’ici.", True),
        Tie(TieKind.SUPPORTS, one, other, "", True),
    )
    svg = parsed(drawing_of(root, ties=ties))
    assert len(svg.findall(f".//{SVG}path[@stroke-dasharray]")) == 2 + 2  # two curves, two samples
    assert "travaille avec" in written(svg)
    assert "Unité 2 appuie Unité 3" in written(svg)


def test_a_tie_to_what_is_not_in_the_chart_is_not_drawn() -> None:
    ties = (Tie(TieKind.HOSTS, link(1), link(99), "", False),)
    assert "héberge" not in svg_of(drawing_of(tree([]), ties=ties), standalone=True)


def test_the_picture_is_as_large_as_the_drawing_twice() -> None:
    drawing = drawing_of(tree([[], [[], []]]), heading="Organigramme")
    picture = png_of(svg_of(drawing, standalone=True), width=drawing.width, height=drawing.height)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">I", picture[16:20])[0] == round(drawing.width * 2)
    image = Image.open(BytesIO(picture))
    assert abs(image.height - drawing.height * 2) <= 2
    assert len(image.convert("L").getcolors()) > 50  # letters, smoothed: the font is there


def test_a_picture_has_its_limits() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20000" height="10" viewBox="0 0 20000 10"></svg>'
    assert Image.open(BytesIO(png_of(svg, width=20000, height=10))).width == LARGEST


def test_the_same_chart_is_the_same_file() -> None:
    drawing = drawing_of(tree([[], [[]]]))
    assert svg_of(drawing, standalone=True) == svg_of(drawing, standalone=True)
