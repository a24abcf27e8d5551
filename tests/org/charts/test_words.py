"""Lines break between words, fit, and lose nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from org.charts.words import lines_of, width_of

TEXTS = st.text("aéiœ’ -lmW ", max_size=80)


@given(TEXTS, st.floats(30, 200), st.booleans())
def test_lines_fit_and_nothing_is_lost(text: str, width: float, bold: bool) -> None:
    lines = lines_of(text, width, 10, bold)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(width_of(line, 10, bold) <= width for line in lines)


def test_bold_is_wider() -> None:
    assert width_of("Direction", 10, bold=True) > width_of("Direction", 10)


def test_the_languages_of_the_portal_have_their_letters() -> None:
    missing = width_of("\uffff", 10)
    assert all(width_of(letter, 10) > 0 for letter in "éèàùçœæñ¿¡òÈ’«»–— ")
    assert width_of("œ", 10) != missing
