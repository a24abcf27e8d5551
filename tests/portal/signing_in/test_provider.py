"""The office's provider: who comes in by it, and who only pretends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Group, User
from django.http import HttpResponse
from django.test import Client
from joserfc.jwk import RSAKey
from pytest_django import Settings

from portal.setup import EDITORS, LEGAL, PARTNERS, STAFF
from portal.signing_in import provider as speaking
from portal.signing_in.models import ProviderAccount
from portal.signing_in.provider import gave_second_factor
from tests import factories as make

from .conftest import CODE, SET_UP, is_signed_in, with_phone
from .provider_server import CLIENT, SECRET, Provider, running_provider

GO, BACK = "/fr/connexion/fournisseur/", "/oidc/retour/"


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(server: Provider, settings: Settings) -> Provider:
    """A provider that vouches for the reader."""
    kept = (server.issuer, server.key)
    server.__init__()  # type: ignore[misc]
    server.issuer, server.key = kept
    server.published = server.key
    speaking._client_of.cache_clear()
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = server.issuer, CLIENT, SECRET
    settings.OIDC_GROUPS = {"mandat-agents": STAFF, "mandat-redaction": EDITORS, "mandat-droit": LEGAL}
    settings.BASE_URL = "http://testserver"
    return server


def leave(client: Client, provider: Provider, then: str = "") -> dict[str, str]:
    """Go to the provider; return what it is asked, and the code it gives."""
    query = parse_qs(urlsplit(client.get(GO, {"next": then})["Location"]).query)
    asked = {name: values[0] for name, values in query.items()}
    return {**asked, "code": provider.authorize(asked)}


def come_back(client: Client, asked: dict[str, str], **changed: str) -> HttpResponse:
    return client.get(BACK, {"code": asked["code"], "state": asked["state"], **changed})


def enter(client: Client, provider: Provider, then: str = "") -> HttpResponse:
    return come_back(client, leave(client, provider, then))


def said_after(client: Client, response: HttpResponse) -> str:
    assert response["Location"].endswith("/connexion/")
    return client.get(response["Location"]).content.decode()


def test_nothing_of_it_is_there_unless_variables_name_one(client: Client, reader: User) -> None:
    assert "fournisseur" not in client.get("/fr/connexion/").content.decode()
    assert client.get(GO).status_code == client.get(BACK, follow=True).status_code == 404


def test_the_page_names_it(client: Client, reader: User, provider: Provider, settings: Settings) -> None:
    settings.OIDC_NAME = "Microsoft de l’ONM"
    page = client.get("/fr/connexion/?next=/gestion/").content.decode()
    assert "Entrer avec Microsoft de l’ONM" in page
    assert 'href="/fr/connexion/fournisseur/?next=%2Fgestion%2F"' in page


def test_a_verified_address_leads_to_the_account_that_has_it(client: Client, reader: User, provider: Provider) -> None:
    provider.claims["email"] = "Personnel@Example.org"
    provider.claims["groups"] = ["mandat-agents"]
    asked = leave(client, provider, "/fr/recherche/")
    assert (asked["redirect_uri"], asked["code_challenge_method"]) == ("http://testserver/oidc/retour/", "S256")
    assert asked["state"] and asked["nonce"]
    assert come_back(client, asked)["Location"] == "/fr/recherche/"
    assert client.session["_auth_user_id"] == str(reader.pk)
    assert ProviderAccount.objects.get().subject == "u-1"


@pytest.mark.parametrize("wish", ["//evil.example/", "https://evil.example/"])
def test_it_leads_nowhere_else(client: Client, reader: User, provider: Provider, wish: str) -> None:
    assert enter(client, provider, wish)["Location"] == "/fr/"


@pytest.mark.parametrize(
    "claims",
    [{"email_verified": False}, {"email_verified": "false"}, {"email_verified": None}, {"email": ""}, {"email": None}],
)
def test_an_address_that_is_not_verified_takes_no_account_over(
    client: Client, reader: User, provider: Provider, claims: dict[str, Any]
) -> None:
    provider.claims |= claims
    page = said_after(client, enter(client, provider))
    assert "n’a pas vérifié votre adresse" in page
    assert not is_signed_in(client)


def test_microsoft_says_verified_in_its_own_words(client: Client, reader: User, provider: Provider) -> None:
    provider.claims |= {"email_verified": None, "xms_edov": "1"}
    enter(client, provider)
    assert is_signed_in(client)


SPOILT: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "nonce of another": lambda claims: {**claims, "nonce": "autre"},
    "no nonce": lambda claims: {name: value for name, value in claims.items() if name != "nonce"},
    "for another portal": lambda claims: {**claims, "aud": "autre"},
    "for another portal on our behalf": lambda claims: {**claims, "aud": ["autre"], "azp": CLIENT},
    "from another issuer": lambda claims: {**claims, "iss": "https://autre.example"},
    "expired": lambda claims: {**claims, "exp": claims["iat"] - 3600, "iat": claims["iat"] - 7200},
    "without an end": lambda claims: {name: value for name, value in claims.items() if name != "exp"},
    "from nobody": lambda claims: {name: value for name, value in claims.items() if name != "sub"},
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_token_that_is_not_quite_right_is_none(client: Client, reader: User, provider: Provider, name: str) -> None:
    provider.spoil = SPOILT[name]
    assert "n’a pas abouti" in said_after(client, enter(client, provider))
    assert not is_signed_in(client)
    assert not ProviderAccount.objects.exists()


@pytest.mark.parametrize("forged", ["other key", "none", "userinfo of another"])
def test_a_token_that_the_provider_did_not_sign_is_none(
    client: Client, reader: User, provider: Provider, forged: str
) -> None:
    if forged == "other key":
        provider.published = RSAKey.generate_key(2048, {"kid": "une"})
    elif forged == "none":
        provider.header = {"alg": "none"}
    else:
        del provider.claims["email"]
        provider.userinfo = {"sub": "u-2", "email": "personnel@example.org", "email_verified": True}
    assert "n’a pas abouti" in said_after(client, enter(client, provider))
    assert not is_signed_in(client)


def test_coming_back_without_having_left_twice_or_for_another_is_refused(
    client: Client, reader: User, provider: Provider
) -> None:
    asked = leave(client, provider)
    other = Client()
    assert "n’a pas abouti" in said_after(other, come_back(other, asked))
    assert "n’a pas abouti" in said_after(client, come_back(client, asked, state="autre"))
    assert "n’a pas abouti" in said_after(
        client, client.get(BACK, {"error": "access_denied", "state": asked["state"]})
    )
    assert come_back(client, leave(client, provider))["Location"] == "/fr/"
    client.post("/fr/deconnexion/")
    assert "/connexion/" in come_back(client, asked)["Location"]


def test_a_provider_that_is_down_leaves_the_password(client: Client, reader: User, provider: Provider) -> None:
    asked = leave(client, provider)
    provider.is_down = True
    assert "n’a pas abouti" in said_after(client, come_back(client, asked))
    assert not is_signed_in(client)


def test_the_number_there_counts_once_known_and_not_the_address(
    client: Client, reader: User, lawyer: User, provider: Provider
) -> None:
    enter(client, provider)
    provider.claims["email"] = lawyer.email
    enter(client, provider)
    assert client.session["_auth_user_id"] == str(reader.pk)

    provider.claims |= {"sub": "u-2", "email": reader.email}
    other = Client()
    assert "celle d’un autre compte" in said_after(other, enter(other, provider))


def test_an_address_of_two_accounts_is_nobodys(client: Client, reader: User, provider: Provider) -> None:
    make.UserFactory(email="PERSONNEL@example.org")
    assert "Plusieurs comptes" in said_after(client, enter(client, provider))


def test_a_closed_account_stays_closed(client: Client, reader: User, provider: Provider) -> None:
    User.objects.update(is_active=False)
    assert "est fermé" in said_after(client, enter(client, provider))


def test_whoever_has_a_group_gets_an_account_and_nobody_else(client: Client, reader: User, provider: Provider) -> None:
    provider.claims |= {"sub": "u-9", "email": "nouvelle@example.org", "given_name": "Marie"}
    assert "pas encore de compte" in said_after(client, enter(client, provider))
    provider.claims["groups"] = ["autres", "mandat-agents"]
    enter(client, provider)

    made = User.objects.get(email="nouvelle@example.org")
    assert is_signed_in(client)
    assert [group.name for group in made.groups.all()] == [STAFF]
    assert (made.first_name, made.has_usable_password(), made.is_superuser) == ("Marie", False, False)


def test_groups_follow_the_provider_and_only_those_it_decides_of(
    client: Client, reader: User, provider: Provider
) -> None:
    reader.groups.add(Group.objects.get(name=PARTNERS))
    provider.claims["groups"] = ["mandat-redaction"]
    enter(client, provider)
    assert {group.name for group in reader.groups.all()} == {EDITORS, PARTNERS}

    del provider.claims["groups"]
    provider.userinfo = {"groups": ["mandat-agents"]}
    enter(Client(), provider)
    assert {group.name for group in reader.groups.all()} == {STAFF, PARTNERS}


@pytest.mark.usefixtures("production")
@pytest.mark.parametrize(("amr", "place"), [(["pwd"], SET_UP), (["pwd", "otp"], "/fr/"), (["mfa"], "/fr/")])
def test_a_second_factor_given_there_counts_and_is_asked_here_otherwise(
    client: Client, lawyer: User, provider: Provider, amr: list[str], place: str
) -> None:
    provider.claims |= {"email": lawyer.email, "amr": amr, "groups": ["mandat-droit"]}
    assert enter(client, provider)["Location"] == place
    assert is_signed_in(client) == (place == "/fr/")
    assert client.get("/gestion/").status_code == (200 if place == "/fr/" else 302)


def test_who_has_a_phone_gives_its_code_here_too(client: Client, reader: User, provider: Provider) -> None:
    with_phone(reader)
    assert enter(client, provider)["Location"] == CODE
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [({}, False), ({"amr": ["otp"]}, False), ({"amr": None, "acr": "1"}, False), ({"acr": "or"}, True)],
)
def test_what_counts_as_a_second_factor(claims: dict[str, Any], expected: bool, settings: Settings) -> None:
    settings.OIDC_SECOND_FACTOR_ACR = ["or"]
    assert gave_second_factor(claims) is expected
