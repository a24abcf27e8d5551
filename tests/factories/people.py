"""Readers with their audience, and people who hold posts."""

from __future__ import annotations

import datetime
from typing import Any

import factory
from django.contrib.auth.models import Group, User
from factory.django import DjangoModelFactory

from org.models import Holding, Person

PASSWORD = "un mot de passe de test"


class UserFactory(DjangoModelFactory[User]):
    """An account; `in_groups` names groups of the portal, which must be set up."""

    username = factory.Sequence(lambda number: f"compte-{number}")
    password = factory.django.Password(PASSWORD)

    class Meta:
        model = User
        skip_postgeneration_save = True

    @factory.post_generation
    def in_groups(self: User, create: bool, names: list[str] | None, **kwargs: Any) -> None:
        """Put the account into the groups of the portal with these names."""
        for name in names or []:
            self.groups.add(Group.objects.get(name=name))


class PersonFactory(DjangoModelFactory[Person]):
    """A person with personal contact data."""

    name = factory.Sequence(lambda number: f"Marie Exemple {number}")
    email = "marie@personnel.example"
    phone = "+509 3700 0000"

    class Meta:
        model = Person


class HoldingFactory(DjangoModelFactory[Holding]):
    """A person who holds `post` (a block's id) of `work` (a translation key)."""

    person = factory.SubFactory(PersonFactory)
    starts = datetime.date(2024, 3, 1)

    class Meta:
        model = Holding
