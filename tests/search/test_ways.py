from search.vocabulary import Vocabulary
from search.ways import Ways, faithful_term

VOCABULARY = Vocabulary({"de": 200, "assurance": 2, "assurances": 1, "assurer": 60, "assure": 40, "paie": 3})


def worth(word: str) -> dict[str, float]:
    ways = Ways(VOCABULARY)
    ways.add_word(word, 1.0, ["fr"], own=True)
    return {terms[0]: weight for terms, weight in ways.worth.items()}


def test_a_stem_that_is_mostly_other_words_counts_less_than_the_words_own_forms() -> None:
    found = worth("assurance")

    assert found["w:assurance"] == found["w:assurances"] > 2 * found["s:fr:assur"]


def test_a_stem_of_its_own_counts_in_full() -> None:
    assert worth("paie") == {"s:fr:pai": 0.95}


def test_names_of_several_words_avoid_such_stems() -> None:
    assert faithful_term(VOCABULARY, "assurances", "fr") == "w:assurances"
    assert faithful_term(VOCABULARY, "paie", "fr") == "s:fr:pai"


def test_what_no_passage_says_is_left_out() -> None:
    ways = Ways(VOCABULARY)
    ways.add(("w:paie", "w:inconnu"), 1.0)

    assert ways.concept("paie") is None


def test_a_common_way_to_say_it_does_not_make_a_concept_common() -> None:
    rare, both = Ways(VOCABULARY), Ways(VOCABULARY)
    for ways in (rare, both):
        ways.add(("w:paie",), 1.0)
    both.add(("w:de",), 0.3)

    one, other = rare.concept("paie"), both.concept("paie")
    assert one and other and one.weight == other.weight


def test_a_synonym_that_only_shares_a_stem_with_the_texts_counts_less() -> None:
    ways = Ways(VOCABULARY)
    ways.add_name("assureur", 1.0, "fr")
    ways.add_name("paie", 1.0, "fr")

    assert ways.worth[("s:fr:assur",)] < ways.worth[("s:fr:pai",)] == 1.0
