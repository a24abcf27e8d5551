"""Writes the texts of a file to the desk and, through the gate, to the editions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale

from org.importing.plan import key_without_file
from org.importing.problems import ImportRefused, Location, Problem
from portal.editions.audiences import AUDIENCE_CODES, Audience
from portal.editions.gate import PublicationRefused
from portal.editions.services import set_audience
from portal.home.models import HomePage
from portal.uploads.refusals import UploadRefused

from ..content.procedures import ProcedureContent
from ..flow.faults import faults
from ..models import DocumentPage
from . import desk
from .files import Library
from .filling import MODELS, AnyPage, fill
from .raw import Desk
from .report import Report
from .schema import ProceduresFile, TextRow
from .stating import is_dated_so, is_in_force, stated


class Writer:
    """Writes each text; keeps all that is refused, with its place, and raises ``ImportRefused`` with it at the end."""

    def __init__(self, file: ProceduresFile, report: Report, library: Library, user: Any) -> None:
        self.file, self.report, self.library, self.user = file, report, library, user
        self.locale = Locale.objects.get(language_code=desk.LANGUAGE)
        self.home = HomePage.objects.get(locale=self.locale)
        self.problems: list[Problem] = []

    def write(self) -> None:
        """Write and publish every text that the desk does not have as it is."""
        found = desk.read()
        for location, row in self.file.texts():
            page = self._page(row)
            with self._told_by_place(location, row):
                self._write(location, row, page, found)
            # Also one that was refused: what names it must not be told as another fault.
            found = _with(found, row, page)
        if self.problems:
            raise ImportRefused(self.problems)

    @contextmanager
    def _told_by_place(self, location: Location, row: TextRow) -> Iterator[None]:
        try:
            with transaction.atomic():
                yield
            return
        except (PublicationRefused, UploadRefused) as refusal:
            reasons = [str(refusal)]
        except ValidationError as error:
            reasons = error.messages
        words = {"title": row.title, "reason": " ".join(reasons)}
        self.problems.append(Problem(self.file.position(location), _("« %(title)s » : %(reason)s") % words))

    def _page(self, row: TextRow) -> AnyPage:
        """Return the latest draft of a text, or a page that is not saved yet."""
        model = MODELS[type(row)]
        held = model.objects.filter(translation_key=row.work, locale=self.locale).first()
        if held:
            latest: AnyPage = held.get_latest_revision_as_object()
            return latest
        return model(translation_key=row.work, locale=self.locale, live=False, slug=self._free_slug(row))

    def _write(self, location: Location, row: TextRow, page: AnyPage, found: Desk) -> None:
        """Write and publish a text that is not there as the file states it."""
        before = stated(page) if page.pk else {}
        is_new_date = self._fill(page, row, found)
        changed = [name for name, value in stated(page).items() if before.get(name) != value] if before else []
        if before and not is_new_date and "key" not in changed and is_in_force(page, desk.LANGUAGE):
            changed = []
        elif not self._is_sound(location, row, page):
            return
        if before and not changed:
            self._set_audience(row, page)
            return
        if not before:
            self.home.add_child(instance=page)
        self._publish(row, page)
        self._note(row, changed, is_new=not before)

    def _fill(self, page: AnyPage, row: TextRow, found: Desk) -> bool:
        """Write what the row states into the draft; return whether it states a date that no edition has."""
        said_already = is_dated_so(row, desk.LANGUAGE)
        fill(page, row.model_copy(update={"in_force": None}) if said_already else row, found, self.library)
        if not (page.pk and row.key == key_without_file(row.work)):
            page.import_key = row.key
        return bool(row.in_force) and not said_already

    def _is_sound(self, location: Location, row: TextRow, page: AnyPage) -> bool:
        """Write the names of who acts, and keep what is wrong with a step by its place in the file."""
        page.clean()
        content = page.edition_content()
        if not isinstance(content, ProcedureContent):
            return True
        places = {step.id: index for index, step in enumerate(content.steps)}
        found = faults(content.steps)
        for fault in found:
            where = (*location, "steps", places[fault.step])
            words = {"title": content.steps[places[fault.step]].title, "message": fault.message}
            self.problems.append(Problem(self.file.position(where), _("« %(title)s » : %(message)s") % words))
        return not found

    def _publish(self, row: TextRow, page: AnyPage) -> None:
        if row.audience:
            set_audience(work=page.work, audience=Audience(AUDIENCE_CODES[row.audience]))
        page.full_clean()
        revision = page.save_revision(user=self.user, log_action=True, clean=False)
        try:
            with transaction.atomic():
                revision.publish(user=self.user)
        except PublicationRefused as refusal:
            if not refusal.awaits_approval:
                raise
            self.report.waiting.append(row)

    def _set_audience(self, row: TextRow, page: AnyPage) -> None:
        """Set who may read a text that is there as the file states it."""
        if not row.audience or page.work.audience == AUDIENCE_CODES[row.audience]:
            self.report.unchanged += 1
            return
        set_audience(work=page.work, audience=Audience(AUDIENCE_CODES[row.audience]))
        self.report.changed.append((row, ["audience"]))

    def _note(self, row: TextRow, changed: list[str], *, is_new: bool) -> None:
        if is_new:
            self.report.created.append(row)
        else:
            self.report.changed.append((row, changed))

    def _free_slug(self, row: TextRow) -> str:
        base = row.slug or slugify(row.key.rsplit(".", 1)[-1])
        taken = set(self.home.get_children().values_list("slug", flat=True))
        candidates = (base if number == 1 else f"{base}-{number}" for number in count(1))
        return next(slug for slug in candidates if slug not in taken)


def _with(found: Desk, row: TextRow, page: AnyPage) -> Desk:
    """Return the desk with a text that was written."""
    documents = {**found.documents, row.key: page.pk} if isinstance(page, DocumentPage) else found.documents
    return replace(found, texts={**found.texts, row.key: page.pk}, documents=documents)
