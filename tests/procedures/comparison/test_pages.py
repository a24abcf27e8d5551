"""The comparison of guides where people meet it: for readers, on the desk, and after a withdrawal."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from portal.editions.audiences import Audience
from portal.editions.models import Edition, Work
from portal.editions.services import set_audience
from portal.editions.withdrawal.services import withdraw
from portal.setup import EDITORS
from procedures.content.procedures import ProcedureContent
from procedures.models import ProcedurePage
from tests.factories import UserFactory

from ..conftest import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def revised(world: World) -> World:
    """The first step to the institute too, in half the time."""
    page = ProcedurePage.objects.get(pk=world.guide.pk)
    value = page.steps[0].value
    value["delay"]["amount"] = 12
    value["roles"][1]["actor"] = world.ibesr
    page.clean()
    page.save_revision().publish()
    return world


def compared(client: Client, world: World) -> str:
    response = client.get(reverse("compare", args=[world.guide.translation_key]))
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def test_readers_compare_two_editions_by_step_as_far_as_they_may_know(revised: World, client: Client) -> None:
    page = compared(client, revised)
    assert "Étapes" in page
    assert "Enregistrer la personne" in page
    assert "IBESR" in page
    assert "Délai" in page
    assert "Remettre le mineur" not in page

    work = Work.objects.get(key=revised.ibesr.translation_key)
    set_audience(work=work, audience=Audience.STAFF)
    assert "IBESR" not in compared(client, revised)


def test_the_desk_compares_two_versions_by_step(revised: World, client: Client) -> None:
    client.force_login(UserFactory(in_groups=[EDITORS]))
    url = reverse("wagtailadmin_pages:revisions_compare", args=[revised.guide.pk, "earliest", "latest"])
    page = BeautifulSoup(client.get(url).content, "html.parser")
    assert [each.get_text().strip(" :\n") for each in page.select(".title-wrapper")] == ["Étapes"]
    assert "Institut du Bien-Être Social et de Recherches (IBESR)" in page.get_text()


@pytest.mark.parametrize("keep_title", [True, False])
def test_a_guide_can_be_withdrawn(world: World, client: Client, keep_title: bool) -> None:
    edition = Edition.objects.get(work=world.guide.translation_key)
    withdraw(editions=[edition], reason="Données personnelles.", author="Legal", keep_title=keep_title)

    content = Edition.objects.get(pk=edition.pk).content
    assert content == ProcedureContent(title="Accueillir les migrants retournés" if keep_title else "Texte retiré")
    assert client.get("/fr/accueil/").status_code == 410
