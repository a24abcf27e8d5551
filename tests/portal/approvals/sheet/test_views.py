"""The record of a review, on paper."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from portal.approvals import chain
from portal.approvals.consulting import leave_out_party
from portal.approvals.models import Approval, Verdict
from portal.editions.models import Edition
from tests.factories import approvals as make
from tests.factories.people import UserFactory

from ..conftest import Stage

pytestmark = pytest.mark.django_db


def seen_by(user: User, address: str) -> str:
    """Return what a page says to a person, without marks."""
    client = Client()
    client.force_login(user)
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_it_has_every_decision_with_its_seals_and_who_was_left_out(parties: Stage) -> None:
    someone = make.representative(parties.neighbour, user=UserFactory(first_name="Marie", last_name="Désir"))
    rows = parties.unit.responsibilities.get_prep_value()
    rows[0]["value"]["text"] = "Tenir un registre central."
    rows[1]["value"]["text"] = "Accueillir."
    review = make.submitted(parties.unit, responsibilities=rows)
    leave_out_party(review=review, party=parties.partner.translation_key, reason="Hors sujet.", by=parties.lawyer)
    make.decides(parties.lawyer, review)
    make.decides(someone, review, "reserve", party=parties.neighbour, text="Avec un budget.")

    page = seen_by(someone, reverse("decision_sheet", args=[review.pk]))
    for verdict in Verdict.objects.all():
        assert f"{verdict.seal[:12]} {verdict.seal}" in page
        assert f"{verdict.digest} (vérifiée)" in page
    assert "Par Marie Désir, titulaire" in page
    assert "Avec un budget." in page
    assert "Ministère : Hors sujet. (Rose Jean" in page
    edition = Edition.objects.get(work=parties.unit.translation_key, number=2)
    assert edition.seal in page
    by_edition = reverse("decision_sheet_of_edition", args=[edition.work_id, "fr", 2])
    assert "Avec un budget." in seen_by(someone, by_edition)


def test_an_emergency_is_flagged_and_shown_to_those_who_publish(legal: Stage) -> None:
    edition = Edition.objects.get(work=legal.unit.translation_key)
    words = {"is_emergency": True, "reason": "Cyclone.", "by": "Rose Jean"}
    approval = Approval(edition=edition, **words)
    chain.append(approval)
    address = reverse("decision_sheet_of_edition", args=[edition.work_id, "fr", 1])
    page = seen_by(UserFactory(is_superuser=True), address)
    assert "Publié en urgence, avant les approbations." in page
    assert "Raison : Cyclone." in page
    client = Client()
    client.force_login(UserFactory(in_groups=["Personnel"]))
    assert client.get(address).status_code == 404
