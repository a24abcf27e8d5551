"""Several people fill one post at the same moment: one of them does, the others are told who."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils.translation import override

from org.models import Holding, HoldingRefused, Person
from tests import factories as make

PEOPLE = 4


@pytest.mark.django_db(transaction=True)
def test_of_several_at_once_one_holds_the_post_and_the_others_are_told_who() -> None:
    people = [make.PersonFactory(name=f"Personne {number}") for number in range(PEOPLE)]
    said = {"work": uuid4(), "post": uuid4(), "starts": datetime.date(2024, 1, 1)}
    start = Barrier(PEOPLE)

    def hold(person: Person) -> str:
        start.wait()
        return outcome(Holding(person=person, **said))

    with ThreadPoolExecutor(PEOPLE) as threads:
        outcomes = list(threads.map(hold, people))
    name = Holding.objects.get().person.name
    assert sorted(outcomes) == sorted([""] + [f"déjà un titulaire à ces dates : {name}"] * (PEOPLE - 1))


@pytest.mark.django_db(transaction=True)
def test_of_several_changes_at_once_one_is_said_and_the_others_are_refused() -> None:
    holding = make.HoldingFactory(work=uuid4(), post=uuid4())
    start = Barrier(PEOPLE)

    def change(day: int) -> str:
        mine = Holding.objects.get(pk=holding.pk)
        mine.ends = datetime.date(2030, 1, day)
        start.wait()
        return outcome(mine)

    with ThreadPoolExecutor(PEOPLE) as threads:
        outcomes = list(threads.map(change, range(1, PEOPLE + 1)))
    assert sorted(outcomes) == ["", *["entre-temps"] * (PEOPLE - 1)]
    assert Holding.objects.count() == 2
    assert Holding.objects.said_now().count() == 1


def outcome(holding: Holding) -> str:
    """Save; return what was refused."""
    try:
        with override("fr"):
            holding.save()
    except HoldingRefused as refusal:
        return told(refusal)
    finally:
        connection.close()
    return ""


def told(refusal: Any) -> str:
    (message,) = refusal.messages
    return "entre-temps" if "entre-temps" in message else message.split(",")[0].removeprefix("Ce poste a ")
