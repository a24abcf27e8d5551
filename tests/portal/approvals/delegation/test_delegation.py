"""A holder lets somebody else act for a party, for a time, on a plain page."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry

from portal.approvals.deciding import NotEntitled
from portal.approvals.models import Notice, Representation
from portal.approvals.people import register_identity
from tests.factories import approvals as make
from tests.factories.people import UserFactory

from ..conftest import Stage

pytestmark = pytest.mark.django_db

ONE_DAY = datetime.timedelta(days=1)


@pytest.fixture
def chief(structure: Stage) -> User:
    """Who holds the partner."""
    user = UserFactory(username="chef", first_name="Ève", last_name="Paul", email="eve@partenaire.example")
    return make.representative(structure.partner, user=user)


@pytest.fixture
def other() -> User:
    """Who is to act in their place."""
    return UserFactory(username="adjoint", first_name="Jean", last_name="Pierre", email="jean@partenaire.example")


@pytest.fixture
def page(client: Client, chief: User) -> Client:
    client.force_login(chief)
    return client


def sent(page: Client, stage: Stage, **fields: Any) -> Any:
    data = {"action": "delegate", "party": str(stage.partner.translation_key), "account": "adjoint", "act": ""}
    return page.post(reverse("delegate"), {**data, "last_day": _in(days=10), **fields}, follow=True)


def _in(days: int) -> str:
    return (timezone.localdate() + days * ONE_DAY).isoformat()


def test_a_holder_delegates_until_the_end_of_a_day(page: Client, structure: Stage, chief: User, other: User) -> None:
    answer = sent(page, structure, act="Lettre 12")
    made = Representation.objects.get(capacity="delegate")
    assert (made.user, made.party_id, made.act) == (other, structure.partner.translation_key, "Lettre 12")
    assert made.until == timezone.localdate() + 11 * ONE_DAY
    text = answer.content.decode()
    assert "Jean Pierre peut décider à votre place." in text
    assert "pour Ministère" in text
    assert [entry.user for entry in registry.get_logs_for_instance(made)] == [chief]
    assert reverse("delegate") in page.get(reverse("decisions")).content.decode()


def test_an_account_is_found_by_its_exact_address(page: Client, structure: Stage, other: User) -> None:
    sent(page, structure, account=" Jean@partenaire.example ")
    assert Representation.objects.get(capacity="delegate").user == other


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"account": "adj"}, "Aucun compte actif ne porte exactement ce nom"),
        ({"account": "jumeau@partenaire.example"}, "Aucun compte actif ne porte exactement ce nom"),
        ({"account": "chef"}, "Personne ne se délègue à soi-même"),
        ({"account": "", "last_day": ""}, "Écrivez à qui vous déléguez."),
        ({"last_day": _in(days=-1)}, "Ce jour est passé"),
        ({"last_day": _in(days=400)}, "Une délégation dure un an au plus"),
        ({"last_day": "9999-12-31"}, "Une délégation dure un an au plus"),
        ({"last_day": "demain"}, "Saisissez une date valide"),
        ({"party": "0b0b0b0b-0000-4000-8000-000000000000"}, "Sélectionnez un choix valide"),
        ({"party": "rien"}, "Sélectionnez un choix valide"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_stays_typed(
    page: Client, structure: Stage, other: User, fields: dict[str, str], words: str
) -> None:
    for name in ("un", "deux"):
        UserFactory(username=name, email="jumeau@partenaire.example")
    answer = sent(page, structure, act="Lettre 12", **fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'value="Lettre 12"' in answer.content.decode()
    assert not Representation.objects.filter(capacity="delegate").exists()


def test_nobody_delegates_to_their_other_account(
    page: Client, structure: Stage, chief: User, other: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.approvals.people._ways", [])
    register_identity(lambda user: "Ève" if user in (chief, other) else None)
    assert "Personne ne se délègue à soi-même" in sent(page, structure).content.decode()


def test_nobody_delegates_longer_than_they_hold(page: Client, structure: Stage, other: User) -> None:
    Representation.objects.update(until=timezone.localdate() + 5 * ONE_DAY)
    assert "Vous ne représentez plus cette partie" in sent(page, structure).content.decode()
    assert sent(page, structure, last_day=_in(days=4)).status_code == 200


def test_a_delegate_does_not_delegate(client: Client, structure: Stage, chief: User, other: User) -> None:
    make.representative(structure.neighbour, user=other, capacity="delegate", until=timezone.localdate() + 9 * ONE_DAY)
    client.force_login(other)
    assert client.get(reverse("delegate")).status_code == 403
    assert sent(client, structure, account="chef").status_code == 403
    assert reverse("delegate") not in client.get(reverse("decisions")).content.decode()


def test_nobody_delegates_a_party_of_others(page: Client, structure: Stage, other: User) -> None:
    make.representative(structure.neighbour)
    answer = sent(page, structure, party=str(structure.neighbour.translation_key))
    assert answer.status_code == 422


def test_the_same_twice_is_refused(page: Client, structure: Stage, other: User) -> None:
    sent(page, structure)
    assert "Cette personne représente déjà cette partie" in sent(page, structure).content.decode()


def test_it_ends_at_once(page: Client, structure: Stage, other: User) -> None:
    sent(page, structure)
    made = Representation.objects.get(capacity="delegate")
    Representation.objects.filter(pk=made.pk).update(starts=timezone.localdate() - ONE_DAY)
    answer = page.post(reverse("delegate"), {"action": "end", "delegation": made.pk}, follow=True)
    assert "Jean Pierre ne décide plus à votre place." in answer.content.decode()
    made.refresh_from_db()
    assert made.until == timezone.localdate()
    again = page.post(reverse("delegate"), {"action": "end", "delegation": made.pk}, follow=True)
    assert "Cette délégation est terminée" in again.content.decode()


def test_one_of_today_ends_today(page: Client, structure: Stage, other: User) -> None:
    sent(page, structure)
    made = Representation.objects.get(capacity="delegate")
    page.post(reverse("delegate"), {"action": "end", "delegation": made.pk})
    assert not Representation.objects.of(other).on(timezone.localdate()).exists()


def test_nobody_ends_what_others_delegated(page: Client, structure: Stage, other: User) -> None:
    until = timezone.localdate() + 9 * ONE_DAY
    make.representative(structure.neighbour, user=other, capacity="delegate", until=until)
    make.representative(structure.partner, user=UserFactory())
    for held in Representation.objects.filter(until=until) | Representation.objects.filter(until=None):
        page.post(reverse("delegate"), {"action": "end", "delegation": held.pk})
    assert Representation.objects.filter(user=other).get().until == until
    assert Representation.objects.filter(until=None).count() == 2


def test_who_has_not_signed_in_is_asked_to(client: Client, portal: object) -> None:
    assert client.get(reverse("delegate")).status_code == 302


def test_a_delegate_decides_and_is_told_what_waits(page: Client, parties: Stage, chief: User, other: User) -> None:
    rows = parties.unit.responsibilities.get_prep_value()
    rows[1]["value"]["text"] = "Accueillir et orienter."
    review = make.submitted(parties.unit, responsibilities=rows)
    make.decides(parties.lawyer, review)
    with pytest.raises(NotEntitled):
        make.decides(other, review, party=parties.partner)
    review.requests.update(told_at=timezone.now())
    sent(page, parties)
    assert [notice.account for notice in Notice.objects.all()] == [other]
    verdict = make.decides(other, review, party=parties.partner).verdict
    assert verdict.capacity == "delegate"
