import pytest

from search.corrections import Proposal, proposals, put_right
from tests.search.corpus import ENGINE, asked


def proposed(text: str) -> list[Proposal]:
    question = asked(text)
    return list(proposals(question.corrections, ENGINE.search(question.query).hits))


@pytest.mark.parametrize(
    ("written", "meant"),
    [("budgetère", "budgétaires"), ("portdepaix", "Port-de-Paix"), ("vehiculle", "véhicules"), ("Dosier", "dossiers")],
)
def test_words_are_proposed_with_their_accents(written: str, meant: str) -> None:
    assert proposed(written) == [Proposal(written, meant)]


def test_known_words_need_no_proposal() -> None:
    assert proposed("hebergement des rapatries") == []


def test_words_that_no_hit_has_are_not_proposed() -> None:
    assert list(proposals(asked("vehiculle").corrections, [])) == []


def test_a_question_is_put_right_word_by_word() -> None:
    proposed = [Proposal("sal", "salle"), Proposal("budgetère", "budgétaires")]
    assert put_right("salaires, sal et crédits budgetère", proposed) == "salaires, salle et crédits budgétaires"
