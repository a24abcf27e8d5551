"""What readers get on each kind of page."""

from __future__ import annotations

import datetime
from copy import deepcopy

import pytest
from bs4 import BeautifulSoup, Tag
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from org.models import OrganisationPage, UnitPage
from portal.editions.audiences import Audience
from portal.editions.models import Edition, Work
from portal.editions.services import set_audience
from portal.home.models import HomePage
from portal.setup import STAFF
from tests import factories as make

TEXT = "Établir le budget de l’Office."


def read(client: Client, url: str, status: int = 200) -> Tag:
    response = client.get(url, follow=True)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def words(page: Tag, selector: str) -> str:
    return " ".join(" ".join(found.get_text(" ") for found in page.select(selector)).split())


@pytest.fixture(scope="module")
def _organisation(of_the_file: None) -> OrganisationPage:
    return make.OrganisationPageFactory(mission="Conduire la politique migratoire.")


@pytest.fixture
def organisation(_organisation: OrganisationPage, db: None) -> OrganisationPage:
    return deepcopy(_organisation)


@pytest.fixture(scope="module")
def _unit(_organisation: OrganisationPage) -> UnitPage:
    law = make.LegalReferenceFactory(name="Lois de la Fonction publique", citation="art. 12")
    return make.UnitPageFactory(
        parent=_organisation,
        title="Direction Administrative et Financière",
        acronym="DAF",
        slug="daf",
        mission="Tenir les finances.",
        seat=make.PlaceFactory(),
        in_force_from=datetime.date(2022, 1, 1),
        in_force_approximate=True,
        in_force_note="Le document ne porte aucune date.",
        responsibilities=[
            make.responsibility(TEXT, legal_basis=(law,), doubt="Le partage n’est pas dit."),
            make.internal_rules("Attributions fixées par les règlements internes."),
        ],
        posts=[make.post("Directeur ou Directrice", head=True, headcount=1, phone="+509 2222 0000")],
        sources=[make.source("000", "13-24")],
    )


@pytest.fixture
def unit(_unit: UnitPage, db: None) -> UnitPage:
    return deepcopy(_unit)


def test_home_leads_to_organisations(client: Client, organisation: OrganisationPage) -> None:
    page = read(client, "/fr/")

    assert len(page.select("h1")) == 1
    assert page.select_one('main a[href="/fr/onm/"]')


def test_a_unit_page_says_everything(client: Client, unit: UnitPage) -> None:
    page = read(client, "/fr/onm/daf/")
    duty, rules = (page.find(id=block.id) for block in unit.responsibilities)
    seat = page.find(id=unit.posts[0].id)

    assert words(page, "h1") == "Direction Administrative et Financière (DAF)"
    assert [link["href"] for link in page.select(".breadcrumb a")] == ["/fr/", "/fr/onm/"]
    assert words(page, "#mission p") == "Tenir les finances."
    assert TEXT in duty.get_text()
    assert words(duty, "dl") == "Base légale Lois de la Fonction publique, art. 12"
    assert "Le partage n’est pas dit." in words(duty, ".doubt")
    assert words(rules, ".badge") == "Définie par règlement interne"
    assert words(seat, "h3") == "Directeur ou Directrice"
    assert "Aucun titulaire n’est enregistré" in seat.get_text()
    assert "Ouanaminthe" in words(page, "#siege")
    assert "13-24" in page.get_text()


def test_a_unit_page_names_its_edition(client: Client, unit: UnitPage) -> None:
    page = read(client, "/fr/onm/daf/")
    edition = Edition.objects.get(work=unit.translation_key)

    assert "en vigueur vers 2022 (date approximative)" in words(page, ".edition-line")
    assert "Le document ne porte aucune date." in words(page, "#edition")
    assert edition.seal in words(page, "#edition code")
    assert page.select_one(f'#edition a[href="{reverse("edition", args=[edition.work_id, "fr", 1])}"]')


