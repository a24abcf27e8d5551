"""Writing units."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from org.blocks import ResponsibilityBlock
from org.models import UnitPage
from tests import factories as make

from .answers import said, soup

NO_SOURCE = {"document": "", "lines": "", "note": ""}


def unit_form(duties: list[tuple[str, Any]], **fields: Any) -> dict[str, Any]:
    """Return what the editor posts."""
    empty = ("posts", "members", "ties", "sources", "attachments", "doubts")
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
