"""« Ce qui s’applique à »: from the home page to the steps for somebody, in three taps at most."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from portal.editions.audiences import Audience
from portal.editions.services import set_audience
from tests.factories import procedures as make

from .conftest import World
from .test_pages import words

pytestmark = pytest.mark.django_db


def links(html: str) -> dict[str, str]:
    """Return where the links of a page's content lead, by their words."""
    main = html.partition("<main")[2].replace("&amp;", "&")
    return {words(text).strip(): url for url, text in re.findall(r'<a href="([^"]+)"[^>]*>(.*?)</a>', main, re.DOTALL)}


def another_guide(world: World, **fields: object) -> str:
    steps = [
        make.step("Prévenir la famille", make.role(world.ibesr), profiles=["mineur"]),
        make.step("Compter les places", make.role(world.onm)),
    ]
    page = make.ProcedurePageFactory(title="Héberger", slug="heberger", steps=steps, **fields)
    return str(page.translation_key)


def test_home_leads_to_whom_it_is_about_and_to_the_guides(world: World, client: Client) -> None:
    html = client.get("/fr/").content.decode()
    found = links(html)
    assert found["Mineur non accompagné"] == "/fr/guides/?profil=mineur"
    assert found["Accueillir les migrants retournés"] == "/fr/accueil/"
    assert "Guide ONM-G-01" in words(html)
    assert "Recevoir dans la dignité." in html


def test_search_engines_are_to_list_the_whole_guide_and_no_part_of_it(world: World, client: Client) -> None:
    whole = client.get("/fr/accueil/").content.decode()
    assert '<link rel="canonical" href="http://testserver/fr/accueil/">' in whole
    assert "noindex" not in whole
    steps = f"/fr/etapes/{world.guide.translation_key}/"
    parts = [steps, f"{steps}?profil=mineur&voie=terre", f"{steps}raci/", f"{steps}liste/"]
    for address in (*parts, "/fr/guides/?profil=mineur", "/fr/registre/?q=fiche"):
        html = client.get(address).content.decode()
        assert '<meta name="robots" content="noindex">' in html, address
        assert "canonical" not in html, address


def test_where_one_guide_only_tells_of_it_the_next_tap_shows_its_steps(world: World, client: Client) -> None:
    found = links(client.get("/fr/guides/?profil=mineur").content.decode())
    steps = f"/fr/etapes/{world.guide.translation_key}/"
    assert found["Voie terrestre"] == f"{steps}?profil=mineur&voie=terre"
    assert found["Accueillir les migrants retournés"] == f"{steps}?profil=mineur"
    # What is chosen is let go by the same link.
    assert found["Mineur non accompagné"] == "/fr/guides/"


def test_where_several_tell_of_it_readers_choose_with_how_many_steps_apply(world: World, client: Client) -> None:
    key = another_guide(world)
    found = links(client.get("/fr/guides/?profil=mineur").content.decode())
    assert found["Voie terrestre"] == "/fr/guides/?profil=mineur&voie=terre"
    html = client.get(found["Voie terrestre"]).content.decode()
    assert links(html)["Héberger"] == f"/fr/etapes/{key}/?profil=mineur&voie=terre"
    assert re.findall(r"(\d) étapes s’appliquent", words(html)) == ["3", "2"]


def test_what_says_the_same_of_everybody_comes_apart(world: World, client: Client) -> None:
    another_guide(world)
    page = words(client.get("/fr/guides/?profil=adulte&voie=terre").content.decode())
    assert page.index("Accueillir les migrants") < page.index("Valent pour tous") < page.index("Héberger")


def test_a_guide_that_tells_nobody_apart_does_not_apply_to_somebody(world: World, client: Client) -> None:
    steps = [make.step("Relire le texte", make.role(world.onm))]
    make.ProcedurePageFactory(title="Valider un guide", slug="valider", steps=steps)
    assert "Valider un guide" in client.get("/fr/guides/").content.decode()
    for query in ("profil=mineur", "voie=terre", "profil=adulte&voie=terre"):
        assert "Valider un guide" not in client.get(f"/fr/guides/?{query}").content.decode()


def test_a_protocol_for_one_way_does_not_apply_to_the_others(world: World, client: Client) -> None:
    returns = {"type": "returns", "value": {"channel": make.ChannelFactory(code="air").pk, "days": ["2"]}}
    steps = [make.step("Notifier le vol", make.role(world.onm))]
    make.ProtocolPageFactory(title="Vols de retour", slug="vols", steps=steps, returns=[returns])
    assert "Vols de retour" in client.get("/fr/guides/?voie=air").content.decode()
    assert "Vols de retour" not in client.get("/fr/guides/?voie=terre").content.decode()


def test_a_guide_that_readers_may_not_read_is_not_there(world: World, client: Client) -> None:
    another_guide(world)
    set_audience(work=world.guide.work, audience=Audience.STAFF)
    for address in ("/fr/", "/fr/guides/", "/fr/guides/?profil=mineur", "/fr/guides/?voie=terre"):
        html = client.get(address).content.decode()
        assert "Accueillir les migrants" not in html
        assert "Voie terrestre" not in html
    assert "Héberger" in client.get("/fr/guides/").content.decode()


def test_projects_are_listed(world: World, client: Client) -> None:
    make.ProjectPageFactory(title="Renforcement", slug="l48")
    assert links(client.get("/fr/guides/").content.decode())["Renforcement"] == "/fr/l48/"


def test_names_of_profiles_are_those_of_today(world: World, client: Client) -> None:
    client.get("/fr/guides/")
    profile = make.MigrantProfileFactory(code="mineur")
    profile.name_fr = "Enfant seul"
    profile.save()
    assert links(client.get("/fr/guides/").content.decode())["Enfant seul"].endswith("?profil=mineur")


@pytest.mark.parametrize("query", ["profil=inconnu", "voie=%00", "profil=a&profil=mineur&voie=" + "x" * 3000])
def test_a_choice_that_does_not_exist_is_an_answer_all_the_same(world: World, client: Client, query: str) -> None:
    assert client.get(f"/fr/guides/?{query}").status_code == 200


def test_guides_cost_few_queries_however_many(world: World, client: Client, django_assert_max_num_queries) -> None:
    for number in range(4):
        make.ProcedurePageFactory(slug=f"g{number}", steps=[make.step("Agir", make.role(world.reception))])
    with django_assert_max_num_queries(12):
        client.get("/fr/guides/?profil=mineur")
    with django_assert_max_num_queries(3):
        client.get("/fr/guides/?profil=adulte")