def test_every_row_has_a_permanent_link_that_leads_to_it(client: Client, unit: UnitPage) -> None:
    page = read(client, "/fr/onm/daf/")
    duty = unit.responsibilities[0].id
    permanent = reverse("permanent-row", args=[unit.translation_key, duty])

    link = page.select_one(f'a[href="{permanent}"]')
    assert link is not None
    assert page.find(id=link["aria-describedby"]).get_text() == TEXT
    assert client.get(permanent)["Location"] == f"/fr/onm/daf/#{duty}"
    assert page.select_one(f'h3 a[href="{reverse("post", args=[unit.translation_key, unit.posts[0].id])}"]')


def test_what_the_source_does_not_say_is_said(client: Client, organisation: OrganisationPage) -> None:
    make.UnitPageFactory(parent=organisation, title="Section de présence", slug="presence")

    page = read(client, "/fr/onm/presence/")

    assert "La source ne dit rien de ses attributions." in page.get_text()
    assert "La source ne lui donne aucun poste." in page.get_text()
    assert "Aucune unité n’en dépend." in page.get_text()


def test_what_surrounds_a_unit_is_shown_from_both_ends(client: Client, organisation: OrganisationPage) -> None:
    other = make.UnitPageFactory(parent=organisation, title="Direction Technique", slug="technique")
    make.UnitPageFactory(
        parent=organisation,
        title="Comité du budget",
        slug="comite",
        responsibilities=[make.responsibility(TEXT, shared_with=(other,))],
        ties=[make.tie(other, "supervises", "Le budget.")],
        members=[make.member("Direction technique", other), make.member("Représentant du ministère")],
    )

    here, there = read(client, "/fr/onm/comite/"), read(client, "/fr/onm/technique/")

    assert here.select_one('section[aria-labelledby="attributions"] dd a')["href"] == "/fr/onm/technique/"
    assert "supervise" in words(here, 'section[aria-labelledby="liens"]')
    assert words(here, 'section[aria-labelledby="membres"] li').endswith("Représentant du ministère")
    assert TEXT in words(there, 'section[aria-labelledby="partagees"]')
    assert "est sous la supervision de" in words(there, 'section[aria-labelledby="liens"]')
    assert "Comité du budget" in words(there, 'section[aria-labelledby="siege-dans"]')
    assert "Comité du budget" in words(there, 'section[aria-labelledby="voisines"]')


def test_personal_contact_data_are_for_staff(client: Client, unit: UnitPage) -> None:
    make.HoldingFactory(work=unit.translation_key, post=unit.posts[0].id, person__name="Marie Exemple")
    addresses = ("/fr/onm/daf/", reverse("post", args=[unit.translation_key, unit.posts[0].id]))

    for url in addresses:
        page = read(client, url)
        assert "Marie Exemple depuis le 1er mars 2024" in words(page, ".facts dd")
        assert "marie@personnel.example" not in str(page)
        assert "3700" not in str(page)

    client.force_login(make.UserFactory(in_groups=[STAFF]))
    for url in addresses:
        assert "marie@personnel.example" in str(read(client, url))


def test_a_page_without_translation_is_shown_in_its_language_and_says_so(client: Client, unit: UnitPage) -> None:
    page = read(client, "/ht/onm/daf/")

    notice = "Paj sa a poko tradui an kreyòl ayisyen\u00a0: li parèt an franse."
    assert notice in page.select_one(".notice").get_text()
    assert page.html["lang"] == "ht"
    assert page.h1["lang"] == "fr"
    assert page.find(id=unit.responsibilities[0].id).p["lang"] == "fr"


def test_languages_keep_the_page(client: Client, unit: UnitPage) -> None:
    make.translated(unit, "ht", title="Direksyon Administratif", slug="direksyon")

    page = read(client, "/fr/onm/daf/")

    found = {link["hreflang"]: link["href"] for link in page.select(".languages a")}
    assert found["ht"].endswith("/direksyon/")
    assert found["en"] == "/en/onm/daf/"
    assert page.select_one('link[rel="alternate"][hreflang="ht"]')["href"].endswith(found["ht"])


