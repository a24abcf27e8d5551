"""Choosing units."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page
from wagtail_localize.operations import TranslationCreator
from wagtail_localize.segments import OverridableSegmentValue
from wagtail_localize.segments.extract import extract_segments

from org.blocks import StructureChooserBlock
from org.choosers import only_structure
from org.desk import chain_of, choices
from org.models import UnitPage
from portal.editions.audiences import Audience
from portal.editions.services import set_audience
from portal.home.models import HomePage
from portal.setup import PARTNERS
from tests import factories as make

from .answers import CHAIN, rows, soup

NO_SOURCE = {"document": "", "lines": "", "note": ""}


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
