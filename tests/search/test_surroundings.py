from dataclasses import replace

from search.engines.base import Concept, Document, Hit
from search.ranking import rank
from tests.search.engines.documents import passage, question, word

ABOVE = replace(passage("direction:1", "rapatriés", title="accompagnement"), depth=1, above=("office",))
BESIDE = replace(passage("achats:1", "achats", title="Achats"), depth=1, above=("office",))


def below(parent: Document, id_: str, text: str, title: str) -> Document:
    return replace(
        passage(id_, text, title=title),
        depth=parent.depth + 1,
        context_terms=parent.context_terms + parent.title_terms,
        above=(*parent.above, parent.work),
    )


INFIRMARY = below(ABOVE, "infirmerie:1", "règlements", "soins")
OTHER = below(BESIDE, "autre:1", "règlements", "soins")


def ranked(documents: list[Document], *concepts: Concept | str) -> list[str]:
    asked = question(*concepts)
    return [answer.work for answer in rank(asked, [Hit(document, 1.0) for document in documents])]


def test_a_part_answers_for_what_is_said_of_the_whole() -> None:
    found = ranked([ABOVE, BESIDE, OTHER, INFIRMARY], "soins", "rapatriés")

    assert found.index("infirmerie") < found.index("autre")


def test_what_is_below_a_named_unit_comes_before_what_only_mentions_it() -> None:
    mention = replace(passage("mention:1", "avec accompagnement des autres unités de la région"), depth=1, kind="tie")

    assert ranked([mention, INFIRMARY, ABOVE], "accompagnement") == ["direction", "infirmerie", "mention"]


def test_a_place_named_beside_something_else_is_where_to_look() -> None:
    seat = replace(passage("sud:1", "Cayes", title="Bureau"), kind="seat", depth=1, above=("office",))
    part = below(seat, "sud-juridique:1", "règlements", "juridique")
    elsewhere = replace(passage("siège:1", "règlements", title="juridique"), depth=2)

    assert ranked([seat, elsewhere, part], "juridique", word("Cayes", weight=0.5))[0] == "sud-juridique"


def test_a_title_that_begins_like_that_of_the_unit_above_is_not_above() -> None:
    south = replace(passage("sud:1", "Cayes", title="bureau sud"), kind="seat", depth=1, above=("office",))
    southeast = replace(
        passage("sud-est:1", "Jacmel", title="bureau sud est"), kind="seat", depth=1, above=("office",)
    )
    parts = [below(unit, f"juridique-{unit.work}:1", "règlements", "juridique") for unit in (southeast, south)]

    found = rank(
        question("juridique", word("Cayes", weight=0.5)), [Hit(each, 1.0) for each in (southeast, *parts, south)]
    )

    scores = {answer.work: answer.score for answer in found}
    assert scores["juridique-sud"] > scores["juridique-sud-est"]


def test_a_whole_gains_from_its_part_but_stays_behind_it() -> None:
    part = below(ABOVE, "part:1", "visas", "visas")

    assert ranked([part, ABOVE], "visas", word("rapatriés", weight=0.1))[0] == "part"
