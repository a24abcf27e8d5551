"""From the desk, where nothing is decided, to the page where it is."""

from __future__ import annotations

import pytest
from django.urls import reverse

from portal.approvals.decision.desk import review_button
from portal.home.waiting import heaps
from tests.factories import approvals as make
from tests.factories.people import UserFactory

from ..conftest import Stage

pytestmark = pytest.mark.django_db


def test_the_editor_leads_to_the_page_to_decide_on(legal: Stage) -> None:
    assert not list(review_button(legal.unit, legal.lawyer, "edit"))
    review = make.submitted(legal.unit, title="Autre nom")
    buttons = list(review_button(legal.unit, legal.lawyer, "edit"))
    assert [button.url for button in buttons] == [reverse("decision", args=[review.pk])]
    assert not list(review_button(legal.unit, UserFactory(in_groups=["Personnel"]), "edit"))


def test_the_front_page_of_the_desk_has_what_waits_once(legal: Stage) -> None:
    review = make.submitted(legal.unit, title="Autre nom")
    found = heaps(legal.lawyer)
    assert [(heap.title, heap.count) for heap in found] == [("À décider", 1)]
    assert found[0].lines[0].url == reverse("decision", args=[review.pk])
    assert found[0].lines[0].note.startswith("À rendre avant la fin du")
