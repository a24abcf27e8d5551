"""From rows of a file to what the desk's fields hold. Ids come from keys, so that a second import keeps them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from org.importing.mapping import row_id
from org.importing.schema import SourceRow

from ..choices import Afterwards, Direction
from . import rows as said
from .naming import branch_id, named_row, paper_id, role_id, step_id, step_name

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """What rows name, by key or code, as the primary keys that the desk's fields hold."""

    actors: Mapping[str, int]
    texts: Mapping[str, int]
    documents: Mapping[str, int]
    types: Mapping[str, int]
    channels: Mapping[str, int]
    places: Mapping[str, int]
    laws: Mapping[str, int]


def block(kind: str, identity: UUID, value: Any) -> Raw:
    """Return a row of a field."""
    return {"type": kind, "id": str(identity), "value": value}


def sources(owner: str, rows: Iterable[SourceRow]) -> list[Raw]:
    """Return the rows of a text's sources."""
    return [block("source", row_id(owner, "sources", str(place)), _source(row)) for place, row in enumerate(rows)]


def doubts(owner: str, texts: Iterable[str]) -> list[Raw]:
    """Return the rows of what is doubtful in a text."""
    return [block("doubt", row_id(owner, "doubts", str(place)), text) for place, text in enumerate(texts)]


def laws(owner: str, codes: Iterable[str], desk: Desk) -> list[Raw]:
    """Return the rows of a text's legal basis."""
    return [block("text", row_id(owner, "laws", code), desk.laws[code]) for code in codes]


def parties(owner: str, name: str, rows: Iterable[said.NamedRow], desk: Desk) -> list[Raw]:
    """Return the rows of organisations and units; the names that they bear are written when the draft is cleaned."""
    return [
        block("party", named_id(owner, name, row), {"unit": desk.actors[row.named], "name": "", "acronym": ""})
        for row in rows
    ]


def named_id(owner: str, name: str, row: said.NamedRow) -> UUID:
    """Return the identity of a row of the field ``name``: its own, or that of whom it names."""
    return row.id or row_id(owner, name, row.named)


def keyed_id(owner: str, name: str, row: said.KeyedRow) -> UUID:
    """Return the identity of a row of the field ``name``: its own, or that of its key."""
    return row.id or row_id(owner, name, row.key or "")


def steps(owner: str, rows: Sequence[said.StepRow], desk: Desk) -> list[Raw]:
    """Return the rows of a text's steps."""
    ids = {row.key: row.id or step_id(owner, row.key) for row in rows}
    return [block("step", ids[row.key], _step(step_name(owner, row.key), row, ids, desk)) for row in rows]


def returns(owner: str, rows: Iterable[said.ReturnsRow], desk: Desk) -> list[Raw]:
    """Return the rows of the days and hours of returns."""
    return [
        block(
            "returns",
            keyed_id(owner, "returns", row),
            {
                "channel": desk.channels[row.channel],
                "days": [str(day) for day in row.days],
                "opens": row.opens or None,
                "closes": row.closes or None,
                "where": row.where,
                **_stated(row),
            },
        )
        for row in rows
    ]


def guarantees(owner: str, name: str, rows: Iterable[said.GuaranteeRow]) -> list[Raw]:
    """Return the rows of what both sides warrant."""
    return [
        block(
            "guarantee",
            keyed_id(owner, name, row),
            {"text": row.text, "limit": _delay(row.limit), **_stated(row)},
        )
        for row in rows
    ]


def consulates(owner: str, rows: Iterable[said.ConsulateRow]) -> list[Raw]:
    """Return the rows of the consulates."""
    return [
        block(
            "consulate",
            keyed_id(owner, "consulates", row),
            {
                "name": row.name,
                "place": row.place,
                "address": row.address or "",
                "phone": row.phone,
                "email": row.email,
                **_stated(row),
            },
        )
        for row in rows
    ]


def results(owner: str, rows: Iterable[said.ResultRow]) -> list[Raw]:
    """Return the rows of a project's results."""
    return [block("result", keyed_id(owner, "results", row), row.text) for row in rows]


def texts(owner: str, rows: Iterable[said.NamedRow], desk: Desk) -> list[Raw]:
    """Return the rows of the texts that a project touches."""
    return [block("text", named_id(owner, "texts", row), desk.texts[row.named]) for row in rows]


def strengthened(owner: str, rows: Iterable[said.NamedRow], desk: Desk) -> list[Raw]:
    """Return the rows of the responsibilities that a project strengthens."""
    return [
        block(
            "responsibility",
            named_id(owner, "responsibilities", row),
            {
                "unit": desk.actors[row.named.partition("/")[0]],
                "responsibility": str(named_row(row.named, "responsibilities")),
                **dict.fromkeys(("name", "acronym", "text"), ""),
            },
        )
        for row in rows
    ]


def _step(name: str, row: said.StepRow, ids: Mapping[str, UUID], desk: Desk) -> Raw:
    afterwards = row.then if row.then in (said.END, said.NOTHING, said.NEXT) else Afterwards.STEP.value
    return {
        "title": row.title,
        "text": row.text or "",
        "roles": [_role(name, role, desk) for role, _where in row.roles.rows()],
        "place": desk.places[row.place] if row.place else None,
        "where": row.where,
        "delay": _delay(row.delay),
        "papers": list(_papers(name, row.papers, desk)),
        "profiles": row.profiles,
        "channels": row.channels,
        "branches": list(_branches(name, row.branches, ids)),
        "afterwards": afterwards,
        "to": str(ids[row.then]) if afterwards == Afterwards.STEP else "",
        "legal_basis": [block("item", row_id(name, "laws", code), desk.laws[code]) for code in row.legal_basis],
        "doubt": row.doubt or "",
        **_stated(row),
    }


def _role(step: str, row: said.RoleRow, desk: Desk) -> Raw:
    actor, slash, _post = row.named.partition("/")
    value = {
        "role": row.role,
        "actor": desk.actors[actor],
        "post": str(named_row(row.named, "posts")) if slash else "",
        **dict.fromkeys(("name", "acronym", "post_title"), ""),
    }
    return block("item", row.id or role_id(step, row.role, row.named), value)


def _papers(step: str, rows: said.PapersRow, desk: Desk) -> Iterator[Raw]:
    for direction, names in ((Direction.IN.value, rows.needs), (Direction.OUT.value, rows.makes)):
        for name in names:
            document = desk.documents.get(name)
            value = {"direction": direction, "document": document, "title": "" if document else name}
            yield block("item", paper_id(step, direction, name), value)
    for row in rows.listed:
        document = desk.documents[row.document] if row.document else None
        value = {"direction": row.direction, "document": document, "title": row.title}
        yield block("item", row.id or paper_id(step, row.direction, row.document or row.title), value)


def _branches(step: str, rows: Iterable[said.BranchRow], ids: Mapping[str, UUID]) -> Iterator[Raw]:
    seen: Counter[str] = Counter()
    for row in rows:
        identity = row.id or branch_id(step, row.to, seen[row.to])
        seen[row.to] += 1
        to = "" if row.to == said.END else str(ids[row.to])
        yield block("item", identity, {"condition": row.condition, "to": to})


def _stated(row: said.StatedRow) -> Raw:
    return {"proposed": row.proposed, "source": _source(row.source)}


def _delay(row: said.DelayRow | None) -> Raw:
    return row.model_dump() if row else {"amount": None, "unit": "hour", "since": ""}


def _source(row: SourceRow | None) -> Raw:
    if row is None:
        return {"document": "", "lines": "", "note": ""}
    return {"document": row.document, "lines": row.lines, "note": row.note or ""}
