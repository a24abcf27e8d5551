"""What was approved is what is published."""

from __future__ import annotations

import pytest
from wagtail.models import WorkflowState

from portal.approvals.models import Approval
from portal.approvals.standing import open_review
from portal.editions.gate import PublicationRefused
from tests.factories import approvals as make

from .conftest import Stage

pytestmark = pytest.mark.django_db


def test_a_text_without_a_workflow_needs_no_approval(structure: Stage) -> None:
    make.drafted(structure.unit, title="Autre nom").get_latest_revision().publish()
    assert structure.text_of() == "Autre nom"
    assert not Approval.objects.exists()


def test_a_text_under_a_workflow_is_refused_without_approval(legal: Stage) -> None:
    make.drafted(legal.unit, title="Autre nom")
    with pytest.raises(PublicationRefused, match="Examen juridique"):
        legal.unit.get_latest_revision().publish()
    assert legal.text_of() == "Direction"
    assert legal.editions() == 1


def test_a_text_is_published_once_legal_agrees(legal: Stage) -> None:
    review = make.submitted(legal.unit, title="Autre nom")
    assert legal.text_of() == "Direction"
    result = make.decides(legal.lawyer, review)
    assert result.is_published
    assert legal.text_of() == "Autre nom"
    assert open_review(legal.unit.translation_key, "fr") is None
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED


def test_an_edition_is_recorded_with_its_approval(legal: Stage) -> None:
    review = make.submitted(legal.unit, title="Autre nom")
    verdict = make.decides(legal.lawyer, review).verdict
    approval = Approval.objects.get()
    assert approval.edition.title == "Autre nom"
    assert approval.edition.seal == verdict.seal == approval.record["seal"]
    assert approval.record["steps"][0]["answers"][0]["digest"] == verdict.digest


def test_an_edit_after_the_agreement_is_not_published(legal: Stage) -> None:
    review = make.submitted(legal.unit, title="Autre nom", go_live_at="2099-01-01T00:00:00Z")
    make.decides(legal.lawyer, review)
    make.drafted(legal.unit, title="Nom glissé", go_live_at=None)
    with pytest.raises(PublicationRefused):
        legal.unit.get_latest_revision().publish()
    assert legal.text_of() == "Direction"


def test_parties_decide_after_legal(parties: Stage) -> None:
    someone = make.representative(parties.neighbour)
    other = make.representative(parties.partner)
    rows = parties.unit.responsibilities.get_prep_value()
    rows[0]["value"]["text"] = "Tenir un registre central."
    rows[1]["value"]["text"] = "Accueillir et orienter les personnes."
    review = make.submitted(parties.unit, responsibilities=rows)
    assert not make.decides(parties.lawyer, review).is_published
    assert not make.decides(someone, review, party=parties.neighbour).is_published
    assert parties.editions() == 1
    assert make.decides(other, review, "reserve", party=parties.partner).is_published
    assert parties.editions() == 2
