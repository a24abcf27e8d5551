"""What an import would change, computed before anything is written."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.editions.audiences import AUDIENCE_CODES
from portal.editions.models import Edition, Nature, Work

from ..content import StructureContent
from ..models import OrganisationPage, StructurePage, UnitPage
from . import reference_data, schema
from .changes import ChangeStep, change_steps
from .earlier import EarlierStep, earlier_steps
from .endings import Ending, endings
from .mapping import Lists, content_from_row, key_of_row, work_key
from .problems import ImportRefused, Position, Problem

LANGUAGE = "fr"


@dataclass(frozen=True, slots=True)
class Before:
    """What the desk says of an organisation or unit that the file states too."""

    content: StructureContent
    key: str
    slug: str
    in_force: schema.InForceRow | None
    parent: UUID | None
    audience: int | None


@dataclass(slots=True)
class Step:
    """What happens to one organisation or unit."""

    row: schema.OrganisationRow | schema.UnitRow
    key: UUID
    position: Position
    content: StructureContent
    page: StructurePage | None
    parent: UUID | None
    after: UUID | None
    is_new: bool
    in_force: schema.InForceRow | None
    before: Before | None = None
    changed: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Where the page stands on the desk; paths sort in the order of the tree."""
        return str(self.page.path) if self.page else ""

    def __str__(self) -> str:
        mark = "+" if self.is_new else "~"
        changed = "" if self.is_new else f" ({', '.join(self.changed)})"
        return f"{mark} {self.row.key} « {self.row.title} »{changed}"


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that an import would do."""

    organisation: schema.OrganisationRow
    reference: list[reference_data.ReferenceChange]
    steps: list[Step]
    unchanged: int
    absent: list[StructurePage]
    titles: Mapping[UUID, str]
    earlier: list[EarlierStep] = field(default_factory=list)
    changes: list[ChangeStep] = field(default_factory=list)
    waiting: list[Step | ChangeStep] = field(default_factory=list)
    """What was written as a draft only, known once the import was done or tried: its publication needs approval."""
    left_out: list[EarlierStep] = field(default_factory=list)
    """Earlier texts that need approval: there is no draft of what was."""

    @property
    def is_empty(self) -> bool:
        return not (self.reference or self.steps or self.earlier or self.changes)

    def lines(self) -> Iterator[str]:
        """Yield what would change, a line each, in plain words."""
        yield from map(str, self.reference)
        yield from map(str, (*self.steps, *self.earlier, *self.changes))
        for page in self.absent:
            yield _("= absent du fichier, gardé : « %(title)s »") % {"title": page.title}
        created = sum(step.is_new for step in self.steps)
        yield from self._waiting_lines()
        words = {"new": created, "changed": len(self.steps) - created, "same": self.unchanged}
        yield _("%(new)d à créer, %(changed)d à modifier, %(same)d sans changement.") % words

    def _waiting_lines(self) -> Iterator[str]:
        for step in self.waiting:
            yield _("… attend une approbation : « %(title)s »") % {"title": step.content.title}
        for earlier in self.left_out:
            yield _("– pas repris, il faut une approbation : « %(title)s »") % {"title": earlier.content.title}

    @property
    def waiting_notice(self) -> str:
        """What is said of the pages that wait, and of the earlier texts that were left out; empty without any."""
        told = []
        if count := len(self.waiting):
            told.append(
                ngettext(
                    "%(count)d page attend une approbation : elle est en brouillon, soumettez-la.",
                    "%(count)d pages attendent une approbation : elles sont en brouillon, soumettez-les.",
                    count,
                )
                % {"count": count}
            )
        if count := len(self.left_out):
            told.append(
                ngettext(
                    "%(count)d texte antérieur n’est pas repris : il faut une approbation.",
                    "%(count)d textes antérieurs ne sont pas repris : il faut une approbation.",
                    count,
                )
                % {"count": count}
            )
        return " ".join(told)


def make_plan(file: schema.StructureFile) -> Plan:
    """Compare ``file`` with the drafts on the desk; reference data must be saved before."""
    existing = existing_pages()
    desk = _Desk.read(existing)
    lists = reference_data.lists(LANGUAGE)
    identities = _identities(file, desk)
    lists = replace(lists, work=identities.__getitem__)
    steps = list(_steps(file, lists, existing, desk, identities))
    misplaced = _misplaced(steps)
    for step in steps:
        if step.before:
            step.changed = list(_changed(step, step.before))
            step.changed += ["order"] if step.key in misplaced else []
    titles = {key: page.title for key, page in existing.items()} | {step.key: step.row.title for step in steps}
    stated = {step.key for step in steps}
    steps = [step for step in steps if step.is_new or step.changed]
    absent = list(_absent(file, existing, stated))
    earlier = list(earlier_steps(file, lists, identities, LANGUAGE))
    changes = list(change_steps(file, lists.laws, identities, LANGUAGE))
    return Plan(file.organisation, [], steps, len(stated) - len(steps), absent, titles, earlier, changes)


def _identities(file: schema.StructureFile, desk: _Desk) -> dict[str, UUID]:
    """Return the identity of every organisation and unit that the file may name, by key."""
    known = {key: work for work, key in desk.keys.items()}
    return known | {row.key: key_of_row(row) for _location, row in file.rows()}


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the desk says of all its pages, read at once."""

    keys: Mapping[UUID, str]
    by_path: Mapping[str, UUID]
    audiences: Mapping[UUID, int]
    endings: Mapping[UUID, Ending]

    @classmethod
    def read(cls, existing: Mapping[UUID, StructurePage]) -> _Desk:
        by_path = {page.path: key for key, page in existing.items()}
        audiences = dict(Work.objects.values_list("key", "audience"))
        return cls(keys_of(existing), by_path, audiences, endings(LANGUAGE))

    def parent(self, page: StructurePage) -> UUID | None:
        return self.by_path.get(page.path[: -page.steplen])

    def before(self, page: StructurePage) -> Before:
        key = page.translation_key
        return Before(
            content=page.edition_content(),
            key=self.keys[key],
            slug=page.slug,
            in_force=dates_of(page, self.endings.get(key)),
            parent=self.parent(page),
            audience=self.audiences.get(key),
        )


