"""Requests on the desk: the queue, who may see it, what is done about each."""

from __future__ import annotations

from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Page

from org.models import OrganisationPage, UnitPage
from portal.corrections import services
from portal.corrections.models import CorrectionRequest, State
from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.services import set_audience
from portal.home.models import HomePage
from tests import factories as make

from .conftest import DUTY, TYPED, soup

Reported = Callable[..., CorrectionRequest]
EMAIL = "lectrice@exemple.org"


def queue(client: Client, **asked: str) -> list[list[str]]:
    found = soup(client.get(reverse("corrections:index"), asked))
    return [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in found.select("tbody tr")]


def texts(client: Client, **asked: str) -> list[str]:
    return [row[0] for row in queue(client, **asked)]


def url(request: CorrectionRequest) -> str:
    return reverse("corrections:edit", args=[request.pk])


def answer(client: Client, request: CorrectionRequest, state: State, answer: str = "", seen: int = 0) -> Any:
    return client.post(url(request), {"next_state": state.value, "answer": answer, "seen": seen}, follow=True)


# The queue


def test_what_waits_comes_first_the_oldest_before(editor: Client, reported: Reported) -> None:
    reported(wrong="hier", days_ago=1)
    services.set_state(request=reported(wrong="close", days_ago=9), state=State.REFUSED, by="Marie", answer="Non.")
    reported(wrong="la semaine passée", days_ago=7)
    rows = queue(editor)
    assert [row[0] for row in rows] == ["la semaine passée", "hier", "close"]
    assert rows[0][1:] == ["Direction des Finances", "nouvelle", "1 semaine"]


def test_it_is_filtered_by_state_organisation_and_unit(
    editor: Client, organisation: OrganisationPage, unit: UnitPage, reported: Reported
) -> None:
    other = make.OrganisationPageFactory(title="OIM", acronym="", slug="oim")
    elsewhere = make.UnitPageFactory(parent=other, title="Bureau", slug="bureau")
    reported(wrong="aux finances")
    services.set_state(request=reported(wrong="au bureau", page=elsewhere, anchor=""), state=State.IN_PROGRESS, by="M")
    services.set_state(request=reported(wrong="close"), state=State.ANSWERED, by="M", answer="Corrigé.")

    assert texts(editor, state="waiting") == ["aux finances", "au bureau"]
    assert texts(editor, state="in_progress") == ["au bureau"]
    assert texts(editor, organisation=str(organisation.translation_key)) == ["aux finances", "close"]
    assert texts(editor, organisation=str(other.translation_key)) == ["au bureau"]
    assert texts(editor, text=str(unit.translation_key)) == ["aux finances", "close"]
    assert texts(editor, q="FINANC") == ["aux finances", "close"]


def test_the_menu_says_how_many_wait(editor: Client, lawyer: Client, reported: Reported) -> None:
    home = reverse("wagtailadmin_home")
    assert "Corrections (" not in editor.get(home).content.decode()
    reported()
    services.set_state(request=reported(wrong="Autre chose."), state=State.ANSWERED, by="M", answer="Corrigé.")
    assert "Corrections (1)" in editor.get(home).content.decode()
    assert reverse("corrections:index") not in lawyer.get(home).content.decode()


