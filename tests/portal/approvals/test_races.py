"""Several people decide, edit and click at the same moment: one clear outcome each, nothing doubled."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils.translation import override
from wagtail.models import WorkflowState

from org.models import UnitPage
from portal.approvals.deciding import Decision, DecisionRefused, decide
from portal.approvals.models import Approval, Choice, Review, Verdict
from portal.approvals.reviewing import standing_now
from portal.editions.models import Edition
from portal.home.models import HomePage
from tests.factories import approvals as make

from .conftest import Stage, structure_of_a_stage

pytestmark = pytest.mark.django_db(transaction=True)

Doing = Callable[[], str]


@pytest.fixture
def structure(transactional_db: None, portal: HomePage) -> Stage:
    """The pages, for tests that commit."""
    return structure_of_a_stage()


def at_once(*doings: Doing) -> list[str]:
    """Do all of them at the same moment, each in a thread of its own; return what came of each."""
    start = Barrier(len(doings))

    def run(doing: Doing) -> str:
        start.wait()
        try:
            with override("fr"):
                return doing()
        except DecisionRefused as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as threads:
        return list(threads.map(run, doings))


def deciding(review: Review, by: User, party: Any = None, choice: str = Choice.AGREE, text: str = "") -> Doing:
    """Return a decision on the text as it is now, to be sent later."""
    standing = standing_now(review)
    step = next(s for s in standing.steps if any(each.demand.party == party for each in s.answers))
    sent = Decision(step.task.pk, party, choice, standing.submission.token, text=text)

    def send() -> str:
        result = decide(review=review, decision=sent, by=by)
        return f"published={result.is_published}"

    return send


def of_the_unit(stage: Stage) -> int:
    return Edition.objects.filter(work=stage.unit.translation_key).count()


def test_of_two_members_of_a_group_one_decides(legal: Stage) -> None:
    review = make.submitted(legal.unit, title="Autre nom")
    outcomes = at_once(deciding(review, legal.lawyer), deciding(review, make.lawyer()))
    assert sorted(outcomes) == ["DecidedMeanwhile", "published=True"]
    assert (Verdict.objects.count(), Approval.objects.count(), of_the_unit(legal)) == (1, 1, 2)


def test_a_decision_sent_twice_counts_once(legal: Stage) -> None:
    review = make.submitted(legal.unit, title="Autre nom")
    send = deciding(review, legal.lawyer)
    outcomes = at_once(send, send, send)
    assert "published=True" in outcomes
    assert (Verdict.objects.count(), Approval.objects.count(), of_the_unit(legal)) == (1, 1, 2)


def test_a_decision_and_an_edit_leave_only_what_was_decided_on(legal: Stage) -> None:
    review = make.submitted(legal.unit, title="Autre nom")

    def edit() -> str:
        make.drafted(UnitPage.objects.get(pk=legal.unit.pk).get_latest_revision_as_object(), title="Nom glissé")
        return "edited"

    outcomes = at_once(deciding(review, legal.lawyer), edit)
    assert outcomes[1] == "edited"
    assert legal.text_of() in ("Direction", "Autre nom")
    assert all(approval.record["seal"] == approval.edition.seal for approval in Approval.objects.all())
    assert UnitPage.objects.get(pk=legal.unit.pk).get_latest_revision_as_object().title == "Nom glissé"


def test_of_the_last_two_parties_one_publishes_and_nothing_is_doubled(parties: Stage) -> None:
    people = {page.translation_key: make.representative(page) for page in (parties.neighbour, parties.partner)}
    rows = parties.unit.responsibilities.get_prep_value()
    rows[0]["value"]["text"], rows[1]["value"]["text"] = "Tenir un registre central.", "Accueillir et orienter."
    review = make.submitted(parties.unit, responsibilities=rows)
    make.decides(parties.lawyer, review)
    at_once(*(deciding(review, user, party=key) for key, user in people.items()))
    assert (Verdict.objects.count(), Approval.objects.count(), of_the_unit(parties)) == (3, 1, 2)
    assert [state.status for state in WorkflowState.objects.all()] == [WorkflowState.STATUS_APPROVED]
    numbers = list(Verdict.objects.order_by("number").values_list("number", flat=True))
    assert numbers == [1, 2, 3]


def test_a_decision_whose_answer_was_lost_is_carried_on_when_it_is_sent_again(
    legal: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = make.submitted(legal.unit, title="Autre nom")
    send = deciding(review, legal.lawyer)

    def lost(**terms: Any) -> bool:
        raise ConnectionError

    with monkeypatch.context() as patch, pytest.raises(ConnectionError):
        patch.setattr("portal.approvals.deciding.carry_on", lost)
        send()
    assert (Verdict.objects.count(), of_the_unit(legal)) == (1, 1)
    assert send() == "published=True"
    assert (Verdict.objects.count(), of_the_unit(legal)) == (1, 2)
