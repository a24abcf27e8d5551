"""A unit under approval: legal first, then the parties that its responsibilities name."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from org.models import OrganisationPage, UnitPage
from portal.editions.models import Edition, InForce
from tests.clock import moved_clock
from tests.factories import approvals as make
from tests.factories.blocks import responsibility
from tests.factories.pages import OrganisationPageFactory, UnitPageFactory
from tests.undoing import built_once


@dataclass(frozen=True, slots=True)
class Stage:
    """An organisation with a unit under review, one that shares a duty with it, and a partner."""

    office: OrganisationPage
    unit: UnitPage
    neighbour: UnitPage
    partner: OrganisationPage
    lawyer: User

    def text_of(self, unit: UnitPage | None = None) -> str:
        """Return the name that readers find."""
        held = InForce.objects.on(timezone.localdate())
        row = held.filter(work=(unit or self.unit).translation_key, language="fr").first()
        return row.edition.title if row else ""

    def edition(self) -> Edition:
        """Return the last edition of the unit."""
        return Edition.objects.filter(work=self.unit.translation_key).order_by("number").last()

    def editions(self) -> int:
        """Return how many editions the unit has."""
        return Edition.objects.filter(work=self.unit.translation_key).count()


@pytest.fixture(scope="module")
def _structure(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Stage]:
    """Build the pages once for all tests of a file, on the day that the file says is today."""
    with built_once(django_db_blocker):
        with moved_clock() as today:
            if day := getattr(request.module, "TODAY", None):
                today(day)
            stage = structure_of_a_stage()
        yield stage


@pytest.fixture
def structure(_structure: Stage, db: None) -> Stage:
    """The pages, published before any workflow governed them; a test may do with them what it likes."""
    return deepcopy(_structure)


def structure_of_a_stage() -> Stage:
    """Make an office with two units, and a partner."""
    office = OrganisationPageFactory()
    partner = OrganisationPageFactory(title="Ministère", acronym="MIN", slug="ministere")
    neighbour = UnitPageFactory(parent=office, title="Secrétariat", slug="secretariat")
    duties = [
        responsibility("Tenir le registre.", shared_with=(neighbour,)),
        responsibility("Accueillir les personnes.", shared_with=(partner,)),
        responsibility("Archiver."),
    ]
    unit = UnitPageFactory(parent=office, title="Direction", slug="direction", responsibilities=duties)
    return Stage(office, unit, neighbour, partner, make.lawyer(first_name="Rose", last_name="Jean"))


@pytest.fixture
def legal(structure: Stage) -> Stage:
    """Everything of the office needs legal's agreement."""
    make.workflow(make.legal_review(), over=structure.office)
    return structure


@pytest.fixture
def parties(structure: Stage) -> Stage:
    """Everything of the office needs legal's agreement, then that of the parties."""
    make.workflow(make.legal_review(), make.parties_approval(), over=structure.office)
    return structure


@pytest.fixture
def translation(structure: Stage) -> Translation:
    """A unit prepared for translation, its segments filled in, below a workflow."""
    source, _created = TranslationSource.get_or_create_from_instance(UnitPage.objects.get(pk=structure.unit.pk))
    english = Locale.objects.get(language_code="en")
    made = Translation.objects.create(source=source, target_locale=english)
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string, locale=english, context=segment.context, data=f"EN {segment.string.data}"
        )
    make.workflow(make.legal_review(), over=structure.office)
    return made
