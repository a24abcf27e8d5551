"""On the page to decide on: how much a change matters, and who may say otherwise."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from portal.approvals.models import Review, Weighing
from portal.approvals.reviewing import standing_now
from portal.roles import EDITORS
from tests.factories import approvals as make
from tests.factories.people import UserFactory

from ..conftest import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(parties: Stage) -> User:
    make.representative(parties.neighbour)
    return UserFactory(first_name="Paul", last_name="Auteur", in_groups=[EDITORS])


@pytest.fixture
def review(parties: Stage, author: User) -> Review:
    rows = list(parties.unit.responsibilities.get_prep_value())
    rows[0]["value"]["text"] = "Tenir deux registres."
    return make.submitted(parties.unit, by=author, responsibilities=rows)


def sends(client: Client, user: User, review: Review, action: str, **words: str) -> tuple[int, str]:
    client.force_login(user)
    data = {"action": action, "token": standing_now(review).submission.token, **words}
    response = client.post(reverse("decision_weight", args=[review.pk]), data, follow=True)
    return response.status_code, response.content.decode()


def test_the_page_says_why_a_change_is_material(client: Client, author: User, review: Review) -> None:
    client.force_login(author)
    page = client.get(reverse("decision", args=[review.pk])).content.decode()
    assert "Modification de fond" in page
    assert "Proposer de la tenir pour mineure" in page


def test_the_author_proposes_and_legal_confirms(client: Client, parties: Stage, author: User, review: Review) -> None:
    status, page = sends(client, author, review, "lower", reason="Une tournure.")
    assert status == 200
    assert "doit le confirmer" in page
    assert "Confirmer qu’elle est mineure" not in page
    _status, page = sends(client, parties.lawyer, review, "confirm")
    assert "Modification mineure" in page
    assert Weighing.objects.get().confirmed_name == "Rose Jean"


def test_without_a_reason_nothing_is_proposed(client: Client, author: User, review: Review) -> None:
    assert sends(client, author, review, "lower", reason=" ")[0] == 422
    assert not Weighing.objects.exists()


def test_a_reason_for_another_text_is_given_back(client: Client, author: User, review: Review) -> None:
    status, page = sends(client, author, review, "lower", reason="Une tournure.", token="un autre")
    assert status == 409
    assert "Une tournure." in page


def test_a_party_has_no_say_in_it(client: Client, parties: Stage, review: Review) -> None:
    make.decides(parties.lawyer, review)
    someone = make.representative(parties.neighbour)
    status, page = sends(client, someone, review, "lower", reason="Une tournure.")
    assert status == 403
    assert "Proposer de la tenir" not in page


def test_a_stranger_learns_of_nothing(client: Client, review: Review) -> None:
    assert sends(client, UserFactory(), review, "confirm")[0] == 404
