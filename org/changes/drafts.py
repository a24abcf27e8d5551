"""Between the desk and the text of a change event: reads a draft into its content, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.translation import override

from ..drafts import legal_basis_of, source_of
from .content import ChangeContent, NamedUnit
from .naming import names_before, names_on

if TYPE_CHECKING:
    from ..models.changes import ChangeEventPage


def content_of(page: ChangeEventPage) -> ChangeContent:
    """Return the content of a draft; names of reference data in the page's own language."""
    with override(page.locale.language_code):
        return ChangeContent(
            title=page.title,
            nature=page.nature,
            date=page.date,
            approximate=page.approximate,
            date_note=page.date_note,
            predecessors=tuple(_named(block) for block in page.predecessors if block.value["unit"]),
            successors=tuple(_named(block) for block in page.successors if block.value["unit"]),
            legal_basis=tuple(legal_basis_of(block.value) for block in page.legal_basis if block.value),
            note=page.note,
            sources=tuple(source_of(block.value) for block in page.sources),
        )


def complete_names(page: ChangeEventPage) -> None:
    """Write the names that units bore where the author gave none: they stay as they were then."""
    if page.date is None:
        return
    for stream, names_of in ((page.predecessors, names_before), (page.successors, names_on)):
        unnamed = [block.value for block in stream if block.value["unit"] and not block.value["name"]]
        works = [value["unit"].translation_key for value in unnamed]
        names = names_of(works, page.date, page.locale.language_code) if works else {}
        for value in unnamed:
            value["name"] = names.get(value["unit"].translation_key, value["unit"].title)


def fill(page: ChangeEventPage, content: ChangeContent, pages: Mapping[UUID, int], laws: Mapping[str, int]) -> None:
    """Write ``content`` into a draft: the inverse of ``content_of``.

    ``pages`` gives the primary key of the page of every unit, ``laws`` that of every legal text by its code.
    """
    page.title, page.nature, page.note = content.title, content.nature, content.note
    page.date, page.approximate, page.date_note = content.date, content.approximate, content.date_note
    for name in ("predecessors", "successors"):
        units = [{"unit": pages[unit.work], "name": unit.name} for unit in getattr(content, name)]
        setattr(page, name, _rows(page, name, "unit", units))
    page.legal_basis = _rows(page, "legal_basis", "text", [laws[basis.code] for basis in content.legal_basis])
    page.sources = _rows(page, "sources", "source", [asdict(source) for source in content.sources])


def _named(block: Any) -> NamedUnit:
    unit = block.value["unit"]
    return NamedUnit(unit.translation_key, block.value["name"] or unit.title)


def _rows(page: ChangeEventPage, field: str, kind: str, values: Sequence[Any]) -> list[dict[str, Any]]:
    """Return rows whose identities depend on the page and their order, so that filling again changes none."""
    owner = f"{page.translation_key}/{field}"
    return [
        {"type": kind, "id": str(uuid5(NAMESPACE_URL, f"{owner}/{number}")), "value": value}
        for number, value in enumerate(values)
    ]
