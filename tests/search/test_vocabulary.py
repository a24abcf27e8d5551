import pytest

from search.analysis import terms
from search.vocabulary import Vocabulary

VOCABULARY = Vocabulary({"de": 90, "paiement": 2, "paiements": 3, "office": 40})


def test_stems_count_all_their_words() -> None:
    (_plain, stemmed) = terms("paiement", "fr")

    assert VOCABULARY.count(stemmed) == 5
    assert VOCABULARY.count_all([stemmed, "w:paiements"]) == 3
    assert VOCABULARY.count("w:inconnu") == 0


def test_rare_words_tell_more() -> None:
    rarities = [VOCABULARY.rarity(count) for count in (1, 5, 40, 90, 1000)]

    assert rarities == sorted(rarities, reverse=True)
    assert 0 < rarities[-1] < rarities[0] <= 1


def test_stems_of_languages_without_texts_are_unknown() -> None:
    assert VOCABULARY.languages == {"fr"}
    assert not VOCABULARY.count("s:en:offic")


@pytest.mark.parametrize("text", ["the and of with from which their these this that were been who"])
def test_the_languages_of_the_texts_show_in_their_small_words(text: str) -> None:
    vocabulary = Vocabulary(dict.fromkeys([*text.split(), "office"], 3))

    assert vocabulary.languages == {"fr", "en"}
    assert vocabulary.count("s:en:offic") == 3
