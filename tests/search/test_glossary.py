from search.glossary import Entry, Glossary, Match

GLOSSARY = Glossary(
    [
        Entry("paie", {"fr": ["paie", "paiement du personnel"], "en": ["payroll", "pay"], "es": ["salario"]}),
        Entry("personnel", {"fr": ["personnel"], "en": ["staff"]}),
        Entry("matrice", {"fr": ["matrice de suivi des déplacements"], "ht": ["sa yon sèvis dwe fè"]}),
        Entry("pays", {"fr": ["pays"], "en": ["country"]}),
    ]
)


def find(text: str, *languages: tuple[str, ...]) -> list[Match]:
    return GLOSSARY.find([(word,) for word in text.split()], languages)


def test_the_longest_phrase_wins() -> None:
    assert find("paiements personnel", ("fr",)) == [Match(0, 2, ("paie",), "fr")]


def test_the_order_of_words_does_not_matter() -> None:
    assert find("personnel paiement", ("fr",)) == [Match(0, 2, ("paie",), "fr")]


def test_inflected_words_are_found() -> None:
    assert find("salarios", ("fr",), ("es",)) == [Match(0, 1, ("paie",), "es")]


def test_later_languages_are_asked_only_when_the_first_know_nothing() -> None:
    assert find("pays", ("fr",), ("en",)) == [Match(0, 1, ("pays",), "fr")]
    assert find("pays", ("en",), ("fr",)) == [Match(0, 1, ("paie",), "en")]


def test_one_of_several_readings_is_enough() -> None:
    assert GLOSSARY.find([("payrol", "payroll")], [("en",)]) == [Match(0, 1, ("paie",), "en")]


def test_stop_words_of_a_name_are_left_out() -> None:
    assert [phrase.words for phrase in GLOSSARY.phrases("paie", "fr")] == [("paie",), ("paiement", "personnel")]


def test_an_empty_glossary_finds_nothing() -> None:
    assert Glossary().find([("paie",)], [("fr",)]) == []


def test_a_long_name_is_known_without_one_of_its_words() -> None:
    assert find("matrice deplacements", ("fr",)) == [Match(0, 2, ("matrice",), "fr", partly=True)]
    assert find("matrice", ("fr",)) == []


def test_a_word_may_stand_between_the_words_of_a_name() -> None:
    assert find("paiement mensuel personnel", ("fr",)) == [Match(0, 3, ("paie",), "fr")]


def test_one_word_alone_names_an_entry_in_any_number_but_not_by_its_stem() -> None:
    assert GLOSSARY.named("paies", "fr") == ("paie",)
    assert GLOSSARY.named("paiement", "fr") == ()
    assert GLOSSARY.named("inconnu", "fr") == ()


def test_a_name_keeps_its_hyphenated_words() -> None:
    glossary = Glossary([Entry("jacmel", {"fr": ["département du Sud-Est"]})])

    assert glossary.phrases("jacmel", "fr")[0].compounds == ("sud-est",)


def test_one_word_does_not_stand_for_a_long_phrase() -> None:
    assert GLOSSARY.phrases("matrice", "ht") == []
