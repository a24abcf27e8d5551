"""What an import would change, or has changed, as plain data that can be kept and shown as a table.

The same plan gives the same report in every language and at any time, so that its digest names what was agreed to.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any
from uuid import UUID

from .changes import ChangeStep
from .differences import ROWS, differences, event_differences
from .earlier import EarlierStep
from .plan import Plan, Step
from .reference_data import ReferenceChange

Report = dict[str, Any]


def report_of(plan: Plan) -> Report:
    """Return a report of ``plan``: counts, a row for each unit that is created or changes, and what stays."""
    rows = [_row(step, plan) for step in plan.steps]
    rows += [_earlier_row(step, plan) for step in plan.earlier]
    rows += [_event_row(step, plan) for step in plan.changes]
    reference = [_reference_row(change) for change in plan.reference]
    absent = [{"work": str(page.translation_key), "title": page.title} for page in plan.absent]
    return {
        "organisation": plan.organisation.title,
        "counts": {
            "created": sum("created" in row["natures"] for row in rows),
            "changed": sum("changed" in row["natures"] for row in rows),
            "moved": sum("moved" in row["natures"] for row in rows),
            "absent": len(absent),
            "unchanged": plan.unchanged,
            "reference": len(reference),
        },
        "rows": rows,
        "reference": reference,
        "absent": absent,
    }


def digest_of(report: Report) -> str:
    """Return the digest by which a report is agreed to."""
    text = json.dumps(report, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _row(step: Step, plan: Plan) -> dict[str, Any]:
    def name_of(work: UUID) -> str:
        return plan.titles.get(work, str(work))

    changes = [asdict(change) for change in differences(step, name_of)]
    return {
        "work": str(step.key),
        "key": step.row.key,
        "title": step.row.title,
        "above": name_of(step.parent) if step.parent else "",
        "natures": _natures(step, changes),
        "holds": {name: len(getattr(step.content, name)) for name in ROWS if getattr(step.content, name)},
        "changes": changes,
    }


def _earlier_row(step: EarlierStep, plan: Plan) -> dict[str, Any]:
    above = plan.titles.get(step.parent, str(step.parent)) if step.parent else ""
    row = {"work": str(step.key), "key": step.row.key, "title": step.row.title, "above": above}
    holds = {name: len(getattr(step.content, name)) for name in ROWS if getattr(step.content, name)}
    since = {"field": "in_force", "nature": "added", "before": "", "after": step.in_force.start.isoformat()}
    return {**row, "natures": ["earlier"], "holds": holds, "changes": [{**since, "row": "", "part": ""}]}


def _event_row(step: ChangeStep, plan: Plan) -> dict[str, Any]:
    row = {"work": str(step.key), "key": step.row.key, "title": step.content.title, "above": plan.organisation.title}
    before = step.page.edition_content() if step.page else None
    told = event_differences(before, step.content, str) if before else ()
    natures = ["event", "created" if step.is_new else "changed"]
    return {**row, "natures": natures, "holds": {}, "changes": [asdict(change) for change in told]}


def _natures(step: Step, changes: list[dict[str, Any]]) -> list[str]:
    if step.is_new:
        return ["created"]
    moved = [change for change in changes if change["field"] in ("parent", "order")]
    return ["changed"] * (len(changes) > len(moved)) + ["moved"] * bool(moved)


def _reference_row(change: ReferenceChange) -> dict[str, Any]:
    instance = change.instance
    fields = {field: list(values) for field, values in change.fields.items()}
    return {
        "list": instance._meta.model_name,
        "code": instance.code,
        "name": getattr(instance, "name_fr", ""),
        "is_new": change.is_new,
        "changes": {} if change.is_new else fields,
    }