def test_an_edition_says_when_it_held_and_leads_to_the_text_in_force(client: Client, unit: UnitPage) -> None:
    unit.mission = "Tenir les finances et le budget."
    unit.in_force_from = datetime.date(2023, 3, 1)
    unit.in_force_approximate = False
    unit.save_revision().publish()

    page = read(client, reverse("edition", args=[unit.translation_key, "fr", 1]))

    assert "jusqu’au 28 février 2023" in words(page, ".banner")
    assert page.select_one(f'.banner a[href="{reverse("permanent", args=[unit.translation_key])}"]')
    assert words(page, "#mission p") == "Tenir les finances."
    assert page.select_one('meta[name="robots"][content="noindex"]')
    assert "en vigueur depuis le 1er mars 2023" in words(read(client, "/fr/onm/daf/"), ".edition-line")


def test_a_text_no_longer_in_force_leads_to_its_last_edition(client: Client, unit: UnitPage) -> None:
    Page.objects.get(pk=unit.pk).specific.unpublish()

    page = read(client, "/fr/onm/daf/", status=410)

    assert page.select_one(f'main a[href^="/fr/edition/{unit.translation_key}/fr/"]')


def test_an_audience_is_named_to_those_it_lets_in(client: Client, unit: UnitPage) -> None:
    set_audience(work=Work.objects.get(key=unit.translation_key), audience=Audience.STAFF)
    read(client, "/fr/onm/daf/", status=404)

    client.force_login(make.UserFactory(in_groups=[STAFF]))

    assert "Réservé\u00a0: Personnel" in read(client, "/fr/onm/daf/").get_text()


def test_signing_in_is_in_french(client: Client, portal: HomePage) -> None:
    page = read(client, reverse("login"))

    assert words(page, "main label") == "Nom d’utilisateur : Mot de passe :"
    assert words(page, "main button") == "Se connecter"


def test_an_unknown_address_says_so(client: Client, portal: HomePage) -> None:
    assert "Page introuvable" in words(read(client, "/fr/nulle-part/", status=404), "h1")


@pytest.mark.parametrize("neighbours", [1, 30])
def test_a_unit_page_takes_a_dozen_queries_at_most(
    client: Client, unit: UnitPage, django_assert_max_num_queries: DjangoAssertNumQueries, neighbours: int
) -> None:
    for _ in range(neighbours):
        make.UnitPageFactory(parent=unit, responsibilities=[make.responsibility(TEXT)])

    with django_assert_max_num_queries(12):
        client.get("/fr/onm/daf/")


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html"])
def test_error_pages_need_no_request(name: str) -> None:
    assert "<h1>" in render_to_string(name)


def test_the_post_of_a_unit_below_one_that_has_ended_has_no_page(
    client: Client, organisation: OrganisationPage, unit: UnitPage
) -> None:
    organisation.abrogate()
    read(client, reverse("post", args=[unit.translation_key, unit.posts[0].id]), 404)


def test_a_post_stands_under_its_chain_from_the_top_down(client: Client, unit: UnitPage) -> None:
    below = make.UnitPageFactory(parent=unit, slug="paie", posts=[make.post("Chef ou Cheffe de service")])
    page = read(client, reverse("post", args=[below.translation_key, below.posts[0].id]))

    assert [link["href"] for link in page.select(".breadcrumb a")] == [
        "/fr/",
        "/fr/onm/",
        "/fr/onm/daf/",
        "/fr/onm/daf/paie/",
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/fr/recherche?q=budget", "/fr/recherche/?q=budget"),
        ("/@2030-01-01/fr/recherche", "/@2030-01-01/fr/recherche/"),
        ("/fr/connexion", "/fr/connexion/"),
    ],
)
def test_an_address_typed_without_its_last_slash_leads_to_the_page(
    client: Client, unit: UnitPage, asked: str, found: str
) -> None:
    response = client.get(asked)
    assert (response.status_code, response.headers["Location"]) == (301, found)
