"""The one page on which everybody signs in."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests import factories as make

from .conftest import CODE, SIGN_IN, is_signed_in, sign_in


def test_the_right_password_leads_where_one_wanted_to_go(client: Client, reader: User) -> None:
    assert sign_in(client, reader, next="/fr/recherche/?q=paie")["Location"] == "/fr/recherche/?q=paie"
    assert is_signed_in(client)


def test_without_a_wish_it_leads_home_in_the_same_language(client: Client, reader: User) -> None:
    assert sign_in(client, reader, url="/ht/connexion/")["Location"] == "/ht/"


@pytest.mark.parametrize(
    "wish", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", SIGN_IN, CODE]
)
def test_it_leads_nowhere_else(client: Client, reader: User, wish: str) -> None:
    assert sign_in(client, reader, next=wish)["Location"] == "/fr/"


@pytest.mark.parametrize("name", ["personnel", "personne-de-ce-nom", "parti"])
def test_a_refusal_is_the_same_whether_or_not_there_is_an_account(client: Client, reader: User, name: str) -> None:
    make.UserFactory(username="parti", is_active=False)
    response = sign_in(client, name, "faux")

    assert response.status_code == 422
    assert "Ce nom et ce mot de passe ne vont pas ensemble" in response.content.decode()
    assert f'value="{name}"' in response.content.decode()
    assert "faux" not in response.content.decode()


def test_a_closed_account_does_not_enter_with_its_password(client: Client, reader: User) -> None:
    User.objects.update(is_active=False)
    assert sign_in(client, reader).status_code == 422


def test_the_key_of_the_session_changes_on_signing_in(client: Client, reader: User) -> None:
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    sign_in(client, reader)

    assert client.session.session_key != planted
    other = Client()
    other.cookies["sessionid"] = planted
    assert other.get("/fr/compte/").status_code == 302


def test_cookies_are_for_the_server_alone(client: Client, reader: User, settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = True
    cookies = sign_in(client, reader).cookies | client.get("/fr/").cookies

    assert cookies.keys() == {"csrftoken", "sessionid", "mandat_seen", "mandat_browser"}
    for name in ("sessionid", "mandat_seen", "mandat_browser"):
        cookie = cookies[name]
        assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax"), name


@pytest.mark.parametrize("address", ["/gestion/login/", "/gestion/password_reset/"])
def test_the_desk_has_no_door_of_its_own(client: Client, reader: User, address: str) -> None:
    assert client.get(f"{address}?next=/gestion/importer/")["Location"] == f"{SIGN_IN}?next=%2Fgestion%2Fimporter%2F"
    assert sign_in(client, reader, url=address).status_code == 302
    assert not is_signed_in(client)


@pytest.mark.parametrize("address", ["password_reset/confirm/MQ/set-password/", "password_reset/done/"])
def test_the_desk_gives_no_new_password(client: Client, reader: User, address: str) -> None:
    assert client.get(f"/gestion/{address}", follow=True).status_code == 404


def test_the_desk_and_its_api_lead_to_the_page(client: Client, reader: User) -> None:
    for address in ("/gestion/", "/gestion/api/main/pages/", "/gestion/account/"):
        response = client.get(address)
        assert response.status_code in (302, 403), address
        assert SIGN_IN in response.get("Location", SIGN_IN)


def test_signing_out_ends_the_session_everywhere(client: Client, reader: User) -> None:
    sign_in(client, reader)
    stolen = Client()
    stolen.cookies["sessionid"] = client.session.session_key
    client.post(reverse("logout"))

    assert client.get("/fr/compte/").status_code == 302
    assert stolen.get("/fr/compte/").status_code == 302


def test_nobody_changes_the_address_by_which_they_are_known(client: Client, lawyer: User) -> None:
    sign_in(client, lawyer)
    assert 'name="name_email-email"' not in client.get("/gestion/account/").content.decode()