def existing_pages() -> dict[UUID, StructurePage]:
    """Return the latest draft of every organisation and unit in French, by key."""
    pages: dict[UUID, StructurePage] = {}
    for model in (OrganisationPage, UnitPage):
        for page in model.objects.filter(locale__language_code=LANGUAGE).select_related("latest_revision", "locale"):
            pages[page.translation_key] = page.get_latest_revision_as_object()
    return pages


class Keyed(Protocol):
    """A page, or as much of one as says by which key files name it."""

    @property
    def translation_key(self) -> UUID:
        """The identity of its text."""

    @property
    def import_key(self) -> str:
        """The key of the row that it came from, if any."""

    @property
    def pk(self) -> Any:
        """Its primary key."""


def keys_of(pages: Mapping[UUID, Keyed]) -> dict[UUID, str]:
    """Return the key of each page in a file: one made in the editor, or copied, has one of its own."""
    owners: dict[str, UUID] = {}
    for page in sorted(pages.values(), key=lambda page: (page.translation_key != work_key(page.import_key), page.pk)):
        owners.setdefault(page.import_key, page.translation_key)
    return {
        key: page.import_key if page.import_key and owners[page.import_key] == key else key_without_file(key)
        for key, page in pages.items()
    }


def key_without_file(work: UUID) -> str:
    """Return the key of a text that has none of a file."""
    return f"x.{work.hex}"


