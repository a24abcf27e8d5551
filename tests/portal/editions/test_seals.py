"""One seal for one content: whatever the order of keys and the Unicode form, and for nothing else."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.editions.gate import Place, Proposal
from portal.editions.seals import canonical, normalised, seal_of

from .texts import KIND, Text

NAMES = st.text("abcdefgh_", min_size=1, max_size=6)
WORDS = st.text(max_size=8) | st.sampled_from(["é", "e\u0301", "ﬁ", "Å", "\u212b", "ọ́", "\u00a0;", "«\u202fà »"])
LEAVES = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | WORDS
DOCUMENTS = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=12
)


def seal(document: Any) -> str:
    return seal_of(canonical(document))


def as_json(document: Any) -> str:
    return json.dumps(normalised(document), sort_keys=True)


def rewritten(document: Any, form: str) -> Any:
    """Return the same content with its keys in another order and its text in another Unicode form."""
    if isinstance(document, dict):
        return {key: rewritten(document[key], form) for key in reversed(document)}
    if isinstance(document, list):
        return [rewritten(item, form) for item in document]
    return unicodedata.normalize(form, document) if isinstance(document, str) else document


@given(DOCUMENTS, st.sampled_from(["NFC", "NFD"]))
def test_key_order_and_unicode_form_leave_the_seal_as_it_is(document: Any, form: str) -> None:
    assert seal(rewritten(document, form)) == seal(document)


@given(DOCUMENTS, DOCUMENTS)
def test_two_documents_have_one_seal_only_if_they_say_the_same(one: Any, other: Any) -> None:
    assert (seal(one) == seal(other)) == (as_json(one) == as_json(other))


@given(st.lists(LEAVES, min_size=1, max_size=5), st.data())
def test_any_change_of_one_value_changes_the_seal(values: list[Any], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(values) - 1))
    other = data.draw(LEAVES.filter(lambda value: as_json(value) != as_json(values[place])))
    changed = [*values[:place], other, *values[place + 1 :]]
    assert seal({"content": changed}) != seal({"content": values})


@given(DOCUMENTS)
def test_canonical_bytes_are_json_that_reads_back_to_the_same(document: Any) -> None:
    assert canonical(json.loads(canonical(document))) == canonical(document)


PROPOSAL = Proposal(uuid4(), KIND.name, "fr", Place(uuid4(), 7, "texte"), Text("Un titre", "sigle", (uuid4(),)))


@pytest.mark.parametrize(
    "other",
    [
        replace(PROPOSAL, language="ht"),
        replace(PROPOSAL, renders=3),
        replace(PROPOSAL, content=replace(PROPOSAL.content, title="Un titrE")),
        replace(PROPOSAL, content=replace(PROPOSAL.content, names=())),
        PROPOSAL.at(replace(PROPOSAL.place, parent=None)),
        PROPOSAL.at(replace(PROPOSAL.place, parent=uuid4())),
        PROPOSAL.at(replace(PROPOSAL.place, position=8)),
        PROPOSAL.at(replace(PROPOSAL.place, slug="texte-2")),
    ],
    ids=["language", "edition rendered", "title", "a row", "top", "parent", "order", "address"],
)
def test_an_approval_of_one_proposal_is_none_of_another(other: Proposal) -> None:
    assert other.seal() != PROPOSAL.seal()


def test_what_is_said_about_the_publication_is_no_part_of_what_is_sealed() -> None:
    assert replace(PROPOSAL, change_note="Faute corrigée", corrects_the_past=True).seal() == PROPOSAL.seal()
