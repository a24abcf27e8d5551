from hypothesis import given
from hypothesis import strategies as st

from search.analysis import terms
from search.highlighting import Segment, highlight


def test_words_are_marked_as_they_are_written() -> None:
    asked = set(terms("rapatriée directrice", "fr"))

    assert highlight("Les rapatriés (es) et le Directeur/trice.", "fr", asked) == (
        Segment("Les "),
        Segment("rapatriés (es)", marked=True),
        Segment(" et le "),
        Segment("Directeur/trice", marked=True),
        Segment("."),
    )


def test_neighbours_make_one_mark() -> None:
    assert highlight("visites médicales", "fr", set(terms("visite médicale", "fr"))) == (
        Segment("visites médicales", marked=True),
    )


def test_markup_stays_text() -> None:
    assert highlight("<b>paie</b>", "fr", {"w:paie"})[0] == Segment("<b>")


@given(st.text(), st.sampled_from(["fr", "ht", "en", "es"]))
def test_the_segments_are_the_text(text: str, language: str) -> None:
    marked = highlight(text, language, set(terms(text, language)[::2]))

    assert "".join(segment.text for segment in marked) == text
