"""The structure of an administration, one file a subject."""

from .imports import ImportRun
from .pages import OrganisationPage, StructurePage, UnitPage
from .people import Holding, Person
from .reference import LegalReference, Place, UnitKind

__all__ = [
    "Holding",
    "ImportRun",
    "LegalReference",
    "OrganisationPage",
    "Person",
    "Place",
    "StructurePage",
    "UnitKind",
    "UnitPage",
]
