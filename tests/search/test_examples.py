"""The questions that the home page offers as examples, asked of the shipped content."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from portal.editions.audiences import Audience
from portal.editions.reading import Reading
from portal.management.commands.demo import EXAMPLES, STRUCTURES
from search.who import who

EXPECTED = {
    "Service de Comptabilité": {"payer les salaires du personnel", "peye salè anplwaye", "pay staff salaries"}
    | {"pagar los salarios del personal"},
    "Direction d’Accompagnement des Migrants": {"hébergement des refoulés", "kote pou moun yo voye tounen dòmi"}
    | {"housing for returnees", "alojamiento de los deportados"},
    "Dotation en effectifs et recrutement": {"qui recrute ?", "kiyès ki anboche ?", "who recruits?"},
    "Section d’Appui Psychosocial": {"soutien psychosocial", "sipò sikososyal", "psychosocial support"}
    | {"apoyo psicosocial"},
    "Division des relations avec les donateurs": {"accords avec les donateurs"},
}
ANSWERS = {question: unit for unit, questions in EXPECTED.items() for question in questions}
FORMER_NAMES = {
    "Bureau du Directeur général": "Bureau exécutif",
    "Bureau du Chef de Cabinet": "Bureau exécutif",
    "Bureau des affaires juridiques": "Département des affaires juridiques",
    "Porte-parole": "Unité Médias et communication",
    "Division Médias et communication": "Unité Médias et communication",
    "Unité de coordination des questions de sexospécificité": "Unité Genre et diversité",
    "Unité de sécurité du personnel": "Bureau de la sécurité du personnel",
}
pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="what is asked here is asked of the content and of the ranking"
)

MISTYPED = "hebergment des refoulés"
ASKED = [(language, question) for language, questions in EXAMPLES.items() for question in questions]


@pytest.fixture(scope="module", autouse=True)
def _shipped(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Load and index what the demonstration shows, once for all questions."""
    index: Path = tmp_path_factory.mktemp("shipped") / "index"
    with override_settings(SEARCH_INDEX_DIR=index), django_db_blocker.unblock(), transaction.atomic():
        for name in STRUCTURES:
            call_command("import_structure", str(settings.CONTENT_DIR / name), verbosity=0)
        call_command("import_glossary", str(settings.CONTENT_DIR / "glossary.yaml"), verbosity=0)
        call_command("rebuild_search", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "question"), ASKED)
def test_every_example_is_really_answered(language: str, question: str) -> None:
    reading = Reading(language=language, date=datetime.date.today(), audience=Audience.PUBLIC)

    found = who(question, reading, log=False)

    assert ANSWERS[question] in [answer.unit.title for answer in found.answers[:2]]


@pytest.mark.django_db
def test_a_typing_mistake_does_not_change_the_sentence_that_answers() -> None:
    reading = Reading(language="fr", date=datetime.date.today(), audience=Audience.PUBLIC)

    right, wrong = (who(text, reading, log=False).answers[0] for text in ("hébergement des refoulés", MISTYPED))

    assert "hébergement" in wrong.passage.text
    assert wrong.passage_url == right.passage_url


@pytest.mark.django_db
@pytest.mark.parametrize(("former", "present"), FORMER_NAMES.items())
def test_a_former_name_finds_the_unit_of_today_which_says_so(former: str, present: str) -> None:
    reading = Reading(language="fr", date=datetime.date.today(), audience=Audience.PUBLIC)

    found = {answer.unit.title: answer for answer in who(former, reading, log=False).answers[:3]}

    assert found[present].passage.text == f"Autrefois : {former} (jusque vers 2022)"
    assert found[present].passage_url.endswith("#historique")
