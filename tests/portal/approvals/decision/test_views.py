"""The page to decide on, over HTTP: who sees it, and what becomes of each way of answering."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from portal.approvals.models import Review, Verdict
from portal.approvals.standing import open_review
from tests.factories import approvals as make
from tests.factories.people import UserFactory

from ..conftest import Stage

pytestmark = pytest.mark.django_db
CHANGED = "Tenir un registre central."


@pytest.fixture
def author() -> User:
    """Who writes the text under review."""
    return UserFactory(first_name="Paul", last_name="Auteur")


@pytest.fixture
def review(parties: Stage, author: User) -> Review:
    """A change of the first duty, which the neighbour shares, before legal."""
    return make.submitted(parties.unit, by=author, responsibilities=with_words(parties, CHANGED))


@pytest.fixture
def neighbour(parties: Stage) -> User:
    """Who decides for the neighbour."""
    return make.representative(parties.neighbour, capacity="interim")


@pytest.fixture
def neighbour_alone(structure: Stage) -> User:
    """Who decides for the neighbour where legal is not asked."""
    return make.representative(structure.neighbour)


def with_words(stage: Stage, words: str) -> list[dict[str, Any]]:
    """Return the duties of the unit, the first one in other words."""
    rows: list[dict[str, Any]] = stage.unit.responsibilities.get_prep_value()
    rows[0]["value"]["text"] = words
    return rows


def url_of(review: Review, name: str = "decision") -> str:
    """Return the address of a page of a review."""
    return reverse(name, args=[review.pk])


def seen_by(user: User, review: Review, name: str = "decision") -> HttpResponse:
    """Return what a person gets."""
    client = Client()
    client.force_login(user)
    return client.get(url_of(review, name))


def form_of(user: User, review: Review, **typed: str) -> dict[str, str]:
    """Return the first form of the page as a person would send it."""
    page = seen_by(user, review).content.decode()
    start = page.index("decision-form")
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page[start : page.index("</form>", start)])
    return {**dict(hidden), **typed}


def sends(user: User, review: Review, form: dict[str, str]) -> HttpResponse:
    """Return the answer to a form."""
    client = Client()
    client.force_login(user)
    return client.post(url_of(review), form)


def text_of(response: HttpResponse) -> str:
    """Return what a page says, without marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_visitor_is_led_to_sign_in_whether_there_is_a_review_or_not(review: Review) -> None:
    for pk in (review.pk, review.pk + 1):
        response = Client().get(reverse("decision", args=[pk]))
        assert response.status_code == 302
        assert response["Location"] == f"{reverse('login')}?next={reverse('decision', args=[pk])}"
        assert "no-store" in response["Cache-Control"]


def test_what_was_typed_is_given_back_after_the_end_of_a_session(review: Review) -> None:
    response = Client().post(url_of(review), {"text": "Il manque la base légale."})
    assert response.status_code == 401
    assert "Il manque la base légale." in text_of(response)
    assert "Direction" not in text_of(response)


