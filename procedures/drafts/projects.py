"""Reads the draft of a project into its content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import override
from django_countries.fields import Country

from org.drafts import source_of

from ..content.procedures import Party
from ..content.projects import ProjectContent, Result, Touched
from ..content.terms import Term
from ..steps.reading import identity, parties_of

if TYPE_CHECKING:
    from ..models.projects import ProjectPage


def content_of(page: ProjectPage) -> ProjectContent:
    """Return the content of a draft; names in the page's own language."""
    with override(page.locale.language_code):
        return ProjectContent(
            title=page.title,
            reference=page.reference,
            type=page.type,
            summary=page.summary,
            starts=page.starts,
            ends_in=page.ends_in,
            budget="" if page.budget is None else f"{page.budget:.2f}",
            currency=page.currency,
            coverage=page.coverage,
            region=page.region,
            status=page.status,
            beneficiaries=tuple(_country(code) for code in page.beneficiaries),
            results=tuple(Result(UUID(block.id), block.value) for block in page.results),
            partners=parties_of(page.partners),
            texts=tuple(_text(block) for block in page.texts if block.value),
            responsibilities=tuple(_responsibilities(page.responsibilities)),
            sources=tuple(source_of(block.value) for block in page.sources),
            doubts=tuple(block.value for block in page.doubts),
        )


def _country(code: Any) -> Term:
    country = Country(str(code))
    return Term(country.code, str(country.name))


def _text(block: Any) -> Party:
    return Party(id=UUID(block.id), work=block.value.translation_key, name=block.value.title)


def _responsibilities(stream: Any) -> Iterator[Touched]:
    for block in stream:
        unit, row = block.value["unit"], identity(block.value["responsibility"])
        if unit and row:
            yield Touched(
                id=UUID(block.id),
                work=unit.translation_key,
                name=block.value["name"] or unit.title,
                responsibility=row,
                text=block.value["text"] or "",
            )
