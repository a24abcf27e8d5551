"""Two texts of the structure are compared by what they say."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from org.comparison.anatomy import STRUCTURE
from org.comparison.facts import rows_of
from org.comparison.wording import Part
from org.content import Kind, LegalBasis, Member, Post, Responsibility, Seat, Source, StructureContent, Tie
from portal.editions.comparing import Change, FactChange, ListDetail, MarkDetail, Nature, RowChange, TextDetail
from portal.editions.comparing import compare as compare_any
from portal.editions.comparing.changes import Move
from portal.editions.comparing.order import longest_rising
from tests.org.contents import contents

ONE, TWO, THREE = (UUID(int=number) for number in (11, 12, 13))
DUTIES = (Responsibility(ONE, "Un."), Responsibility(TWO, "Deux."), Responsibility(THREE, "Trois."))
TEXT = StructureContent(title="Direction", responsibilities=DUTIES)
DECREE = LegalBasis("decret", "Décret", "art. 3")
OTHER = UUID(int=99)


def compare(before: StructureContent, after: StructureContent) -> list[Change]:
    return compare_any(STRUCTURE, before, after)


@given(contents)
def test_a_text_does_not_differ_from_itself(content: StructureContent) -> None:
    assert compare(content, content) == []


@given(contents, contents)
def test_any_difference_is_told(before: StructureContent, after: StructureContent) -> None:
    assert bool(compare(before, after)) == (before != after)


@given(contents, contents, st.randoms(use_true_random=False))
def test_every_row_is_told_exactly_once(one: StructureContent, other: StructureContent, chance: random.Random) -> None:
    before, after = one, _mixed(one, other, chance)
    changes = [change for change in compare(before, after) if isinstance(change, RowChange) and change.id]
    told = Counter((change.part, change.id) for change in changes)

    assert set(told.values()) <= {1}
    expected = {
        (part, row.id)
        for part, rows in rows_of(before).items()
        for row in _changed(rows, rows_of(after)[part])
        if row.id
    }
    assert {key for key, change in zip(told, changes, strict=True) if change.nature != Nature.MOVED} == expected


def _mixed(one: StructureContent, other: StructureContent, chance: random.Random) -> StructureContent:
    """Return ``one`` with rows taken away, edited, put in another order, and others beside them."""
    duties = [duty for duty in one.responsibilities if chance.random() < 0.7]
    duties = [replace(duty, text=duty.text + " !") if chance.random() < 0.3 else duty for duty in duties]
    duties += other.responsibilities
    chance.shuffle(duties)
    posts = [replace(post, head=not post.head) if chance.random() < 0.5 else post for post in one.posts]
    return replace(one, responsibilities=tuple(duties), posts=tuple(posts), ties=other.ties)


def _changed(before: list, after: list) -> list:
    """Return the rows that are new, gone, or say something else."""
    was, now = ({row.id: row for row in rows} for rows in (before, after))
    return [(now.get(key) or was[key]) for key in was | now if was.get(key) != now.get(key)]


@given(contents, contents)
def test_what_was_added_one_way_was_removed_the_other(before: StructureContent, after: StructureContent) -> None:
    def counted(changes: list) -> Counter:
        return Counter(change.nature for change in changes if isinstance(change, RowChange))

    there, back = counted(compare(before, after)), counted(compare(after, before))
    assert (there[Nature.ADDED], there[Nature.REMOVED]) == (back[Nature.REMOVED], back[Nature.ADDED])


@given(st.permutations(range(8)))
def test_the_rows_that_stayed_are_in_order_and_no_more_could_be(order: list[int]) -> None:
    still = longest_rising(order)
    assert still == sorted(still)
    assert [number for number in order if number in still] == still


def test_facts_of_the_unit() -> None:
    after = replace(TEXT, title="Direction Générale", mission="Diriger.", kind=Kind("d", "Direction"))
    assert compare(TEXT, after) == [
        FactChange(Part.TITLE, "Direction", "Direction Générale"),
        FactChange(Part.KIND, "", "Direction"),
        FactChange(Part.MISSION, "", "Diriger."),
    ]


def test_what_looks_the_same_is_told_apart_by_its_code() -> None:
    here, there = Seat("cayes", "Les Cayes", "HT"), Seat("cayes-2", "Les Cayes", "HT")
    (change,) = compare(replace(TEXT, seat=here), replace(TEXT, seat=there))
    assert isinstance(change, FactChange)
    assert change.before != change.after
    assert change.after.endswith("cayes-2")


def test_a_responsibility_that_came_and_one_that_went() -> None:
    new = Responsibility(OTHER, "Quatre.", legal_basis=(DECREE,), internal_rules=True)
    after = replace(TEXT, responsibilities=(DUTIES[0], new, DUTIES[2]))
    gone = RowChange(Part.RESPONSIBILITY, Nature.REMOVED, TWO, "Deux.", (TextDetail("text", "Deux.", ""),))
    details = (
        TextDetail("text", "", "Quatre."),
        MarkDetail("internal_rules", marked=True),
        ListDetail("legal_basis", added=(DECREE,)),
    )
    assert compare(TEXT, after) == [gone, RowChange(Part.RESPONSIBILITY, Nature.ADDED, OTHER, "Quatre.", details)]


def test_a_responsibility_that_says_something_else() -> None:
    edited = replace(DUTIES[1], text="Deux fois.", shared_with=(OTHER,), doubt="Est-ce sûr ?")
    (change,) = compare(TEXT, replace(TEXT, responsibilities=(DUTIES[0], edited, DUTIES[2])))
    assert change == RowChange(
        Part.RESPONSIBILITY,
        Nature.CHANGED,
        TWO,
        "Deux fois.",
        (
            TextDetail("text", "Deux.", "Deux fois."),
            ListDetail("shared_with", added=(OTHER,)),
            TextDetail("doubt", "", "Est-ce sûr ?"),
        ),
    )


def test_one_row_that_moved_is_one_change() -> None:
    (change,) = compare(TEXT, replace(TEXT, responsibilities=(DUTIES[2], DUTIES[0], DUTIES[1])))
    assert change == RowChange(Part.RESPONSIBILITY, Nature.MOVED, THREE, "Trois.", move=Move(3, 1))


def test_a_row_that_moved_and_changed_is_told_once() -> None:
    edited = replace(DUTIES[2], text="Trois fois.")
    (change,) = compare(TEXT, replace(TEXT, responsibilities=(edited, DUTIES[0], DUTIES[1])))
    assert isinstance(change, RowChange)
    assert (change.nature, change.move) == (Nature.CHANGED, Move(3, 1))


def test_rows_below_one_that_was_added_did_not_move() -> None:
    after = replace(TEXT, responsibilities=(Responsibility(OTHER, "Zéro."), *DUTIES))
    assert [change.nature for change in compare(TEXT, after) if isinstance(change, RowChange)] == [Nature.ADDED]


def test_posts_are_matched_by_their_id() -> None:
    before = replace(TEXT, posts=(Post(ONE, "Directeur", head=True, phone="1"), Post(TWO, "Secrétaire")))
    after = replace(TEXT, posts=(Post(ONE, "Directrice", head=False, phone="1", headcount=2), Post(TWO, "Secrétaire")))
    (change,) = compare(before, after)
    assert isinstance(change, RowChange)
    assert change.details == (
        TextDetail("title", "Directeur", "Directrice"),
        MarkDetail("head", marked=False),
        TextDetail("headcount", "", "2"),
    )


def test_ties_and_members_name_works_by_key() -> None:
    before = replace(TEXT, ties=(Tie(ONE, TWO, "supports"),), members=(Member(ONE, "Présidente"),))
    after = replace(TEXT, ties=(Tie(ONE, THREE, "hosts"),), members=(Member(ONE, "Présidente", TWO),))
    member, tie = compare(before, after)
    assert isinstance(member, RowChange)
    assert isinstance(tie, RowChange)
    assert member.details == (ListDetail("unit", added=(TWO,)),)
    assert tie.details == (
        ListDetail("to", removed=(TWO,), added=(THREE,)),
        TextDetail("kind", "supports", "hosts"),
    )


def test_an_edited_doubt_is_changed_and_another_one_is_new() -> None:
    before = replace(TEXT, doubts=("Le lieu n’est pas dit.", "Contredit le décret."))
    after = replace(TEXT, doubts=("Le lieu n’est pas bien dit.", "Tout autre chose ici."))
    natures = [(change.nature, change.name) for change in compare(before, after) if isinstance(change, RowChange)]
    assert natures == [
        (Nature.CHANGED, "Le lieu n’est pas bien dit."),
        (Nature.REMOVED, "Contredit le décret."),
        (Nature.ADDED, "Tout autre chose ici."),
    ]


def test_two_sources_of_one_document_are_two() -> None:
    before = replace(TEXT, sources=(Source("000", "1-2"), Source("000", "8-9")))
    (change,) = compare(before, replace(TEXT, sources=(Source("000", "1-2"), Source("000", "8-10"))))
    assert isinstance(change, RowChange)
    assert change.details == (TextDetail("lines", "8-9", "8-10"),)


@pytest.mark.parametrize("other", [(), (DECREE, LegalBasis("loi", "Loi"))])
def test_texts_in_another_order_are_told(other: tuple[LegalBasis, ...]) -> None:
    law = LegalBasis("loi", "Loi")
    before = replace(TEXT, responsibilities=(replace(DUTIES[0], legal_basis=(law, DECREE)),))
    after = replace(TEXT, responsibilities=(replace(DUTIES[0], legal_basis=other),))
    (change,) = compare(before, after)
    assert isinstance(change, RowChange)
    (detail,) = change.details
    assert isinstance(detail, ListDetail)
    assert detail.reordered is bool(other)


def test_a_large_text_is_compared_quickly() -> None:
    duties = tuple(Responsibility(uuid4(), f"Tenir le registre numéro {number} de l’Office.") for number in range(300))
    shuffled = list(duties)
    random.Random(1).shuffle(shuffled)
    assert compare(replace(TEXT, responsibilities=duties), replace(TEXT, responsibilities=tuple(shuffled)))
