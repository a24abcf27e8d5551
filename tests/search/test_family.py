from dataclasses import replace

from search.family import Family
from tests.search.engines.documents import passage

TOP = passage("top:1", "tête", title="Office ONM")
MIDDLE = replace(passage("middle:1", "accueil", title="Direction d’Accompagnement"), context_terms=TOP.title_terms)
LEAF = replace(
    passage("leaf:1", "soins", title="Section d’infirmerie"),
    context_terms=MIDDLE.context_terms + MIDDLE.title_terms,
)


def test_what_stands_above_is_told_nearest_first() -> None:
    assert Family([TOP, MIDDLE, LEAF]).above(LEAF) == (MIDDLE.work, TOP.work)
    assert Family([TOP, MIDDLE, LEAF]).above(TOP) == ()


def test_a_unit_that_was_not_found_is_passed_over() -> None:
    family = Family([TOP, LEAF])

    assert family.above(LEAF) == (TOP.work,)
    assert not family.is_child(LEAF, TOP.work)


def test_only_the_unit_right_above_is_the_parent() -> None:
    family = Family([TOP, MIDDLE, LEAF])

    assert family.is_child(LEAF, MIDDLE.work)
    assert not family.is_child(LEAF, TOP.work)
