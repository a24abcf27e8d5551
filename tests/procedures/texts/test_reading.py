"""The words of PDF, Word and OpenDocument files, page by page."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document as WordDocument
from docx.oxml import OxmlElement
from odfdo import Document as OpenDocument
from odfdo import Paragraph, Style

from portal.uploads.apart import ReadingFailed, read_apart
from procedures.texts.pieces import LONGEST, pieces
from procedures.texts.reading import MOST_LETTERS, MOST_PAGES, pages_of
from tests.portal.uploads import good


def word_in_two_pages(*, laid_out: bool) -> bytes:
    document = WordDocument()
    document.add_paragraph("Première page.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Qui", "Délai"
    if laid_out:
        run = document.add_paragraph().add_run()
        run._r.append(OxmlElement("w:lastRenderedPageBreak"))
        run.add_text("Deuxième page.")
    else:
        document.add_page_break()
        document.add_paragraph("Deuxième page.")
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def test_a_page_of_a_pdf_is_its_page() -> None:
    assert pages_of(good.pdf("Fiche d’enregistrement", "Remettre le mineur (IBESR)"), "pdf") == [
        "Fiche d’enregistrement",
        "Remettre le mineur (IBESR)",
    ]


@pytest.mark.parametrize("laid_out", [True, False])
def test_a_page_of_word_ends_where_it_last_broke(laid_out: bool) -> None:
    first, second = pages_of(word_in_two_pages(laid_out=laid_out), "docx")
    assert first.split() == ["Première", "page.", "Qui", "Délai"]
    assert second == "Deuxième page."


def test_a_page_of_open_document_begins_where_its_author_says() -> None:
    document = OpenDocument("text")
    document.body.clear()
    style = Style("paragraph", name="Saut")
    style.set_properties({"fo:break-before": "page"}, area="paragraph")
    document.insert_style(style, automatic=True)
    document.body.append(Paragraph("Première page."))
    document.body.append(Paragraph("Deuxième page.", style="Saut"))
    output = BytesIO()
    document.save(output)
    assert pages_of(output.getvalue(), "odt") == ["Première page.", "Deuxième page."]


def test_words_are_made_whole_and_harmless() -> None:
    text = pages_of(good.word("migra-\ntion ﬁche\ta  b"), "docx")[0]
    assert "migration fiche a b" in text
    assert "\x00" not in text


def test_more_than_a_document_can_have_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from procedures.texts import reading

    monkeypatch.setattr(reading, "MOST_PAGES", 2)
    assert len(pages_of(good.pdf("a", "b", "c"), "pdf")) == 2
    assert MOST_PAGES * 1000 < MOST_LETTERS + 1


def test_a_file_is_read_in_a_process_apart() -> None:
    assert read_apart(pages_of, good.pdf("Fiche"), "pdf", seconds=20) == ["Fiche"]


def test_what_cannot_be_read_harms_nothing() -> None:
    with pytest.raises(ReadingFailed):
        read_apart(pages_of, b"%PDF-1.4 nothing", "pdf", seconds=20)


def test_pieces_end_with_a_sentence_and_are_short() -> None:
    sentence = "Le service remet le mineur à l’institut. "
    found = list(pieces(sentence * 40 + "x" * 2000))
    assert all(0 < len(piece) <= LONGEST for piece in found)
    assert found[0].endswith(".")
    assert "".join(found).count("Le service") == 40
    assert list(pieces(" \n ")) == []
