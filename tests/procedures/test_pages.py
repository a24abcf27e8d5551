"""A guide reaches readers through editions, with who acts as they were called."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from portal.editions.audiences import Audience
from portal.editions.gate import PublicationRefused
from portal.editions.models import Edition, Relation
from portal.editions.services import set_audience
from procedures.content.procedures import ProcedureContent
from tests.factories import procedures as make

from .conftest import World

pytestmark = pytest.mark.django_db


def edition_of(world: World) -> Edition:
    return Edition.objects.filter(work=world.guide.translation_key).latest("number")


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_edition_holds_every_step(world: World) -> None:
    content = edition_of(world).content
    assert isinstance(content, ProcedureContent)
    assert [step.title for step in content.steps] == [
        "Enregistrer la personne",
        "Remettre le mineur",
        "Conduire à la sortie",
    ]
    first = content.steps[0]
    assert [(role.role, role.acronym, role.post_title) for role in first.roles] == [
        ("R", "", "Chef de service"),
        ("A", "ONM", ""),
    ]
    assert first.roles[0].name == "Service d’accueil"
    assert first.delay and (first.delay.amount, first.delay.unit) == (24, "hour")
    assert [term.name for term in content.steps[1].profiles] == ["Mineur non accompagné"]


def test_the_page_says_who_does_what_by_when(world: World, client: Client) -> None:
    page = words(client.get("/fr/accueil/").content.decode())
    assert "Étape 1 Enregistrer la personne" in page
    assert "dans un délai de 24 heures à compter de l’arrivée" in page
    assert "R réalise Service d’accueil" in page
    assert "Chef de service" in page
    assert "si la famille est retrouvée : la procédure s’arrête là" in page
    assert "Proposition à valider" in page


def test_a_unit_is_asked_in_which_steps_it_acts(world: World) -> None:
    found = Relation.objects.filter(target=world.reception.translation_key, kind="acts", edition=edition_of(world))
    assert found.count() == 3


def test_only_the_steps_that_apply_are_shown(world: World, client: Client) -> None:
    key = world.guide.translation_key
    page = words(client.get(f"/fr/etapes/{key}/", {"profil": "adulte", "voie": "air"}).content.decode())
    assert "Enregistrer la personne" in page
    assert "Remettre le mineur" not in page
    assert "Conduire à la sortie" not in page
    assert "2 étapes du guide ne s’appliquent pas" in page


@pytest.mark.parametrize(
    "query", ["profil=inconnu", "voie=%00", "profil=" + "x" * 3000, "profil=adulte&profil=mineur"]
)
def test_a_choice_that_does_not_exist_is_an_answer_all_the_same(world: World, client: Client, query: str) -> None:
    assert client.get(f"/fr/etapes/{world.guide.translation_key}/?{query}").status_code == 200


def test_there_are_no_steps_of_a_text_that_has_none(world: World, client: Client) -> None:
    assert client.get(f"/fr/etapes/{world.onm.translation_key}/").status_code == 404


def test_who_was_renamed_is_told_under_both_names(world: World, client: Client) -> None:
    world.ibesr.title = "Office de protection de l’enfance"
    world.ibesr.save_revision().publish()
    page = words(client.get("/fr/accueil/").content.decode())
    assert "Institut du Bien-Être Social et de Recherches (IBESR) nom actuel : Office de protection" in page


def test_who_is_no_more_is_told_as_they_were(world: World, client: Client) -> None:
    world.ibesr.unpublish()
    page = words(client.get("/fr/accueil/").content.decode())
    assert "Institut du Bien-Être Social et de Recherches (IBESR) n’existe plus sous ce nom" in page


def test_who_readers_may_not_know_of_is_not_named(world: World, client: Client) -> None:
    set_audience(work=world.ibesr.work, audience=Audience.STAFF)
    for url in ("/fr/accueil/", f"/fr/etapes/{world.guide.translation_key}/"):
        page = client.get(url).content.decode()
        assert "Remettre le mineur" in page
        assert "IBESR" not in page


def test_a_step_that_nobody_does_is_refused_with_its_place(world: World) -> None:
    world.guide.steps = [make.step("Attendre")]
    with pytest.raises(PublicationRefused, match="Étape 1, « Attendre » : Personne ne réalise"):
        world.guide.save_revision().publish()


def test_it_costs_no_query_more_with_more_steps(world: World, client: Client, django_assert_max_num_queries) -> None:
    rows = [
        make.step(f"Étape {number}", make.role(world.reception), make.role(world.ibesr, "C")) for number in range(60)
    ]
    world.guide.steps = rows
    world.guide.save_revision().publish()
    client.get("/fr/accueil/")
    with django_assert_max_num_queries(15):
        assert client.get("/fr/accueil/?x=1").status_code == 200


def test_protocols_projects_and_guides_have_pages(world: World, client: Client) -> None:
    make.ProtocolPageFactory(
        title="Protocole avec les États-Unis",
        slug="etats-unis",
        status="proposed",
        steps=[make.step("Notifier le vol", make.role(world.onm))],
        guarantees=[{"type": "guarantee", "value": {"text": "Nul n’est entravé.", "proposed": True}, "id": None}],
        returns=[
            {
                "type": "returns",
                "value": {"channel": make.ChannelFactory(code="air").pk, "days": ["2", "4"], "opens": "08:00"},
            }
        ],
    )
    page = words(client.get("/fr/etats-unis/").content.decode())
    assert re.search("États-Unis[^·]* · proposé", page)
    assert "mardi, jeudi, à partir de 08:00" in page
    make.ProjectPageFactory(title="Renforcement", slug="l48", budget="78350.00", texts=[])
    assert "78 350,00 USD" in words(client.get("/fr/l48/").content.decode()).replace("\u202f", " ").replace(
        "\xa0", " "
    )