@pytest.mark.parametrize("name", ["decision", "decision_text", "decision_sheet"])
def test_nobody_else_learns_that_there_is_a_review(review: Review, parties: Stage, neighbour: User, name: str) -> None:
    outsiders = [
        UserFactory(),
        UserFactory(in_groups=["Personnel"]),
        make.representative(parties.partner),
        neighbour,  # their turn has not come
    ]
    assert {seen_by(user, review, name).status_code for user in outsiders} == {404}
    assert sends(outsiders[0], review, {"task": "1", "token": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["decision", "decision_text", "decision_sheet"])
def test_who_has_to_do_with_it_sees_it(
    review: Review, parties: Stage, author: User, neighbour: User, name: str
) -> None:
    make.decides(parties.lawyer, review)
    people = [author, parties.lawyer, neighbour, UserFactory(is_superuser=True)]
    assert {seen_by(user, review, name).status_code for user in people} == {200}


def test_the_page_is_kept_by_nobody(review: Review, parties: Stage) -> None:
    response = seen_by(parties.lawyer, review)
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Robots-Tag"] == "noindex"


def test_it_says_what_changes_and_why_a_party_is_asked(review: Review, parties: Stage, neighbour: User) -> None:
    make.decides(parties.lawyer, review)
    page = text_of(seen_by(neighbour, review))
    assert "On vous demande de décider pour : Secrétariat (par intérim)" in page
    assert "Change, et elle le partage : « Tenir un registre central. »" in page
    assert "supprimé : le" in page
    assert "ajouté : un" in page


def test_a_decision_is_recorded_and_confirmed(review: Review, parties: Stage) -> None:
    form = form_of(parties.lawyer, review, choice="agree")
    response = sends(parties.lawyer, review, form)
    assert response.status_code == 303
    client = Client()
    client.force_login(parties.lawyer)
    page = text_of(client.get(response["Location"]))
    assert "Votre décision est enregistrée." in page
    assert "L’examen continue" in page


def test_a_double_click_is_recorded_once_and_confirmed_twice(review: Review, parties: Stage) -> None:
    form = form_of(parties.lawyer, review, choice="agree")
    first, second = sends(parties.lawyer, review, form), sends(parties.lawyer, review, form)
    assert first["Location"] == second["Location"]
    assert Verdict.objects.count() == 1


def test_a_text_that_changed_meanwhile_is_read_again_with_what_was_typed(
    review: Review, parties: Stage, author: User
) -> None:
    form = form_of(parties.lawyer, review, choice="reserve", text="Mes réserves.")
    make.drafted(parties.unit, by=author, responsibilities=with_words(parties, "Tenir deux registres."))
    response = sends(parties.lawyer, review, form)
    page = text_of(response)
    assert response.status_code == 409
    assert "Le texte a changé depuis que vous l’avez ouvert" in page
    assert "Changé depuis que vous avez ouvert la page : Attribution : « Tenir deux registres. »" in page
    assert "Mes réserves." in page
    assert 'value="reserve" checked' in response.content.decode()
    assert not Verdict.objects.exists()


def test_who_comes_second_is_told_by_whom_it_was_decided(review: Review, parties: Stage) -> None:
    colleague = make.lawyer(first_name="Anne", last_name="Seconde")
    form = form_of(colleague, review, choice="refuse", text="Il manque la base légale.")
    make.decides(parties.lawyer, review, "changes")
    response = sends(colleague, review, form)
    page = text_of(response)
    assert response.status_code == 409
    assert "Rose Jean a décidé entre-temps" in page
    assert "Il manque la base légale." in page
    assert Verdict.objects.count() == 1


def test_an_answer_that_needs_words_says_which_field_lacks_them(review: Review, parties: Stage) -> None:
    response = sends(parties.lawyer, review, form_of(parties.lawyer, review, choice="changes"))
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()
    assert 'value="changes" checked' in response.content.decode()
    nothing = sends(parties.lawyer, review, form_of(parties.lawyer, review, text="Des mots\0."))
    assert nothing.status_code == 422
    assert "Choisissez une des réponses proposées." in text_of(nothing)
    assert "Des mots." in text_of(nothing)


def test_words_that_are_too_long_are_given_back(review: Review, parties: Stage) -> None:
    form = form_of(parties.lawyer, review, choice="refuse", text="non " * 1500)
    response = sends(parties.lawyer, review, form)
    assert response.status_code == 422
    assert "Écrivez au plus 4000 caractères" in text_of(response)


def test_an_author_is_told_that_others_decide(review: Review, parties: Stage) -> None:
    form = form_of(parties.lawyer, review, choice="agree")
    make.drafted(parties.unit, by=parties.lawyer)
    assert "Vous avez écrit à ce texte" in text_of(seen_by(parties.lawyer, review))
    assert sends(parties.lawyer, review, form).status_code == 403


def test_who_may_see_but_not_decide_is_refused(review: Review, parties: Stage) -> None:
    form = form_of(parties.lawyer, review, choice="agree")
    assert sends(UserFactory(is_superuser=True), review, form).status_code == 403
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("wrong", [{"task": "x"}, {"party": "x"}, {"after": "-1"}, {"task": "9" * 30}])
def test_what_no_form_of_ours_sends_is_not_found(review: Review, parties: Stage, wrong: dict[str, str]) -> None:
    form = form_of(parties.lawyer, review, choice="agree") | wrong
    assert sends(parties.lawyer, review, form).status_code == 404


def test_what_changed_since_the_last_answer_is_named(structure: Stage, neighbour_alone: User) -> None:
    make.workflow(make.parties_approval(), over=structure.office)
    rows = with_words(structure, CHANGED)
    rows[1]["value"]["text"] = "Accueillir et orienter."  # the partner is waited for
    review = make.submitted(structure.unit, responsibilities=rows)
    make.decides(neighbour_alone, review, "reserve", party=structure.neighbour)
    rows[0]["value"]["text"] = "Tenir trois registres."
    make.drafted(structure.unit, responsibilities=rows)
    page = text_of(seen_by(neighbour_alone, review))
    assert "On vous demande à nouveau." in page
    assert "Changé depuis : Attribution : « Tenir trois registres. »" in page


def test_the_last_agreement_publishes_and_says_so(review: Review, parties: Stage, neighbour: User) -> None:
    make.decides(parties.lawyer, review)
    response = sends(neighbour, review, form_of(neighbour, review, choice="reserve", text="Avec un budget."))
    client = Client()
    client.force_login(neighbour)
    page = text_of(client.get(response["Location"]))
    assert "le texte est publié" in page
    assert "Édition n° 2" in page
    assert open_review(parties.unit.translation_key, "fr") is None


def test_the_whole_draft_is_read_with_the_template_of_its_edition(review: Review, parties: Stage) -> None:
    response = seen_by(parties.lawyer, review, "decision_text")
    page = text_of(response)
    assert "Aperçu." in page
    assert CHANGED in page
    assert "Archiver." in page
    assert "no-store" in response["Cache-Control"]


def test_a_dated_address_leads_to_today(review: Review, parties: Stage) -> None:
    client = Client()
    client.force_login(parties.lawyer)
    dated = client.get(f"/@2026-01-01{url_of(review)}")
    assert dated.status_code in (302, 404)
    assert dated.get("Location", url_of(review)) == url_of(review)
