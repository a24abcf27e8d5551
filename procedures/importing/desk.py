"""What the desk has of all that a file may name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from wagtail.models import Page

from org.importing import reference_data
from org.importing.mapping import work_key
from org.models import LegalReference, OrganisationPage, Place, UnitPage

from ..models import Channel, DocumentPage, DocumentType, MigrantProfile, ProcedurePage, ProjectPage, ProtocolPage
from .raw import Desk
from .validation import Known

LANGUAGE = "fr"
LISTS: reference_data.Models = {
    "profiles": MigrantProfile,
    "channels": Channel,
    "document_types": DocumentType,
    "places": Place,
    "legal_references": LegalReference,
}
ACTORS: tuple[type[Page], ...] = (OrganisationPage, UnitPage)
TEXTS: tuple[type[Page], ...] = (ProcedurePage, ProtocolPage, ProjectPage, DocumentPage)


def known() -> Known:
    """Return what files may name."""
    actors = [page for model in ACTORS for page in _imported(model)]
    return Known(
        posts={page.import_key: _ids(page.posts) for page in actors},
        responsibilities={page.import_key: _ids(page.responsibilities) for page in actors},
        texts=_keys(TEXTS).keys(),
        codes=reference_data.known_codes(LISTS),
    )


def read() -> Desk:
    """Return the primary keys of what files may name; reference data must be saved before."""
    return Desk(
        actors=_keys(ACTORS),
        texts=_keys(TEXTS),
        channels=dict(Channel.objects.values_list("code", "pk")),
        places=dict(Place.objects.values_list("code", "pk")),
        laws=dict(LegalReference.objects.values_list("code", "pk")),
    )


def _keys(models: Iterable[type[Any]]) -> dict[str, int]:
    rows = (row for model in models for row in _of_files(model).values_list("import_key", "translation_key", "pk"))
    return {key: pk for key, work, pk in rows if work == work_key(key)}


def _imported(model: type[Any]) -> Iterator[Any]:
    """Yield the pages that came from files; one that took over the key of another is not it."""
    return (page for page in _of_files(model) if page.translation_key == work_key(page.import_key))


def _of_files(model: type[Any]) -> QuerySet[Any]:
    return model._default_manager.filter(locale__language_code=LANGUAGE).exclude(import_key="")


def _ids(stream: Any) -> frozenset[UUID]:
    return frozenset(UUID(row["id"]) for row in stream.raw_data)