def _steps(
    file: schema.StructureFile,
    lists: Lists,
    existing: Mapping[UUID, StructurePage],
    desk: _Desk,
    identities: Mapping[str, UUID],
) -> Iterator[Step]:
    is_first_import = key_of_row(file.organisation) not in existing
    last: dict[UUID | None, UUID] = {}
    for location, row in file.rows():
        parent = identities[row.parent] if isinstance(row, schema.UnitRow) else None
        key = key_of_row(row)
        page = existing.get(key)
        if page and isinstance(page, UnitPage) != isinstance(row, schema.UnitRow):
            message = _("« %(key)s » est une organisation dans le portail et une unité dans le fichier, ou l’inverse.")
            raise ImportRefused([Problem(file.position((*location, "key")), message % {"key": row.key})])
        before = desk.before(page) if page else None
        yield Step(
            row=row,
            key=key,
            position=file.position(location),
            content=_with_what_files_lack(content_from_row(row, lists), before),
            page=page,
            is_new=page is None,
            in_force=row.in_force or (file.organisation.in_force if is_first_import else None),
            parent=parent,
            after=last.get(parent) if parent else None,
            before=before,
        )
        last[parent] = key


def _misplaced(steps: Iterable[Step]) -> set[UUID]:
    """Return the fewest existing pages to move among their neighbours so that the desk has the order of the file."""
    families: dict[UUID, list[Step]] = defaultdict(list)
    for step in steps:
        if step.before and step.parent and step.before.parent == step.parent:
            families[step.parent].append(step)
    return {key for family in families.values() for key in _out_of_order(family)}


def _out_of_order(family: list[Step]) -> set[UUID]:
    """Return what is left of a family without its longest part that the desk has in the same order."""
    longest: list[list[Step]] = []  # for each length, such a part that ends earliest on the desk
    for step in family:
        ends = [part[-1].path for part in longest]
        at = bisect_left(ends, step.path)
        part = [*(longest[at - 1] if at else []), step]
        longest[at : at + 1] = [part]
    return {step.key for step in family} - {step.key for step in (longest[-1] if longest else [])}


def _with_what_files_lack(content: StructureContent, before: Before | None) -> StructureContent:
    """Keep the attachments of the desk: a file states none."""
    return replace(content, attachments=before.content.attachments) if before else content


def _changed(step: Step, before: Before) -> Iterator[str]:
    for item in fields(StructureContent):
        if getattr(before.content, item.name) != getattr(step.content, item.name):
            yield item.name
    row = step.row
    if before.key != row.key:
        yield "key"
    if row.slug and before.slug != row.slug:
        yield "slug"
    if row.in_force and row.in_force != _as_far_as(row.in_force, before.in_force):
        yield "in_force"
    if before.parent != step.parent:
        yield "parent"
    if row.audience and before.audience != AUDIENCE_CODES[row.audience]:
        yield "audience"


def _as_far_as(stated: schema.InForceRow, held: schema.InForceRow | None) -> schema.InForceRow | None:
    """Return the dates that the desk has; without an end where the file states none."""
    if held is None or stated.end:
        return held
    return held.model_copy(update={"end": None, "end_approximate": False, "end_note": None})


def dates_of(page: StructurePage, ending: Ending | None) -> schema.InForceRow | None:
    """Return since when a page says that it is in force, else since when its last edition is; and until when."""
    if page.in_force_from:
        dates = schema.InForceRow(
            start=page.in_force_from, approximate=page.in_force_approximate, note=page.in_force_note or None
        )
    else:
        editions = Edition.objects.filter(work=page.work, language=LANGUAGE, nature=Nature.PUBLICATION)
        latest = editions.order_by("number").last()
        if latest is None:
            return None
        dates = schema.InForceRow(start=latest.in_force_from)
    if ending is None or ending.date < dates.start:
        return dates
    end = {"end": ending.date, "end_approximate": ending.approximate, "end_note": ending.note or None}
    return dates.model_copy(update=end)


def _absent(
    file: schema.StructureFile, existing: Mapping[UUID, StructurePage], stated: Collection[UUID]
) -> Iterator[StructurePage]:
    organisation = existing.get(key_of_row(file.organisation))
    if organisation is None:
        return
    for page in existing.values():
        if page.path.startswith(organisation.path) and page.translation_key not in stated:
            yield page
