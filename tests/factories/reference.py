"""Reference data."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from org.models import LegalReference, Place, UnitKind


class UnitKindFactory(DjangoModelFactory[UnitKind]):
    """A kind of unit, one for each code."""

    code = "direction"
    name = "Direction"

    class Meta:
        model = UnitKind
        django_get_or_create = ("code",)


class PlaceFactory(DjangoModelFactory[Place]):
    """A seat."""

    code = "ouanaminthe"
    name = "Ouanaminthe"
    country = "HT"
    department = "Nord-Est"

    class Meta:
        model = Place
        django_get_or_create = ("code",)


class LegalReferenceFactory(DjangoModelFactory[LegalReference]):
    """A legal text."""

    code = factory.Sequence(lambda number: f"texte-{number}")
    name = factory.Sequence(lambda number: f"Décret {number}")

    class Meta:
        model = LegalReference
