"""Changing one's password, and a new one after it was forgotten."""

from __future__ import annotations

import re
from threading import Thread

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from pytest_django import Settings

from tests.factories.people import PASSWORD

from .conftest import CODE, is_signed_in, sign_in, with_phone

NEW = "brouette mauve sous la pluie"
FORGOTTEN = "/fr/mot-de-passe-oublie/"


@pytest.fixture
def with_mail(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A portal that sends mail, at once instead of beside the answer."""
    settings.EMAIL_IS_SET_UP = True
    settings.BASE_URL = "https://mandat.example.org"
    monkeypatch.setattr(Thread, "start", Thread.run)


def link_in_mail() -> str:
    found = re.search(r"https://mandat\.example\.org(/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_a_new_password_takes_the_present_one_and_ends_other_sessions(client: Client, reader: User) -> None:
    other = Client()
    for each in (client, other):
        sign_in(each, reader)
    typed = {"new_password1": NEW, "new_password2": NEW}
    assert client.post("/fr/compte/mot-de-passe/", {**typed, "old_password": "faux"}).status_code == 422
    assert client.post("/fr/compte/mot-de-passe/", {**typed, "old_password": PASSWORD})["Location"] == "/fr/compte/"

    assert client.get("/fr/compte/").status_code == 200
    assert other.get("/fr/compte/").status_code == 302


@pytest.mark.usefixtures("with_mail")
def test_a_forgotten_one_is_replaced_by_a_link_which_is_good_once(client: Client, reader: User) -> None:
    assert client.post(FORGOTTEN, {"email": "Personnel@example.org"})["Location"] == f"{FORGOTTEN}envoye/"
    link = link_in_mail()
    form = client.get(link)["Location"]
    assert client.post(form, {"new_password1": NEW, "new_password2": NEW})["Location"] == "/fr/connexion/"
    assert not is_signed_in(client)
    assert "déjà servi" in Client().get(link, follow=True).content.decode()
    assert sign_in(client, reader, NEW).status_code == 302


@pytest.mark.usefixtures("with_mail")
def test_the_link_leads_not_past_the_second_factor(client: Client, lawyer: User) -> None:
    with_phone(lawyer)
    client.post(FORGOTTEN, {"email": lawyer.email})
    form = client.get(link_in_mail())["Location"]
    client.post(form, {"new_password1": NEW, "new_password2": NEW})
    assert sign_in(client, lawyer, NEW)["Location"] == CODE
    assert not is_signed_in(client)


@pytest.mark.usefixtures("with_mail")
def test_the_answer_tells_nobody_whether_there_is_an_account(client: Client, reader: User) -> None:
    answers = [client.post(FORGOTTEN, {"email": each}) for each in (reader.email, "inconnue@example.org")]
    assert [(each.status_code, each["Location"]) for each in answers] == [(302, f"{FORGOTTEN}envoye/")] * 2
    assert len(mail.outbox) == 1


@pytest.mark.usefixtures("with_mail")
def test_one_box_gets_three_messages_an_hour_and_one_address_asks_twenty_times(client: Client, reader: User) -> None:
    found = [client.post(FORGOTTEN, {"email": reader.email}).status_code for _ in range(21)]
    assert found == [302] * 20 + [429]
    assert len(mail.outbox) == 3


def test_a_portal_without_mail_says_whom_to_ask(client: Client, reader: User) -> None:
    page = client.get(FORGOTTEN).content.decode()
    assert "n’envoie pas de courriel" in page
    assert 'name="email"' not in page
    client.post(FORGOTTEN, {"email": reader.email})
    assert not mail.outbox
