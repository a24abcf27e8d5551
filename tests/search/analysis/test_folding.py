import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import fold


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Élève", "eleve"), ("Ñandú", "nandu"), ("CŒUR", "coeur"), ("gwo-wòch", "gwowoch"), ("ı̇", "i"), ("…", "")],
)
def test_letters_without_accents_or_case(word: str, folded: str) -> None:
    assert fold(word).replace("ı", "i") == folded


@given(st.text())
def test_folds_idempotently_and_leaves_only_letters_and_digits(text: str) -> None:
    folded = fold(text)

    assert fold(folded) == folded
    assert all(letter.isalnum() for letter in folded)
