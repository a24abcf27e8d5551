"""Makers of what tests need: pages, reference data, people and readers."""

from .blocks import internal_rules, member, post, responsibility, source, tie
from .pages import ChangeEventPageFactory, OrganisationPageFactory, UnitPageFactory, translated
from .people import HoldingFactory, PersonFactory, UserFactory
from .reference import LegalReferenceFactory, PlaceFactory, UnitKindFactory

__all__ = [
    "ChangeEventPageFactory",
    "HoldingFactory",
    "LegalReferenceFactory",
    "OrganisationPageFactory",
    "PersonFactory",
    "PlaceFactory",
    "UnitKindFactory",
    "UnitPageFactory",
    "UserFactory",
    "internal_rules",
    "member",
    "post",
    "responsibility",
    "source",
    "tie",
    "translated",
]
