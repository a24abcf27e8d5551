import pytest

from search.engines.base import Alternative, Concept
from search.matching import CONTEXT, MORE_WAYS, TITLE, Matcher
from tests.search.engines.documents import passage, word

PAY = Concept("paie", (Alternative(("w:paie",)), Alternative(("w:paiement", "w:personnel"), 0.8)))


def test_a_match_is_worth_most_in_the_passage_itself() -> None:
    matcher = Matcher((PAY,))
    own = matcher.evidence(passage("a:1", "paie"))
    title = matcher.evidence(passage("b:1", "autre", title="paie"))
    context = matcher.evidence(passage("c:1", "autre", context="paie"))

    assert [each.match.covered for each in (own, title, context)] == [1.0, TITLE, CONTEXT]


def test_all_words_of_an_alternative_must_be_there() -> None:
    matcher = Matcher((PAY,))

    assert matcher.evidence(passage("a:1", "paiement du personnel")).match.covered == 0.8
    assert matcher.evidence(passage("b:1", "paiement")).match.covered == 0


def test_words_spread_over_passage_and_title_count_less() -> None:
    spread = Matcher((PAY,)).evidence(passage("a:1", "paiement", title="personnel")).match.covered

    assert 0 < spread < 0.8 * TITLE


def test_several_ways_of_saying_it_are_surer_than_one() -> None:
    concept = word("abri", ("centres", 0.5), ("camps", 0.4))
    one, both = (
        Matcher((concept,)).evidence(passage("a:1", text)).match.covered for text in ("centres", "centres camps")
    )

    assert (one, both) == (0.5, pytest.approx(0.5 + MORE_WAYS * 0.4 * 0.5))


def test_a_longer_way_that_says_nothing_new_adds_nothing() -> None:
    concept = word("centres accueil", ("centres", 0.8), ("accueil", 0.8))

    assert Matcher((concept,)).evidence(passage("a:1", "centres accueil")).match.covered == 1.0


def test_rare_concepts_cover_more() -> None:
    matcher = Matcher((word("office", weight=0.1), word("visas", weight=0.9)))

    assert matcher.evidence(passage("a:1", "visas")).match.covered == 0.9


def test_only_terms_that_match_are_told() -> None:
    assert Matcher((PAY,)).matched({"w:paiement"}) == frozenset()
    assert Matcher((PAY,)).matched({"w:paiement", "w:personnel"}) == {"w:paiement", "w:personnel"}
