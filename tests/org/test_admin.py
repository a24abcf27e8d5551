"""The structure in the admin: choosing units, editing them, reference data, people and who holds what."""

from __future__ import annotations

import datetime
import json
from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.operations import TranslationCreator
from wagtail_localize.segments import OverridableSegmentValue
from wagtail_localize.segments.extract import extract_segments

from org.blocks import ResponsibilityBlock, StructureChooserBlock
from org.choosers import only_structure
from org.desk import chain_of, choices
from org.forms import HeldPost
from org.models import Holding, OrganisationPage, Person, Place, UnitPage
from portal.editions.audiences import Audience
from portal.editions.services import set_audience
from portal.home.models import HomePage
from portal.setup import EDITORS, LEGAL, PARTNERS
from tests import factories as make

NO_SOURCE = {"document": "", "lines": "", "note": ""}
CHAIN = "Office National de la Migration › Coordination Générale › Direction Administrative et Financière (DAF)"


@pytest.fixture
def organisation(portal: HomePage) -> OrganisationPage:
    return make.OrganisationPageFactory()


@pytest.fixture
def coordination(organisation: OrganisationPage) -> UnitPage:
    return make.UnitPageFactory(parent=organisation, title="Coordination Générale", slug="cg")


@pytest.fixture
def direction(coordination: UnitPage) -> UnitPage:
    posts = [make.post("Directeur ou Directrice", head=True), make.post("Secrétaire")]
    title = "Direction Administrative et Financière"
    return make.UnitPageFactory(parent=coordination, title=title, acronym="DAF", slug="daf", posts=posts)


@pytest.fixture
def editor(client: Client, portal: HomePage) -> Client:
    client.force_login(make.UserFactory(username="redaction", in_groups=[EDITORS]))
    return client


@pytest.fixture
def lawyer(portal: HomePage) -> Client:
    client = Client()
    client.force_login(make.UserFactory(username="juridique", in_groups=[LEGAL]))
    return client


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def rows(client: Client, query: str = "") -> list[list[str]]:
    """Return the cells of the chooser's list."""
    found = soup(client.get(reverse("structure_chooser:choose_results"), {"q": query} if query else {}))
    return [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in found.select("tbody tr")]


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


# Choosing a unit


def test_the_list_of_units_shows_what_each_is_and_the_chain_above(editor: Client, direction: UnitPage) -> None:
    assert rows(editor) == [
        ["Office National de la Migration (ONM)", "Organisation", ""],
        ["Coordination Générale", "Direction", "Office National de la Migration"],
        [
            "Direction Administrative et Financière (DAF)",
            "Direction",
            "Office National de la Migration › Coordination Générale",
        ],
    ]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("financiere", "Direction Administrative et Financière (DAF)"),
        ("FINANCIÈRE admin", "Direction Administrative et Financière (DAF)"),
        ("daf", "Direction Administrative et Financière (DAF)"),
        ("onm", "Office National de la Migration (ONM)"),
        ("coordination", "Coordination Générale"),
        ("financ migration", "Direction Administrative et Financière (DAF)"),
    ],
)
def test_units_are_found_by_title_and_acronym_without_accents(
    editor: Client, direction: UnitPage, query: str, first: str
) -> None:
    assert rows(editor, query)[0][0] == first


def test_what_only_the_chain_above_says_finds_nothing(editor: Client, direction: UnitPage) -> None:
    assert [row[0] for row in rows(editor, "coordination")] == ["Coordination Générale"]
    assert rows(editor, "inconnu") == []


def test_only_pages_of_the_source_language_are_offered(editor: Client, direction: UnitPage) -> None:
    make.translated(direction, "en", title="Finance")
    assert rows(editor, "finance") == []
    assert len(rows(editor)) == 3


def test_units_that_the_person_may_not_read_are_not_offered(portal: HomePage, direction: UnitPage) -> None:
    set_audience(work=direction.work, audience=Audience.STAFF)
    client = Client()
    user = make.UserFactory(in_groups=[PARTNERS])
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert [row[0] for row in rows(client)] == ["Office National de la Migration (ONM)", "Coordination Générale"]


def test_the_chosen_unit_is_named_with_its_chain(editor: Client, direction: UnitPage) -> None:
    response = editor.get(reverse("structure_chooser:chosen", args=[direction.pk]))
    assert response.json()["result"]["title"] == CHAIN
    assert chain_of(Page.objects.get(pk=direction.pk)) == CHAIN
    home = HomePage.objects.get(locale__language_code="fr")
    assert editor.get(reverse("structure_chooser:chosen", args=[home.pk]), follow=True).status_code == 404


