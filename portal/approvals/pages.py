"""Pages whose editions may need approval: the desk's side of a review."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction
from wagtail.models import Revision, Workflow

from portal.editions.gate import Place
from portal.editions.pages import EditionedPage

from .deciding import take_note
from .policy import governing_workflows
from .standing import open_review, standing_of


class ReviewedPage(EditionedPage):
    """An editioned page under whatever workflow governs it, on the desk or for readers, by place or by kind."""

    class Meta:
        abstract = True

    @property
    def has_workflow(self) -> bool:
        """Whether the text needs approval."""
        return self.get_workflow() is not None

    def get_workflow(self) -> Workflow | None:
        """Return the workflow to submit the text to."""
        if not self.path:
            return None
        workflows = governing_workflows(work=self.translation_key, kind=self.kind_name, parent=self.parent_key())
        if len(workflows) < 2:
            return workflows[0] if workflows else None
        return self._first_that_waits(workflows)

    def _first_that_waits(self, workflows: list[Workflow]) -> Workflow:
        """Return, of those by which the text must be approved, the first that still asks for something."""
        proposal = self.get_latest_revision_as_object().proposal()
        waiting = {step.task.pk for step in standing_of(proposal).steps if not step.is_satisfied}
        open_ones = (each for each in workflows if waiting & set(each.tasks.values_list("pk", flat=True)))
        return next(open_ones, workflows[0])

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save the draft; an edit under review asks those again whom it touches."""
        with transaction.atomic():
            revision = super().save_revision(*args, **kwargs)
            if review := open_review(self.translation_key, self.locale.language_code):
                take_note(review=review, by=revision.user)
        return revision

    def place(self) -> Place:
        """Return where the text stands; under review, in the order that it was submitted with."""
        place = super().place()
        review = open_review(self.translation_key, self.locale.language_code)
        if review is None or review.desk_path != self.path:
            return place
        is_source = self.locale.language_code == self.work.source_language
        return replace(place, position=review.position) if is_source else place
