"""Procedures, their steps, and the other texts of that app. The portal must be set up."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Page

from portal.editions.pages import EditionedPage
from portal.home.models import HomePage
from procedures.models import Channel, DocumentPage, MigrantProfile, ProcedurePage, ProjectPage, ProtocolPage

from .blocks import Row, row
from .pages import added

STREAMS = (
    "owner_party",
    "parties",
    "legal_basis",
    "steps",
    "sources",
    "doubts",
    "returns",
    "detention",
    "guarantees",
    "consulates",
    "results",
    "partners",
    "texts",
    "responsibilities",
)

PageT = TypeVar("PageT", bound=EditionedPage)


class TextPageFactory(DjangoModelFactory[PageT]):
    """A page below the French home page; rows are those of this module and of `tests.factories.blocks`."""

    parent = factory.LazyFunction(lambda: HomePage.objects.get(locale__language_code="fr"))

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[PageT], *args: Any, **fields: Any) -> PageT:
        parent, published = fields.pop("parent"), fields.pop("published", True)
        rows = {name: json.dumps(fields.pop(name)) for name in STREAMS if name in fields}
        page = model_class(locale=parent.locale, live=False, **fields, **rows)
        page.clean()
        return added(page, parent, published=published)


class ProcedurePageFactory(TextPageFactory[ProcedurePage]):
    """A guide; give it `steps`."""

    title = factory.Sequence(lambda number: f"Guide {number}")

    class Meta:
        model = ProcedurePage


class ProtocolPageFactory(TextPageFactory[ProtocolPage]):
    """A protocol; give it `steps`."""

    title = factory.Sequence(lambda number: f"Protocole {number}")
    country = "US"

    class Meta:
        model = ProtocolPage


class ProjectPageFactory(TextPageFactory[ProjectPage]):
    """A partner project."""

    title = factory.Sequence(lambda number: f"Projet {number}")

    class Meta:
        model = ProjectPage


class DocumentPageFactory(TextPageFactory[DocumentPage]):
    """A document of the register; give it a `file`."""

    title = factory.Sequence(lambda number: f"Formulaire {number}")

    class Meta:
        model = DocumentPage


class MigrantProfileFactory(DjangoModelFactory[MigrantProfile]):
    """A profile."""

    code = factory.Sequence(lambda number: f"profil-{number}")
    name_fr = factory.Sequence(lambda number: f"Profil {number}")

    class Meta:
        model = MigrantProfile
        django_get_or_create = ("code",)


class ChannelFactory(DjangoModelFactory[Channel]):
    """A way to come."""

    code = factory.Sequence(lambda number: f"voie-{number}")
    name_fr = factory.Sequence(lambda number: f"Voie {number}")

    class Meta:
        model = Channel
        django_get_or_create = ("code",)


def role(actor: Page, letter: str = "R", post: str = "") -> dict[str, Any]:
    """Return what `actor` has to do with a step."""
    return row("item", {"role": letter, "actor": actor.pk, "post": post})


def branch(condition: str, to: Row | None = None) -> dict[str, Any]:
    """Return a branch to a step, or to the end."""
    return row("item", {"condition": condition, "to": to["id"] if to else ""})


def paper(title: str = "", document: Page | None = None, direction: str = "out") -> dict[str, Any]:
    """Return a document that a step needs or makes."""
    return row("item", {"title": title, "document": document.pk if document else None, "direction": direction})


def step(title: str, *roles: dict[str, Any], to: Row | None = None, **fields: Any) -> Row:
    """Return a step; `to` is the step that follows, where it is not the next one."""
    follows = {"afterwards": "step", "to": to["id"]} if to else {}
    return row("step", {"title": title, "roles": list(roles), **follows, **fields})


def party(unit: Page) -> Row:
    """Return a party, or an organisation of a project."""
    return row("party", {"unit": unit.pk})
