import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.nearness import Nearness

NEARNESS = Nearness(
    ["hebergement", "recrutement", "comptabilite", "accueil", "budget", "paie", "onm", "vehicule", "2030"]
)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("hebergemant", "hebergement"),
        ("ebergement", "hebergement"),
        ("hebregement", "hebergement"),
        ("rekritman", "recrutement"),
        ("compta", "comptabilite"),
        ("acceuil", "accueil"),
        ("budjet", "budget"),
        ("veyikil", "vehicule"),
        ("bidje", "budget"),
    ],
)
def test_the_word_that_was_meant_comes_first(word: str, meant: str) -> None:
    assert NEARNESS.near(word)[0].word == meant


@pytest.mark.parametrize("word", ["", "omn", "2031", "zzzzzz", "xylophone"])
def test_nothing_is_near_to_short_words_numbers_and_strangers(word: str) -> None:
    assert NEARNESS.near(word) == []


@pytest.mark.parametrize(("word", "other"), [("mail", "main"), ("venir", "tenir"), ("dorment", "forment")])
def test_another_word_is_no_typing_mistake(word: str, other: str) -> None:
    assert Nearness([other]).near(word) == []


@given(st.text())
def test_any_word_can_be_looked_up(word: str) -> None:
    assert all(0 < near.similarity <= 1 for near in NEARNESS.near(word))
