"""What a reader asks, in the address; what is not understood is as if it had not been said."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from org.charts.options import Folding, Options, Paper, View

WISHES = st.builds(
    Options,
    view=st.sampled_from(View),
    posts=st.booleans(),
    ties=st.booleans(),
    levels=st.none() | st.integers(1, 9),
    folded=st.frozensets(st.uuids(), max_size=4),
    folding=st.sampled_from(Folding),
    paper=st.sampled_from(Paper),
)


@given(WISHES)
def test_the_address_says_all_the_wishes(options: Options) -> None:
    assert Options.of(QueryDict(options.address().removeprefix("?"))) == options


def test_no_wish_needs_no_query() -> None:
    assert Options().address() == ""


@pytest.mark.parametrize(
    "query",
    [
        "niveaux=abc",
        "niveaux=0",
        "niveaux=-1",
        "niveaux=99",
        "niveaux=²",
        "vue=x",
        "deplier=x",
        "feuilles=x",
        "replie=x",
    ],
)
def test_what_is_not_understood_is_not_heard(query: str) -> None:
    assert Options.of(QueryDict(query)) == Options()


def test_a_change_keeps_the_other_wishes() -> None:
    asked = Options(posts=True, folded=frozenset({UUID(int=1)}))
    assert asked.address(folded=frozenset(), view=View.DRAWING) == "?vue=dessin&postes=1"
