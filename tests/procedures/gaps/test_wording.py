"""Which words tell one responsibility from another."""

from __future__ import annotations

from procedures.gaps.wording import beginnings, common_among


def test_a_word_is_known_by_its_beginning_without_accents_and_signs() -> None:
    assert beginnings("Enregistrer l’arrivée") & beginnings("Enregistrement des arrivées") == {"enregi", "arrive"}


def test_what_everything_may_say_tells_nothing() -> None:
    assert not beginnings("Assurer, pour chaque service, ce que la direction fait d’autre")


def test_a_word_is_common_where_many_different_sentences_say_it() -> None:
    different = [frozenset({"bureau", f"chose{number}"}) for number in range(11)]
    assert common_among(different) == {"bureau"}
    assert not common_among(different[:10])


def test_a_sentence_that_is_repeated_counts_once() -> None:
    assert not common_among([frozenset({"accuei"})] * 40)
