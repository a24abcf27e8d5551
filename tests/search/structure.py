"""A small administration with everything that an answer shows, indexed."""

from __future__ import annotations

from dataclasses import dataclass

from org.models import OrganisationPage, UnitPage
from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.services import set_audience
from search.drain import drain
from search.glossary_file import GlossaryFile, apply_glossary
from tests.factories import (
    OrganisationPageFactory,
    PlaceFactory,
    UnitKindFactory,
    UnitPageFactory,
    post,
    responsibility,
)

GLOSSARY = GlossaryFile.model_validate(
    {
        "format": "mandat-glossary/1",
        "entries": [
            {
                "key": "paie",
                "topic": "personnel",
                "fr": ["paie", "paiement du personnel", "salaire"],
                "ht": ["peye anplwaye", "salè"],
                "en": ["payroll", "salary"],
                "es": ["nómina", "salario"],
            }
        ],
    }
)


@dataclass(frozen=True, slots=True)
class Administration:
    """The pages by what they do."""

    organisation: OrganisationPage
    directorate: UnitPage
    accounting: UnitPage
    secret: UnitPage


def administration() -> Administration:
    """Publish and index an organisation of three units, one of which is for staff only."""
    apply_glossary(GLOSSARY)
    organisation = OrganisationPageFactory()
    directorate = UnitPageFactory(
        parent=organisation,
        title="Direction Administrative et Financière",
        acronym="DAF",
        slug="daf",
        kind=UnitKindFactory(code="direction", name_fr="Direction"),
        responsibilities=[responsibility("Planifier et contrôler les dépenses de l’Office.")],
        posts=[post("Directeur ou Directrice", head=True, email="daf@example.ht")],
    )
    accounting = UnitPageFactory(
        parent=directorate,
        title="Service de Comptabilité",
        slug="comptabilite",
        kind=UnitKindFactory(code="service", name_fr="Service"),
        seat=PlaceFactory(code="malpasse", name_fr="Malpasse"),
        responsibilities=[responsibility("Effectuer les paiements des membres du personnel.")],
        posts=[post("Chef ou Cheffe comptable", head=True)],
    )
    secret = UnitPageFactory(
        parent=directorate,
        title="Cellule zirconium",
        slug="cellule",
        kind=UnitKindFactory(code="cellule", name_fr="Cellule"),
        responsibilities=[responsibility("Surveiller le zirconium et les paiements du personnel.")],
    )
    set_audience(work=Work.objects.get(key=secret.translation_key), audience=Audience.STAFF)
    drain()
    return Administration(organisation, directorate, accounting, secret)
