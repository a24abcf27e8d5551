"""Change events in the editor: incomplete as drafts, told at their fields when they are to be published."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from org.models import ChangeEventPage, OrganisationPage, UnitPage
from portal.editions.models import Edition, InForce
from portal.setup import EDITORS
from tests import factories as make

from .conftest import MakeUnit


@pytest.fixture
def editor(client: Client, organisation: OrganisationPage) -> Client:
    client.force_login(make.UserFactory(username="redaction", in_groups=[EDITORS]))
    return client


def units(*pages: UnitPage) -> dict[str, Any]:
    return streamfield([("unit", {"unit": page.pk, "name": ""}) for page in pages])


def form(before: dict[str, Any], after: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return what the editor posts."""
    return nested_form_data(
        {
            "title": "Fusion de la paie",
            "slug": "fusion",
            "nature": "merged",
            "date": "2024-01-01",
            "date_note": "",
            "predecessors": before,
            "successors": after,
            "legal_basis": streamfield([]),
            "note": "",
            "sources": streamfield([]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
            "go_live_at": "",
            "expire_at": "",
            "change_note": "",
            **fields,
        }
    )


def add_url(organisation: OrganisationPage) -> str:
    return reverse("wagtailadmin_pages:add", args=["org", "changeeventpage", organisation.pk])


def told(response: Any, field: str) -> str:
    """Return what the editor says is wrong with a field."""
    return str(response.context["form"].errors[field][0])


def test_an_event_is_written_and_published_in_the_editor(
    editor: Client, organisation: OrganisationPage, unit: MakeUnit
) -> None:
    before, after = (unit("Paie"), unit("Retraites")), unit("Paie et retraites")
    editor.post(add_url(organisation), form(units(*before), units(after), **{"action-publish": "1"}))
    content = Edition.objects.get(work=ChangeEventPage.objects.get().translation_key).content
    assert [row.name for row in content.predecessors] == ["Paie", "Retraites"]
    assert "Fusion" in Client().get("/fr/onm/fusion/").content.decode()


def test_an_incomplete_event_stays_a_draft_and_says_what_is_missing_at_its_field(
    editor: Client, organisation: OrganisationPage, unit: MakeUnit
) -> None:
    one = unit("Paie")
    editor.post(add_url(organisation), form(units(one), units(), date=""))
    draft = ChangeEventPage.objects.get()
    assert not draft.live
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    response = editor.post(edit, form(units(one), units(), date="", **{"action-publish": "1"}))
    assert told(response, "predecessors") == "Fusion : au moins 2 unités avant."
    assert told(response, "successors") == "Fusion : exactement 1 unité après."
    assert told(response, "date")
    assert not Edition.objects.filter(work=draft.translation_key).exists()


def test_the_editor_asks_for_the_event_s_own_date_alone(editor: Client, organisation: OrganisationPage) -> None:
    page = BeautifulSoup(editor.get(add_url(organisation)).content, "html.parser")
    assert page.select_one("[name=date]")
    assert not page.select_one("[name=in_force_from]")
    assert "Entrée en vigueur" not in page.get_text()


def test_the_preview_shows_the_draft(editor: Client, organisation: OrganisationPage, unit: MakeUnit) -> None:
    draft = make.ChangeEventPageFactory(
        parent=organisation, title="À l’étude", before=[unit("Paie")], after=[unit("Soldes")], published=False
    )
    draft.save_revision()
    shown = editor.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk])).content.decode()
    assert "À l’étude" in shown
    assert "Soldes" in shown


def test_an_event_is_translated_with_the_names_of_its_units(
    organisation: OrganisationPage,
    unit: MakeUnit,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    event = make.ChangeEventPageFactory(
        parent=organisation, title="Réforme", slug="reforme", before=[unit("Paie")], after=[unit("Soldes")]
    )
    english = Locale.objects.get(language_code="en")
    source, _created = TranslationSource.get_or_create_from_instance(ChangeEventPage.objects.get(pk=event.pk))
    translation = Translation.objects.create(source=source, target_locale=english)
    texts = {"Réforme": "Reform", "Paie": "Payroll", "reforme": "reform", "Soldes": "Salaries"}
    for segment in source.stringsegment_set.all():
        if segment.string.data in texts:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=english,
                context=segment.context,
                data=texts[segment.string.data],
            )
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(user=make.UserFactory(is_superuser=True), publish=True)
    content = InForce.objects.said_now().get(work=event.translation_key, language="en").edition.content
    assert (content.title, content.nature, content.date) == ("Reform", event.nature, event.date)
    assert [row.name for row in (*content.predecessors, *content.successors)] == ["Payroll", "Salaries"]
    assert [row.work for row in content.predecessors] == [
        page.value["unit"].translation_key for page in event.predecessors
    ]
