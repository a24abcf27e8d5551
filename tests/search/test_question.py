import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines.base import Filters
from search.glossary import Glossary
from search.question import understand
from search.spelling import Lexicon
from search.vocabulary import Vocabulary
from tests.search.corpus import LEXICON, TODAY, answers, asked, units


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Qui s’occupe de la paie du personnel ?"),
        ("fr", "salaires"),
        ("fr", "paiment du personel"),
        ("fr", "payroll"),
        ("en", "payroll"),
        ("en", "who is in charge of the staff payments?"),
        ("ht", "peye anplwaye"),
        ("ht", "kiyès ki responsab peye anplwayé yo"),
        ("es", "salarios"),
        ("es", "¿Quién se encarga del pago de los empleados?"),
        ("fr", "cheffe comptable"),
        ("fr", "service comptabilite"),
        ("fr", "compta"),
    ],
)
def test_every_way_to_ask_for_pay_leads_to_accounting(language: str, text: str) -> None:
    assert units(text, language)[0] == "compta"


@pytest.mark.parametrize(
    ("language", "text", "unit"),
    [
        ("fr", "daf", "daf"),
        ("fr", "D.A.F.", "daf"),
        ("en", "DRH", "drh"),
        ("fr", "Service du Personnel", "personnel"),
        ("fr", "direction des ressources humaines", "drh"),
        ("fr", "logistique", "logistique"),
        ("fr", "hebergement des refoulées", "dam"),
        ("ht", "rekritman", "drh"),
        ("en", "hiring", "drh"),
        ("es", "vehículos", "logistique"),
        ("fr", "visitesmédicales", "drh"),
        ("fr", "nord ouest", "nord"),
        ("fr", "PORT DE PAIX", "nord"),
        ("fr", "portdepaix", "nord"),
        ("fr", "l hébergement", "centres"),
        ("fr", "recrutemant", "drh"),
    ],
)
def test_the_unit_that_answers_comes_first(language: str, text: str, unit: str) -> None:
    assert units(text, language)[0] == unit


def test_unknown_words_are_reported_and_near_ones_proposed() -> None:
    question = asked("hébergemant xyzzyx")

    assert question.unknown == ("xyzzyx",)
    assert [(found.written, found.suggestions[0]) for found in question.corrections] == [
        ("hébergemant", "hebergement")
    ]


@pytest.mark.parametrize("text", ["", "   ", "?!…", "«»", "\x00", "xyzzyx qwrtpl"])
def test_nothing_to_look_for_gives_nothing(text: str) -> None:
    assert asked(text).query.concepts == ()
    assert answers(text) == []


def test_an_empty_index_understands_without_answers() -> None:
    empty = Lexicon.of(Vocabulary({}), Glossary())

    assert understand("paie du personnel", empty, Filters("fr", 0, TODAY)).query.concepts == ()


def test_the_readers_own_word_is_worth_most() -> None:
    (concept,) = asked("personnel").query.concepts

    assert concept.alternatives[0].terms in {("w:personnel",), ("a:personnel",)}
    assert all(0 < way.weight <= 1 for way in concept.alternatives)


def test_rare_concepts_weigh_more_than_common_ones() -> None:
    common, rare = asked("office refoulés").query.concepts

    assert common.weight < rare.weight


@settings(deadline=None)
@given(st.text(max_size=600), st.sampled_from(["fr", "ht", "en", "es"]))
def test_any_question_is_understood(text: str, language: str) -> None:
    question = understand(text, LEXICON, Filters(language, 0, TODAY))

    assert all(concept.alternatives for concept in question.query.concepts)


def test_a_long_question_is_cut_short() -> None:
    start = time.perf_counter()
    understand(" ".join(f"zorglub{letter}" for letter in "abcdefghij" * 1000), LEXICON, Filters("fr", 0, TODAY))

    assert time.perf_counter() - start < 1


def test_everyday_words_neither_block_nor_lead() -> None:
    assert units("mon salaire n’est pas encore passé ce mois")[0] == "compta"
    assert asked("mon salaire n’est pas encore passé").corrections == ()


def test_a_long_question_finds_what_answers_a_part_of_it() -> None:
    assert units("mes cousins cherchent un hébergement propre près du marché")[0] in {"centres", "dam"}
