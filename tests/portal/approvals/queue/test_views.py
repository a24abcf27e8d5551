"""« Mes décisions »: what waits for a person, what they decided, how their own texts stand."""

from __future__ import annotations

import datetime
import re
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.approvals.models import Contribution, LegalReviewTask, Request, Review
from portal.editions.models import Work
from tests.factories import approvals as make
from tests.factories.people import UserFactory

from ..conftest import Stage

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20


def list_of(user: User, **query: str) -> HttpResponse:
    """Return what a person finds."""
    client = Client()
    client.force_login(user)
    return client.get(reverse("decisions"), query)


def text_of(response: HttpResponse) -> str:
    """Return what a page says, without marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def reviews(count: int, **request: Any) -> None:
    """Add open reviews, each with one request."""
    works = Work.objects.bulk_create(Work(key=uuid4(), kind="unit", source_language="fr") for _number in range(count))
    now = timezone.now()
    made = Review.objects.bulk_create(
        Review(
            work=work,
            language="fr",
            page=0,
            title=f"Texte {number}",
            opened_at=now,
            opened_by="Paul",
            position=0,
            desk_path="000100010001",
        )
        for number, work in enumerate(works)
    )
    changes = {"again": False, "count": 4, "names": {"fr": ["Mission", "Siège", "Nom"], "en": ["Mission"]}}
    Request.objects.bulk_create(
        Request(review=review, asked_at=now, due_on=now.date(), changes=changes, **request) for review in made
    )


def test_a_visitor_is_led_to_sign_in() -> None:
    response = Client().get(reverse("decisions"))
    assert response["Location"] == f"{reverse('login')}?next={reverse('decisions')}"
    assert "no-store" in response["Cache-Control"]


def test_who_has_nothing_to_decide_is_told_so(portal: Any) -> None:
    response = list_of(UserFactory())
    assert "Rien ne vous attend, et rien ne vous a été demandé." in text_of(response)
    assert "Mes décisions" not in text_of(response).split("Chercher")[1].split("Accueil")[0]


def test_a_person_finds_what_waits_for_them_and_nothing_else(parties: Stage) -> None:
    someone = make.representative(parties.neighbour, capacity="interim")
    rows = parties.unit.responsibilities.get_prep_value()
    rows[0]["value"]["text"] = "Tenir un registre central."
    author = UserFactory()
    review = make.submitted(parties.unit, by=author, responsibilities=rows)
    assert "Direction" in text_of(list_of(parties.lawyer))
    assert "Service juridique" in text_of(list_of(parties.lawyer))
    assert "Direction" not in text_of(list_of(someone))

    make.decides(parties.lawyer, review)
    Request.objects.filter(party=parties.neighbour.translation_key).update(due_on=datetime.date(2020, 1, 1))
    page = text_of(list_of(someone))
    assert "1 texte attend votre décision." in page
    assert "Secrétariat (par intérim)" in page
    assert "En retard : c’était pour le 1er janvier 2020" in page
    assert "Attribution : « Tenir un registre central. »" in page
    assert "Ce que vous avez décidé récemment" in text_of(list_of(parties.lawyer))
    assert "On attend : Secrétariat" in text_of(list_of(author))


def test_nobody_is_asked_about_a_text_of_their_own(legal: Stage) -> None:
    review = make.submitted(legal.unit, by=legal.lawyer, title="Autre nom")
    assert not Review.objects.exclude(pk=review.pk).exists()
    page = text_of(list_of(legal.lawyer))
    assert "attend votre décision" not in page
    assert "Mes textes à l’examen (1)" in page


def test_the_header_counts_what_waits_with_one_query(legal: Stage) -> None:
    make.submitted(legal.unit, title="Autre nom")
    client = Client()
    client.force_login(legal.lawyer)
    address = reverse("login")
    assert "Mes décisions (1)" in text_of(client.get(address))
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert sum("approvals_request" in query["sql"] for query in queries) == 1


def test_no_count_of_queries_grows_with_the_list(structure: Stage) -> None:
    task: LegalReviewTask = make.legal_review()
    reviews(40, task=task)
    reviews(10, task=make.parties_approval(), party_id=structure.partner.translation_key)
    someone = make.representative(structure.partner, user=structure.lawyer)
    Contribution.objects.bulk_create(
        Contribution(review=review, account=someone.pk, person="", name="")
        for review in Review.objects.order_by("-pk")[:5]
    )
    list_of(someone)
    with CaptureQueriesContext(connection) as queries:
        page = text_of(list_of(someone))
    assert "45 textes attendent votre décision." in page
    assert "Mission · Siège · Nom et 1 autre" in page
    assert "Page 1 sur 3" in page
    assert len(queries) - queries_of_signing_in() <= MOST_QUERIES


def queries_of_signing_in() -> int:
    """Return how many queries the test's own way of signing in takes."""
    with CaptureQueriesContext(connection) as queries:
        Client().force_login(UserFactory())
    return len(queries) - 1  # the account itself
