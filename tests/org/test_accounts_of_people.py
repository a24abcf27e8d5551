"""One person with two accounts has one pair of eyes, whenever that came to be known."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from org.models import PersonAccount
from portal.approvals.deciding import DecisionRefused
from portal.approvals.people import person_of
from portal.editions.gate import PublicationRefused
from portal.home.models import HomePage
from portal.setup import EDITORS
from tests import factories
from tests.factories import approvals as make
from tests.portal.approvals.conftest import Stage, _structure, legal, structure

__all__ = ["_structure", "legal", "structure"]

pytestmark = pytest.mark.django_db


def linked(*users: object) -> None:
    """Say that these accounts are one person's."""
    person = factories.PersonFactory()
    for user in users:
        PersonAccount.objects.create(person=person, user=user)


def test_accounts_of_one_person_are_the_same_person(db: None) -> None:
    first, second, other = (factories.UserFactory() for _number in range(3))
    assert person_of(first) != person_of(second)
    linked(first, second)
    assert person_of(first) == person_of(second) != person_of(other)


def test_an_author_does_not_approve_under_another_account(legal: Stage) -> None:
    author = factories.UserFactory()
    linked(author, legal.lawyer)
    review = make.submitted(legal.unit, by=author, title="Autre nom")
    with pytest.raises(DecisionRefused, match="une autre personne"):
        make.decides(legal.lawyer, review)
    assert make.decides(make.lawyer(), review).is_published


def test_an_approval_does_not_count_once_it_is_known_to_be_the_author_s(legal: Stage) -> None:
    author = factories.UserFactory()
    review = make.submitted(legal.unit, by=author, title="Autre nom", go_live_at="2099-01-01T00:00:00Z")
    make.decides(legal.lawyer, review)
    linked(author, legal.lawyer)
    planned = legal.unit.get_latest_revision()
    planned.content = {**planned.content, "go_live_at": None}
    with pytest.raises(PublicationRefused):
        planned.publish()
    assert legal.text_of() == "Direction"


def test_who_approves_and_then_edits_is_an_author(legal: Stage) -> None:
    review = make.submitted(legal.unit, title="Autre nom", go_live_at="2099-01-01T00:00:00Z")
    make.decides(legal.lawyer, review)
    draft = legal.unit.get_latest_revision_as_object()
    with pytest.raises(PublicationRefused):
        make.drafted(draft, by=legal.lawyer, go_live_at=None).get_latest_revision().publish()
    assert legal.text_of() == "Direction"


def test_only_who_has_the_right_links_accounts(client: Client, portal: HomePage) -> None:
    address = reverse("wagtailsnippets_org_personaccount:list")
    client.force_login(factories.UserFactory(in_groups=[EDITORS]))
    assert client.get(address).status_code in (302, 403)
    client.force_login(factories.UserFactory(is_superuser=True, is_staff=True))
    assert client.get(address).status_code == 200