def test_the_tree_costs_one_query_whatever_its_size(
    direction: UnitPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):  # and one for the source language
        assert len(list(choices())) == 3
    for number in range(5):
        make.UnitPageFactory(parent=direction, title=f"Service {number}")
    with django_assert_num_queries(2):
        assert len(list(choices())) == 8


def test_the_block_keeps_a_page_and_refuses_others(direction: UnitPage, portal: HomePage) -> None:
    block = StructureChooserBlock()
    assert block.clean(direction.pk).translation_key == direction.translation_key
    assert block.get_form_state(direction.pk)["title"] == CHAIN
    with pytest.raises(ValidationError, match="organisation ou une unité"):
        only_structure(Page.objects.get(pk=portal.pk))
    assert block.deconstruct()[0] == "org.blocks.StructureChooserBlock"


def test_translation_tools_see_the_chosen_pages(direction: UnitPage, coordination: UnitPage) -> None:
    duty = make.responsibility("Contrôler.", shared_with=(coordination,), doubt="", source=NO_SOURCE)
    duty["value"]["shared_with"] = [{"type": "item", "id": duty["id"], "value": coordination.pk}]
    unit = make.UnitPageFactory(parent=direction, responsibilities=[duty], ties=[make.tie(coordination)])
    unit = UnitPage.objects.get(pk=unit.pk)
    overridable = [segment for segment in extract_segments(unit) if isinstance(segment, OverridableSegmentValue)]
    assert [segment.data for segment in overridable if segment.data == coordination.pk] == [coordination.pk] * 2


# Editing a unit


def unit_form(duties: list[tuple[str, Any]], **fields: Any) -> dict[str, Any]:
    """Return what the editor posts."""
    empty = ("posts", "members", "ties", "sources", "doubts")
    return nested_form_data(
        {
            "title": "Cellule de médiation",
            "slug": "mediation",
            "acronym": "",
            "mission": "Rapprocher.",
            "seat": "",
            "responsibilities": streamfield(duties),
            **{name: streamfield([]) for name in empty},
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
            "go_live_at": "",
            "expire_at": "",
            "in_force_from": "",
            "in_force_note": "",
            "change_note": "",
            **fields,
        }
    )


def duty(text: str, *, shared_with: list[Page] | None = None, source: dict[str, str] | None = None) -> dict[str, Any]:
    shared = streamfield([])
    shared |= {"count": len(shared_with or [])}
    for place, page in enumerate(shared_with or []):
        shared |= {f"{place}": {"deleted": "", "order": place, "id": "", "value": page.pk}}
    own = {**NO_SOURCE, **(source or {})}
    return {"text": text, "legal_basis": {"count": 0}, "shared_with": shared, "doubt": "", "source": own}


def add_url(parent: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=["org", "unitpage", parent.pk])


def test_a_unit_is_written_and_published_in_the_editor(
    editor: Client, direction: UnitPage, coordination: UnitPage
) -> None:
    kind = make.UnitKindFactory()
    duties = [
        ("responsibility", duty("Entendre les agents.", shared_with=[coordination])),
        ("internal_rules", duty("Suivre les règlements.")),
    ]
    response = editor.post(add_url(direction), unit_form(duties, kind=kind.pk, **{"action-publish": "1"}), follow=True)
    assert "créée et publiée" in said(response) or "publiée" in soup(response).get_text()
    unit = UnitPage.objects.get(slug="mediation")
    assert [row.block_type for row in unit.responsibilities] == ["responsibility", "internal_rules"]
    public = soup(Client().get("/fr/onm/cg/daf/mediation/"))
    assert "Entendre les agents." in public.get_text()
    shared = soup(Client().get("/fr/onm/cg/"))
    assert "Entendre les agents." in shared.select_one("#partagees").find_parent("section").get_text()


def test_a_row_without_a_source_of_its_own_is_complete_but_lines_need_their_document() -> None:
    block = ResponsibilityBlock()
    value = {"text": "Contrôler.", "legal_basis": [], "shared_with": [], "doubt": ""}
    assert block.clean(block.to_python({**value, "source": NO_SOURCE}))
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({**value, "source": {"document": "", "lines": "12-14", "note": ""}}))
    assert "Nommez le document" in json.dumps(refused.value.as_json_data(), ensure_ascii=False)


def test_the_editor_is_arranged_in_tabs_with_help_in_french(editor: Client, direction: UnitPage) -> None:
    page = soup(editor.get(reverse("wagtailadmin_pages:edit", args=[direction.pk])))
    tabs = [tab.get_text().split("(")[0].strip() for tab in page.select("[role=tab]")]
    assert tabs[:6] == ["Ce qu’elle fait", "Postes et membres", "Liens", "Sources", "Édition", "Réglages"]
    words = page.get_text(" ")
    for said_there in ("Une ligne par attribution", "Tout le monde peut lire cette page", "Édition n° 1"):
        assert said_there in words
    assert "Modifier les règles de confidentialité" not in words
    assert page.select_one("[name=title][data-controller~=w-sync]")


