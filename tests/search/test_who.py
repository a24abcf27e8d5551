from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.reading import Reading
from portal.editions.services import set_audience
from search.drain import drain
from search.models import Question
from search.question_log import flush
from search.suggestions import suggest
from search.who import Findings, who

from .structure import Administration

pytestmark = pytest.mark.django_db


def reader(language: str = "fr", audience: int = Audience.PUBLIC) -> Reading:
    return Reading(language=language, date=timezone.localdate(), audience=audience)


def titles(findings: Findings) -> list[str]:
    return [answer.unit.title for answer in findings.answers]


def test_the_unit_whose_own_sentence_answers_comes_first(office: Administration) -> None:
    findings = who("qui paie le personnel ?", reader())
    answer = findings.answers[0]
    assert answer.unit.title == "Service de Comptabilité"
    assert answer.passage.text == "Effectuer les paiements des membres du personnel."
    assert answer.passage_url == f"{answer.unit.url}#{office.accounting.responsibilities[0].id}"
    assert [link.acronym for link in answer.chain] == ["ONM", "DAF"]
    assert answer.organisation.acronym == "ONM"
    assert answer.kind_name == "Service"
    assert answer.head is not None and answer.head.title == "Chef ou Cheffe comptable"


@pytest.mark.parametrize(
    ("language", "question"), [("en", "payroll"), ("ht", "peye anplwaye"), ("es", "salarios"), ("fr", "paimants")]
)
def test_other_words_languages_and_typing_mistakes_reach_the_sentence(
    office: Administration, language: str, question: str
) -> None:
    answer = who(question, reader(language)).answers[0]
    assert answer.unit.title == "Service de Comptabilité"
    assert answer.unit.url == f"/{language}/onm/daf/comptabilite/"


def test_an_acronym_finds_its_unit(office: Administration) -> None:
    assert titles(who("daf", reader()))[0] == "Direction Administrative et Financière"


def test_what_is_for_staff_is_found_by_staff_only(office: Administration) -> None:
    assert "Cellule zirconium" not in titles(who("paiements du personnel", reader()))
    assert "Cellule zirconium" in titles(who("paiements du personnel", reader(audience=Audience.STAFF)))


def test_totals_and_facets_count_only_what_the_reader_may_see(office: Administration) -> None:
    public, staff = who("paiements", reader()), who("paiements", reader(audience=Audience.STAFF))
    assert (public.total, staff.total) == (1, 2)
    assert public.counts["unit_kind"] == {"service": 1}


def test_nothing_betrays_a_word_that_only_restricted_texts_have(office: Administration) -> None:
    findings = who("zirconiun", reader())
    assert not findings.answers
    assert not findings.proposals
    assert [proposal.meant for proposal in who("zirconiun", reader(audience=Audience.STAFF)).proposals] == [
        "zirconium"
    ]
    assert suggest("zirc", reader()) == []
    assert [s.text for s in suggest("zirc", reader(audience=Audience.STAFF))] == ["Cellule zirconium"]


def test_a_stricter_audience_closes_what_was_found_before_the_index_knows(office: Administration) -> None:
    set_audience(work=Work.objects.get(key=office.directorate.translation_key), audience=Audience.STAFF)
    assert titles(who("paiements du personnel", reader())) == []
    drain()
    assert who("paiements du personnel", reader()).total == 0


def test_a_facet_narrows_and_a_false_one_finds_nothing(office: Administration) -> None:
    everyone = reader(audience=Audience.STAFF)
    assert titles(who("paiements", everyone, chosen={"place": "malpasse"})) == ["Service de Comptabilité"]
    assert who("paiements", everyone, chosen={"place": "nulle-part"}).total == 0


def test_questions_without_words_find_nothing_and_do_not_fail(office: Administration) -> None:
    for question in ("", "   ", "???", "\x00", "🙂", "a" * 5000, "'\"()*:^~+-&|{}[]"):
        assert who(question, reader()).total == 0


def test_a_question_is_logged_once_without_its_author(office: Administration) -> None:
    flush()
    Question.objects.all().delete()
    who("payer les salaires", reader())
    who("Payer  les salaires", reader(), chosen={"place": "malpasse"})
    flush()
    assert [(row.text, row.count, row.answers > 0) for row in Question.objects.all()] == [
        ("payer les salaires", 1, True)
    ]


def test_an_answer_costs_few_queries(office: Administration) -> None:
    who("paiements", reader())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        who("paiements", reader())
    assert len(queries) <= 12


@pytest.mark.parametrize("typed", ["dir adm", "daf", "Financière", "financiere direction"])
def test_suggestions_are_names_whose_words_begin_like_what_is_typed(office: Administration, typed: str) -> None:
    assert [suggestion.text for suggestion in suggest(typed, reader())] == ["Direction Administrative et Financière"]


def test_suggestions_follow_a_new_name(office: Administration) -> None:
    assert suggest("trésor", reader()) == []
    office.accounting.title = "Service du Trésor"
    office.accounting.save_revision().publish()
    drain()
    assert [suggestion.text for suggestion in suggest("tresor", reader())] == ["Service du Trésor"]
