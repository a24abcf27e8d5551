"""Readers see by what an edition became public."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from portal.approvals.emergency.services import publish_in_emergency
from portal.editions.audiences import Audience
from portal.editions.services import set_audience
from tests.factories import approvals as make
from tests.factories.people import UserFactory

from .conftest import Stage

pytestmark = pytest.mark.django_db

UNIT = "/fr/onm/direction/"


def page(client: Client, address: str = UNIT) -> str:
    return client.get(address, follow=True).content.decode()


def approved_with_a_reservation(stage: Stage) -> None:
    representative = make.representative(stage.partner)
    rows = list(stage.unit.responsibilities.get_prep_value())
    rows[1]["value"]["text"] = "Accueillir et orienter les personnes."
    review = make.submitted(stage.unit, responsibilities=rows)
    make.decides(stage.lawyer, review)
    make.decides(representative, review, "reserve", party=stage.partner, text="Sous réserve de moyens.")


def test_an_edition_that_needed_no_approval_says_nothing(structure: Stage, client: Client) -> None:
    assert 'id="approbation"' not in page(client)


def test_reservations_are_shown_with_who_made_them(parties: Stage, client: Client) -> None:
    approved_with_a_reservation(parties)
    shown = page(client)
    assert "Ministère" in shown
    assert "Sous réserve de moyens." in shown
    assert "Approuvée avec des réserves" in page(client, f"/fr/historique/{parties.unit.translation_key}/")


def test_a_party_that_the_reader_may_not_know_of_is_not_named(parties: Stage, client: Client) -> None:
    approved_with_a_reservation(parties)
    set_audience(work=parties.partner.work, audience=Audience.STAFF)
    shown = page(client)
    assert "Ministère" not in shown
    assert "Une partie prenante" in shown


def test_an_emergency_is_shown_for_ever_and_in_search(legal: Stage, client: Client) -> None:
    chief = UserFactory(first_name="Jean", last_name="Chef")
    chief.user_permissions.add(Permission.objects.get(codename="publish_in_emergency"))
    make.drafted(legal.unit, by=chief, title="Direction des urgences")
    publish_in_emergency(page=legal.unit, reason="Une épidémie.", by=chief)
    assert "Publiée en urgence" in page(client)
    assert "n’ont pas encore été données" in page(client)
    make.decides(legal.lawyer, make.review_of(legal.unit))
    shown = page(client)
    assert "Une épidémie." in shown
    assert "ont été données ensuite" in shown
    assert "Publiée en urgence" in page(client, f"/fr/historique/{legal.unit.translation_key}/")
