"""What a page shows besides its own text."""

from __future__ import annotations

import pytest
from django.utils import timezone

from org.models import OrganisationPage, UnitPage
from org.presentation import ShownTie, structure_context
from portal.editions.audiences import Audience
from portal.editions.models import InForce, Work
from portal.editions.reading import Reading
from portal.home.models import HomePage
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation(portal: HomePage) -> OrganisationPage:
    return OrganisationPage.objects.get(pk=make.OrganisationPageFactory().pk)


def unit(parent: OrganisationPage, title: str, **fields: object) -> UnitPage:
    return UnitPage.objects.get(pk=make.UnitPageFactory(parent=parent, title=title, **fields).pk)


def ties_of(page: UnitPage) -> list[ShownTie]:
    reading = Reading(language="fr", date=timezone.localdate(), audience=Audience.PUBLIC)
    work = Work.objects.get(pk=page.translation_key)
    content = InForce.objects.said_now().get(work=work).edition.content
    shown: list[ShownTie] = structure_context(content=content, work=work, reading=reading)["ties"]
    return shown


def test_a_tie_that_both_ends_declare_is_shown_once(organisation: OrganisationPage) -> None:
    pay = unit(organisation, "Paie")
    staff = unit(organisation, "Personnel", ties=[make.tie(pay, kind="works_with")])
    pay.ties = [make.tie(staff, kind="works_with", note="Chaque mois")]
    pay.save_revision().publish()
    assert [(tie.link.title, tie.note) for tie in ties_of(pay)] == [("Personnel", "Chaque mois")]


def test_what_the_other_end_adds_to_a_tie_is_shown(organisation: OrganisationPage) -> None:
    pay = unit(organisation, "Paie")
    staff = unit(organisation, "Personnel", ties=[make.tie(pay, kind="works_with", note="Pour les congés")])
    pay.ties = [make.tie(staff, kind="works_with", note="Chaque mois")]
    pay.save_revision().publish()
    assert [tie.note for tie in ties_of(pay)] == ["Chaque mois", "Pour les congés"]


def test_ties_that_read_differently_from_each_end_are_both_shown(organisation: OrganisationPage) -> None:
    pay = unit(organisation, "Paie")
    staff = unit(organisation, "Personnel", ties=[make.tie(pay, kind="supervises")])
    pay.ties = [make.tie(staff, kind="supports")]
    pay.save_revision().publish()
    assert [tie.label for tie in ties_of(pay)] == ["appuie", "est sous la supervision de"]


def test_a_seat_names_its_country_in_words(organisation: OrganisationPage, client: object) -> None:
    page = unit(organisation, "Bureau de Genève", slug="geneve", seat=make.PlaceFactory(country="CH"))
    for language, name in (("fr", "Suisse"), ("en", "Switzerland"), ("es", "Suiza")):
        assert name in client.get(f"/{language}/onm/{page.slug}/").content.decode()  # type: ignore[attr-defined]


def test_a_copy_is_another_unit_for_the_import(organisation: OrganisationPage) -> None:
    original = unit(organisation, "Paie", slug="paie", import_key="onm.paie")
    copy = original.copy(update_attrs={"slug": "copie"})
    assert (original.import_key, copy.import_key) == ("onm.paie", "")
