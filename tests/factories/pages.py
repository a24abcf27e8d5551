"""Pages of the structure, published through the gate. The portal must be set up."""

from __future__ import annotations

import datetime
import json
from typing import Any, TypeVar

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Locale, Page

from org.models import ChangeEventPage, OrganisationPage, StructurePage, UnitPage
from portal.editions.pages import EditionedPage
from portal.home.models import HomePage
from portal.tasks import once_each

from .blocks import named_unit, row
from .reference import UnitKindFactory

ROWS = ("responsibilities", "posts", "ties", "members", "sources")

StructureT = TypeVar("StructureT", bound=StructurePage)


PageT = TypeVar("PageT", bound=EditionedPage)


def added(page: PageT, parent: Page, *, published: bool) -> PageT:
    """Return `page` below `parent`; Wagtail's search and its references hear of it once, and not of each save."""
    with once_each():
        parent.add_child(instance=page)
        if published:
            page.save_revision().publish()
    return page


class StructurePageFactory(DjangoModelFactory[StructureT]):
    """A page below `parent`; rows are those of `tests.factories.blocks`."""

    class Meta:
        model = StructurePage
        abstract = True

    @classmethod
    def _create(cls, model_class: type[StructureT], *args: Any, **fields: Any) -> StructureT:
        parent, published = fields.pop("parent"), fields.pop("published", True)
        rows = {name: json.dumps(fields.pop(name)) for name in ROWS if name in fields}
        page = model_class(locale=parent.locale, live=False, **fields, **rows)
        return added(page, parent, published=published)


class OrganisationPageFactory(StructurePageFactory[OrganisationPage]):
    """An organisation, below the French home page."""

    parent = factory.LazyFunction(lambda: HomePage.objects.get(locale__language_code="fr"))
    title = "Office National de la Migration"
    acronym = "ONM"
    slug = "onm"

    class Meta:
        model = OrganisationPage


class UnitPageFactory(StructurePageFactory[UnitPage]):
    """A unit, below `parent`."""

    title = factory.Sequence(lambda number: f"Direction {number}")
    kind = factory.SubFactory(UnitKindFactory)

    class Meta:
        model = UnitPage


class ChangeEventPageFactory(DjangoModelFactory[ChangeEventPage]):
    """A change event below `parent`; `before` and `after` are pages of units, or pairs of a page and a name."""

    nature = "renamed"
    date = datetime.date(2024, 1, 1)
    title = factory.Sequence(lambda number: f"Réorganisation {number}")

    class Meta:
        model = ChangeEventPage

    @classmethod
    def _create(cls, model_class: type[ChangeEventPage], *args: Any, **fields: Any) -> ChangeEventPage:
        parent, published = fields.pop("parent"), fields.pop("published", True)
        rows = {
            "predecessors": json.dumps([named_unit(unit) for unit in fields.pop("before", ())]),
            "successors": json.dumps([named_unit(unit) for unit in fields.pop("after", ())]),
            "legal_basis": json.dumps([row("text", text.pk) for text in fields.pop("legal_basis", ())]),
            "sources": json.dumps(fields.pop("sources", [])),
        }
        page = model_class(locale=parent.locale, live=False, **fields, **rows)
        return added(page, parent, published=published)


def translated(page: StructureT, language: str, **fields: Any) -> StructureT:
    """Return a translation of `page`, published, with `fields` in that language."""
    copy = page.copy_for_translation(Locale.objects.get(language_code=language), copy_parents=True)
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return copy
