"""Imports a structure file in one transaction, or tells what it would do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from portal.editions.audiences import AUDIENCE_CODES, Audience
from portal.editions.gate import PublicationRefused
from portal.editions.models import Work
from portal.editions.services import set_audience
from portal.home.models import HomePage

from ..content import StructureContent
from ..drafts import fill
from ..models import OrganisationPage, StructurePage, UnitPage
from . import reference_data, schema
from .plan import LANGUAGE, Plan, Step, described_change, existing_pages, keys_of, make_plan
from .problems import Document, ImportRefused, Position, Problem
from .validation import validated
from .xlsx_reader import read_xlsx
from .yaml_file import read_yaml

Progress = Callable[[Iterable[Step]], Iterable[Step]]


class _Undo(Exception):
    """Takes a dry run back."""


def read(path: Path) -> Document:
    """Read a structure file by its suffix; raise ``ImportRefused`` when it is no such file."""
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        return read_yaml(path)
    if suffix == ".xlsx":
        return read_xlsx(path)
    raise ImportRefused([Problem(Position(1, 1), _("Formats admis : .yaml et .xlsx."))])


def checked(document: Document) -> schema.StructureFile:
    """Return the file that ``document`` states; raise ``ImportRefused`` with every problem found."""
    known = keys_of(existing_pages()).values()
    return validated(document, known_works=known, known_codes=reference_data.known_codes())


def import_structure(
    file: schema.StructureFile, *, user: Any = None, dry_run: bool = False, progress: Progress = iter
) -> Plan:
    """Bring the desk and the editions up to ``file``; return what changed. Nothing is kept of a dry run."""
    try:
        with transaction.atomic():
            plan = _imported(file, user, progress)
            if dry_run:
                raise _Undo
    except _Undo:
        pass
    return plan


def _imported(file: schema.StructureFile, user: Any, progress: Progress) -> Plan:
    reference = list(reference_data.changes(file.reference))
    described = [described_change(instance, changed) for instance, changed in reference]
    for instance, _changed in reference:
        instance.save()
    plan = make_plan(file)
    for step in plan.steps:
        with _told_by_place(step):
            _make_page(step)
    pages = dict(_page_ids())
    for step in progress(plan.steps):
        with _told_by_place(step):
            _publish(step, pages, user)
    return Plan(described, plan.steps, plan.unchanged, plan.absent)


@contextmanager
def _told_by_place(step: Step) -> Iterator[None]:
    """Say what the portal refuses of a step where the file states it."""
    try:
        yield
    except PublicationRefused as refusal:
        reasons = [str(refusal)]
    except ValidationError as error:
        reasons = error.messages
    else:
        return
    words = {"title": step.row.title, "reason": " ".join(reasons)}
    raise ImportRefused([Problem(step.position, _("« %(title)s » : %(reason)s") % words)])


def _page_ids() -> Iterable[tuple[UUID, int]]:
    """Yield the key and primary key of every organisation and unit in the language of imports."""
    for model in (OrganisationPage, UnitPage):
        yield from model.objects.filter(locale__language_code=LANGUAGE).values_list("translation_key", "pk")


def _make_page(step: Step) -> None:
    """Make a new page as a draft, so that the others can point at it."""
    if step.page is not None:
        return
    locale = Locale.objects.get(language_code=LANGUAGE)
    parent = _parent_page(step.parent, locale)
    model: type[StructurePage] = UnitPage if isinstance(step.row, schema.UnitRow) else OrganisationPage
    page = model(
        title=step.row.title,
        translation_key=step.key,
        locale=locale,
        live=False,
        slug=step.row.slug or _free_slug(parent, step.row),
        import_key=step.row.key,
    )
    fill(page, _without_references(step), {})
    parent.add_child(instance=page)
    step.page = page


def _without_references(step: Step) -> StructureContent:
    """Return the content that a page can hold before the pages it names exist."""
    return replace(step.content, responsibilities=(), ties=(), members=())


def _parent_page(key: UUID | None, locale: Locale) -> Page:
    if key is None:
        home: Page = HomePage.objects.get(locale=locale)
        return home
    found: Page = Page.objects.get(translation_key=key, locale=locale)
    return found


def _free_slug(parent: Page, row: schema.EntityRow) -> str:
    """Return a short address from the row's key, less what its parent's key says already."""
    above = row.parent.rsplit(".", 1)[-1] if isinstance(row, schema.UnitRow) else ""
    base = slugify(row.key.rsplit(".", 1)[-1].removeprefix(f"{above}-"))
    taken = set(parent.get_children().values_list("slug", flat=True))
    candidates = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(slug for slug in candidates if slug not in taken)


def _publish(step: Step, pages: dict[UUID, int], user: Any) -> None:
    assert step.page is not None
    _place(step)
    page = Page.objects.get(pk=step.page.pk).specific.get_latest_revision_as_object()
    fill(page, step.content, pages)
    page.import_key = step.row.key
    page.slug = step.row.slug or page.slug
    if step.in_force and (step.is_new or step.row.in_force):
        page.in_force_from = step.in_force.start
        page.in_force_approximate = step.in_force.approximate
        page.in_force_note = step.in_force.note or ""
    if step.row.audience:
        set_audience(work=Work.objects.get(key=step.key), audience=Audience(AUDIENCE_CODES[step.row.audience]))
    page.save_revision(user=user, log_action=True).publish(user=user)


def _place(step: Step) -> None:
    """Move a page to where the file has it, unless it is there: after the one before it, which is there already."""
    if step.parent is None or not (step.is_new or {"parent", "order"} & set(step.changed)):
        return
    assert step.page is not None
    page = Page.objects.get(pk=step.page.pk)
    above = _parent_page(step.parent, page.locale)
    before = Page.objects.get(translation_key=step.after, locale=page.locale) if step.after else None
    if page.get_parent() == above and page.get_prev_sibling() == before:
        return
    page = page.specific
    if before:
        page.move(before, pos="right")
    else:
        page.move(above, pos="first-child")
