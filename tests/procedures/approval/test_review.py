"""A guide under review: its parties and actors are asked, and decide on what changes by step."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from portal.approvals.models import KindWorkflow
from portal.approvals.standing import standing_of
from procedures.models import ProcedurePage
from tests.factories import UserFactory
from tests.factories import approvals as make

from ..conftest import World

pytestmark = pytest.mark.django_db


def revised(world: World, delay: int = 12, title: str = "") -> ProcedurePage:
    workflow = make.workflow(make.legal_review(), make.parties_approval())
    KindWorkflow.objects.create(kind="procedure", workflow=workflow)
    page = ProcedurePage.objects.get(pk=world.guide.pk)
    page.steps[0].value["delay"]["amount"] = delay
    page.steps[0].value["title"] = title or page.steps[0].value["title"]
    page.clean()
    return page


def test_the_parties_and_who_represents_the_actors_are_asked(world: World, client: Client) -> None:
    make.representative(world.reception)
    page = revised(world)
    review = make.submitted(page, by=UserFactory())
    standing = standing_of(page.get_latest_revision_as_object().proposal())
    asked = {answer.demand.party for answer in standing.steps[1].answers}
    assert asked == {each.translation_key for each in (world.reception, world.onm, world.ibesr)}

    client.force_login(make.lawyer())
    response = client.get(reverse("decision", args=[review.pk]))
    text = " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())
    assert "Change une étape où elle agit : « Enregistrer la personne »" in text
    assert "Étapes" in text
    assert "Délai" in text
    assert "Remettre le mineur" not in text


def test_spelling_is_minor_and_asks_no_party(world: World) -> None:
    page = revised(world, delay=24, title="Enregistrer la personne !")
    make.submitted(page, by=UserFactory())
    standing = standing_of(page.get_latest_revision_as_object().proposal())
    assert standing.material == ()
    assert standing.steps[1].answers == ()
