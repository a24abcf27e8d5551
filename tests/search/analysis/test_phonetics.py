import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import fold
from search.analysis.phonetics import sound


@pytest.mark.parametrize(
    ("french", "creole"),
    [
        ("recrutement", "rekritman"),
        ("migration", "migrasyon"),
        ("sécurité", "sekirite"),
        ("protection", "pwoteksyon"),
        ("véhicule", "veyikil"),
        ("Ouanaminthe", "Wanament"),
        ("formation", "fòmasyon"),
        ("urgence", "ijans"),
        ("groupe", "gwoup"),
        ("frontière", "fwontyè"),
    ],
)
def test_french_and_creole_words_of_one_sound(french: str, creole: str) -> None:
    assert sound(fold(french)) == sound(fold(creole))


@given(st.text())
def test_every_word_has_a_sound(text: str) -> None:
    word = fold(text)

    assert bool(sound(word)) == bool(word)
