"""A question in an old name finds the unit of today, which says so."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from org.models import ChangeEventPage, OrganisationPage, UnitPage
from portal.editions import services
from portal.editions.audiences import Audience
from portal.editions.models import Edition
from portal.editions.reading import Reading
from portal.editions.withdrawal.services import withdraw
from search.checking import compare
from search.documents import documents_for
from search.drain import drain
from search.engines.base import Engine
from search.who import Findings, who
from tests import factories as make

TODAY = datetime.date(2026, 6, 1)
LONG_AGO, THEN, COMING = (datetime.date(year, 1, 1) for year in (2010, 2024, 2027))


@pytest.fixture(autouse=True)
def _in_2026(today: Callable[[datetime.date], None]) -> None:
    today(TODAY)


@pytest.fixture
def organisation(portal: object, engine_of_portal: Engine) -> OrganisationPage:
    return make.OrganisationPageFactory(in_force_from=LONG_AGO)


@pytest.fixture
def unit(organisation: OrganisationPage) -> Callable[..., UnitPage]:
    def made(title: str, until: datetime.date | None = None, **fields: object) -> UnitPage:
        slug = title.lower().replace(" ", "-")
        page = make.UnitPageFactory(
            title=title, **{"parent": organisation, "slug": slug, "in_force_from": LONG_AGO, **fields}
        )
        if until:
            services.abrogate(work=page.work, language="fr", author="essai", on=until)
        return page

    return made


def ask(
    question: str,
    date: datetime.date = TODAY,
    audience: int = Audience.PUBLIC,
    recorded: datetime.datetime | None = None,
) -> Findings:
    drain()
    return who(question, Reading("fr", date, audience, recorded), log=False)


def answers(findings: Findings) -> list[tuple[str, str]]:
    return [(answer.unit.title, answer.passage.text) for answer in findings.answers]


def test_the_name_of_a_unit_that_was_replaced_finds_the_one_that_replaced_it(
    organisation: OrganisationPage, unit: Callable[..., UnitPage]
) -> None:
    old, new = unit("Service des Passeports", until=THEN), unit("Bureau des Titres de Voyage")
    make.ChangeEventPageFactory(parent=organisation, before=[old], after=[new], date=THEN)
    findings = ask("service des passeports")
    assert answers(findings)[0] == (
        "Bureau des Titres de Voyage",
        "Autrefois : Service des Passeports (jusqu’au 31 décembre 2023)",
    )
    assert findings.answers[0].passage_url.endswith("#historique")
    assert "Passeports" in [segment.text for segment in findings.answers[0].passage.segments if segment.marked]


def test_on_an_earlier_date_the_old_unit_answers_for_itself(
    organisation: OrganisationPage, unit: Callable[..., UnitPage]
) -> None:
    old, new = unit("Service des Passeports", until=THEN), unit("Bureau des Titres de Voyage")
    make.ChangeEventPageFactory(parent=organisation, before=[old], after=[new], date=THEN)
    found = ask("passeports", datetime.date(2020, 1, 1))
    assert [answer.unit.title for answer in found.answers] == ["Service des Passeports"]


def test_a_unit_that_kept_its_identity_is_found_by_its_own_earlier_name_and_acronym(
    unit: Callable[..., UnitPage],
) -> None:
    page = unit("Service des Passeports", acronym="SPAS")
    page.title, page.acronym, page.in_force_from = "Bureau des Voyages", "BV", THEN
    page.save_revision().publish()
    assert answers(ask("passeports"))[0][1] == "Autrefois : Service des Passeports (jusqu’au 31 décembre 2023)"
    assert answers(ask("SPAS"))[0][0] == "Bureau des Voyages"


def test_names_are_followed_along_every_change(organisation: OrganisationPage, unit: Callable[..., UnitPage]) -> None:
    first, second = (
        unit("Service des Passeports", until=THEN),
        unit("Cellule des Visas", until=datetime.date(2025, 1, 1)),
    )
    last = unit("Bureau des Voyages")
    make.ChangeEventPageFactory(parent=organisation, before=[first], after=[second], date=THEN, approximate=True)
    make.ChangeEventPageFactory(parent=organisation, before=[second], after=[last], date=datetime.date(2025, 1, 1))
    assert answers(ask("passeports"))[0] == (
        "Bureau des Voyages",
        "Autrefois : Service des Passeports (jusque vers 2024)",
    )
    assert answers(ask("visas"))[0][0] == "Bureau des Voyages"


def test_a_unit_that_bears_the_name_today_comes_first(
    organisation: OrganisationPage, unit: Callable[..., UnitPage]
) -> None:
    old, new = unit("Service des Passeports", until=THEN), unit("Bureau des Voyages")
    unit("Service des Passeports et des Visas", slug="visas")
    unit("Service des Passeports", slug="nouveau-service")
    make.ChangeEventPageFactory(parent=organisation, before=[old], after=[new], date=THEN)
    found = [answer.unit.title for answer in ask("service des passeports").answers]
    assert found[0] == "Service des Passeports"
    assert "Bureau des Voyages" in found[:3]


def test_a_change_that_is_to_come_says_nothing_yet(
    organisation: OrganisationPage, unit: Callable[..., UnitPage]
) -> None:
    old, new = unit("Service des Passeports"), unit("Bureau des Voyages")
    make.ChangeEventPageFactory(parent=organisation, before=[old], after=[new], date=COMING)
    assert [answer.unit.title for answer in ask("passeports").answers] == ["Service des Passeports"]
    assert "Bureau des Voyages" in [answer.unit.title for answer in ask("passeports", COMING).answers]


@pytest.mark.parametrize("closed", ["unit", "event"])
def test_a_name_that_a_reader_may_not_know_finds_nothing_for_them(
    organisation: OrganisationPage, unit: Callable[..., UnitPage], closed: str
) -> None:
    old, new = unit("Service des Passeports", until=THEN), unit("Bureau des Voyages")
    event = make.ChangeEventPageFactory(parent=organisation, before=[old], after=[new], date=THEN)
    drain()
    services.set_audience(work=(old if closed == "unit" else event).work, audience=Audience.STAFF)
    assert not ask("passeports").answers
    assert ask("passeports", audience=Audience.STAFF).answers


def test_a_name_is_not_said_once_it_is_withdrawn_or_closed_though_the_index_knows_it_still(
    organisation: OrganisationPage, unit: Callable[..., UnitPage]
) -> None:
    page = unit("Service des Passeports")
    page.title, page.in_force_from = "Bureau des Titres", THEN
    page.save_revision().publish()
    old, new = unit("Cellule des Visas", until=THEN), unit("Guichet unique")
    make.ChangeEventPageFactory(parent=organisation, before=[old], after=[new], date=THEN)
    reading = Reading("fr", TODAY, Audience.PUBLIC)
    for question in ("passeports", "visas"):
        assert "Autrefois" in str(ask(question).answers)
    withdraw(editions=[page.work.editions.get(number=1)], reason="Un nom.", author="essai", keep_title=False)
    services.set_audience(work=old.work, audience=Audience.STAFF)
    for question in ("passeports", "visas"):
        assert "Autrefois" not in str(who(question, reading, log=False).answers)


def test_an_event_that_changes_or_is_withdrawn_changes_what_is_found(
    organisation: OrganisationPage, unit: Callable[..., UnitPage]
) -> None:
    old, new, other = unit("Service des Passeports", until=THEN), unit("Bureau des Voyages"), unit("Cellule des Visas")
    event = make.ChangeEventPageFactory(parent=organisation, before=[old], after=[new], date=THEN)
    assert answers(ask("passeports"))[0][0] == "Bureau des Voyages"
    corrected = ChangeEventPage.objects.get(pk=event.pk)
    corrected.successors[0].value["unit"] = other
    corrected.save_revision().publish()
    assert [title for title, _text in answers(ask("passeports"))] == ["Cellule des Visas"]
    ChangeEventPage.objects.get(pk=event.pk).unpublish()
    assert not ask("passeports").answers


def test_a_portal_of_before_does_not_find_a_name_that_was_put_right_later(
    organisation: OrganisationPage, unit: Callable[..., UnitPage]
) -> None:
    old, new = unit("Service des Passeports", until=THEN), unit("Bureau des Voyages")
    event = make.ChangeEventPageFactory(parent=organisation, before=[old], after=[new], date=THEN)
    moment = Edition.objects.get(work=event.translation_key).recorded_at
    old.title, old.corrects_the_past = "Guichet des Titres", True
    old.save_revision().publish()
    assert [title for title, _text in answers(ask("guichet titres"))] == ["Bureau des Voyages"]
    assert not ask("guichet titres", recorded=moment).answers
    assert [title for title, _text in answers(ask("passeports", recorded=moment))] == ["Bureau des Voyages"]


def test_the_cost_of_indexing_does_not_grow_with_the_works(
    organisation: OrganisationPage, unit: Callable[..., UnitPage]
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            list(documents_for(None))
        return len(queries)

    def change(number: int) -> None:
        pages = unit(f"Ancien {number}", until=THEN), unit(f"Nouveau {number}")
        make.ChangeEventPageFactory(parent=organisation, before=pages[:1], after=pages[1:], date=THEN)

    change(0)
    few = cost()
    for number in range(1, 6):
        change(number)
    assert cost() == few


def test_the_index_is_what_the_database_says(organisation: OrganisationPage, unit: Callable[..., UnitPage]) -> None:
    old, new = unit("Service des Passeports", until=THEN), unit("Bureau des Voyages")
    make.ChangeEventPageFactory(parent=organisation, before=[old], after=[new], date=THEN)
    drain()
    old.title = "Service des Passeports et Visas"
    old.corrects_the_past = True
    old.save_revision().publish()
    drain()
    assert compare().agrees
