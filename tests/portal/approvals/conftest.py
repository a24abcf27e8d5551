"""A unit under approval: legal first, then the parties that its responsibilities name."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from org.models import OrganisationPage, UnitPage
from portal.editions.models import Edition, InForce
from portal.home.models import HomePage
from tests.factories import approvals as make
from tests.factories.blocks import responsibility
from tests.factories.pages import OrganisationPageFactory, UnitPageFactory


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


@pytest.fixture
def structure(portal: HomePage) -> Stage:
    """The pages, published before any workflow governed them."""
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
