"""What readers take away of a guide: the drawing, the table of roles, the list to tick off."""

from __future__ import annotations

import gzip
import re
from typing import Any
from xml.etree import ElementTree

import brotli
import pytest
from django.test import Client
from django.urls import reverse

from portal.editions.audiences import Audience
from portal.editions.services import set_audience
from tests.factories import UnitPageFactory
from tests.factories import procedures as make

from .conftest import World

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"
FORMS = ["raci/", "liste/", ".svg", ".bpmn"]
NARROW = ".svg?forme=colonne"


def url(world: World, form: str) -> str:
    return f"/fr/etapes/{world.guide.translation_key}{'' if form.startswith('.') else '/'}{form}"


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_guide_shows_its_drawing_below_its_steps(world: World, client: Client) -> None:
    page = client.get("/fr/accueil/").content.decode()
    assert page.index('id="etapes"') < page.index('role="img"')
    heads, drawing, *column = map(ElementTree.fromstring, re.findall(r"<svg xmlns.*?</svg>", page, re.DOTALL))
    assert heads.get("aria-hidden") == "true"
    assert drawing.get("role") == "img"
    title = drawing.find(f"{SVG}title")
    assert title is not None
    assert title.text == "Dessin de la procédure : Accueillir les migrants retournés"
    assert drawing.get("aria-describedby") == "dessin-contenu etapes"
    for form in ([drawing], column):
        said = " ".join("".join(text.itertext()) for part in form for text in part.iter(f"{SVG}text"))
        for part in ("Enregistrer la", "IBESR", "Mineur", "dans un délai de 24"):
            assert part in re.sub(r"\s+", " ", said)


def test_every_form_can_be_had_from_the_guide(world: World, client: Client) -> None:
    page = client.get("/fr/accueil/").content.decode()
    for form in (*FORMS, ".png"):
        assert f'href="{url(world, form)}"' in page
    chosen = client.get(f"/fr/etapes/{world.guide.translation_key}/?profil=adulte").content.decode()
    assert f'href="{url(world, "liste/")}?profil=adulte"' in chosen


@pytest.mark.parametrize("form", FORMS)
def test_forms_hold_only_what_applies(world: World, client: Client, form: str) -> None:
    whole = client.get(url(world, form)).content.decode()
    chosen = client.get(url(world, form) + "?profil=adulte&voie=air").content.decode()
    assert "Remettre" in whole
    assert "Remettre" not in chosen
    assert "Enregistrer" in chosen


@pytest.mark.parametrize("form", [*FORMS, NARROW, ""])
def test_no_form_names_whom_readers_may_not_know_of(world: World, client: Client, form: str) -> None:
    set_audience(work=world.ibesr.work, audience=Audience.STAFF)
    content = client.get(url(world, form)).content.decode()
    assert "Remettre" in content
    assert "IBESR" not in content
    assert "Bien-Être" not in content
    assert ("non public" in content) == (form in (".svg", ".bpmn", NARROW, ""))


@pytest.mark.parametrize("form", [*FORMS, NARROW, ".png"])
def test_there_is_no_form_of_what_may_not_be_read(world: World, client: Client, form: str) -> None:
    assert client.get(url(world, form)).status_code == 200
    set_audience(work=world.guide.work, audience=Audience.STAFF)
    assert client.get(url(world, form)).status_code == 404


def test_the_table_says_the_role_of_each_actor_in_each_step(world: World, client: Client) -> None:
    page = client.get(url(world, "raci/")).content.decode()
    table = ElementTree.fromstring(page[page.index("<table") : page.index("</table>") + 8].replace("&nbsp;", " "))
    rows = [["".join(cell.itertext()).strip() for cell in row] for row in table.iter("tr")]
    assert rows == [
        ["Étape", "Service d’accueil", "ONM", "IBESR"],
        ["1. Enregistrer la personne", "R", "A", ""],
        ["2. Remettre le mineur", "I", "", "R"],
        ["3. Conduire à la sortie", "R", "", ""],
    ]


