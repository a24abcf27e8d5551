"""What a text shows that is kept beside it: sealed with it, or said afresh by nobody's edition."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from org.models import LegalReference, Place, UnitKind, UnitPage
from portal.approvals.deciding import DecisionRefused
from portal.editions.gate import PublicationRefused
from tests import factories
from tests.factories import approvals as make
from tests.factories.blocks import responsibility, row

from .conftest import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists(legal: Stage) -> dict[str, Any]:
    """A text submitted with a kind, a seat and a legal basis, each from a short list."""
    law = factories.LegalReferenceFactory(name_fr="Décret du 3 mai")
    place = factories.PlaceFactory()
    kind = UnitKind.objects.get(pk=legal.unit.kind_id)
    rows = [responsibility("Tenir le registre.", legal_basis=(law,))]
    review = make.submitted(legal.unit, responsibilities=rows, seat=place)
    return {"review": review, "law": law, "place": place, "kind": kind}


@pytest.mark.parametrize("named", ["law", "place", "kind"])
def test_a_name_in_a_list_changed_after_the_look_is_another_text(
    legal: Stage, lists: dict[str, Any], named: str
) -> None:
    seen = make.token_of(lists["review"])
    instance: LegalReference | Place | UnitKind = lists[named]
    instance.name_fr = "Autre nom"
    instance.save()
    with pytest.raises(DecisionRefused, match="a changé"):
        make.decides(legal.lawyer, lists["review"], token=seen)
    assert legal.editions() == 1


def test_a_name_changed_between_two_steps_sends_the_text_back_to_the_first(parties: Stage) -> None:
    law = factories.LegalReferenceFactory(name_fr="Décret du 3 mai")
    someone = make.representative(parties.neighbour)
    rows = [responsibility("Tenir le registre.", shared_with=(parties.neighbour,), legal_basis=(law,))]
    review = make.submitted(parties.unit, responsibilities=rows)
    make.representative(parties.partner, user=someone)
    make.decides(parties.lawyer, review)
    make.decides(someone, review, party=parties.partner)
    law.name_fr = "Décret du 4 mai"
    law.save()
    result = make.decides(someone, review, party=parties.neighbour)
    assert (result.is_published, result.refusal) == (False, "")
    assert make.decides(parties.lawyer, review).is_published
    basis = UnitPage.objects.get(pk=parties.unit.pk).edition_content().responsibilities[0].legal_basis[0]
    assert basis.name == "Décret du 4 mai"


def test_a_name_changed_after_the_publication_leaves_the_edition_as_it_was_approved(
    legal: Stage, lists: dict[str, Any]
) -> None:
    make.decides(legal.lawyer, lists["review"])
    lists["law"].name_fr = "Autre nom"
    lists["law"].save()
    content: Any = legal.edition().content
    assert content.responsibilities[0].legal_basis[0].name == "Décret du 3 mai"
    with pytest.raises(PublicationRefused):
        UnitPage.objects.get(pk=legal.unit.pk).save_revision().publish()


def test_a_document_replaced_after_the_look_is_another_text(legal: Stage, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    document = get_document_model().objects.create(title="Annexe", file=ContentFile(b"%PDF-1.4 une", "annexe.pdf"))
    review = make.submitted(legal.unit, attachments=[row("attachment", {"document": document.pk, "title": "Annexe"})])
    seen = make.token_of(review)
    document.file.save("annexe.pdf", ContentFile(b"%PDF-1.4 autre"))
    with pytest.raises(DecisionRefused, match="a changé"):
        make.decides(legal.lawyer, review, token=seen)
    assert make.decides(legal.lawyer, review).is_published