# Reference data


def reference_form(**fields: str) -> dict[str, str]:
    names = {f"name_{code}": "" for code in ("fr", "ht", "en", "es")}
    return {
        **names,
        "code": "hinche",
        "country": "HT",
        "department": "Centre",
        "latitude": "",
        "longitude": "",
        **fields,
    }


def test_a_place_is_named_in_four_languages_and_french_is_required(editor: Client) -> None:
    url = reverse(Place.snippet_viewset.get_url_name("add"))
    form = soup(editor.get(url))
    assert [form.select_one(f"[name=name_{code}]") is not None for code in ("fr", "ht", "en", "es")] == [True] * 4
    assert form.select_one("[name=name]") is None
    refused = editor.post(url, reference_form(name_ht="Ench"))
    assert refused.status_code == 200
    assert not Place.objects.exists()
    editor.post(url, reference_form(name_fr="Hinche", name_ht="Ench"))
    place = Place.objects.get(code="hinche")
    assert (place.name_fr, place.name_ht, place.name_en or "") == ("Hinche", "Ench", "")


@pytest.mark.parametrize("query", ["belladere", "BELLAD", "centre bellad", "beladè"])
def test_reference_data_is_found_without_accents(editor: Client, query: str) -> None:
    make.PlaceFactory(code="x-1", name_fr="Belladère", name_ht="Beladè", department="Centre")
    make.PlaceFactory(code="x-2", name_fr="Malpasse", name_ht="Malpas", department="Ouest")
    found = soup(editor.get(reverse(Place.snippet_viewset.get_url_name("list")), {"q": query}))
    assert [row.get_text(strip=True) for row in found.select("td.title .title-wrapper")] == ["Belladère"]


def test_a_legal_text_is_chosen_by_its_name_without_accents(editor: Client) -> None:
    make.LegalReferenceFactory(code="x-1", name="Décret du 17 novembre 2005", citation="art. 4")
    make.LegalReferenceFactory(code="x-2", name="Loi de finances", citation="")
    url = reverse("wagtailsnippetchoosers_org_legalreference:choose_results")
    assert "Décret du 17" in editor.get(url, {"q": "decret 2005"}).content.decode()
    assert "Loi de finances" not in editor.get(url, {"q": "decret"}).content.decode()


# People and who holds what


@pytest.fixture
def person(portal: HomePage) -> Person:
    return make.PersonFactory(name="Rose Jean", email="rose@personnel.example", phone="+509 3700 1111")


@pytest.mark.parametrize("view", ["list", "add", "edit"])
def test_personal_data_is_only_for_groups_with_the_permission(
    editor: Client, lawyer: Client, person: Person, view: str
) -> None:
    url = reverse(Person.snippet_viewset.get_url_name(view), args=[person.pk] if view == "edit" else [])
    assert editor.get(url).status_code == 200
    refused = lawyer.get(url, follow=True)
    assert "rose@personnel.example" not in refused.content.decode()
    assert refused.redirect_chain


def test_choosing_a_person_shows_no_personal_data(lawyer: Client, person: Person) -> None:
    found = lawyer.get(reverse("wagtailsnippetchoosers_org_person:choose_results")).content.decode()
    assert "Rose Jean" in found
    assert person.email not in found
    assert person.phone not in found


def held(unit: UnitPage, place: int = 0) -> HeldPost:
    return HeldPost(unit.translation_key, UUID(unit.posts[place].id))


def holding_form(person: Person, post: HeldPost | str, **fields: str) -> dict[str, str]:
    return {"person": str(person.pk), "held_post": str(post), "starts": "2024-03-01", "ends": "", "act": "", **fields}


def add_holding(client: Client, *args: Any, **fields: str) -> Any:
    return client.post(reverse(Holding.snippet_viewset.get_url_name("add")), holding_form(*args, **fields))


def options(page: Tag) -> dict[str, list[str]]:
    groups = page.select("[name=held_post] optgroup")
    return {group["label"]: [option.get_text() for option in group.select("option")] for group in groups}


