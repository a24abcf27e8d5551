import pytest

from search.analysis import fold
from search.analysis.stemming import stem
from search.cognates import cognates


@pytest.mark.parametrize(
    ("language", "word", "french"),
    [
        ("en", "statistics", "statistique"),
        ("en", "diversity", "diversité"),
        ("es", "organización", "organisation"),
        ("es", "diversidad", "diversité"),
        ("es", "protección", "protection"),
        ("en", "coordinator", "coordinateur"),
    ],
)
def test_words_akin_by_rule(language: str, word: str, french: str) -> None:
    assert stem(fold(french), "fr") in {stem(guess, "fr") for guess in cognates(fold(word), language)}


def test_other_languages_have_none() -> None:
    assert list(cognates("estatistik", "ht")) == []
