from search.engines.base import Alternative, Concept, Hit
from search.ranking import rank
from tests.search.corpus import ENGINE, answers, asked, units
from tests.search.engines.documents import passage, question, word, words


def test_the_unit_whose_sentence_answers_comes_before_its_parent() -> None:
    found = units("paiements du personnel")

    assert found[0] == "compta"
    assert "daf" not in found[1:3]


def test_an_answer_shows_its_best_passage_first() -> None:
    best = answers("crédits budgétaires")[0]

    assert best.title == "Service de Comptabilité"
    assert best.passages[0].text == "Contrôler les crédits budgétaires."
    assert [part.text for part in best.passages[0].segments if part.marked] == ["crédits budgétaires"]
    assert best.concepts == ("crédits", "budgétaires")


def test_the_first_passage_shown_is_the_one_that_sets_itself_apart() -> None:
    sentences = ["assistance aux refoulés", "accueil des refoulés", "hébergement ouvert aux migrants déplacés"]
    hits = [Hit(passage(f"dam:{number}", text, title="direction"), 1.0) for number, text in enumerate(sentences)]
    query = question(word("hébergement", weight=0.8), word("refoulés", weight=0.9))

    shown = rank(query, hits)[0].passages

    assert [each.text for each in shown] == [sentences[2], *sentences[:2]]
    assert shown[0].score < shown[1].score


def test_what_the_mission_says_already_tells_less_which_sentence_answers() -> None:
    hits = [
        Hit(passage("dam:1", "assistance médicale aux refoulés", title="direction"), 1.0),
        Hit(passage("dam:2", "hébergement ouvert aux migrants", title="direction"), 1.0),
        Hit(passage("dam:3", "direction qui accueille les refoulés et les déplacés", kind="mission"), 1.0),
    ]
    query = question(word("hébergement", weight=0.86), word("refoulés", weight=1.0))

    assert rank(query, hits)[0].passages[0].text == "hébergement ouvert aux migrants"


def test_which_sentence_answers_is_told_as_if_a_guessed_word_had_been_written() -> None:
    hits = [
        Hit(passage("dam:1", "assistance médicale aux refoulés", title="direction"), 1.0),
        Hit(passage("dam:2", "hébergement ouvert aux migrants", title="direction"), 1.0),
        Hit(passage("dam:3", "direction qui accueille les refoulés et les déplacés", kind="mission"), 1.0),
    ]
    guess = Concept("hebergment", (Alternative(words("hébergement"), 0.7),), 0.57)
    guessed = question(guess, word("refoulés", weight=1.0))
    meant = question(word("hébergement", weight=0.86), word("refoulés", weight=1.0))

    (doubtful,) = rank(guessed, hits)
    (answer,) = rank(guessed, hits, meant=meant)

    assert answer.passages[0].text == "hébergement ouvert aux migrants"
    assert answer.score == doubtful.score


def test_a_unit_found_by_its_title_is_shown_by_its_title() -> None:
    hits = [
        Hit(passage("paie:1", "paie", title="paie", kind="title"), 1.0),
        Hit(passage("paie:2", "paie du personnel de toutes les directions", title="paie"), 1.0),
        Hit(passage("paie:3", "chef de service", title="paie"), 1.0),
    ]

    assert rank(question("paie", word("chef", weight=0.1)), hits)[0].passages[0].kind == "title"


def test_the_words_of_the_glossary_are_marked_in_the_text() -> None:
    passage = answers("payroll", "en")[0].passages[0]

    assert "".join(part.text for part in passage.segments) == passage.text
    assert [part.text for part in passage.segments if part.marked] == ["paiements", "membres", "personnel"]


def test_scores_fall_and_stay_between_zero_and_one() -> None:
    for text in ("personnel", "DAF", "hébergement des rapatriés", "Service Logistique"):
        scores = [answer.score for answer in answers(text)]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1.05 for score in scores)


def test_the_order_of_hits_does_not_matter() -> None:
    query = asked("office personnel rapatriés").query
    hits = list(ENGINE.search(query).hits)

    assert rank(query, hits) == rank(query, reversed(hits))


def test_each_unit_answers_once() -> None:
    found = units("personnel")

    assert len(found) == len(set(found))
