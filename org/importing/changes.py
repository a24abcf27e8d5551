"""The change events of a file: what is planned of them, and how they are written and exported."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any
from uuid import UUID

from django.utils.text import slugify
from django.utils.translation import override
from wagtail.models import Locale, Page, Revision

from ..changes.content import ChangeContent, NamedUnit
from ..changes.drafts import fill
from ..changes.naming import ONE_DAY, names_on
from ..changes.wording import title_for
from ..content import LegalBasis
from ..models import ChangeEventPage
from . import schema
from .mapping import key_of_row, source_from_row, source_row, without_blanks, work_key
from .problems import Position


@dataclass(slots=True)
class ChangeStep:
    """What happens to one change event."""

    row: schema.ChangeRow
    key: UUID
    position: Position
    content: ChangeContent
    page: ChangeEventPage | None
    changed: list[str] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether the desk does not have it yet."""
        return self.page is None

    def __str__(self) -> str:
        mark = "+" if self.is_new else "~"
        changed = "" if self.is_new else f" ({', '.join(self.changed)})"
        return f"{mark} {self.row.key} « {self.content.title} »{changed}"


def existing_changes(language: str) -> dict[UUID, ChangeEventPage]:
    """Return the latest draft of every change event, by key."""
    pages = ChangeEventPage.objects.filter(locale__language_code=language).select_related("latest_revision", "locale")
    return {page.translation_key: page.get_latest_revision_as_object() for page in pages}


def change_steps(
    file: schema.StructureFile, laws: Mapping[str, LegalBasis], identities: Mapping[str, UUID], language: str
) -> Iterator[ChangeStep]:
    """Yield the events of ``file`` that are new or say something else than the desk."""
    if not file.changes:
        return
    existing = existing_changes(language)
    names = _Names(file, identities, language)
    for index, row in enumerate(file.changes):
        key = key_of_row(row)
        page = existing.get(key)
        before = page.edition_content() if page else None
        content = _content(row, laws, names, before, language)
        step = ChangeStep(row, key, file.position(("changes", index)), content, page)
        step.changed = list(_changed(step, before)) if before else []
        if step.is_new or step.changed:
            yield step


def _changed(step: ChangeStep, before: ChangeContent) -> Iterator[str]:
    assert step.page is not None
    for item in fields(ChangeContent):
        if getattr(before, item.name) != getattr(step.content, item.name):
            yield item.name
    if step.page.import_key != step.row.key:
        yield "key"
    if step.row.slug and step.page.slug != step.row.slug:
        yield "slug"


def _content(
    row: schema.ChangeRow, laws: Mapping[str, LegalBasis], names: _Names, before: ChangeContent | None, language: str
) -> ChangeContent:
    predecessors = names.named(row.predecessors, row.date - ONE_DAY, before.predecessors if before else ())
    successors = names.named(row.successors, row.date, before.successors if before else ())
    with override(language):
        sides = ([unit.name for unit in units] for units in (predecessors, successors))
        title = row.title or (before.title if before else title_for(row.nature, *sides))
    return ChangeContent(
        title=title,
        nature=row.nature,
        date=row.date,
        approximate=row.approximate,
        date_note=row.date_note or "",
        predecessors=predecessors,
        successors=successors,
        legal_basis=tuple(laws[code] for code in row.legal_basis),
        note=row.note or "",
        sources=tuple(source_from_row(source) for source in row.sources),
    )


class _Names:
    """The names that units bore: as the row says, as the event said before, as the file or the portal has them."""

    def __init__(self, file: schema.StructureFile, identities: Mapping[str, UUID], language: str) -> None:
        self.identities = identities
        self.language = language
        self.versions: dict[str, list[tuple[datetime.date, str]]] = defaultdict(list)
        since = file.organisation.in_force
        for row in (*(row for _location, row in file.rows()), *file.earlier):
            dates = row.in_force or since
            self.versions[row.key].append((dates.start if dates else datetime.date.min, row.title))

    def named(
        self, rows: Sequence[schema.ChangedUnitRow], day: datetime.date, before: Sequence[NamedUnit]
    ) -> tuple[NamedUnit, ...]:
        """Return the units of ``rows`` under their names on ``day``."""
        said = {unit.work: unit.name for unit in before}
        units = ((row, self.identities[row.unit]) for row in rows)
        return tuple(NamedUnit(work, row.name or said.get(work) or self._name(row.unit, day)) for row, work in units)

    def _name(self, key: str, day: datetime.date) -> str:
        versions = sorted(self.versions[key])
        if versions:
            held = [title for start, title in versions if start <= day]
            return held[-1] if held else versions[0][1]
        work = self.identities[key]
        page = Page.objects.filter(translation_key=work, locale__language_code=self.language).first()
        return names_on([work], day, self.language).get(work) or (page.title if page else key)


def draft_change(
    step: ChangeStep, organisation: Page, pages: Mapping[UUID, int], laws: Mapping[str, int], user: Any
) -> Revision:
    """Make or change the page of an event below ``organisation``; return its draft, to be published."""
    if step.page is None:
        locale: Locale = organisation.locale
        slug = step.row.slug or _free_slug(organisation, step.row.key)
        made = ChangeEventPage(
            translation_key=step.key, locale=locale, live=False, slug=slug, title=step.content.title
        )
        organisation.add_child(instance=made)
        step.page = made
    page = ChangeEventPage.objects.get(pk=step.page.pk).get_latest_revision_as_object()
    fill(page, step.content, pages, laws)
    page.import_key = step.row.key
    page.slug = step.row.slug or page.slug
    return page.save_revision(user=user, log_action=True, clean=False)


def _free_slug(organisation: Page, key: str) -> str:
    base = slugify(key.rsplit(".", 1)[-1])
    taken = set(organisation.get_children().values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{number}" for number in range(2, 1000))) if slug not in taken)


def change_rows(organisation: Page, language: str, key_of: Callable[[UUID], str]) -> list[dict[str, Any]]:
    """Return the rows of a file that state the events of ``organisation``, as drafted."""
    pages = [page for page in existing_changes(language).values() if page.path.startswith(organisation.path)]
    return [_row(page, key_of) for page in sorted(pages, key=lambda page: page.path)]


def _row(page: ChangeEventPage, key_of: Callable[[UUID], str]) -> dict[str, Any]:
    content = page.edition_content()
    key = page.import_key or f"x.{page.translation_key.hex}"
    row: dict[str, Any] = {"key": key}
    if page.translation_key != work_key(key):
        row["id"] = str(page.translation_key)
    said = asdict(content) | {
        "date": content.date.isoformat() if content.date else None,
        "predecessors": [f"{key_of(unit.work)} = {unit.name}" for unit in content.predecessors],
        "successors": [f"{key_of(unit.work)} = {unit.name}" for unit in content.successors],
        "legal_basis": [basis.code for basis in content.legal_basis],
        "sources": [source_row(source) for source in content.sources],
    }
    return without_blanks({**row, "slug": page.slug, **said})
