"""Mails about approvals: to whom they matter, once, and without a word of the draft."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Page
from wagtail.users.models import UserProfile

from portal.approvals.models import Notice, Request, Review
from portal.approvals.notices import sending
from portal.approvals.notices.job import send_notices
from portal.approvals.signals import refused_by_the_gate
from portal.approvals.workdays import calendar
from portal.editions.audiences import Audience
from portal.editions.services import set_audience
from tests.clock import Clock
from tests.factories import approvals as make
from tests.factories.people import UserFactory

from .conftest import Stage

pytestmark = pytest.mark.django_db

SECRET = "Nom encore secret"


@pytest.fixture(autouse=True)
def _mail_is_set_up(settings: Settings) -> Iterator[None]:
    settings.EMAIL_IS_SET_UP = True
    settings.BASE_URL = "https://mandat.example"
    User.objects.filter(email="").update(email="personne@onm.example")
    yield


@pytest.fixture
def review(legal: Stage) -> Review:
    """A text that waits for legal, and was written an hour ago."""
    return _written(legal)


def _written(stage: Stage, **changes: Any) -> Review:
    author = UserFactory(email="auteur@onm.example", first_name="Ève", last_name="Paul")
    User.objects.filter(pk=stage.lawyer.pk).update(email="rose@onm.example")
    review = make.submitted(stage.unit, by=author, **(changes or {"title": SECRET}))
    _rested()
    return review


def _rested() -> None:
    Page.objects.update(latest_revision_created_at=timezone.now() - datetime.timedelta(hours=1))


def _sent() -> dict[str, str]:
    """Return what went by address, and forget it."""
    send_notices()
    found = {message.to[0]: f"{message.subject}\n{message.body}" for message in mail.outbox}
    assert len(found) == len(mail.outbox)
    mail.outbox.clear()
    return found


def test_who_is_asked_gets_one_mail_with_a_link(review: Review) -> None:
    told = _sent()
    assert set(told) == {"rose@onm.example"}
    assert f"https://mandat.example/fr/decisions/{review.pk}/" in told["rose@onm.example"]
    assert "Mandat : une décision vous attend" in told["rose@onm.example"]
    assert _sent() == {}


def test_a_mail_names_the_published_title_and_nothing_of_the_draft(review: Review) -> None:
    text = _sent()["rose@onm.example"]
    assert "- Direction\n" in text
    assert SECRET not in text
    assert "Direction" not in text.splitlines()[0]


def test_a_mail_names_no_text_that_is_not_public(review: Review) -> None:
    set_audience(work=review.work, audience=Audience.STAFF)
    text = _sent()["rose@onm.example"]
    assert f"Texte en examen n° {review.pk}" in text
    assert "Direction" not in text


def test_a_text_that_was_never_published_is_called_by_its_number(legal: Stage) -> None:
    from tests.factories.pages import UnitPageFactory

    new = UnitPageFactory(parent=legal.office, title=SECRET, slug="nouvelle", published=False)
    review = make.submitted(new, title=SECRET)
    User.objects.filter(pk=legal.lawyer.pk).update(email="rose@onm.example")
    _rested()
    text = _sent()["rose@onm.example"]
    assert SECRET not in text
    assert f"n° {review.pk}" in text


def test_the_mail_is_in_the_persons_language(review: Review, legal: Stage) -> None:
    UserProfile.objects.update_or_create(user=legal.lawyer, defaults={"preferred_language": "en"})
    assert f"/en/decisions/{review.pk}/" in _sent()["rose@onm.example"]


def test_nobody_is_asked_while_somebody_still_writes(legal: Stage) -> None:
    review = _written(legal)
    Page.objects.filter(pk=legal.unit.pk).update(latest_revision_created_at=timezone.now())
    assert _sent() == {}
    Request.objects.update(asked_at=timezone.now() - datetime.timedelta(hours=3))
    assert set(_sent()) == {"rose@onm.example"}
    assert review.requests.get().told_at


def test_an_author_is_not_asked_about_a_text_of_their_own(legal: Stage) -> None:
    make.submitted(legal.unit, by=legal.lawyer, title=SECRET)
    User.objects.filter(pk=legal.lawyer.pk).update(email="rose@onm.example")
    _rested()
    assert _sent() == {}


def test_what_was_decided_meanwhile_is_asked_of_nobody(legal: Stage, review: Review) -> None:
    from portal.approvals.notices.asking import note_requests

    assert note_requests(timezone.now()) == 1
    make.decides(legal.lawyer, review, "changes")
    assert "rose@onm.example" not in _sent()


def test_people_of_several_texts_get_one_mail(legal: Stage, review: Review) -> None:
    make.submitted(legal.neighbour, title="Autre nom secret")
    _rested()
    text = _sent()["rose@onm.example"]
    assert "Mandat : 2 décisions vous attendent" in text
    assert text.count("/fr/decisions/") == 3


def test_somebody_without_an_address_is_logged(legal: Stage, caplog: pytest.LogCaptureFixture) -> None:
    _written(legal)
    User.objects.filter(pk=legal.lawyer.pk).update(email="")
    assert _sent() == {}
    assert legal.lawyer.username in caplog.text
    assert not Request.objects.filter(told_at=None).exists()


def test_nothing_is_noted_where_no_mail_is_set_up(review: Review, settings: Settings) -> None:
    settings.EMAIL_IS_SET_UP = False
    assert _sent() == {}
    assert review.requests.get().told_at is None


def test_a_reminder_goes_some_working_days_before_the_end_and_once(review: Review, today: Clock) -> None:
    _sent()
    due = review.requests.get().due_on
    today(calendar().before(due, 3))
    assert _sent() == {}
    today(calendar().before(due, 2))
    assert "L’échéance approche" in _sent()["rose@onm.example"]
    today(due)
    assert _sent() == {}


def test_a_step_may_remind_nobody(review: Review, today: Clock) -> None:
    from portal.approvals.models import LegalReviewTask

    LegalReviewTask.objects.update(remind_before=0)
    _sent()
    today(review.requests.get().due_on)
    assert _sent() == {}


def test_who_is_late_is_told_to_legal_to_the_author_and_to_the_party(parties: Stage, today: Clock) -> None:
    make.representative(parties.neighbour, user=UserFactory(email="chef@onm.example"))
    make.representative(parties.neighbour, user=UserFactory(email="aide@onm.example"))
    rows = parties.unit.responsibilities.get_prep_value()
    rows[0]["value"]["text"] = "Tenir un registre central et secret."
    review = _written(parties, responsibilities=rows)
    make.decides(parties.lawyer, review)
    _rested()
    assert set(_sent()) == {"chef@onm.example", "aide@onm.example"}
    due = review.requests.get(party=parties.neighbour.translation_key).due_on
    today(calendar().after(due, 1))
    told = _sent()
    assert set(told) == {"chef@onm.example", "aide@onm.example", "rose@onm.example", "auteur@onm.example"}
    assert "Secrétariat : demandé le" in told["auteur@onm.example"]
    assert "1 jour ouvrable de retard" in told["auteur@onm.example"]
    assert "secret." not in told["auteur@onm.example"]
    assert _sent() == {}


@pytest.mark.parametrize(
    ("choice", "words"),
    [("changes", "Des changements sont demandés"), ("refuse", "Un refus a été donné")],
)
def test_authors_learn_what_is_asked_of_them(legal: Stage, review: Review, choice: str, words: str) -> None:
    make.decides(legal.lawyer, review, choice, text="Le mot secret est de trop.")
    told = _sent()
    assert set(told) == {"auteur@onm.example"}
    assert words in told["auteur@onm.example"]
    assert "Rose Jean" in told["auteur@onm.example"]
    assert "de trop" not in told["auteur@onm.example"]
    assert _sent() == {}


def test_wagtails_own_mails_stay_for_what_is_not_under_review(portal: Page) -> None:
    """They name the draft, and go out while a decision is being recorded."""
    from wagtail.models import GroupApprovalTask

    author, reader = UserFactory(email="auteur@onm.example"), UserFactory(email="chef@onm.example", is_superuser=True)
    flow = make.workflow(GroupApprovalTask.objects.create(name="Relecture"), over=portal)
    state = flow.start(portal, author)
    mail.outbox.clear()
    state.current_task_state.specific.reject(user=reader)
    assert [message.to for message in mail.outbox] == [["auteur@onm.example"]]


def test_authors_learn_of_reservations_and_of_the_publication(legal: Stage, review: Review) -> None:
    make.decides(legal.lawyer, review, "reserve")
    text = _sent()["auteur@onm.example"]
    assert "Un accord a été donné avec des réserves" in text
    assert "C’est publié" in text
    assert SECRET in text  # by now it is published


def test_authors_learn_that_the_gate_refused_once(review: Review) -> None:
    for _again in range(2):
        refused_by_the_gate.send(Review, review=review, reason="…")
    told = _sent()
    assert "n’a pas pu le publier" in told["auteur@onm.example"]


def test_old_news_is_no_news(legal: Stage, review: Review, today: Clock) -> None:
    make.decides(legal.lawyer, review, "changes")
    today(timezone.localdate() + datetime.timedelta(days=8))
    assert "auteur@onm.example" not in _sent()


def test_a_crash_between_sending_and_marking_repeats_one_mail_and_loses_none(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Crash(BaseException):
        """The machine stops."""

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _then_crash(Crash))
        with pytest.raises(Crash):
            send_notices()
    assert len(mail.outbox) == 1
    mail.outbox.clear()
    assert _sent() == {}  # another server may be sending it
    Notice.objects.update(due_at=timezone.now())
    assert set(_sent()) == {"rose@onm.example"}
    assert _sent() == {}


def _then_crash(crash: type[BaseException]) -> Callable[..., int]:
    send = EmailBackend.send_messages

    def send_and_crash(self: EmailBackend, messages: list[Any]) -> int:
        send(self, messages)
        raise crash

    return send_and_crash


def test_one_failing_address_does_not_stop_the_others(
    legal: Stage, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.lawyer(email="autre@onm.example")
    send = EmailBackend.send_messages

    def refuse(self: EmailBackend, messages: list[Any]) -> int:
        if messages[0].to == ["rose@onm.example"]:
            raise SMTPRecipientsRefused({})
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    assert set(_sent()) == {"autre@onm.example"}
    failed = Notice.objects.get(account=legal.lawyer)
    assert (failed.attempts, failed.sent_at) == (1, None)
    assert failed.due_at > timezone.now()
    Notice.objects.update(due_at=timezone.now())
    monkeypatch.setattr(EmailBackend, "send_messages", send)
    assert set(_sent()) == {"rose@onm.example"}


def test_an_address_that_always_fails_is_given_up(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: EmailBackend, messages: list[Any]) -> int:
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    for _attempt in range(10):
        Notice.objects.update(due_at=timezone.now())
        send_notices()
    assert [notice.attempts for notice in Notice.objects.given_up()] == [8]


def test_a_server_that_does_not_answer_counts_against_nobody(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(self: EmailBackend) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "open", silent)
        assert _sent() == {}
    assert Notice.objects.get().attempts == 0
    assert set(_sent()) == {"rose@onm.example"}


def test_another_server_that_sends_a_mail_already_is_left_to_it(review: Review) -> None:
    from portal.approvals.notices.asking import note_requests

    now = timezone.now()
    note_requests(now)
    assert len(sending._claim(Notice.objects.get().account_id, now)) == 1
    assert _sent() == {}


def test_a_quiet_moment_costs_a_few_queries(
    review: Review, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    send_notices()
    with django_assert_max_num_queries(14):
        assert send_notices() == 0
