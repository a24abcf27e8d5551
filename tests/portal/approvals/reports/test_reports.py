"""What is going on, who is waited for and how late; how long approvals take."""

from __future__ import annotations

import csv
import datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from portal.approvals.models import Approval, Request, Review
from portal.approvals.reports.durations import durations_of
from portal.approvals.workdays import calendar
from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.services import set_audience
from tests.clock import Clock
from tests.factories import approvals as make
from tests.factories.people import UserFactory

from ..conftest import Stage

pytestmark = pytest.mark.django_db

CURRENT, TIMES = "current_approvals:index", "approval_times:index"


@pytest.fixture
def desk(client: Client, parties: Stage) -> Client:
    """Legal's own desk."""
    client.force_login(parties.lawyer)
    return client


@pytest.fixture
def review(parties: Stage) -> Review:
    """A change that two parties are asked about, once legal has agreed."""
    eve = UserFactory(first_name="Ève", last_name="Paul", email="eve@onm.example")
    make.representative(parties.neighbour, user=eve)
    make.representative(parties.partner, user=UserFactory(first_name="Jean", last_name="Pierre"))
    rows = parties.unit.responsibilities.get_prep_value()
    for number in (0, 1):
        rows[number]["value"]["text"] += " Et dire qui."
    return make.submitted(parties.unit, by=UserFactory(first_name="Luc", last_name="Noël"), responsibilities=rows)


def shown(desk: Client, name: str = CURRENT, **asked: str) -> str:
    return str(desk.get(reverse(name), asked).content.decode())


def lines(desk: Client, name: str = CURRENT, **asked: str) -> list[str]:
    answer = desk.get(reverse(name), {**asked, "export": "csv"})
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]


def many(work: Work, like: Request, count: int) -> None:
    """Put `count` more texts under review, as one is."""
    fields = {"position": 0, "desk_path": "", "opened_at": timezone.now(), "page": 0, "language": "fr"}
    for number in range(count):
        other = Work.objects.create(key=f"0b0b0b0b-0000-4000-8000-{number:012}", kind=work.kind, source_language="fr")
        held = Review.objects.create(work=other, title=f"Texte {number}", opened_by="", **fields)
        due = timezone.localdate()
        Request.objects.create(review=held, task=like.task, party=like.party, asked_at=timezone.now(), due_on=due)


def test_who_is_waited_for_is_listed_with_the_step_and_the_days(
    desk: Client, parties: Stage, review: Review, today: Clock
) -> None:
    text = shown(desk)
    assert "Examen juridique" in text
    assert "Rose Jean (sans courriel)" in text
    assert f'href="/fr/decisions/{review.pk}/"' in text
    make.decides(parties.lawyer, review)
    due = review.requests.get(party=parties.neighbour.translation_key).due_on
    today(calendar().after(due, 2))
    desk.force_login(parties.lawyer)
    head, *rows = lines(desk)
    assert head.startswith("Texte,Langue,Étape,On attend,Qui peut décider,Depuis le,Jusqu’au,Retard")
    assert {tuple(row.split(",")[3:5]) for row in rows} == {
        ("Secrétariat", "Ève Paul"),
        ("Ministère", "Jean Pierre (sans courriel)"),
    }
    assert all(row.split(",")[7] == "2" for row in rows)


def test_after_a_refusal_the_author_is_waited_for(desk: Client, parties: Stage, review: Review) -> None:
    make.decides(parties.lawyer, review, "changes")
    (row,) = lines(desk)[1:]
    assert row.split(",")[3:5] == ["L’auteur du texte", "Luc Noël (sans courriel)"]


def test_it_is_filtered_by_step_party_language_and_lateness(
    desk: Client, parties: Stage, review: Review, today: Clock
) -> None:
    make.decides(parties.lawyer, review)
    step = review.requests.get(party=parties.partner.translation_key)
    assert len(lines(desk, party=str(step.party_id))) == 2
    assert len(lines(desk, task=str(step.task_id))) == 3
    assert len(lines(desk, language="ht")) == 1
    assert len(lines(desk, late="late")) == 1
    today(step.due_on + datetime.timedelta(days=1))
    desk.force_login(parties.lawyer)
    assert len(lines(desk, late="late")) == 3
    assert "Secrétariat" in shown(desk, late="late")


