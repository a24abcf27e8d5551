from search.engines.base import Concept, Filters
from search.glossary import Entry, Glossary
from search.question import understand
from search.spelling import Lexicon
from search.vocabulary import Vocabulary
from tests.search.corpus import TODAY

WORDS = {"departement": 9, "sud": 9, "est": 40, "sud-est": 3, "bureau": 20, "fournitures": 4, "presse": 5, "medias": 4}


def concept(text: str, language: str, *entries: Entry) -> Concept:
    question = understand(text, Lexicon.of(Vocabulary(WORDS), Glossary(entries)), Filters(language, 0, TODAY))
    return question.query.concepts[0]


def test_a_hyphenated_word_of_a_name_is_looked_for_as_a_whole() -> None:
    found = concept("Jacmel", "fr", Entry("jacmel", {"fr": ["Jacmel", "département du Sud-Est"]}))

    assert found.alternatives
    assert all("w:sud-est" in way.terms for way in found.alternatives)


def test_a_word_of_a_phrase_means_what_it_names_not_what_shares_its_stem() -> None:
    press = Entry("presse", {"en": ["press officer"], "fr": ["presse"]})
    office = Entry("bureau", {"en": ["office"], "fr": ["fournitures"]})
    media = Entry("medias", {"en": ["officers"], "fr": ["médias"]})

    terms = {term for way in concept("press officer", "en", press, office, media).alternatives for term in way.terms}

    assert any("medi" in term for term in terms)
    assert not any("fournitur" in term for term in terms)
