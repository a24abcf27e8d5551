"""« Ce qui m’attend », on the desk's front page: a fixed number of queries, a few lines of each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel
from wagtail.models import Page, PageLogEntry, TaskState
from wagtail.permissions import policy_registry

from portal.approvals.waiting import waiting_for
from portal.corrections.desk import waiting_for as corrections_waiting_for
from portal.dates import written
from portal.editions.pages import REFUSED

MOST = 5
REFUSALS_SHOWN = datetime.timedelta(days=30)
REPLACED = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits: where to do it, and what more is known."""

    text: str
    url: str
    note: str = ""
    since: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Heap:
    """Things of one kind that wait: how many, the first of them, and where they all are."""

    title: str
    count: int
    lines: tuple[Line, ...]
    url: str = ""


def heaps(user: Any) -> list[Heap]:
    """Return what waits for ``user``, the most urgent kinds first; no empty heap."""
    found = [_refused(user), _decisions(user), _tasks(user), _corrections(user), _drafts(user)]
    return [heap for heap in found if heap.count]


def _heap(title: str, rows: QuerySet[Any], line: Any, url: str = "") -> Heap:
    """Return the first few rows as lines, and how many there are: two queries, one when there are few."""
    first = list(rows[: MOST + 1])
    count = len(first) if len(first) <= MOST else rows.count()
    return Heap(title, count, tuple(line(row) for row in first[:MOST]), url)


def _refused(user: Any) -> Heap:
    """Return the planned publications that the gate refused, and that nobody has published since."""
    later = PageLogEntry.objects.filter(page=OuterRef("page"), timestamp__gt=OuterRef("timestamp"))
    rows = PageLogEntry.objects.filter(action=REFUSED, timestamp__gte=timezone.now() - REFUSALS_SHOWN)
    rows = rows.filter(page__in=_editable(user).values("pk"))
    rows = rows.exclude(Exists(later.filter(Q(action="wagtail.publish") | Q(action=REFUSED))))
    title = _("Publications prévues, refusées")
    return _heap(title, rows.order_by("-timestamp"), _refusal)


def _refusal(entry: PageLogEntry) -> Line:
    return Line(entry.label, _edit(entry.page_id), str(entry.data.get("reason", "")), entry.timestamp)


def _decisions(user: Any) -> Heap:
    rows = waiting_for(user, timezone.localdate()).select_related("review")
    return _heap(_("À décider"), rows, _decision, reverse("decisions"))


def _decision(request: Any) -> Line:
    is_late = request.due_on < timezone.localdate()
    words = {"day": written(request.due_on)}
    note = _("En retard : c’était pour le %(day)s") if is_late else _("À rendre avant la fin du %(day)s")
    return Line(request.review.title, reverse("decision", args=[request.review_id]), note % words, request.asked_at)


def _tasks(user: Any) -> Heap:
    """Return what waits in workflows of Wagtail's own kind; what binds the gate is decided on its own page."""
    binding = Q(task__legalreviewtask__isnull=False) | Q(task__partiesapprovaltask__isnull=False)
    rows = TaskState.objects.reviewable_by(user).exclude(binding).select_related("revision").order_by("started_at")
    return _heap(_("À relire et à approuver"), rows, _task, reverse("wagtailadmin_reports:workflow_tasks"))


def _task(state: TaskState) -> Line:
    return Line(state.revision.object_str, _edit(state.revision.object_id), since=state.started_at)


def _corrections(user: Any) -> Heap:
    rows = corrections_waiting_for(user).by_urgency().annotate(title=F("edition__title"))
    return _heap(_("Demandes de correction"), rows, _correction, reverse("corrections:index") + "?state=waiting")


def _correction(request: Any) -> Line:
    url = reverse("corrections:edit", args=[request.pk])
    return Line(request.title, url, Truncator(request.said).chars(90), request.received_at)


def _drafts(user: Any) -> Heap:
    """Return the pages that the person was the last to edit, and that are not published as they are."""
    rows = Page.objects.filter(has_unpublished_changes=True, latest_revision__user=user).select_related("locale")
    return _heap(_("Mes brouillons non publiés"), rows.order_by("-latest_revision_created_at"), _draft)


def _draft(page: Page) -> Line:
    return Line(page.draft_title, _edit(page.pk), page.locale.get_display_name(), page.latest_revision_created_at)


def _edit(pk: int | str) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk])


def _editable(user: Any) -> QuerySet[Page]:
    policy = policy_registry.get_by_type(Page)
    pages: QuerySet[Page] = policy.instances_user_has_permission_for(user, "change")
    return pages


class WaitingPanel(Component):
    """What waits for the person who looks."""

    name = "waiting"
    template_name = "home/desk/waiting.html"
    order = 110

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return the heaps."""
        return {"heaps": heaps(parent_context["request"].user)}


def show_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """Put what waits first; it says in a few lines what Wagtail's panels of workflows say in many queries."""
    panels[:] = [WaitingPanel(), *_without(panels, REPLACED)]


def _without(panels: Iterable[Any], replaced: tuple[type, ...]) -> list[Any]:
    return [panel for panel in panels if not isinstance(panel, replaced)]
