"""A holder lets somebody else act for a party, for a time, on a plain page."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry

from portal.approvals.deciding import NotEntitled
from portal.approvals.models import DelegationOffer, Notice, Representation
from portal.approvals.notices.offers import tell_of_offers
from portal.approvals.offering import MOST_WAITING
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


def answered(user: User, answer: str = "accept") -> str:
    """Have a person answer what was offered last; return the page that they see next."""
    client = Client()
    client.force_login(user)
    offered = DelegationOffer.objects.order_by("pk").last()
    form = {"delegation": offered.pk if offered else 0, "answer": answer}
    return client.post(reverse("delegation_answer"), form, follow=True).content.decode()


def sent(page: Client, stage: Stage, **fields: Any) -> Any:
    data = {"action": "delegate", "party": str(stage.partner.translation_key), "account": "adjoint", "act": ""}
    return page.post(reverse("delegate"), {**data, "last_day": _in(days=10), **fields}, follow=True)


def _in(days: int) -> str:
    return (timezone.localdate() + days * ONE_DAY).isoformat()


def test_a_holder_delegates_until_the_end_of_a_day(page: Client, structure: Stage, chief: User, other: User) -> None:
    answer = sent(page, structure, act="Lettre 12")
    assert "La demande à « adjoint » est enregistrée" in answer.content.decode()
    assert "C’est accepté" in answered(other)
    made = Representation.objects.get(capacity="delegate")
    assert (made.user, made.party_id, made.act) == (other, structure.partner.translation_key, "Lettre 12")
    assert made.until == timezone.localdate() + 11 * ONE_DAY
    text = page.get(reverse("delegate")).content.decode()
    assert "Mettre fin à la délégation de Jean Pierre" in text
    assert "pour Ministère" in text
    assert "Retirer la demande" not in text
    assert [entry.user for entry in registry.get_logs_for_instance(made)] == [chief]
    assert reverse("delegate") in page.get(reverse("decisions")).content.decode()


def test_an_account_is_found_by_its_exact_address(page: Client, structure: Stage, other: User) -> None:
    sent(page, structure, account=" Jean@partenaire.example ")
    answered(other)
    assert Representation.objects.get(capacity="delegate").user == other


def test_the_answer_is_the_same_whether_or_not_there_is_such_an_account(
    page: Client, structure: Stage, other: User
) -> None:
    for name in ("un", "deux"):
        UserFactory(username=name, email="jumeau@partenaire.example")
    UserFactory(username="ferme", is_active=False)
    for typed in ("adjoint", "personne", other.email, "jumeau@partenaire.example", "ferme", "x@y"):
        answer = sent(page, structure, account=typed)
        assert answer.redirect_chain == [(reverse("delegate"), 303)]
        text = answer.content.decode()
        assert f"La demande à « {typed} » est enregistrée" in text
        assert f"<h3>{typed}</h3>" in text
        assert "Jean Pierre" not in text
    assert text.count("Pas encore acceptée.") == 6
    assert not Representation.objects.filter(capacity="delegate").exists()


def test_asking_takes_as_many_queries_for_a_name_that_is_none(page: Client, structure: Stage, other: User) -> None:
    counts = []
    for typed in ("adjoint", "personne", "adjoint"):
        with CaptureQueriesContext(connection) as captured:
            sent(page, structure, account=typed)
        DelegationOffer.objects.all().delete()
        counts.append(len(captured))
    assert counts[1] == counts[2]


def test_nobody_acts_before_they_accept_and_who_asks_reads_a_refusal(
    page: Client, structure: Stage, other: User
) -> None:
    client = Client()
    client.force_login(other)
    assert "Mes décisions" not in client.get(reverse("account")).content.decode()
    sent(page, structure)
    assert "Mes décisions" in client.get(reverse("account")).content.decode()
    text = client.get(reverse("decisions")).content.decode()
    assert "rien ne vous a été demandé" not in text
    assert "Accepter de décider à la place de Ève Paul" in text
    assert "pour Ministère" in text
    assert "C’est refusé : Ève Paul le lira." in answered(other, "decline")
    assert "Refusée : demandez à une autre personne." in page.get(reverse("delegate")).content.decode()
    assert "Cette demande n’est plus là" in answered(other)
    assert not Representation.objects.filter(user=other).exists()
    assert "Accepter de décider" not in client.get(reverse("decisions")).content.decode()


def test_an_offer_is_answered_by_whom_it_names_and_by_nobody_else(
    page: Client, structure: Stage, chief: User, other: User
) -> None:
    sent(page, structure)
    for user in (UserFactory(), chief):
        assert "Cette demande n’est plus là" in answered(user)
    sent(page, structure, account="personne")
    assert "Cette demande n’est plus là" in answered(UserFactory(username="personne"))
    assert not Representation.objects.filter(capacity="delegate").exists()


def test_an_offer_is_taken_back_by_who_made_it(page: Client, structure: Stage, other: User) -> None:
    sent(page, structure)
    offered = DelegationOffer.objects.get()
    stranger = Client()
    stranger.force_login(make.representative(structure.neighbour))
    stranger.post(reverse("delegate"), {"action": "withdraw", "delegation": offered.pk})
    assert DelegationOffer.objects.exists()
    answer = page.post(reverse("delegate"), {"action": "withdraw", "delegation": offered.pk}, follow=True)
    assert "La demande à « adjoint » est retirée." in answer.content.decode()
    assert "Cette demande n’est plus là" in answered(other)


def test_what_was_offered_lapses_with_its_last_day_and_with_who_offered_it(
    page: Client, structure: Stage, chief: User, other: User
) -> None:
    sent(page, structure)
    DelegationOffer.objects.update(last_day=timezone.localdate() - ONE_DAY)
    assert "Cette demande n’est plus là" in answered(other)
    sent(page, structure)
    Representation.objects.filter(user=chief).update(until=timezone.localdate())
    assert "Seul le titulaire d’une partie" in answered(other)
    assert not Representation.objects.filter(user=other).exists()


def test_the_same_is_not_asked_twice_nor_of_a_crowd(page: Client, structure: Stage, chief: User) -> None:
    sent(page, structure)
    assert "Vous l’avez déjà demandé" in sent(page, structure, account="ADJOINT").content.decode()
    words = {"party": structure.partner.work, "by": chief, "last_day": timezone.localdate()}
    for number in range(MOST_WAITING - 1):
        DelegationOffer.objects.create(typed=f"personne-{number}", offered_at=timezone.now(), **words)
    assert "Trop de demandes" in sent(page, structure, account="encore").content.decode()


def test_whoever_is_asked_gets_one_mail(
    page: Client, structure: Stage, other: User, settings: Any, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_IS_SET_UP = True
    sent(page, structure)
    sent(page, structure, account="personne")
    with monkeypatch.context() as broken:
        broken.setattr("portal.approvals.notices.offers.send_mail", lambda *args: 1 / 0)
        assert tell_of_offers() == 0
    assert [tell_of_offers(), tell_of_offers()] == [1, 0]
    (mail,) = mailoutbox
    assert mail.to == [other.email]
    assert "Ève Paul vous demande de décider à sa place" in mail.body
    assert "Ministère" not in mail.body
    assert reverse("decisions") in mail.body


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"account": "chef"}, "Personne ne se délègue à soi-même"),
        ({"account": "EVE@partenaire.example"}, "Personne ne se délègue à soi-même"),
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
    answer = sent(page, structure, act="Lettre 12", **fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'value="Lettre 12"' in answer.content.decode()
    assert not DelegationOffer.objects.exists()


def test_nobody_delegates_to_their_other_account(
    page: Client, structure: Stage, chief: User, other: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.approvals.people._ways", [])
    register_identity(lambda user: "Ève" if user in (chief, other) else None)
    sent(page, structure)
    assert "Personne ne se délègue à soi-même" in answered(other)
    assert not Representation.objects.filter(capacity="delegate").exists()


def test_nobody_delegates_longer_than_they_hold(page: Client, structure: Stage, other: User) -> None:
    Representation.objects.update(until=timezone.localdate() + 5 * ONE_DAY)
    assert "qui délègue ne représente plus cette partie" in sent(page, structure).content.decode()
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


def test_who_represents_a_party_already_takes_on_no_more(page: Client, structure: Stage, other: User) -> None:
    for _twice in range(2):
        sent(page, structure)
        last = answered(other)
    assert "Cette partie est déjà représentée par ce compte" in last
    assert Representation.objects.filter(user=other).count() == 1


def test_it_ends_at_once(page: Client, structure: Stage, other: User) -> None:
    sent(page, structure)
    answered(other)
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
    answered(other)
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
    answered(other)
    assert [notice.account for notice in Notice.objects.all()] == [other]
    verdict = make.decides(other, review, party=parties.partner).verdict
    assert verdict.capacity == "delegate"