def test_the_queue_costs_the_same_whatever_is_in_it(
    editor: Client, reported: Reported, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        reported(wrong=f"faute {number}")
    with django_assert_max_num_queries(16):
        editor.get(reverse("corrections:index"))


def test_requests_are_for_editors(client: Client, lawyer: Client, reported: Reported) -> None:
    request = reported()
    for who in (client, lawyer):
        for address in (reverse("corrections:index"), url(request)):
            response = who.get(address, follow=True)
            assert response.redirect_chain
            assert TYPED["wrong"] not in response.content.decode()


def test_a_request_on_what_the_editor_may_not_read_is_not_shown(
    portal: HomePage, unit: UnitPage, reported: Reported
) -> None:
    from django.contrib.auth.models import Permission

    outsider = make.UserFactory()
    codes = ("access_admin", "change_correctionrequest", "view_correctionrequest")
    outsider.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client = Client()
    client.force_login(outsider)
    request = reported()
    assert texts(client) == [TYPED["wrong"]]
    set_audience(work=Work.objects.get(key=unit.translation_key), audience=Audience.STAFF)
    assert texts(client) == []
    assert client.get(url(request), follow=True).status_code == 404
    assert "Corrections (" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_nobody_adds_or_deletes_requests(editor: Client, reported: Reported) -> None:
    reported()
    assert editor.get(reverse("corrections:add"), follow=True).redirect_chain
    delete = reverse("corrections:delete", args=[CorrectionRequest.objects.get().pk])
    assert editor.get(delete, follow=True).redirect_chain


# One request


def test_it_says_what_the_reader_said_and_what_the_passage_says_now(
    editor: Client, unit: UnitPage, reported: Reported
) -> None:
    request = reported(email=EMAIL)
    words = soup(editor.get(url(request))).main.get_text(" ")
    for said in (TYPED["wrong"], TYPED["right"], DUTY, "Inchangé.", "Édition n° 1", EMAIL, "EMAIL_URL"):
        assert said in words

    unit.responsibilities[0].value["text"] = "Préparer le budget."
    unit.save_revision().publish()
    shown = [quote.get_text() for quote in soup(editor.get(url(request))).select("blockquote")]
    assert shown == [DUTY, "Préparer le budget."]

    del unit.responsibilities[0]
    unit.save_revision().publish()
    assert "n’est plus dans le texte en vigueur" in soup(editor.get(url(request))).main.get_text()

    unit.unpublish()
    assert "Le texte n’est plus en vigueur." in soup(editor.get(url(request))).main.get_text()


def test_it_leads_to_the_row_in_the_draft(editor: Client, unit: UnitPage, duty: str, reported: Reported) -> None:
    button = soup(editor.get(url(reported()))).find("a", string=lambda text: text and "Ouvrir le brouillon" in text)
    link = button or soup(editor.get(url(reported()))).select_one(f"a[href$='{duty}']")
    assert link["href"] == reverse("wagtailadmin_pages:edit", args=[unit.pk]) + f"#:w:contentpath={duty}"


def test_a_text_without_a_page_is_said(editor: Client, unit: UnitPage, reported: Reported) -> None:
    request = reported()
    Page.objects.filter(pk=unit.pk).update(translation_key="00000000-0000-0000-0000-000000000009")
    words = soup(editor.get(url(request))).main.get_text(" ")
    assert "n’a plus de page" in words
    assert "Ouvrir le brouillon" not in words


def test_whoever_may_not_edit_the_page_is_told(portal: HomePage, reported: Reported) -> None:
    from django.contrib.auth.models import Permission

    helper = make.UserFactory()
    codes = ("access_admin", "change_correctionrequest", "view_correctionrequest")
    helper.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client = Client()
    client.force_login(helper)
    assert "Vous ne pouvez pas modifier cette page" in soup(client.get(url(reported()))).main.get_text()


def test_states_are_kept_with_who_and_when(editor: Client, reported: Reported) -> None:
    request = reported()
    answer(editor, request, State.IN_PROGRESS)
    page = soup(answer(editor, request, State.ANSWERED, "Corrigé dans l’édition n° 2.", seen=1))
    request.refresh_from_db()
    assert request.state == State.ANSWERED
    assert request.closed_at
    assert [(change.state, change.by) for change in request.changes.all()] == [
        ("in_progress", "Marie Plume"),
        ("answered", "Marie Plume"),
    ]
    assert "Corrigé dans l’édition n° 2." in page.main.get_text()

    answer(editor, request, State.IN_PROGRESS, seen=2)
    request.refresh_from_db()
    assert request.closed_at is None


@pytest.mark.parametrize("state", [State.ANSWERED, State.REFUSED])
def test_closing_takes_words(editor: Client, reported: Reported, state: State) -> None:
    request = reported()
    assert "Dites ce qui a été corrigé" in soup(answer(editor, request, state)).get_text()
    request.refresh_from_db()
    assert request.state == State.NEW


def test_whoever_comes_second_is_told(editor: Client, reported: Reported) -> None:
    request = reported()
    services.set_state(request=request, state=State.REFUSED, by="Jean", answer="Non.")
    page = soup(answer(editor, request, State.ANSWERED, "Oui.", seen=0))
    assert "entre-temps" in page.get_text()
    request.refresh_from_db()
    assert request.state == State.REFUSED


# The answer


def test_the_answer_is_sent_in_the_language_of_the_reader(
    editor: Client, reported: Reported, settings: Settings
) -> None:
    settings.EMAIL_IS_SET_UP = True
    request = reported(email=EMAIL)
    page = soup(answer(editor, request, State.ANSWERED, "C’est corrigé : merci."))
    (sent,) = mail.outbox
    assert sent.to == [EMAIL]
    assert sent.subject == "Votre signalement sur « Direction des Finances »"
    assert "C’est corrigé : merci." in sent.body
    assert TYPED["wrong"] in sent.body
    assert "a été envoyée au lecteur" in page.get_text()
    request.refresh_from_db()
    assert request.answer_sent_at


def test_without_e_mail_the_page_says_so_and_keeps_the_answer(editor: Client, reported: Reported) -> None:
    page = soup(answer(editor, reported(email=EMAIL), State.ANSWERED, "Corrigé."))
    assert mail.outbox == []
    assert "pas pu être envoyée" in page.get_text()
    assert "Corrigé." in page.main.get_text()


def test_a_server_that_fails_loses_no_answer(
    editor: Client, reported: Reported, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> None:
        raise SMTPException("on purpose")

    settings.EMAIL_IS_SET_UP = True
    monkeypatch.setattr(services, "send_mail", fail)
    request = reported(email=EMAIL)
    assert "pas pu être envoyée" in soup(answer(editor, request, State.ANSWERED, "Corrigé.")).get_text()
    request.refresh_from_db()
    assert (request.state, request.answer_sent_at) == (State.ANSWERED, None)


def test_a_reader_without_e_mail_gets_none(editor: Client, reported: Reported, settings: Settings) -> None:
    settings.EMAIL_IS_SET_UP = True
    request = reported()
    assert "n’a pas laissé de courriel" in soup(editor.get(url(request))).main.get_text()
    answer(editor, request, State.ANSWERED, "Corrigé.")
    assert mail.outbox == []
