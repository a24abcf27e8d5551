from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import terms, tokenise


def forms(text: str) -> list[str]:
    return ["/".join(token.forms) for token in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l’Office d'hébergement", ["office", "hebergement"]),
        ("jusqu’à lorsqu’un qu’on", ["a", "un", "on"]),
        ("aujourd’hui", ["aujourdhui"]),
        ("m'ap chache", ["ap", "chache"]),
        ("the office's staff don't", ["the", "office", "staff", "don"]),
        ("main-d’œuvre", ["main", "oeuvre"]),
    ],
)
def test_elision(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("chef(fe) de service", ["chef/cheffe", "de", "service"]),
        ("chef (fe) Comptable", ["chef/cheffe", "comptable"]),
        ("Directeur/trice administratif/ve", ["directeur/directrice", "administratif/administrative"]),
        ("Directeur (trice) Technique", ["directeur/directrice", "technique"]),
        ("agent·e·s", ["agents/agentes"]),
        ("agent.e.s, agent-e-s", ["agents/agentes", "agents/agentes"]),
        ("rapatriés (es)", ["rapatries/rapatriees"]),
        ("technicien(ne)s", ["techniciens/techniciennes"]),
        ("techniciens (nes) formés (es)", ["techniciens/techniciennes", "formes/formees"]),
        ("un/une secrétaire", ["un", "une", "secretaire"]),
        ("d’un (e) chef", ["un/une", "chef"]),
        ("Coordonnateur (trice) Général (e)", ["coordonnateur/coordonnatrice", "general/generale"]),
        ("infirmier(ère)", ["infirmier/infirmiere"]),
        ("travailleur·euse", ["travailleur/travailleuse"]),
        ("unité(s)", ["unite/unites"]),
    ],
)
def test_inclusive_forms_give_both_genders(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize("text", ["et/ou", "donne-le", "Finances (DAF)", "eau/assainissement", "service (le soir)"])
def test_words_beside_each_other_are_not_inclusive_forms(text: str) -> None:
    assert not any(len(token.forms) > 1 for token in tokenise(text))


def test_acronyms_are_kept_whole() -> None:
    found = [token.acronym for token in tokenise("L’O.N.M., la DAF, les ONGs et COVID-19") if token.acronym]

    assert found == ["onm", "daf", "ong", "covid"]


def test_hyphenated_words_are_found_whole_and_in_parts() -> None:
    assert {"w:nord-ouest", "w:nord", "w:ouest"} <= set(terms("Nord-Ouest", "fr"))


def test_places_point_into_the_text_as_it_was_written() -> None:
    text = "Le Directeur/trice, l’agent·e·s (DAF)"

    assert [text[token.start : token.end] for token in tokenise(text)] == [
        "Le",
        "Directeur/trice",
        "agent·e·s",
        "DAF",
    ]


@given(st.text(), st.sampled_from(["fr", "ht", "en", "es", "xx"]))
def test_any_text_gives_terms_without_spaces(text: str, language: str) -> None:
    assert all(term == "".join(term.split()) and len(term) > 2 for term in terms(text, language))


SPELLINGS = st.text(alphabet="aeésfhrtncxl()/·.-’' ODMN", max_size=40)


@given(SPELLINGS)
def test_tokens_stand_in_order_inside_the_text(text: str) -> None:
    tokens = tokenise(text)

    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


@given(SPELLINGS)
def test_folded_words_are_tokens_that_stay_as_they_are(text: str) -> None:
    words = [form for token in tokenise(text) for form in token.forms]

    assert [form for word in words for token in tokenise(word) for form in token.forms] == words
