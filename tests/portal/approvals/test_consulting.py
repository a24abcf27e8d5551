"""Legal adds a party or leaves one out, by name and with a reason."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from portal.approvals.consulting import add_party, leave_out_party
from portal.approvals.deciding import DecidedMeanwhile, Incomplete, NotEntitled
from portal.approvals.models import Exemption, Invitation, Request, Review
from tests.factories import approvals as make
from tests.factories.people import UserFactory

from .conftest import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(parties: Stage) -> Review:
    """A change of a duty that the neighbour shares; the partner is represented, and not touched."""
    make.representative(parties.partner)
    make.representative(parties.neighbour)
    rows = parties.unit.responsibilities.get_prep_value()
    rows[0]["value"]["text"] = "Tenir un registre central."
    return make.submitted(parties.unit, responsibilities=rows)


def states(review: Review) -> dict[str, str]:
    """Return how each party stands, by key."""
    rows = Request.objects.filter(review=review).exclude(party=None)
    return {str(party): state for party, state in rows.values_list("party", "state")}


def test_a_party_that_is_added_is_asked(review: Review, parties: Stage) -> None:
    key = parties.partner.translation_key
    add_party(review=review, party=key, mandatory=True, reason=" Elle paie. ", by=parties.lawyer)
    assert states(review)[str(key)] == "waiting"
    assert Invitation.objects.get().reason == "Elle paie."
    with pytest.raises(Incomplete):
        add_party(review=review, party=key, mandatory=True, reason="Encore.", by=parties.lawyer)


def test_a_party_that_is_left_out_is_asked_no_more(review: Review, parties: Stage) -> None:
    key = parties.neighbour.translation_key
    leave_out_party(review=review, party=key, reason="Déjà consultée.", by=parties.lawyer)
    assert states(review)[str(key)] == "left_out"
    with pytest.raises(Incomplete):
        add_party(review=review, party=key, mandatory=True, reason="Si.", by=parties.lawyer)


def test_only_legal_decides_who_is_consulted(review: Review, parties: Stage) -> None:
    words = {"review": review, "reason": "Pour une raison."}
    for user in (UserFactory(is_superuser=True), make.representative(parties.neighbour)):
        with pytest.raises(NotEntitled):
            add_party(party=parties.partner.translation_key, mandatory=True, by=user, **words)
        with pytest.raises(NotEntitled):
            leave_out_party(party=parties.neighbour.translation_key, by=user, **words)


def test_nobody_leaves_out_a_party_on_a_text_of_their_own(review: Review, parties: Stage) -> None:
    make.drafted(parties.unit, by=parties.lawyer)
    with pytest.raises(NotEntitled):
        leave_out_party(review=review, party=parties.neighbour.translation_key, reason="Non.", by=parties.lawyer)


def test_what_a_party_has_said_counts(review: Review, parties: Stage) -> None:
    key = parties.neighbour.translation_key
    make.decides(parties.lawyer, review)
    make.decides(make.representative(parties.neighbour), review, "refuse", party=parties.neighbour)
    with pytest.raises(DecidedMeanwhile):
        leave_out_party(review=review, party=key, reason="Elle refuse.", by=parties.lawyer)
    assert not Exemption.objects.exists()


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001])
def test_a_reason_is_needed(review: Review, parties: Stage, reason: str) -> None:
    with pytest.raises(Incomplete):
        leave_out_party(review=review, party=parties.neighbour.translation_key, reason=reason, by=parties.lawyer)


def test_whom_nobody_represents_is_not_added(review: Review, parties: Stage) -> None:
    with pytest.raises(Incomplete):
        add_party(review=review, party=uuid4(), mandatory=True, reason="Pour voir.", by=parties.lawyer)


def sends(user: User, review: Review, **form: str) -> tuple[int, str]:
    """Return status and page of a form sent by a person."""
    client = Client()
    client.force_login(user)
    response = client.post(reverse("decision_parties", args=[review.pk]), form)
    return response.status_code, response.content.decode()


def test_the_last_one_left_out_lets_the_text_go_on(review: Review, parties: Stage) -> None:
    make.decides(parties.lawyer, review)
    party = str(parties.neighbour.translation_key)
    status, page = sends(parties.lawyer, review, action="leave_out", party=party, reason="")
    assert status == 422
    assert "Dites pourquoi" in page
    status, _page = sends(parties.lawyer, review, action="leave_out", party=party, reason="Déjà consultée.")
    assert status == 303
    assert parties.editions() == 2


def test_others_do_not_learn_of_the_review(review: Review) -> None:
    assert sends(UserFactory(), review, action="add", party="", reason="")[0] == 404
