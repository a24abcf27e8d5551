from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from portal.setup import STAFF
from tests.factories import UserFactory

from .structure import Administration

pytestmark = pytest.mark.django_db


def test_the_answer_has_the_agreed_shape(office: Administration, client: Client) -> None:
    data = client.get("/api/who", {"q": "payroll", "lang": "en", "limit": 1}).json()
    (result,) = data["results"]
    assert data["total"] == 1
    assert result["unit"] == {
        "title": "Service de Comptabilité",
        "acronym": "",
        "kind": "service",
        "organisation": "Office National de la Migration",
        "url": "http://testserver/en/onm/daf/comptabilite/",
    }
    assert result["passage"]["kind"] == "responsibility"
    assert result["passage"]["url"].startswith(result["unit"]["url"] + "#")
    assert result["head"]["title"] == "Chef ou Cheffe comptable"
    assert [link["title"] for link in result["chain"]] == [
        "Office National de la Migration",
        "Direction Administrative et Financière",
    ]
    assert 0 < result["score"] <= 1


def test_every_address_in_an_answer_leads_somewhere(office: Administration, client: Client) -> None:
    (result,) = client.get("/api/who", {"q": "salaire", "limit": 1}).json()["results"]
    links = [result["unit"], result["passage"], result["head"], *result["chain"]]
    for link in links:
        assert client.get(link["url"].removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"q": ""},
        {"q": "x" * 401},
        {"q": "paie", "lang": "de"},
        {"q": "paie", "limit": 0},
        {"q": "paie", "limit": "x"},
    ],
)
def test_bad_parameters_get_a_clear_message(
    office: Administration, client: Client, parameters: dict[str, str | int]
) -> None:
    response = client.get("/api/who", parameters)
    assert response.status_code == 422
    assert "Paramètres attendus" in response.json()["detail"]


def test_the_api_obeys_the_audience_of_who_is_signed_in(office: Administration, client: Client) -> None:
    asked = {"q": "paiements du personnel"}
    assert client.get("/api/who", asked).json()["total"] == 1
    client.force_login(UserFactory(in_groups=[STAFF]))
    assert client.get("/api/who", asked).json()["total"] == 2


def test_a_missing_index_is_told_and_the_pages_go_on(
    office: Administration, client: Client, settings: Settings
) -> None:
    settings.SEARCH_INDEX_DIR = settings.SEARCH_INDEX_DIR / "elsewhere"
    response = client.get("/api/who", {"q": "paie"})
    assert response.status_code == 503
    assert "index" in response.json()["detail"]
    assert client.get("/fr/recherche/", {"q": "paie"}).status_code == 503
    assert client.get("/fr/onm/daf/").status_code == 200


@pytest.mark.parametrize("address", ["/api/who?q=paie", "/api/suggest?q=compta"])
def test_what_is_asked_without_the_answer_itself_has_its_status(
    office: Administration, client: Client, address: str
) -> None:
    response = client.head(address)
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["Content-Type"] == client.get(address).headers["Content-Type"]
    assert client.head("/api/who").status_code == 422


def test_the_api_is_described(client: Client) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {"/api/who", "/api/suggest"} <= paths.keys()
    assert all(path.keys() == {"get"} for path in paths.values())


def test_suggestions_are_served(office: Administration, client: Client) -> None:
    found = client.get("/api/suggest", {"q": "compta"}).json()
    assert found == [{"text": "Service de Comptabilité", "acronym": ""}]


def test_the_command_gives_the_same_answer(office: Administration, client: Client) -> None:
    out = StringIO()
    call_command("who", "payroll", "--lang", "en", "--json", stdout=out)
    told = client.get("/api/who", {"q": "payroll", "lang": "en"}).json()
    same = json.loads(out.getvalue())
    assert same["total"] == told["total"]
    assert [row["passage"]["text"] for row in same["results"]] == [row["passage"]["text"] for row in told["results"]]


def test_the_command_prints_for_people(office: Administration) -> None:
    out = StringIO()
    call_command("who", "salaire", stdout=out)
    assert "1. Service de Comptabilité  (ONM › DAF)" in out.getvalue()


def test_the_command_ends_quietly_when_nobody_reads_on(
    office: Administration, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Closed(StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    redirected: list[int] = []
    monkeypatch.setattr("os.dup2", lambda _to, descriptor: redirected.append(descriptor))
    call_command("who", "salaire", stdout=Closed())
    assert len(redirected) == 1


def test_the_command_says_how_to_mend_a_missing_index(office: Administration, settings: Settings) -> None:
    settings.SEARCH_INDEX_DIR = settings.SEARCH_INDEX_DIR / "elsewhere"
    with pytest.raises(CommandError, match="rebuild_search"):
        call_command("who", "salaire")
