import pytest

from search.analysis import tokenise
from search.spelling import Word, words_of
from tests.search.corpus import LEXICON


def words(text: str) -> list[Word]:
    return words_of(tokenise(text), LEXICON, "fr")


@pytest.mark.parametrize("text", ["personnel", "payroll", "DAF", "salarios", "lojman", "paiements"])
def test_words_of_texts_and_glossary_are_known(text: str) -> None:
    assert [word.near for word in words(text)] == [()]


def test_an_unknown_word_gets_near_ones_and_less_certainty() -> None:
    (word,) = words("personel")

    assert word.readings[:2] == ("personel", "personnel")
    assert 0.8 < word.certainty < 1


def test_two_words_written_as_one_are_taken_apart() -> None:
    assert [word.forms for word in words("politiquepersonnel")] == [("politique",), ("personnel",)]


def test_one_word_written_as_two_is_put_together() -> None:
    assert [word.forms for word in words("héberge ment")] == [("hebergement",)]


def test_an_unknown_acronym_is_not_guessed() -> None:
    assert [word.near for word in words("DAX")] == [()]
