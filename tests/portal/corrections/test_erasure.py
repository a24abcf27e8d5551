"""An e-mail is kept no longer than the form says."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from portal.corrections.models import CorrectionRequest, State
from portal.corrections.services import erase_old_addresses, erase_old_texts, set_state

EMAIL = "lectrice@exemple.org"
Reported = Callable[..., CorrectionRequest]


def answered(request: CorrectionRequest, days_ago: float, state: State = State.ANSWERED) -> CorrectionRequest:
    set_state(request=request, state=state, by="Marie", answer="Corrigé.")
    closed = timezone.now() - datetime.timedelta(days=days_ago)
    CorrectionRequest.objects.filter(pk=request.pk).update(closed_at=closed)
    return request


@pytest.mark.parametrize("state", [State.ANSWERED, State.REFUSED])
def test_it_is_erased_some_time_after_the_answer(reported: Reported, state: State) -> None:
    kept = answered(reported(email=EMAIL, days_ago=100), 89, state)
    erased = answered(reported(email=EMAIL, days_ago=100), 91, state)

    assert erase_old_addresses() == 1
    kept.refresh_from_db()
    erased.refresh_from_db()
    assert (kept.email, kept.email_erased_at) == (EMAIL, None)
    assert erased.email == ""
    assert erased.email_erased_at
    assert erased.wrong


def test_it_is_erased_without_an_answer_too(reported: Reported) -> None:
    reported(email=EMAIL, days_ago=179)
    reported(email=EMAIL, days_ago=181)
    assert erase_old_addresses() == 1
    assert erase_old_addresses() == 0


def test_a_request_opened_again_does_not_keep_it_longer(reported: Reported) -> None:
    request = answered(reported(email=EMAIL, days_ago=181), 1)
    set_state(request=request, state=State.IN_PROGRESS, by="Marie")
    assert erase_old_addresses() == 1


def test_the_time_is_a_setting(reported: Reported, settings: Settings) -> None:
    settings.CORRECTIONS_EMAIL_DAYS = 7
    answered(reported(email=EMAIL, days_ago=10), 8)
    assert erase_old_addresses() == 1


def test_a_command_does_it(reported: Reported) -> None:
    reported(email=EMAIL, days_ago=800)
    told = StringIO()
    call_command("erase_old_requests", stdout=told)
    assert told.getvalue().splitlines() == ["1 courriel effacé.", "1 texte effacé."]


def test_what_was_written_is_erased_later(reported: Reported, editor: Client) -> None:
    kept, erased = answered(reported(days_ago=400), 364), answered(reported(days_ago=400), 366)
    reported(days_ago=731)

    assert erase_old_texts() == 2
    assert erase_old_texts() == 0
    kept.refresh_from_db()
    erased.refresh_from_db()
    assert kept.wrong
    assert kept.changes.get().answer == "Corrigé."
    assert (erased.wrong, erased.right, erased.state) == ("", "", State.ANSWERED)
    assert [(change.by, change.answer) for change in erased.changes.all()] == [("Marie", "")]
    assert "Texte effacé" in editor.get(reverse("corrections:index")).content.decode()
    assert "ont été effacés le" in editor.get(reverse("corrections:edit", args=[erased.pk])).content.decode()
