"""A reader reports an error."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from org.models import OrganisationPage, UnitPage
from portal.corrections.models import CorrectionRequest, State
from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.services import set_audience
from portal.setup import STAFF
from tests import factories as make

from .conftest import DUTY, TYPED, form_url, send, soup


def close(page: UnitPage, audience: Audience = Audience.STAFF) -> None:
    set_audience(work=Work.objects.get(key=page.translation_key), audience=audience)


def test_the_form_shows_what_it_is_about(client: Client, unit: UnitPage, duty: str) -> None:
    page = soup(client.get(form_url(unit, passage=duty)))

    assert page.select_one("blockquote").get_text() == DUTY
    assert "Direction des Finances" in page.main.get_text()
    assert "Édition n° 1" in page.main.get_text()
    assert "90 jours après la réponse" in page.main.get_text()
    assert [label["for"] for label in page.select("form.report-form label")] == [
        "id_website",
        "id_wrong",
        "id_right",
        "id_email",
    ]


def test_without_a_passage_it_is_about_the_page(client: Client, unit: UnitPage) -> None:
    assert soup(client.get(form_url(unit))).select_one("blockquote") is None


def test_a_passage_that_is_gone_is_said(client: Client, unit: UnitPage) -> None:
    page = soup(client.get(form_url(unit, passage="nulle-part")))
    assert "n’est plus dans ce texte" in page.main.get_text()

    send(client, unit, {"passage": "nulle-part"})
    assert CorrectionRequest.objects.get().anchor == ""


def test_an_old_edition_can_be_reported_on(client: Client, unit: UnitPage, duty: str) -> None:
    unit.responsibilities[0].value["text"] = "Préparer le budget."
    unit.save_revision().publish()

    assert soup(client.get(form_url(unit, passage=duty))).select_one("blockquote").get_text() == "Préparer le budget."
    old = {"passage": duty, "edition": "fr.1"}
    assert soup(client.get(form_url(unit, **old))).select_one("blockquote").get_text() == DUTY
    send(client, unit, old)
    assert CorrectionRequest.objects.get().edition.number == 1


@pytest.mark.parametrize("named", ["fr.7", "ht.1", "fr.99999999999999"])
def test_an_edition_that_does_not_exist_is_not_found(client: Client, unit: UnitPage, named: str) -> None:
    assert client.get(form_url(unit, edition=named)).status_code == 404


@pytest.mark.parametrize("named", ["", "fr", "de.1", "%00.1", "fr.x", "fr.-1", "fr.²"])
def test_what_names_no_edition_means_the_text_in_force(client: Client, unit: UnitPage, named: str) -> None:
    assert client.get(form_url(unit, edition=named, passage="%00")).status_code == 200


def test_what_is_reported_is_in_the_queue(client: Client, unit: UnitPage, duty: str) -> None:
    response = send(client, unit, {"passage": duty}, email="lectrice@exemple.org")

    assert response.status_code == 302
    request = CorrectionRequest.objects.get()
    assert (request.wrong, request.right) == (TYPED["wrong"], TYPED["right"])
    assert (request.email, request.anchor, request.language) == ("lectrice@exemple.org", duty, "fr")
    assert (request.state, request.passage) == (State.NEW, DUTY)
    assert "Signalement envoyé" in soup(client.get(response.url)).h1.get_text()


def test_it_is_asked_in_the_language_of_the_reader(client: Client, unit: UnitPage) -> None:
    url = f"/ht/signaler/{unit.translation_key}/"
    page = soup(client.get(url))
    assert page.html["lang"] == "ht"
    assert page.select_one(".facts [lang=fr]").get_text() == "Direction des Finances"
    from .conftest import opened

    client.post(url, {**TYPED, "opened": opened(unit.translation_key)})
    assert CorrectionRequest.objects.get().language == "ht"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"wrong": ""}, "Dites en quelques mots ce qui est faux."),
        ({"wrong": "   "}, "Dites en quelques mots ce qui est faux."),
        ({"right": "non"}, "Dites en quelques mots ce qu’il faudrait lire"),
        ({"wrong": "a" * 2001}, "au plus 2000 caractères ; il y en a 2001"),
        ({"email": "lectrice"}, "nom@exemple.org"),
        ({"wrong": "nul\0nul"}, "caractère"),
        ({"wrong": "https://a.example www.b.example", "right": "voir HTTP://c.example"}, "trop de liens"),
    ],
)
def test_what_is_missing_or_too_much_is_said_and_nothing_typed_is_lost(
    client: Client, unit: UnitPage, typed: dict[str, str], said: str
) -> None:
    response = send(client, unit, **typed)
    page = soup(response)

    assert response.status_code == 422
    assert said in page.main.get_text()
    kept = {**TYPED, **typed}
    assert page.select_one("#id_wrong").get_text().strip("\r\n") == kept["wrong"].strip("\r\n")
    assert page.select_one("#id_right").get_text().strip() == kept["right"].strip()
    assert not CorrectionRequest.objects.exists()


def test_an_error_is_tied_to_its_box(client: Client, unit: UnitPage) -> None:
    page = soup(send(client, unit, wrong=""))
    box = page.select_one("#id_wrong")
    assert box["aria-invalid"] == "true"
    described = [page.find(id=name) for name in box["aria-describedby"].split()]
    assert None not in described
    assert "Dites en quelques mots" in " ".join(each.get_text() for each in described)


def test_two_links_are_welcome(client: Client, unit: UnitPage) -> None:
    assert send(client, unit, right="https://a.example et https://b.example").status_code == 302


def test_what_cannot_be_seen_is_left_out(client: Client, unit: UnitPage) -> None:
    assert send(client, unit, wrong="Le\x07 verbe\x0b est\u202e faux.\r\nTout à fait.").status_code == 302
    assert CorrectionRequest.objects.get().wrong == "Le verbe est faux.\r\nTout à fait."
    assert send(client, unit, wrong="\x01\x02\x03\x04\x05\x06").status_code == 422


def test_a_second_click_sends_nothing_more(client: Client, unit: UnitPage) -> None:
    for typed in ({}, {}, {"right": "Un autre décret."}):
        assert send(client, unit, **typed).status_code == 302
    assert CorrectionRequest.objects.count() == 2


def test_what_a_reader_may_not_read_is_not_found(client: Client, unit: UnitPage) -> None:
    close(unit)
    assert client.get(form_url(unit)).status_code == 404
    assert client.get(form_url(unit, edition="fr.1")).status_code == 404
    assert send(client, unit).status_code == 404
    assert client.get(reverse("reported", args=[unit.translation_key])).status_code == 404
    assert not CorrectionRequest.objects.exists()

    client.force_login(make.UserFactory(in_groups=[STAFF]))
    assert client.get(form_url(unit)).status_code == 200
    assert send(client, unit).status_code == 302


def test_what_is_above_closes_what_is_below(client: Client, organisation: OrganisationPage, unit: UnitPage) -> None:
    set_audience(work=Work.objects.get(key=organisation.translation_key), audience=Audience.PARTNERS)
    assert client.get(form_url(unit)).status_code == 404


def test_what_is_no_longer_in_force_is_not_found_but_its_editions_are(client: Client, unit: UnitPage) -> None:
    unit.unpublish()
    assert client.get(form_url(unit)).status_code == 404
    assert client.get(form_url(unit, edition="fr.1")).status_code == 200


def test_an_unknown_text_is_not_found(client: Client, unit: UnitPage) -> None:
    assert client.get("/fr/signaler/00000000-0000-0000-0000-000000000000/").status_code == 404
    assert client.put(form_url(unit)).status_code == 405


def test_the_form_costs_the_same_whatever_the_tree(
    client: Client, unit: UnitPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):
        client.get(form_url(unit))


def test_the_form_is_never_kept(client: Client, unit: UnitPage) -> None:
    assert "no-store" in client.get(form_url(unit))["Cache-Control"]
    first = soup(client.get(form_url(unit))).select_one("[name=opened]")["value"]
    assert str(unit.translation_key) in first
