"""Minor or material: to make less of a change than the portal does takes two persons."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from portal.approvals.deciding import DecisionRefused
from portal.approvals.models import Approval, Review, Weighing
from portal.approvals.reviewing import standing_now
from portal.approvals.weighing import confirm, weigh, weighed
from tests.factories import approvals as make
from tests.factories.people import UserFactory

from .conftest import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(parties: Stage) -> User:
    make.representative(parties.neighbour)
    make.representative(parties.partner)
    return UserFactory(first_name="Paul", last_name="Auteur")


def with_words(stage: Stage, **texts: str) -> list[Any]:
    """Return the rows of responsibilities with other words: by number, as `r0`."""
    rows = list(stage.unit.responsibilities.get_prep_value())
    for name, text in texts.items():
        rows[int(name[1:])]["value"]["text"] = text
    return rows


def lowered(review: Review, by: User) -> Weighing:
    token = standing_now(review).submission.token
    return weigh(review=review, weight="minor", token=token, reason="Une tournure.", by=by)


def asked(review: Review) -> set[Any]:
    return {answer.demand.party for step in standing_now(review).steps for answer in step.answers}


def test_spelling_is_minor_and_asks_legal_only(parties: Stage, author: User) -> None:
    review = make.submitted(parties.unit, by=author, responsibilities=with_words(parties, r0="Tenir, le régistre !"))
    standing = standing_now(review)
    assert weighed(standing).weight == "minor"
    assert asked(review) == {None}


def test_other_words_are_material_and_ask_who_shares_them(parties: Stage, author: User) -> None:
    review = make.submitted(parties.unit, by=author, responsibilities=with_words(parties, r0="Tenir deux registres."))
    found = weighed(standing_now(review))
    assert found.weight == "material"
    assert "Tenir deux registres." in found.reasons[0]
    assert asked(review) == {None, parties.neighbour.translation_key}


def test_one_person_does_not_lower_it(parties: Stage, author: User) -> None:
    review = make.submitted(parties.unit, by=author, responsibilities=with_words(parties, r0="Tenir deux registres."))
    weighing = lowered(review, author)
    assert weighed(standing_now(review)).weight == "material"
    with pytest.raises(DecisionRefused):
        confirm(weighing=weighing, by=author)
    second = lowered(review, parties.lawyer)
    assert second == weighing
    assert weighed(standing_now(review)).weight == "material"


def test_two_persons_do_and_readers_see_it(parties: Stage, author: User) -> None:
    review = make.submitted(parties.unit, by=author, responsibilities=with_words(parties, r0="Tenir deux registres."))
    confirm(weighing=lowered(review, author), by=parties.lawyer)
    assert weighed(standing_now(review)).was_lowered
    assert make.decides(parties.lawyer, review).is_published
    weight = Approval.objects.get().record["weight"]
    assert (weight["weight"], weight["by"], weight["confirmed_by"]) == ("minor", "Paul Auteur", "Rose Jean")
    assert weight["material"]


def test_an_edit_voids_it(parties: Stage, author: User) -> None:
    review = make.submitted(parties.unit, by=author, responsibilities=with_words(parties, r0="Tenir deux registres."))
    confirm(weighing=lowered(review, author), by=parties.lawyer)
    make.drafted(parties.unit, by=author, responsibilities=with_words(parties, r0="Tenir trois registres."))
    assert weighed(standing_now(review)).weight == "material"
    assert parties.neighbour.translation_key in asked(review)


def test_a_stranger_has_no_say(parties: Stage, author: User) -> None:
    review = make.submitted(parties.unit, by=author, title="Autre nom")
    with pytest.raises(DecisionRefused):
        lowered(review, UserFactory())
    assert not Weighing.objects.exists()
