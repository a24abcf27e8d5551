"""A unit's page, and that of a post, say in which steps they act."""

from __future__ import annotations

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.editions.audiences import Audience
from portal.editions.services import set_audience

from .conftest import World
from .test_pages import words

pytestmark = pytest.mark.django_db


def section(html: str) -> str:
    found = re.search(r'<section aria-labelledby="etapes">.*?</section>', html, re.DOTALL)
    return words(found[0]) if found else ""


def page_of_the_unit(world: World, client: Client, prefix: str = "") -> str:
    address = client.get(reverse("permanent", args=[world.reception.translation_key]))["Location"]
    return section(client.get(prefix + address).content.decode())


def test_a_unit_shows_the_steps_in_which_it_acts(world: World, client: Client) -> None:
    said = page_of_the_unit(world, client)
    assert "Étapes où elle agit Accueillir les migrants retournés" in said
    assert (
        "Enregistrer la personne étape 1 réalise Chef de service · dans un délai de 24 heures à compter de l’arrivée"
        in said
    )
    assert "Remettre le mineur étape 2 est informé" in said
    onm = client.get("/fr/onm/").content.decode()
    assert "Enregistrer la personne étape 1 répond de l’étape" in section(onm)
    assert "Étapes où elle agit 1" in words(onm)


def test_a_post_shows_its_own_steps_only(world: World, client: Client) -> None:
    address = reverse("post", args=[world.reception.translation_key, world.reception.posts[0].id])
    said = section(client.get(address).content.decode())
    assert "Étapes où ce poste agit" in said
    assert "Enregistrer la personne" in said
    assert "Remettre le mineur" not in said


def test_a_guide_of_others_or_of_another_day_is_not_there(world: World, client: Client) -> None:
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    assert "Enregistrer" not in page_of_the_unit(world, client, f"/@{yesterday}")
    set_audience(work=world.guide.work, audience=Audience.STAFF)
    assert page_of_the_unit(world, client) == ""
