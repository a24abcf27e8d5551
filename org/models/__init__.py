"""The structure of an administration, one file a subject."""

from .changes import ChangeEventPage
from .holdings import Capacity, Holding, HoldingRefused
from .imports import ImportRun
from .pages import OrganisationPage, StructurePage, UnitPage
from .people import Person, PersonAccount
from .reference import LegalReference, Place, UnitKind

__all__ = [
    "Capacity",
    "ChangeEventPage",
    "Holding",
    "HoldingRefused",
    "ImportRun",
    "LegalReference",
    "OrganisationPage",
    "Person",
    "PersonAccount",
    "Place",
    "StructurePage",
    "UnitKind",
    "UnitPage",
]
