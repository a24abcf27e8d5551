"""Who holds a post: one person on any day in their own name, and whoever stands in for them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from org.models import Capacity, Holding
from tests import factories as make

pytestmark = pytest.mark.django_db

FIRST_DAY = datetime.date(2026, 1, 1)


def day(number: int) -> datetime.date:
    return FIRST_DAY + datetime.timedelta(days=number)


def holding(**said: object) -> Holding:
    return make.HoldingFactory(**{"work": uuid4(), "post": uuid4(), "starts": day(3), **said})


def beside(other: Holding, **said: object) -> Holding:
    return Holding(**{"person": make.PersonFactory(), "work": other.work, "post": other.post, **said})


def test_both_ends_are_days_on_which_the_post_is_held() -> None:
    held = holding(ends=day(5))
    assert [number for number in range(10) if Holding.objects.on(day(number)).exists()] == [3, 4, 5]
    successor = beside(held, starts=day(5))
    with pytest.raises(ValidationError, match="déjà un titulaire"):
        successor.full_clean()
    successor.starts = day(6)
    successor.full_clean()


def test_the_refusal_names_the_other_holder_and_their_days() -> None:
    held = holding(person=make.PersonFactory(name="Rose Exemple"), ends=day(5))
    with pytest.raises(ValidationError, match="Rose Exemple, du 4 janvier 2026 au 6 janvier 2026") as refused:
        beside(held, starts=day(5)).full_clean()
    assert refused.value.messages == [
        "Ce poste a déjà un titulaire à ces dates : Rose Exemple, du 4 janvier 2026 au 6 janvier 2026. "
        "Un intérim ou une délégation peut s’y ajouter."
    ]


@pytest.mark.parametrize("capacity", [Capacity.INTERIM, Capacity.DELEGATE])
def test_others_stand_beside_the_holder(capacity: Capacity) -> None:
    held = holding()
    for _time in range(2):
        other = beside(held, starts=day(4), capacity=capacity)
        other.full_clean()
        other.save()
    assert Holding.objects.on(day(5)).count() == 3


def test_a_delegate_says_for_what_and_nobody_else_does() -> None:
    holding(capacity=Capacity.DELEGATE, scope="signer les paiements").full_clean()
    with pytest.raises(ValidationError, match="Seule une délégation"):
        holding(scope="signer les paiements").full_clean()


def test_changing_a_holding_is_no_conflict_with_itself() -> None:
    held = holding()
    held.ends = day(9)
    held.full_clean()
    held.save()
    held.ends = None
    held.full_clean()


def test_the_database_refuses_an_end_before_the_start() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        holding(ends=day(2))


def test_a_holding_is_current_on_its_days_only(today: Callable[[datetime.date], None]) -> None:
    held = holding(ends=day(5))
    for number, current in [(2, False), (3, True), (5, True), (6, False)]:
        today(day(number))
        assert held.is_current is current


def test_a_person_who_holds_a_post_or_held_one_cannot_be_deleted() -> None:
    held = holding()
    person = held.person
    with pytest.raises(IntegrityError):
        person.delete()
    held.delete()
    with pytest.raises(IntegrityError):
        person.delete()
