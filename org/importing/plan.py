"""What an import would change, computed before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from uuid import UUID

from django.utils.translation import gettext as _

from portal.editions.audiences import AUDIENCE_CODES
from portal.editions.models import Work
from portal.editions.services import latest_edition

from ..content import StructureContent
from ..models import OrganisationPage, StructurePage, UnitPage
from ..models.reference import ReferenceData
from . import reference_data, schema
from .mapping import Lists, content_from_row, work_key

LANGUAGE = "fr"


@dataclass(slots=True)
class Step:
    """What happens to one organisation or unit."""

    row: schema.OrganisationRow | schema.UnitRow
    key: UUID
    content: StructureContent
    page: StructurePage | None
    parent: UUID | None
    after: UUID | None
    is_new: bool
    in_force: schema.InForceRow | None
    changed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        mark = "+" if self.is_new else "~"
        changed = "" if self.is_new else f" ({', '.join(self.changed)})"
        return f"{mark} {self.row.key} « {self.row.title} »{changed}"


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that an import would do."""

    reference: list[str]
    steps: list[Step]
    unchanged: int
    absent: list[StructurePage]

    @property
    def is_empty(self) -> bool:
        return not self.reference and not self.steps

    def lines(self) -> Iterator[str]:
        """Yield what would change, a line each, in plain words."""
        yield from self.reference
        yield from map(str, self.steps)
        for page in self.absent:
            yield _("= absent du fichier, gardé : « %(title)s »") % {"title": page.title}
        created = sum(step.is_new for step in self.steps)
        words = {"new": created, "changed": len(self.steps) - created, "same": self.unchanged}
        yield _("%(new)d à créer, %(changed)d à modifier, %(same)d sans changement.") % words


def described_change(instance: ReferenceData, changed: list[str]) -> str:
    """Return what happens to a row of reference data, before it is saved."""
    name = f"{instance._meta.verbose_name} « {instance.code} »"
    return f"~ {name} ({', '.join(changed)})" if instance.pk else f"+ {name}"


def make_plan(file: schema.StructureFile) -> Plan:
    """Compare ``file`` with the drafts on the desk; reference data must be saved before (see ``apply``)."""
    existing = existing_pages()
    lists = reference_data.lists(LANGUAGE)
    audiences = dict(Work.objects.values_list("key", "audience"))
    steps, unchanged = [], 0
    for step in _steps(file, lists, existing):
        step.changed = [*_changed_fields(step), *_changed_audience(step, audiences)] if step.page else []
        if step.is_new or step.changed:
            steps.append(step)
        else:
            unchanged += 1
    return Plan([], steps, unchanged, list(_absent(file, existing)))


def existing_pages() -> dict[UUID, StructurePage]:
    """Return the latest draft of every organisation and unit in French, by key."""
    pages: dict[UUID, StructurePage] = {}
    for model in (OrganisationPage, UnitPage):
        for page in model.objects.filter(locale__language_code=LANGUAGE).select_related("latest_revision", "locale"):
            pages[page.translation_key] = page.get_latest_revision_as_object()
    return pages


def key_of_row(row: schema.EntityRow) -> UUID:
    """Return the identity that a row states or that its key gives."""
    return row.id or work_key(row.key)


Row = schema.OrganisationRow | schema.UnitRow


def _steps(file: schema.StructureFile, lists: Lists, existing: dict[UUID, StructurePage]) -> Iterator[Step]:
    identities = {row.key: key_of_row(row) for row in (file.organisation, *file.units)}
    known = {page.import_key: key for key, page in existing.items() if page.import_key}
    lists = Lists(
        lists.kinds, lists.seats, lists.laws, lambda key: identities.get(key) or known.get(key) or work_key(key)
    )
    last: dict[UUID | None, UUID] = {}
    rows: list[Row] = [file.organisation, *file.units]
    for row in rows:
        parent = identities[row.parent] if isinstance(row, schema.UnitRow) else None
        key = identities[row.key]
        yield Step(
            row=row,
            key=key,
            content=content_from_row(row, lists),
            page=existing.get(key),
            is_new=key not in existing,
            in_force=row.in_force or file.organisation.in_force,
            parent=parent,
            after=last.get(parent) if parent else None,
        )
        last[parent] = key


def _changed_fields(step: Step) -> Iterator[str]:
    assert step.page is not None
    current = step.page.edition_content()
    for item in fields(StructureContent):
        if getattr(current, item.name) != getattr(step.content, item.name):
            yield item.name
    if step.page.import_key != step.row.key:
        yield "key"
    if step.row.slug and step.page.slug != step.row.slug:
        yield "slug"
    if step.row.in_force and step.row.in_force != dates_of(step.page):
        yield "in_force"
    if step.page.parent_key() != step.parent:
        yield "parent"
    elif step.after and _previous_sibling(step.page) != step.after:
        yield "order"


def _changed_audience(step: Step, audiences: dict[UUID, int]) -> Iterator[str]:
    if step.row.audience and audiences.get(step.key) != AUDIENCE_CODES[step.row.audience]:
        yield "audience"


def dates_of(page: StructurePage) -> schema.InForceRow | None:
    """Return since when a page says that it is in force, else since when its last edition is."""
    if page.in_force_from:
        return schema.InForceRow(
            start=page.in_force_from, approximate=page.in_force_approximate, note=page.in_force_note or None
        )
    latest = latest_edition(work=page.work, language=LANGUAGE)
    return schema.InForceRow(start=latest.in_force_from) if latest else None


def _previous_sibling(page: StructurePage) -> UUID | None:
    before = page.get_prev_siblings().filter(locale=page.locale).first()
    return before.translation_key if before else None


def _absent(file: schema.StructureFile, existing: dict[UUID, StructurePage]) -> Iterator[StructurePage]:
    stated = {key_of_row(row) for row in (file.organisation, *file.units)}
    organisation = existing.get(key_of_row(file.organisation))
    if organisation is None:
        return
    for page in existing.values():
        if page.path.startswith(organisation.path) and page.translation_key not in stated:
            yield page
