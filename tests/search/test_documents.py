"""What of editions is indexed: every passage, at every date, for every reader's language."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.services import abrogate, set_audience
from search.documents import documents_for
from search.engines.base import NOW, Document, moment_of
from tests.search.texts import publish, work

pytestmark = pytest.mark.django_db

FOREVER = datetime.date.max.toordinal()
YEAR_2000, YEAR_2010, YEAR_2020 = (datetime.date(year, 1, 1) for year in (2000, 2010, 2020))


def documents(*names: str, ever: bool = False) -> list[Document]:
    """Return what is said now; ``ever``: and what was said before."""
    found = documents_for([work(name) for name in names])
    return [document for document in found if ever or document.recorded_until > NOW]


def titles(name: str) -> list[Document]:
    return [document for document in documents(name) if document.kind == "title"]


def test_every_passage_with_where_it_stands() -> None:
    publish("onm", title="Office national de la migration", acronym="ONM", starts=YEAR_2000)
    publish("daf", title="Direction financière", acronym="DAF", parent="onm", starts=YEAR_2000)
    publish("paie", "Payer le personnel.", title="Service de la paie", parent="daf", starts=YEAR_2000)
    title, sentence = documents("paie")
    assert sentence.id == f"{work('paie').hex}:fr:s0:{YEAR_2000.toordinal()}:{sentence.recorded_from}"
    assert (sentence.text, sentence.anchor, sentence.kind) == ("Payer le personnel.", "s0", "responsibility")
    assert (sentence.title, sentence.depth, sentence.position) == ("Service de la paie", 2, 1)
    assert sentence.organisation == work("onm").hex
    assert sentence.above == (work("onm").hex, work("daf").hex)
    assert (sentence.starts, sentence.ends) == (YEAR_2000.toordinal(), FOREVER)
    assert {"w:payer", "w:personnel"} <= set(sentence.terms)
    assert "w:paie" in sentence.title_terms
    assert {"w:office", "a:onm", "w:financiere", "a:daf"} <= set(sentence.context_terms)
    assert title.title_terms == sentence.title_terms


def test_an_organisation_is_its_own_organisation() -> None:
    publish("onm")
    assert [(each.organisation, each.depth) for each in documents("onm")] == [(work("onm").hex, 0)]


def test_all_works_or_some() -> None:
    for name in ("onm", "oim"):
        publish(name)
    assert len(list(documents_for(None))) == 2
    assert len(documents("onm", "unknown")) == 1


def test_each_edition_while_it_holds() -> None:
    publish("onm", "premier", starts=YEAR_2000)
    publish("onm", "second", starts=YEAR_2010)
    spans = [(each.text, each.starts, each.ends) for each in documents("onm") if each.anchor]
    assert spans == [
        ("premier", YEAR_2000.toordinal(), YEAR_2010.toordinal()),
        ("second", YEAR_2010.toordinal(), FOREVER),
    ]


def test_the_source_serves_every_language_that_has_no_text_of_its_own_then() -> None:
    publish("onm", starts=YEAR_2000)
    publish("onm", title="ONM", language="ht", starts=YEAR_2010)
    found = [(each.language, set(each.served), each.starts) for each in titles("onm")]
    assert found == [
        ("fr", {"fr", "ht", "en", "es"}, YEAR_2000.toordinal()),
        ("fr", {"fr", "en", "es"}, YEAR_2010.toordinal()),
        ("ht", {"ht"}, YEAR_2010.toordinal()),
    ]


def test_a_renamed_parent_cuts_the_time_of_what_is_below() -> None:
    publish("onm", title="Comité", starts=YEAR_2000)
    publish("daf", parent="onm", starts=YEAR_2000)
    publish("onm", title="Office", starts=YEAR_2010)
    found = [("w:office" in each.context_terms, each.starts, each.ends) for each in titles("daf")]
    assert found == [
        (False, YEAR_2000.toordinal(), YEAR_2010.toordinal()),
        (True, YEAR_2010.toordinal(), FOREVER),
    ]


def test_a_new_edition_above_that_changes_no_name_cuts_nothing() -> None:
    publish("onm", "premier", starts=YEAR_2000)
    publish("daf", parent="onm", starts=YEAR_2000)
    publish("onm", "second", starts=YEAR_2010)
    assert [(each.starts, each.ends) for each in titles("daf")] == [(YEAR_2000.toordinal(), FOREVER)]


def test_what_was_said_before_a_change_was_recorded_stays() -> None:
    first = publish("onm", "premier", starts=YEAR_2000)
    second = publish("onm", "second", starts=YEAR_2010)
    found = [each for each in documents("onm", ever=True) if each.text == "premier"]
    told = moment_of(first.recorded_at), moment_of(second.recorded_at)
    assert [(each.starts, each.ends, each.recorded_from, each.recorded_until) for each in found] == [
        (YEAR_2000.toordinal(), FOREVER, *told),
        (YEAR_2000.toordinal(), YEAR_2010.toordinal(), told[1], NOW + 1),
    ]


def test_what_stays_as_it_was_is_said_once_whatever_is_recorded_above() -> None:
    publish("onm", "premier", starts=YEAR_2000)
    daf = publish("daf", parent="onm", starts=YEAR_2000)
    publish("onm", "second", starts=YEAR_2010)
    found = [each for each in documents("daf", ever=True) if each.kind == "title"]
    assert [(each.recorded_from, each.recorded_until) for each in found] == [(moment_of(daf.recorded_at), NOW + 1)]


def test_a_name_above_that_is_corrected_is_said_anew_below() -> None:
    publish("onm", title="Comité", starts=YEAR_2000)
    publish("daf", parent="onm", starts=YEAR_2000)
    corrected = publish("onm", title="Office", starts=YEAR_2000, corrects=True)
    moment = moment_of(corrected.recorded_at)
    found = [each for each in documents("daf", ever=True) if each.kind == "title"]
    told = [("w:office" in each.context_terms, each.recorded_from, each.recorded_until) for each in found]
    assert [(named, since == moment, until == moment) for named, since, until in sorted(told)] == [
        (False, False, True),
        (True, True, False),
    ]


def test_what_stands_below_an_abrogated_text_is_not_found_any_more() -> None:
    publish("onm", starts=YEAR_2000)
    publish("daf", parent="onm", starts=YEAR_2000)
    abrogate(work=Work.objects.get(key=work("onm")), language="fr", author="essai", on=YEAR_2020)
    assert [(each.starts, each.ends) for each in titles("daf")] == [(YEAR_2000.toordinal(), YEAR_2020.toordinal())]


def test_the_audience_is_today_s_for_every_edition() -> None:
    publish("onm", "premier", starts=YEAR_2000)
    publish("onm", "second")
    set_audience(work=Work.objects.get(key=work("onm")), audience=Audience.PARTNERS)
    assert {each.audience for each in documents("onm")} == {Audience.PARTNERS}


def test_ids_are_unique() -> None:
    publish("onm", *(f"phrase {n}" for n in range(20)), starts=YEAR_2000)
    publish("onm", "autre", starts=timezone.localdate())
    ids = [each.id for each in documents("onm")]
    assert len(ids) == len(set(ids))


def test_few_queries_whatever_the_number_of_texts(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    publish("onm")
    publish("daf", parent="onm")
    for n in range(30):
        publish(f"unit-{n}", "phrase", parent="daf")
    with django_assert_max_num_queries(6):
        assert len(list(documents_for(None))) == 62
    with django_assert_max_num_queries(6):
        assert len(documents("unit-3")) == 2


def test_progress_is_told() -> None:
    for name in ("a", "b", "c"):
        publish(name)
    told: list[int] = []
    list(documents_for(None, told.append))
    assert sum(told) == 3
