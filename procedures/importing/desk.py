"""What the desk has of all that a file may name, and by which keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from wagtail.models import Page

from org.importing import reference_data
from org.importing.plan import key_without_file, keys_of
from org.models import LegalReference, OrganisationPage, Place, UnitPage
from portal.editions.models import Work

from ..models import Channel, DocumentPage, DocumentType, MigrantProfile, ProcedurePage, ProjectPage, ProtocolPage
from .raw import Desk
from .validation import Known

LANGUAGE = "fr"
_KEY: Final = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
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
    actors = {page.translation_key: page for model in ACTORS for page in _pages(model)}
    named = keys_of(actors)
    return Known(
        posts={named[work]: _ids(page.posts) for work, page in actors.items()},
        responsibilities={named[work]: _ids(page.responsibilities) for work, page in actors.items()},
        texts=_named(TEXTS).keys(),
        documents=_named([DocumentPage]).keys(),
        codes=reference_data.known_codes(LISTS),
        kinds=dict(Work.objects.values_list("key", "kind")),
    )


def read() -> Desk:
    """Return the primary keys of what files may name; reference data must be saved before."""
    return Desk(
        actors=_named(ACTORS),
        texts=_named(TEXTS),
        documents=_named([DocumentPage]),
        types=dict(DocumentType.objects.values_list("code", "pk")),
        channels=dict(Channel.objects.values_list("code", "pk")),
        places=dict(Place.objects.values_list("code", "pk")),
        laws=dict(LegalReference.objects.values_list("code", "pk")),
    )


def keys(models: Iterable[type[Page]]) -> dict[UUID, str]:
    """Return the key by which a file names each text of ``models``."""
    return _keys(_rows(models))


def _named(models: Iterable[type[Page]]) -> dict[str, int]:
    rows = _rows(models)
    return {key: rows[work].pk for work, key in _keys(rows).items()}


def _keys(rows: Mapping[UUID, Any]) -> dict[UUID, str]:
    """Return the keys of rows; what came from Word is known by the name of its file, which is no key."""
    found = keys_of(rows)
    return {work: key if _KEY.fullmatch(key) else key_without_file(work) for work, key in found.items()}


def _rows(models: Iterable[type[Any]]) -> dict[UUID, Any]:
    """Return the key, the key of import and the primary key of each page, by the first: one query a model."""
    fields = ("translation_key", "import_key", "pk")
    return {row.translation_key: row for model in models for row in _pages(model).values_list(*fields, named=True)}


def _pages(model: type[Any]) -> Any:
    return model._default_manager.filter(locale__language_code=LANGUAGE).order_by("pk")


def _ids(stream: Any) -> frozenset[UUID]:
    return frozenset(UUID(row["id"]) for row in stream.raw_data)