def test_the_post_is_chosen_from_those_in_force_by_unit(editor: Client, direction: UnitPage, person: Person) -> None:
    make.UnitPageFactory(parent=direction, title="Projet", posts=[make.post("Chef")], published=False)
    form = soup(editor.get(reverse(Holding.snippet_viewset.get_url_name("add"))))
    unit = "Direction Administrative et Financière (DAF)"
    assert options(form) == {CHAIN: [f"Directeur ou Directrice — {unit}", f"Secrétaire — {unit}"]}
    assert form.select("[name=work], [name=post]") == []
    assert add_holding(editor, person, held(direction, 1)).status_code == 302
    holding = Holding.objects.get()
    assert HeldPost(holding.work, holding.post) == held(direction, 1)
    listed = soup(editor.get(reverse(Holding.snippet_viewset.get_url_name("list")))).get_text(" ")
    assert f"Secrétaire — {CHAIN}" in listed


def test_a_post_that_does_not_exist_is_refused(editor: Client, direction: UnitPage, person: Person) -> None:
    made_up = HeldPost(direction.translation_key, direction.translation_key)
    assert add_holding(editor, person, made_up).status_code == 200
    assert add_holding(editor, person, "pas un poste").status_code == 200
    assert not Holding.objects.exists()


def test_a_second_holder_is_refused_in_words_but_not_an_interim(
    editor: Client, direction: UnitPage, person: Person
) -> None:
    assert add_holding(editor, person, held(direction)).status_code == 302
    refused = add_holding(editor, make.PersonFactory(), held(direction))
    assert "Ce poste a déjà un titulaire à ces dates" in refused.content.decode()
    assert add_holding(editor, make.PersonFactory(), held(direction), interim="on").status_code == 302
    assert Holding.objects.count() == 2
    backwards = add_holding(editor, person, held(direction, 1), ends="2020-01-01")
    assert "La fin précède le début." in backwards.content.decode()


def test_a_holding_of_a_post_that_was_abolished_keeps_it(editor: Client, direction: UnitPage, person: Person) -> None:
    post = held(direction)
    holding = make.HoldingFactory(person=person, work=post.work, post=post.post)
    direction.posts = []
    direction.save_revision().publish()
    url = reverse(Holding.snippet_viewset.get_url_name("edit"), args=[holding.pk])
    assert options(soup(editor.get(url))) == {
        "Poste qui n’existe plus": ["Directeur ou Directrice — Direction Administrative et Financière (DAF)"]
    }
    assert editor.post(url, holding_form(person, post, ends="2024-12-31")).status_code == 302
    holding.refresh_from_db()
    assert (HeldPost(holding.work, holding.post), holding.ends) == (post, datetime.date(2024, 12, 31))


@pytest.mark.parametrize(("when", "expected"), [("now", "Actuel"), ("past", "Passé"), ("coming", "Futur")])
def test_holdings_are_filtered_by_period(editor: Client, direction: UnitPage, when: str, expected: str) -> None:
    today = datetime.date.today()
    year = datetime.timedelta(days=365)
    periods = {
        "Actuel": (today - year, None),
        "Passé": (today - 2 * year, today - year),
        "Futur": (today + year, None),
    }
    for name, (starts, ends) in periods.items():
        post = held(direction)
        person = make.PersonFactory(name=name)
        make.HoldingFactory(person=person, work=post.work, post=post.post, starts=starts, ends=ends, interim=True)
    found = soup(editor.get(reverse(Holding.snippet_viewset.get_url_name("list")), {"when": when}))
    assert [row.get_text(strip=True) for row in found.select("td.title .title-wrapper")] == [expected]


def test_the_menu_leads_to_people_first(editor: Client) -> None:
    props = json.loads(soup(editor.get(reverse("wagtailadmin_home"))).select_one("#wagtail-sidebar-props").string)
    menu = json.dumps(props, ensure_ascii=False)
    labels = ["Personnes", "Titulaires", "Lieux", "Bases légales", "Types d’unité"]
    assert sorted(labels, key=menu.index) == labels


def test_the_translation_editor_takes_the_chooser_for_a_page_chooser(
    client: Client, direction: UnitPage, coordination: UnitPage
) -> None:
    client.force_login(make.UserFactory(is_superuser=True, is_staff=True))
    unit = make.UnitPageFactory(
        parent=direction, title="Médiation", ties=[make.tie(coordination, note="Chaque mois.")]
    )
    english = Locale.objects.get(language_code="en")
    TranslationCreator(user=None, target_locales=[english]).create_translations(unit)
    copy = unit.get_translation(english)
    response = client.get(reverse("wagtailadmin_pages:edit", args=[copy.pk]))
    segments = json.loads(soup(response).select_one(".js-translation-editor")["data-props"])["segments"]
    widgets = [segment["location"]["widget"] for segment in segments]
    assert {"type": "page_chooser", "allowed_page_types": ["org.unitpage", "org.organisationpage"]} in widgets
    shown = client.get(reverse("wagtailadmin_pages:view_draft", args=[copy.pk]))
    assert "Médiation" in shown.content.decode()
