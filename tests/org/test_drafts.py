"""Between the desk and the text, both ways and without loss."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from hypothesis import given

from org.content import StructureContent
from org.drafts import content_of, fill
from org.models import LegalReference, Place, UnitKind, UnitPage
from portal.home.models import HomePage
from tests import factories as make

from .contents import KINDS, LAWS, SEATS, WORKS, contents

Undone = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def page(portal: HomePage) -> UnitPage:
    """A unit on a desk that knows all that random contents name."""
    for kind in KINDS:
        UnitKind.objects.create(code=kind.code, name=kind.name)
    for seat in SEATS:
        Place.objects.create(
            code=seat.code,
            name=seat.name,
            country=seat.country,
            department=seat.department,
            latitude=seat.latitude or None,
            longitude=seat.longitude or None,
        )
    for law in LAWS:
        LegalReference.objects.create(code=law.code, name=law.name, citation=law.citation, url=law.url)
    organisation = make.OrganisationPageFactory()
    for number, key in enumerate(WORKS):
        make.UnitPageFactory(parent=organisation, title=f"Autre {number}", translation_key=key, published=False)
    return make.UnitPageFactory(parent=organisation, title="Unité", published=False)


def filled(page: UnitPage, content: StructureContent) -> UnitPage:
    fill(page, content, dict(UnitPage.objects.values_list("translation_key", "pk")))
    return page


@given(contents)
def test_a_draft_says_what_it_was_filled_with(page: UnitPage, undone: Undone, content: StructureContent) -> None:
    with undone():
        revision = filled(page, content).save_revision(clean=False)
        assert content_of(revision.as_object()) == content


@given(contents)
def test_filling_again_with_the_same_changes_no_row(page: UnitPage, content: StructureContent) -> None:
    fields = ("responsibilities", "posts", "members", "ties", "sources", "doubts")
    first = {name: getattr(filled(page, content), name).get_prep_value() for name in fields}
    assert {name: getattr(filled(page, content), name).get_prep_value() for name in fields} == first


def test_names_of_reference_data_are_in_the_language_of_the_page(page: UnitPage) -> None:
    page.kind = UnitKind.objects.create(code="bureau", name_fr="Bureau", name_en="Office", name_ht="Biwo")
    page.save()
    assert content_of(page).kind.name == "Bureau"
    assert make.translated(page, "en").edition_content().kind.name == "Office"
    assert make.translated(page, "es").edition_content().kind.name == "Bureau"


def test_a_tie_to_a_page_that_was_deleted_is_left_out(page: UnitPage) -> None:
    other = make.UnitPageFactory(parent=page.get_parent(), title="Éphémère", published=False)
    page.ties = [("tie", {"kind": "supports", "to": other, "note": ""})]
    page.responsibilities = [("responsibility", {"text": "Agir.", "shared_with": [other], "legal_basis": []})]
    page.members = [("member", {"title": "Membre", "unit": other})]
    page.save_revision(clean=False)
    other.delete()
    content = content_of(page.get_latest_revision_as_object())
    assert content.ties == ()
    assert content.responsibilities[0].shared_with == ()
    assert content.members[0].unit is None
