"""Which words changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.editions.redline import Fate, Fragment, redline

sentences = st.text(st.sampled_from("ab é’.- \n"), max_size=30)


def text(fragments: tuple[Fragment, ...], *fates: Fate) -> str:
    return "".join(fragment.text for fragment in fragments if fragment.fate in fates)


@given(sentences, sentences)
def test_both_texts_can_be_read_from_it(before: str, after: str) -> None:
    fragments = redline(before, after)
    assert text(fragments, Fate.SAME, Fate.REMOVED) == before
    assert text(fragments, Fate.SAME, Fate.ADDED) == after
    assert all(fragment.text for fragment in fragments)


@given(sentences)
def test_the_same_is_the_same(sentence: str) -> None:
    assert {fragment.fate for fragment in redline(sentence, sentence)} <= {Fate.SAME}


def test_whole_words_change() -> None:
    assert redline("Contrôler les crédits.", "Contrôler tous les crédits.") == (
        Fragment(Fate.SAME, "Contrôler"),
        Fragment(Fate.ADDED, " tous"),
        Fragment(Fate.SAME, " les crédits."),
    )


def test_a_phrase_reads_as_one() -> None:
    assert redline("Tenir la petite caisse.", "Tenir le grand registre.") == (
        Fragment(Fate.SAME, "Tenir "),
        Fragment(Fate.REMOVED, "la petite caisse"),
        Fragment(Fate.ADDED, "le grand registre"),
        Fragment(Fate.SAME, "."),
    )
