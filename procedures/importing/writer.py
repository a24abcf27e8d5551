"""Writes the texts of a file to the desk and, through the gate, to the editions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale

from org.importing.mapping import work_key
from org.importing.problems import ImportRefused, Location, Problem
from portal.editions.audiences import AUDIENCE_CODES, Audience
from portal.editions.gate import PublicationRefused
from portal.editions.models import Work
from portal.editions.services import set_audience
from portal.home.models import HomePage

from ..content.procedures import ProcedureContent
from ..flow.faults import faults
from . import desk
from .filling import MODELS, AnyPage, fill
from .raw import Desk
from .report import Report
from .schema import ProceduresFile, TextRow

IN_FORCE = ("in_force_from", "in_force_approximate", "in_force_note")


class Writer:
    """Writes each text; keeps all that is refused, with its place, and raises ``ImportRefused`` with it at the end."""

    def __init__(self, file: ProceduresFile, report: Report, user: Any) -> None:
        self.file, self.report, self.user = file, report, user
        self.locale = Locale.objects.get(language_code=desk.LANGUAGE)
        self.home = HomePage.objects.get(locale=self.locale)
        self.problems: list[Problem] = []

    def write(self) -> None:
        """Write and publish every text that the desk does not have as it is."""
        found = desk.read()
        for location, row in self.file.texts():
            with self._told_by_place(location, row):
                page = self._page(row)
                found = self._written(location, row, page, found)
        if self.problems:
            raise ImportRefused(self.problems)

    @contextmanager
    def _told_by_place(self, location: Location, row: TextRow) -> Iterator[None]:
        try:
            with transaction.atomic():
                yield
            return
        except PublicationRefused as refusal:
            reasons = [str(refusal)]
        except ValidationError as error:
            reasons = error.messages
        words = {"title": row.title, "reason": " ".join(reasons)}
        self.problems.append(Problem(self.file.position(location), _("« %(title)s » : %(reason)s") % words))

    def _page(self, row: TextRow) -> AnyPage:
        """Return the latest draft of a text, or a page that is not saved yet."""
        model = MODELS[type(row)]
        held = model.objects.filter(translation_key=work_key(row.key), locale=self.locale).first()
        if held:
            latest: AnyPage = held.get_latest_revision_as_object()
            return latest
        return model(translation_key=work_key(row.key), locale=self.locale, live=False, slug=self._free_slug(row))

    def _written(self, location: Location, row: TextRow, page: AnyPage, found: Desk) -> Desk:
        """Write and publish a text; return the desk with it."""
        before = _stated(page) if page.pk else {}
        fill(page, row, found)
        if not self._is_sound(location, row, page):
            return found
        changed = [name for name, value in _stated(page).items() if before.get(name) != value] if before else []
        if before and not (changed or self._has_another_audience(row)):
            self.report.unchanged += 1
            return found
        if not before:
            self.home.add_child(instance=page)
        self._publish(row, page)
        self._note(row, changed, is_new=not before)
        return replace(found, texts={**found.texts, row.key: page.pk})

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

    def _has_another_audience(self, row: TextRow) -> bool:
        if not row.audience:
            return False
        held = Work.objects.filter(key=work_key(row.key)).values_list("audience", flat=True).first()
        return held != AUDIENCE_CODES[row.audience]

    def _note(self, row: TextRow, changed: list[str], *, is_new: bool) -> None:
        if is_new:
            self.report.created.append(row)
        else:
            self.report.changed.append((row, changed or ["audience"]))

    def _free_slug(self, row: TextRow) -> str:
        base = row.slug or slugify(row.key.rsplit(".", 1)[-1])
        taken = set(self.home.get_children().values_list("slug", flat=True))
        candidates = (base if number == 1 else f"{base}-{number}" for number in count(1))
        return next(slug for slug in candidates if slug not in taken)


def _stated(page: AnyPage) -> dict[str, Any]:
    """Return what a file can state of a draft."""
    content: Any = page.edition_content()
    told = {item.name: getattr(content, item.name) for item in fields(content)}
    return {**told, "slug": page.slug, "key": page.import_key, **{name: getattr(page, name) for name in IN_FORCE}}
