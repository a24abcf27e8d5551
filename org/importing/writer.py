"""Writes the steps of a plan to the desk and, through the gate, to the editions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from portal.editions.audiences import AUDIENCE_CODES, Audience
from portal.editions.gate import PublicationRefused
from portal.editions.models import Edition, Work
from portal.editions.pages import author_name
from portal.editions.services import abrogate, publish, set_audience
from portal.home.models import HomePage

from ..content import StructureContent
from ..drafts import Choices, fill
from ..models import OrganisationPage, StructurePage, UnitPage
from . import schema
from .changes import ChangeStep, draft_change
from .earlier import EarlierStep, publish_earlier
from .mapping import key_of_row
from .plan import LANGUAGE, Plan, Step
from .problems import ImportRefused, Problem

Progress = Callable[[Iterable[Step]], Iterable[Step]]


def write(plan: Plan, *, user: Any, progress: Progress) -> None:
    """Make, place, fill and publish the pages of ``plan``; raise ``ImportRefused`` with all that is refused.

    What needs approval stays a draft and is noted in the plan: its editors submit it.
    """
    writer = _Writer(plan, user)
    writer.make_pages()
    writer.publish(progress)
    writer.publish_earlier(plan.earlier)
    writer.publish_changes(plan.changes, key_of_row(plan.organisation))


class _Writer:
    """What stays the same for all steps is read once."""

    def __init__(self, plan: Plan, user: Any) -> None:
        self.steps = plan.steps
        self.plan = plan
        self.not_there: set[UUID] = set()
        self.user = user
        self.locale = Locale.objects.get(language_code=LANGUAGE)
        self.choices = Choices.read()
        self.problems: list[Problem] = []
        self.refused: set[UUID] = set()

    def make_pages(self) -> None:
        """Make the new pages as drafts, so that others can point at them."""
        for step in self.steps:
            if step.page is None:
                with self._told_by_place(step):
                    self._make_page(step)
        self._refuse()

    def publish(self, progress: Progress) -> None:
        """Publish every step through the gate."""
        pages = dict(_page_ids())
        new = {step.key for step in self.steps if step.is_new}
        for step in progress(self.steps):
            with self._told_by_place(step):
                # New pages below a new one were made in the order of the file.
                if not (step.is_new and step.parent in new):
                    self._place(step)
                self._publish(step, pages)
        self._refuse()

    def publish_earlier(self, steps: list[EarlierStep]) -> None:
        """Publish what texts said before."""
        pages = _pages_by_key({step.key for step in steps})
        for step in steps:
            with self._told_by_place(step):
                if not self._is_public(step, partial(publish_earlier, step, pages[step.key], self.user)):
                    self.plan.left_out.append(step)
        self._refuse()

    def publish_changes(self, steps: list[ChangeStep], organisation: UUID) -> None:
        """Publish the change events: all units that they name are there."""
        if not steps:
            return
        pages = dict(_page_ids())
        above = OrganisationPage.objects.get(translation_key=organisation, locale=self.locale)
        for step in steps:
            with self._told_by_place(step):
                revision = draft_change(step, above, pages, self.choices.laws, self.user)
                if not self._is_public(step, partial(revision.publish, user=self.user), below=organisation):
                    self.plan.waiting.append(step)
        self._refuse()

    def _refuse(self) -> None:
        if self.problems:
            raise ImportRefused(self.problems)

    @contextmanager
    def _told_by_place(self, step: Step | EarlierStep | ChangeStep) -> Iterator[None]:
        """Keep what the portal refuses of a step, with where the file states it.

        Nothing is said of what stands below a refused unit: it is refused for that alone.
        """
        try:
            with transaction.atomic():
                yield
            return
        except PublicationRefused as refusal:
            reasons = [str(refusal)]
        except ValidationError as error:
            reasons = error.messages
        if getattr(step, "parent", None) not in self.refused:
            words = {"title": step.row.title or step.content.title, "reason": " ".join(reasons)}
            self.problems.append(Problem(step.position, _("« %(title)s » : %(reason)s") % words))
        self.refused.add(step.key)

    def _make_page(self, step: Step) -> None:
        if step.parent in self.refused:
            raise ValidationError("")
        parent = self._parent_page(step)
        model: type[StructurePage] = UnitPage if isinstance(step.row, schema.UnitRow) else OrganisationPage
        page = model(
            title=step.row.title,
            translation_key=step.key,
            locale=self.locale,
            live=False,
            slug=step.row.slug or _free_slug(parent, step.row),
            import_key=step.row.key,
        )
        fill(page, _without_references(step), {}, self.choices)
        parent.add_child(instance=page)
        step.page = page

    def _parent_page(self, step: Step) -> Page:
        if step.parent is None:
            home: Page = HomePage.objects.get(locale=self.locale)
            return home
        found: Page = Page.objects.get(translation_key=step.parent, locale=self.locale)
        return found

    def _publish(self, step: Step, pages: dict[UUID, int]) -> None:
        assert step.page is not None
        page = type(step.page).objects.get(pk=step.page.pk).get_latest_revision_as_object()
        fill(page, step.content, pages, self.choices)
        page.import_key = step.row.key
        page.slug = step.row.slug or page.slug
        if step.in_force and (step.is_new or step.row.in_force):
            page.in_force_from = step.in_force.start
            page.in_force_approximate = step.in_force.approximate
            page.in_force_note = step.in_force.note or ""
        if step.row.audience:
            set_audience(work=Work.objects.get(key=step.key), audience=Audience(AUDIENCE_CODES[step.row.audience]))
        ends = step.row.in_force.end if step.row.in_force else None
        # An end that is stated already goes on holding for what is corrected before it.
        page.corrects_the_past = page.corrects_the_past or (ends is not None and not step.is_new)
        # Publishing validates the page in the same transaction.
        revision = page.save_revision(user=self.user, log_action=True, clean=False)
        is_public = self._is_public(step, partial(revision.publish, user=self.user), below=step.parent)
        if not is_public:
            page.full_clean()
        if not is_public or (ends and not self._is_public(step, partial(self._end, step))):
            self.plan.waiting.append(step)

    def _is_public(
        self, step: Step | EarlierStep | ChangeStep, publish: Callable[[], object], below: UUID | None = None
    ) -> bool:
        """Publish, and return whether it was: not what needs approval, nor what stands below a page that waits for its
        first one."""
        if (below or getattr(step, "parent", None)) not in self.not_there:
            try:
                with transaction.atomic():
                    publish()
                return True
            except PublicationRefused as refusal:
                if not refusal.awaits_approval:
                    raise
        if not Edition.objects.filter(work=step.key).exists():
            self.not_there.add(step.key)
        return False

    def _end(self, step: Step) -> None:
        """End the force of a unit on the day that the file states, and take what is over off the desk's site."""
        dates = step.row.in_force
        assert step.page is not None
        assert dates is not None
        page = type(step.page).objects.get(pk=step.page.pk)
        held = step.before.in_force if step.before else None
        if held and held.end and _ends(held) != _ends(dates):
            # The text goes on past the end that was stated, until it is ended anew.
            beyond = replace(page.proposal(), in_force_from=held.end, approximate=False, corrects_the_past=True)
            publish(proposal=beyond, author=author_name(self.user))
        abrogate(
            work=page.work,
            language=LANGUAGE,
            author=author_name(self.user),
            by=self.user,
            on=dates.end,
            approximate=dates.end_approximate,
            date_note=dates.end_note or "",
        )
        if dates.end and dates.end <= timezone.localdate():
            page.unpublish(user=self.user)

    def _place(self, step: Step) -> None:
        """Move a page to where the file has it, unless it is there: after the one before, which is there already."""
        if step.parent is None or not (step.is_new or {"parent", "order"} & set(step.changed)):
            return
        assert step.page is not None
        page = Page.objects.get(pk=step.page.pk)
        above = self._parent_page(step)
        before = Page.objects.get(translation_key=step.after, locale=self.locale) if step.after else None
        if page.get_parent() == above and page.get_prev_sibling() == before:
            return
        page = page.specific
        if before:
            page.move(before, pos="right")
        else:
            page.move(above, pos="first-child")


