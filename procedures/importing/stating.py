"""What a file can state of a draft, to be compared before and after it is written."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from django.utils import timezone

from portal.editions.files.attached import AttachedFile
from portal.editions.models import Edition, InForce, Nature

from ..content.procedures import Party
from ..content.projects import Touched
from ..content.steps import Role
from .filling import AnyPage
from .schema import TextRow

IN_FORCE = ("in_force_from", "in_force_approximate", "in_force_note")


def stated(page: AnyPage) -> dict[str, Any]:
    """Return what a file can state of a draft, field by field."""
    told = stated_in(page.edition_content())
    return {**told, "slug": page.slug, "key": page.import_key, **{name: getattr(page, name) for name in IN_FORCE}}


def stated_in(content: Any) -> dict[str, Any]:
    """Return what a file can state of a text, field by field."""
    return {item.name: _unnamed(getattr(content, item.name)) for item in fields(content)}


def _unnamed(value: Any) -> Any:
    """Return a part of a text without what no file states: how those are called whom it names, and what a name
    on the disk became."""
    if isinstance(value, tuple):
        return tuple(_unnamed(item) for item in value)
    if isinstance(value, Party):
        return replace(value, name="", acronym="")
    if isinstance(value, Role):
        return replace(value, name="", acronym="", post_title="")
    if isinstance(value, Touched):
        return replace(value, name="", text="")
    if isinstance(value, AttachedFile):
        return replace(value, name="")
    if is_dataclass(value) and hasattr(value, "roles"):
        return replace(value, roles=_unnamed(value.roles))  # type: ignore[type-var]
    return value


def is_dated_so(row: TextRow, language: str) -> bool:
    """Whether an edition of the text says the date of ``row``: a date that was stated is no claim any more."""
    if row.in_force is None:
        return False
    dates = {"in_force_from": row.in_force.start, "approximate": row.in_force.approximate}
    published = Edition.objects.filter(work=row.work, language=language, nature=Nature.PUBLICATION)
    return published.filter(**dates, date_note=row.in_force.note or "").exists()


def is_in_force(page: AnyPage, language: str) -> bool:
    """Whether readers get today what the draft says: then nothing need be done, whatever else is being drafted."""
    today = InForce.objects.on(timezone.localdate()).filter(work=page.translation_key, language=language)
    held = today.filter(edition__withdrawal=None).select_related("edition").first()
    if held is None or held.slug != page.slug:
        return False
    return stated_in(held.edition.content) == stated_in(page.edition_content())
