"""What is kept of questions, and what never is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import OperationalError

from search import question_log
from search.models import Question
from search.question_log import flush, may_identify, normalise, note

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_pending() -> Iterator[None]:
    flush()
    Question.objects.all().delete()
    yield
    flush()


def test_the_same_question_is_one_row_a_day() -> None:
    for text in ("Visa ?", "  visa  ? ", "VISA ?"):
        note(text=text, language="fr", answers=3)
    note(text="visa ?", language="en", answers=0)
    assert flush() == 4
    note(text="visa ?", language="fr", answers=5)
    flush()
    assert list(Question.objects.order_by("language").values_list("text", "language", "count", "answers")) == [
        ("visa ?", "en", 1, 0),
        ("visa ?", "fr", 4, 5),
    ]


def test_nothing_is_written_before_it_is_flushed_nor_twice() -> None:
    note(text="visa", language="fr", answers=1)
    assert Question.objects.count() == 0
    assert (flush(), flush()) == (1, 0)


@pytest.mark.parametrize("text", ["", "   ", "\x00"])
def test_an_empty_question_is_not_kept(text: str) -> None:
    note(text=text, language="fr", answers=0)
    assert flush() == 0


@pytest.mark.parametrize(
    "text",
    [
        "marie.joseph@onm.ht",
        "écrire à x@y",
        "（509）3712‑3456 appelle moi".replace("‑", "-"),
        "+509 37 12 34 56",
        "passeport RD1234567",
        "nif 003-456-789-1",
        "a" * 300 + " 37123456",
    ],
)
def test_what_may_name_a_person_is_not_kept(text: str) -> None:
    note(text=text, language="fr", answers=0)
    assert (may_identify(text), flush()) == (True, 0)


@pytest.mark.parametrize("text", ["loi de 1978", "article 12, 13 et 14", "décret du 5 mai 2006", "24/7"])
def test_ordinary_numbers_are_kept(text: str) -> None:
    assert not may_identify(text)


def test_texts_are_cut() -> None:
    assert len(normalise("mot " * 200)) <= 200


def test_a_database_that_does_not_answer_loses_no_question(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise OperationalError

    note(text="visa", language="fr", answers=1)
    with monkeypatch.context() as patched:
        patched.setattr(question_log, "_write", fail)
        with pytest.raises(OperationalError):
            flush()
    note(text="visa", language="fr", answers=2)
    flush()
    assert list(Question.objects.values_list("count", "answers")) == [(2, 2)]


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question_log, "MOST_PENDING", 2)
    for text in ("a", "b", "c", "a"):
        note(text=text, language="fr", answers=0)
    assert flush() == 3
