"""Earlier editions of the texts of a file: what is planned of them, and how they are published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from portal.editions import services
from portal.editions.gate import Place, Proposal
from portal.editions.models import InForce
from portal.editions.pages import author_name
from portal.editions.positions import STEP

from ..content import StructureContent
from ..models import StructurePage
from . import schema
from .mapping import Lists, content_from_row, row_from_content
from .problems import Position


@dataclass(frozen=True, slots=True)
class EarlierStep:
    """An edition that the portal does not have yet."""

    row: schema.EarlierRow
    key: UUID
    position: Position
    content: StructureContent
    in_force: schema.InForceRow
    parent: UUID | None
    after: UUID | None
    order: int

    def __str__(self) -> str:
        return f"+ {self.row.key} « {self.row.title} » ({self.in_force.start.isoformat()})"


def earlier_steps(
    file: schema.StructureFile, lists: Lists, identities: Mapping[str, UUID], language: str
) -> Iterator[EarlierStep]:
    """Yield what ``file`` states of earlier times and the portal does not say yet."""
    works = {identities[row.key] for row in file.earlier}
    held = InForce.objects.said_now().filter(work__in=works, language=language).select_related("edition")
    said = {(row.work_id, row.starts): row for row in held} if works else {}
    for index, row in enumerate(file.earlier):
        assert row.in_force is not None, "validation asks for it"
        step = EarlierStep(
            row=row,
            key=identities[row.key],
            position=file.position(("earlier", index)),
            content=content_from_row(row, lists),
            in_force=row.in_force,
            parent=identities[row.parent] if row.parent else None,
            after=identities[row.after] if row.after else None,
            order=index,
        )
        if not _says(said.get((step.key, row.in_force.start)), step):
            yield step


def _says(held: InForce | None, step: EarlierStep) -> bool:
    if held is None:
        return False
    edition, dates = held.edition, step.in_force
    dated = (edition.approximate, edition.date_note) == (dates.approximate, (dates.note or "") * dates.approximate)
    slug = step.row.slug in (None, held.slug)
    content: Any = edition.content
    return replace(content, attachments=()) == step.content and held.parent_id == step.parent and dated and slug


def publish_earlier(step: EarlierStep, page: StructurePage, user: Any) -> None:
    """Publish an earlier edition through the gate; the draft on the desk stays as it is."""
    dates = step.in_force
    services.publish(
        proposal=Proposal(
            work=step.key,
            kind=page.kind_name,
            language=page.locale.language_code,
            place=Place(step.parent, _order(step), step.row.slug or page.slug),
            content=step.content,
            in_force_from=dates.start,
            approximate=dates.approximate,
            date_note=dates.note or "",
            corrects_the_past=True,
        ),
        author=author_name(user),
    )


def _order(step: EarlierStep) -> int:
    """Return the position of an edition: right after the unit that it came after then."""
    if step.after is None:
        return step.order * STEP
    held = (
        InForce.objects.said_now().filter(work=step.after, starts__lte=step.in_force.start).order_by("starts").last()
    )
    return held.position + 1 if held else step.order * STEP


def earlier_rows(since: Mapping[UUID, str], language: str, key_of: Callable[[UUID], str]) -> list[dict[str, Any]]:
    """Return the rows of a file that state what was in force of each work before the day ``since``: one query."""
    held = InForce.objects.said_now().filter(work__in=since, language=language).select_related("edition")
    rows = held.order_by("starts", "position", "title")
    return [_earlier_row(row, key_of) for row in rows if row.starts.isoformat() < since[row.work_id]]


def _earlier_row(held: InForce, key_of: Callable[[UUID], str]) -> dict[str, Any]:
    content: Any = held.edition.content
    row: dict[str, Any] = {"key": key_of(held.work_id)}
    if held.parent_id:
        row["parent"] = key_of(held.parent_id)
    row |= {"slug": held.slug, **row_from_content(content, key_of)}
    dates: dict[str, Any] = {"start": held.starts.isoformat()}
    if held.edition.approximate:
        dates |= {"approximate": True, "note": held.edition.date_note}
    return {**row, "in_force": {name: value for name, value in dates.items() if value}}
