"""Which workflows govern a text: the nearest one above it, where it stands and where it would stand, or its kind's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from portal.editions.gate import Proposal
from portal.editions.models import Edition, InForce, Work

from .models import KindWorkflow
from .models.tasks import ApprovalTask

Chain = list[UUID]
"""A text and what stands above it, the nearest first, as translation keys of pages."""


def governing_workflows(*, work: UUID, kind: str, parent: UUID | None) -> list[Workflow]:
    """Return every workflow by which a text proposed below ``parent`` must be approved; none: it needs no approval.

    A text that moves from one to the other must satisfy both: neither may be walked around.
    """
    on_subtrees, on_kinds = _on_subtrees(), _on_kinds()
    if not on_subtrees and not on_kinds:
        return []
    chains = [desk_chain(work), _chain_in_force(work)]
    if parent:
        chains.append([work, *desk_chain(parent)])
    nearest = [next((on_subtrees[key] for key in chain if key in on_subtrees), None) for chain in chains]
    found = [workflow for workflow in nearest if workflow]
    # Wagtail sets a workflow on the root that binds nobody: it must not stand before the one of the kind.
    if (own := on_kinds.get(kind)) and not (found and _binding(found).exists()):
        found = [own]
    return list({workflow.pk: workflow for workflow in found}.values())


def anything_binds() -> bool:
    """Whether any step of any workflow binds the gate: one query, and no more of them for a portal without."""
    return _binding(Workflow.objects.filter(active=True)).exists()


def _binding(workflows: Iterable[Workflow]) -> QuerySet[WorkflowTask]:
    """Return the steps of ``workflows`` that bind the gate."""
    kinds = [model._meta.model_name for model in apps.get_models() if issubclass(model, ApprovalTask)]
    steps = WorkflowTask.objects.filter(workflow__in=workflows, task__active=True)
    return steps.filter(task__content_type__model__in=kinds)


def binding_tasks(workflow: Workflow, proposal: Proposal) -> list[ApprovalTask]:
    """Return the steps of a workflow whose verdicts the gate insists on for ``proposal``, in order."""
    tasks = (task.specific for task in workflow.tasks.filter(active=True))
    is_source = proposal.language == _source_language(proposal)
    return [task for task in tasks if isinstance(task, ApprovalTask) and (is_source or task.asks_about_translations)]


def desk_chain(key: UUID) -> Chain:
    """Return a text and what its page stands below on the desk, in the language it was first written in."""
    pages = Page.objects.filter(translation_key=key, alias_of=None).order_by("locale__language_code")
    source = Work.objects.filter(key=key).values_list("source_language", flat=True).first()
    page = pages.filter(locale__language_code=source).first() or pages.first()
    if page is None:
        return [key]
    above = page.get_ancestors(inclusive=True).order_by("-depth")
    return list(above.values_list("translation_key", flat=True))


def _chain_in_force(key: UUID) -> Chain:
    """Return a text and what it stands below for readers, now or the next day it does, and the desk above that."""
    chain = list(upwards(key))
    return [*chain[:-1], *desk_chain(chain[-1])]


def upwards(key: UUID) -> Iterator[UUID]:
    """Yield a text and what readers find above it, now or the next day it is in force; what ended stood where it did.

    Else a text could be ended, moved out from under its workflow, and published again at its old address.
    """
    seen: set[UUID] = set()
    above: UUID | None = key
    while above and above not in seen:
        seen.add(above)
        yield above
        above = _above(above)


def _above(key: UUID) -> UUID | None:
    """Return what stands above a text now or the next day it is in force; else what did when it last was."""
    said = InForce.objects.said_now().filter(work=key)
    held = said.filter(ends__gt=timezone.localdate()).order_by("starts", "pk").first()
    if held or (held := said.order_by("ends", "pk").last()):
        return held.parent_id
    last = Edition.objects.filter(work=key).order_by("recorded_at", "pk").last()
    parent = last.document["place"]["parent"] if last else None
    return UUID(parent) if parent else None


def _on_subtrees() -> dict[UUID, Workflow]:
    rows = WorkflowPage.objects.filter(workflow__active=True).select_related("workflow", "page")
    return {row.page.translation_key: row.workflow for row in rows.order_by("pk")}


def _on_kinds() -> dict[str, Workflow]:
    rows = KindWorkflow.objects.filter(workflow__active=True).select_related("workflow")
    return {row.kind: row.workflow for row in rows}


def _source_language(proposal: Proposal) -> str:
    known = Work.objects.filter(key=proposal.work).values_list("source_language", flat=True).first()
    return known or proposal.language