def test_the_list_says_who_by_when_with_which_form_and_of_which_edition(world: World, client: Client) -> None:
    page = words(client.get(url(world, "liste/")).content.decode())
    assert "1. Enregistrer la personne" in page
    assert re.search(r"Qui : Service d’accueil ?, Chef de service", page)
    assert "dans un délai de 24 heures à compter de l’arrivée" in page
    assert "Document : Fiche d’enregistrement" in page
    edition = world.guide.work.editions.get()
    assert "Édition n° 1" in page
    assert edition.seal[:12] in page
    assert reverse("edition", args=[world.guide.translation_key, "fr", 1]) in page


def test_files_are_named_after_the_guide(world: World, client: Client) -> None:
    response = client.get(url(world, ".svg"))
    assert response["Content-Disposition"] == 'attachment; filename="procedure-onm-g-01.svg"'
    assert response["Content-Type"] == "image/svg+xml"
    assert client.get(url(world, ".png")).content.startswith(b"\x89PNG")


@pytest.mark.parametrize("extension", [".svg", ".png"])
def test_the_narrow_drawing_can_be_had_and_there_is_no_other_than_the_two(
    world: World, client: Client, extension: str
) -> None:
    narrow = client.get(url(world, extension) + "?forme=colonne")
    assert narrow["Content-Disposition"] == f'attachment; filename="procedure-onm-g-01-colonne{extension}"'
    assert narrow.content != client.get(url(world, extension) + "?forme=couloirs").content
    assert client.get(url(world, extension) + "?forme=").content == client.get(url(world, extension)).content
    for wrong in ("etroite", "Colonne", "%00"):
        assert client.get(url(world, extension) + f"?forme={wrong}").status_code == 404
    assert f'href="{url(world, extension)}?forme=colonne"' in client.get("/fr/accueil/").content.decode()


def test_where_no_step_applies_there_is_none_in_any_form(world: World, client: Client) -> None:
    for row in world.guide.steps:
        row.value["profiles"] = ["mineur"]
    world.guide.save_revision().publish()
    for form in ("", *FORMS):
        response = client.get(url(world, form) + "?profil=adulte")
        assert response.status_code == 200
        assert "Enregistrer" not in response.content.decode()


def test_a_past_date_has_the_drawing_of_that_date(world: World, client: Client) -> None:
    assert client.get(f"/@2001-01-01{url(world, '.svg')}").status_code == 404


@pytest.fixture
def sixty_steps(world: World) -> str:
    """A guide of 60 steps with 8 actors, choices and ways back."""
    actors = [
        UnitPageFactory(parent=world.onm, title=f"Service des opérations {name}", acronym=name, slug=name.lower())
        for name in ("SAR", "SES", "SOP", "SDR", "SLO", "SFI", "SJU")
    ]
    actors.append(world.ibesr)
    rows: list[dict[str, Any]] = []
    for number in range(60):
        back = [make.branch(f"le dossier {number} est incomplet", rows[number - 3])] if number % 5 == 4 else []
        rows.append(
            make.step(
                f"Examiner la demande numéro {number + 1} et en informer le service suivant",
                make.role(actors[number * 3 % 8]),
                make.role(actors[number % 7], "A"),
                make.role(world.onm, "I"),
                text="Relever l’identité, la nationalité déclarée et les besoins, puis remettre la fiche signée.",
                delay={"amount": number + 1, "unit": "hour", "since": "l’arrivée"},
                papers=[make.paper(f"Fiche n° {number + 1}")],
                profiles=["mineur"] if number % 7 == 3 else [],
                branches=back,
            )
        )
    world.guide.steps = rows
    world.guide.save_revision().publish()
    return "/fr/accueil/"


def test_sixty_steps_with_their_drawing_stay_light(
    sixty_steps: str, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.get(sixty_steps)
    with django_assert_max_num_queries(15):
        page = client.get(f"{sixty_steps}?x=1").content
    assert page.count(b'class="box"') == 2 * 60
    assert len(gzip.compress(page, 6)) <= 40_000
    assert len(brotli.compress(page, quality=5)) <= 40_000
