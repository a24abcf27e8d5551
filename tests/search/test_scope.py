from dataclasses import replace

from search.analysis import terms
from search.engines.base import Alternative, Concept, Document
from search.scope import scopes
from tests.search.engines.documents import passage, word

ONM = Concept("ONM", (Alternative(("a:onm",)), Alternative(("w:onm",))))
OFFICE = Concept("Office", (Alternative(("w:office",)),))
PAY = word("paie")


def documents() -> list[Document]:
    names = {"onm": "Office National de la Migration ONM", "oim": "Organisation internationale OIM"}
    return [
        replace(passage(f"{key}:1", "paie"), organisation=key, context_terms=terms(name, "fr"))
        for key, name in names.items()
    ]


def test_an_organisation_named_beside_something_else_is_a_scope() -> None:
    found = scopes((PAY, ONM), documents())

    assert set(found) == {1}
    assert set(scopes((PAY, OFFICE), documents())) == {1}


def test_an_organisation_named_alone_is_the_question() -> None:
    assert scopes((ONM,), documents()) == {}
    assert scopes((ONM, OFFICE), documents()) == {}


def test_the_other_words_of_an_organisation_s_title_are_no_scope() -> None:
    assert scopes((PAY, word("migration")), documents()) == {}
