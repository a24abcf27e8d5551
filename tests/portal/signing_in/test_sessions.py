"""Sessions that end, and what becomes of what was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.schedule import registered
from portal.signing_in.sessions import end_sessions_of

from .conftest import CODE, is_signed_in, shown_code, sign_in, with_phone

HOUR = 3600
Later = Callable[[float], None]


@pytest.fixture
def deciding(production: None, client: Client, lawyer: User) -> Client:
    """The browser of somebody who decides."""
    with_phone(lawyer)
    sign_in(client, lawyer)
    client.post(CODE, {"code": shown_code()})
    return client


def test_a_session_of_who_decides_ends_an_hour_after_the_last_click(deciding: Client, later: Later) -> None:
    for _ in range(3):
        later(0.9 * HOUR)
        assert deciding.get("/gestion/").status_code == 200
    later(1.1 * HOUR)
    assert deciding.get("/gestion/").status_code == 302
    assert "Votre session a pris fin" in deciding.get("/fr/connexion/").content.decode()


def test_it_ends_twelve_hours_after_signing_in_whatever_happens(deciding: Client, later: Later) -> None:
    for _ in range(13):
        later(0.9 * HOUR)
        assert deciding.get("/gestion/").status_code == 200
    later(0.9 * HOUR)
    assert deciding.get("/gestion/").status_code == 302


def test_a_page_left_open_is_nobody(deciding: Client, later: Later) -> None:
    for _ in range(4):
        later(0.3 * HOUR)
        last = deciding.post("/gestion/editing-sessions/ping/org/unitpage/1/1/")
    assert last.status_code in (302, 401)
    assert deciding.get("/gestion/").status_code == 302


def test_a_reader_stays_half_a_day(client: Client, reader: User, later: Later) -> None:
    sign_in(client, reader)
    later(11 * HOUR)
    client.get("/fr/")
    assert is_signed_in(client)
    later(13 * HOUR)
    client.get("/fr/")
    assert not is_signed_in(client)


@pytest.mark.parametrize("forged", ["", "quoi que ce soit", "WyJhIiwxXQ:1:x"])
def test_a_note_of_the_last_click_that_is_not_ours_counts_for_nothing(
    deciding: Client, later: Later, forged: str
) -> None:
    later(1.1 * HOUR)
    deciding.cookies["mandat_seen"] = forged
    assert deciding.get("/gestion/").status_code == 302


def test_a_note_from_another_session_counts_for_nothing(deciding: Client, reader: User, later: Later) -> None:
    later(1.1 * HOUR)
    other = Client()
    sign_in(other, reader)
    other.get("/fr/")
    deciding.cookies["mandat_seen"] = other.cookies["mandat_seen"].value
    assert deciding.get("/gestion/").status_code == 302


def test_what_was_typed_after_the_end_is_given_back_and_nothing_is_written(deciding: Client, later: Later) -> None:
    later(2 * HOUR)
    typed = {"note": "D’accord, <b>sauf</b> l’article 3.", "password": "un secret à taire", "state": '{"a": 1}'}
    response = deciding.post("/gestion/account/", typed)
    page = response.content.decode()

    assert response.status_code == 401
    assert "D’accord, &lt;b&gt;sauf&lt;/b&gt; l’article 3." in page
    assert "un secret" not in page
    assert 'href="/fr/connexion/?next=/gestion/account/"' in page or "next=%2Fgestion%2Faccount%2F" in page


def test_reading_writes_nothing(
    client: Client, reader: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in(client, reader)
    client.get("/fr/compte/")
    with django_assert_num_queries(2) as queries:
        client.get("/fr/deconnexion/")
    assert not [query for query in queries.captured_queries if not query["sql"].startswith("SELECT")]


def test_every_session_of_somebody_can_be_ended(client: Client, reader: User, lawyer: User) -> None:
    browsers = [Client(), Client()]
    for each in browsers:
        sign_in(each, reader)
    sign_in(client, lawyer)

    assert end_sessions_of(reader) == 2
    assert [each.get("/fr/compte/").status_code for each in (*browsers, client)] == [302, 302, 200]


def test_what_is_over_is_cleared_while_the_portal_runs(client: Client, reader: User) -> None:
    sign_in(client, reader)
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    next(job for job in registered() if job.name == "clear_sessions").run()
    assert not Session.objects.exists()