def _page_ids() -> Iterable[tuple[UUID, int]]:
    """Yield the key and primary key of every organisation and unit in the language of imports."""
    for model in (OrganisationPage, UnitPage):
        yield from model.objects.filter(locale__language_code=LANGUAGE).values_list("translation_key", "pk")


def _ends(dates: schema.InForceRow) -> tuple[Any, ...]:
    return (dates.end, dates.end_approximate, dates.end_note)


def _pages_by_key(keys: Collection[UUID]) -> dict[UUID, StructurePage]:
    """Return the organisations and units with these keys, in the language of imports."""
    models: tuple[type[StructurePage], ...] = (OrganisationPage, UnitPage)
    found = (model.objects.filter(translation_key__in=keys, locale__language_code=LANGUAGE) for model in models)
    return {page.translation_key: page for pages in found for page in pages.select_related("locale")}


def _without_references(step: Step) -> StructureContent:
    """Return the content that a page can hold before the pages it names exist."""
    return replace(step.content, responsibilities=(), ties=(), members=())


def _free_slug(parent: Page, row: schema.EntityRow) -> str:
    """Return a short address from the row's key, less what its parent's key says already."""
    above = row.parent.rsplit(".", 1)[-1] if isinstance(row, schema.UnitRow) else ""
    base = slugify(row.key.rsplit(".", 1)[-1].removeprefix(f"{above}-"))
    taken = set(parent.get_children().values_list("slug", flat=True))
    candidates = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(slug for slug in candidates if slug not in taken)