def test_a_text_that_a_person_may_not_read_is_not_listed(desk: Client, parties: Stage, review: Review) -> None:
    set_audience(work=review.work, audience=Audience.STAFF)
    assert len(lines(desk)) == 2
    for group in parties.lawyer.groups.all():
        group.permissions.remove(*group.permissions.filter(codename="read_as_staff"))
    assert len(lines(desk)) == 1


def test_only_those_who_follow_approvals_see_reports(client: Client, parties: Stage) -> None:
    client.force_login(UserFactory(in_groups=["Rédaction"]))
    for name in (CURRENT, TIMES):
        assert client.get(reverse(name)).status_code in (302, 403)
    assert "approbations-en-cours" not in client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("format", ["", "csv", "xlsx"])
def test_thirty_rows_ask_no_more_than_three(desk: Client, parties: Stage, review: Review, format: str) -> None:
    make.decides(parties.lawyer, review)
    asked = review.requests.filter(party=parties.partner.translation_key).get()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            answer = desk.get(reverse(CURRENT), {"export": format} if format else {})
            b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        return len(captured)

    many(review.work, asked, 1)
    queries()
    few = queries()
    Review.objects.filter(title__startswith="Texte ").delete()
    Work.objects.filter(pk__startswith="0b0b0b0b").delete()
    many(review.work, asked, 28)
    assert queries() <= few


def test_how_long_it_took_is_told_by_month_by_step_and_by_party(desk: Client, parties: Stage, review: Review) -> None:
    eve, jean = User.objects.get(first_name="Ève"), User.objects.get(first_name="Jean")
    make.decides(parties.lawyer, review)
    make.decides(eve, review, party=parties.neighbour)
    assert make.decides(jean, review, party=parties.partner).is_published
    ago = timezone.now() - datetime.timedelta(days=10)
    Review.objects.update(opened_at=ago)
    Request.objects.filter(party=parties.partner.translation_key).update(asked_at=ago)
    head, month, *others = lines(desk, TIMES)
    assert head.startswith("Ce qui est mesuré,Pour,Nombre")
    assert month.split(",")[2:] == ["1", "10.0", "10.0", "1.0", "0"]
    told = {(measure, name): numbers[:2] for measure, name, *numbers in csv.reader(others)}
    assert told["Réponse, par étape", "Accord des parties"] == ["2", "5.0"]
    assert told["Réponse, par partie", "Ministère"] == ["1", "10.0"]
    assert "Délais d’approbation" in shown(desk, TIMES, year=str(timezone.localdate().year))


def test_rounds_and_emergencies_are_counted(parties: Stage, review: Review) -> None:
    make.decides(parties.lawyer, review, "changes")
    make.drafted(parties.unit, title="Direction du registre")
    WorkflowState.objects.get(pk=review.workflow_state_id).resume(None)
    make.decides(parties.lawyer, review)
    Review.objects.update(closed_at=timezone.now(), outcome="published")
    month, *_others = durations_of(Review.objects.all(), Approval.objects.all())
    assert (month.count, month.rounds, month.emergencies) == (1, 2.0, 0)


def test_nothing_ended_is_nothing_to_tell(desk: Client) -> None:
    assert len(lines(desk, TIMES)) == 1
    assert durations_of(Review.objects.none(), Approval.objects.none()) == []


def test_durations_ask_as_many_queries_for_thirty_reviews(parties: Stage, review: Review) -> None:
    asked = review.requests.filter(party=None).get()

    def queries() -> int:
        Review.objects.update(closed_at=timezone.now(), outcome="published")
        with CaptureQueriesContext(connection) as captured:
            durations_of(Review.objects.all(), Approval.objects.all())
        return len(captured)

    few = queries()
    many(review.work, asked, 29)
    assert queries() <= few <= 8
