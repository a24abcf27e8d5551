"""The rows that state the steps of a text: the inverse of ``importing.raw``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from org.importing.mapping import source_row, without_blanks

from ..choices import Afterwards
from ..content.steps import Branch, Delay, Paper, Role, Step
from ..importing.naming import branch_id, paper_id, role_id, step_id, step_name
from ..importing.rows import END, NEXT
from .names import Names, Row, identified, step_keys


def step_rows(owner: str, steps: Sequence[Step], names: Names) -> list[Row]:
    """Return the rows of the steps of ``owner``."""
    keys = step_keys(steps)
    return [_step(owner, step, keys, names) for step in steps]


def _step(owner: str, step: Step, keys: Mapping[UUID, str], names: Names) -> Row:
    key = keys[step.id]
    name = step_name(owner, key)
    row = {
        "title": step.title,
        "text": step.text,
        "roles": [_role(name, role, names) for role in step.roles],
        "place": step.place.code if step.place else None,
        "where": step.where,
        "delay": delay_row(step.delay),
        "papers": [_paper(name, paper, names) for paper in step.papers],
        "profiles": [term.code for term in step.profiles],
        "channels": [term.code for term in step.channels],
        "branches": list(_branches(name, step.branches, keys)),
        "then": _then(step, keys),
        "legal_basis": [basis.code for basis in step.legal_basis],
        "doubt": step.doubt,
        "proposed": step.proposed,
        "source": source_row(step.source),
    }
    return identified({"key": key}, step.id, step_id(owner, key)) | without_blanks(row)


def _then(step: Step, keys: Mapping[UUID, str]) -> str | None:
    if step.afterwards == Afterwards.STEP and step.to:
        return keys[step.to]
    return None if step.afterwards == NEXT else step.afterwards


def delay_row(delay: Delay | None) -> Row | None:
    """Return the row of a delay."""
    return without_blanks({"amount": delay.amount, "unit": delay.unit, "since": delay.since}) if delay else None


def _role(step: str, role: Role, names: Names) -> Row:
    name = names.row(role.actor, role.post)
    return identified({"role": role.role, "named": name}, role.id, role_id(step, role.role, name))


def _paper(step: str, paper: Paper, names: Names) -> Row:
    document = names.of(paper.document) if paper.document else ""
    title = "" if paper.document and names.documents.get(paper.document) == paper.title else paper.title
    row = without_blanks({"direction": paper.direction, "title": title, "document": document})
    return identified(row, paper.id, paper_id(step, paper.direction, document or title))


def _branches(step: str, branches: Iterable[Branch], keys: Mapping[UUID, str]) -> Iterator[Row]:
    seen: Counter[str] = Counter()
    for branch in branches:
        to = keys[branch.to] if branch.to else END
        row = without_blanks({"condition": branch.condition, "to": to if branch.to else ""})
        yield identified(row, branch.id, branch_id(step, to, seen[to]))
        seen[to] += 1
