"""From rows of a file to what the desk's fields hold. Ids come from keys, so that a second import keeps them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from org.importing.mapping import row_id
from org.importing.schema import SourceRow

from ..choices import Afterwards, Direction
from . import schema

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """What rows name, by key or code, as the primary keys that the desk's fields hold."""

    actors: Mapping[str, int]
    texts: Mapping[str, int]
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


def parties(owner: str, field: str, keys: Iterable[str], desk: Desk) -> list[Raw]:
    """Return the rows of organisations and units; the names that they bear are written when the draft is cleaned."""
    return [
        block("party", row_id(owner, field, key), {"unit": desk.actors[key], "name": "", "acronym": ""})
        for key in keys
    ]


def steps(owner: str, rows: Sequence[schema.StepRow], desk: Desk) -> list[Raw]:
    """Return the rows of a text's steps."""
    return [block("step", step_id(owner, row.key), _step(owner, row, desk)) for row in rows]


def step_id(owner: str, key: str) -> UUID:
    """Return the identity of a step of ``owner``."""
    return row_id(owner, "steps", key)


def returns(owner: str, rows: Iterable[schema.ReturnsRow], desk: Desk) -> list[Raw]:
    """Return the rows of the days and hours of returns."""
    return [
        block(
            "returns",
            row_id(owner, "returns", row.key),
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


def guarantees(owner: str, field: str, rows: Iterable[schema.GuaranteeRow]) -> list[Raw]:
    """Return the rows of what both sides warrant."""
    return [
        block(
            "guarantee",
            row_id(owner, field, row.key),
            {"text": row.text, "limit": _delay(row.limit), **_stated(row)},
        )
        for row in rows
    ]


def consulates(owner: str, rows: Iterable[schema.ConsulateRow]) -> list[Raw]:
    """Return the rows of the consulates."""
    return [
        block(
            "consulate",
            row_id(owner, "consulates", row.key),
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


def results(owner: str, rows: Iterable[schema.ResultRow]) -> list[Raw]:
    """Return the rows of a project's results."""
    return [block("result", row_id(owner, "results", row.key), row.text) for row in rows]


def texts(owner: str, keys: Iterable[str], desk: Desk) -> list[Raw]:
    """Return the rows of the texts that a project touches."""
    return [block("text", row_id(owner, "texts", key), desk.texts[key]) for key in keys]


def strengthened(owner: str, named: Iterable[str], desk: Desk) -> list[Raw]:
    """Return the rows of the responsibilities that a project strengthens."""
    return [
        block(
            "responsibility",
            row_id(owner, "responsibilities", name),
            {
                "unit": desk.actors[name.partition("/")[0]],
                "responsibility": str(named_row(name, "responsibilities")),
                **dict.fromkeys(("name", "acronym", "text"), ""),
            },
        )
        for name in named
    ]


def _step(owner: str, row: schema.StepRow, desk: Desk) -> Raw:
    named = f"{owner}#{row.key}"
    afterwards = row.then if row.then in (schema.END, schema.NOTHING, schema.NEXT) else Afterwards.STEP.value
    return {
        "title": row.title,
        "text": row.text or "",
        "roles": [_role(named, letter, actor, desk) for letter, actor, _where in row.roles.named()],
        "place": desk.places[row.place] if row.place else None,
        "where": row.where,
        "delay": _delay(row.delay),
        "papers": [
            *_papers(named, Direction.IN, row.papers.needs, desk),
            *_papers(named, Direction.OUT, row.papers.makes, desk),
        ],
        "profiles": row.profiles,
        "channels": row.channels,
        "branches": _branches(owner, named, row.branches),
        "afterwards": afterwards,
        "to": str(step_id(owner, row.then)) if afterwards == Afterwards.STEP else "",
        "legal_basis": [block("item", row_id(named, "laws", code), desk.laws[code]) for code in row.legal_basis],
        "doubt": row.doubt or "",
        **_stated(row),
    }


def _role(owner: str, letter: str, named: str, desk: Desk) -> Raw:
    actor, slash, _post = named.partition("/")
    value = {
        "role": letter,
        "actor": desk.actors[actor],
        "post": str(named_row(named, "posts")) if slash else "",
        **dict.fromkeys(("name", "acronym", "post_title"), ""),
    }
    return block("item", row_id(owner, "roles", f"{letter}:{named}"), value)


def named_row(named: str, field: str) -> UUID:
    """Return the identity of the row that « unit/key » names; one made in the editor is named by its identity."""
    unit, _slash, key = named.partition("/")
    try:
        return UUID(key)
    except ValueError:
        return row_id(unit, field, key)


def _papers(owner: str, direction: Direction, named: Iterable[str], desk: Desk) -> list[Raw]:
    return [
        block(
            "item",
            row_id(owner, f"papers-{direction.value}", name),
            {
                "direction": direction.value,
                "document": desk.texts.get(name),
                "title": "" if name in desk.texts else name,
            },
        )
        for name in named
    ]


def _branches(owner: str, named: str, rows: Iterable[schema.BranchRow]) -> list[Raw]:
    made: list[Raw] = []
    seen: Counter[str] = Counter()
    for row in rows:
        identity = row_id(named, "branches", f"{row.to}:{seen[row.to]}")
        seen[row.to] += 1
        to = "" if row.to == schema.END else str(step_id(owner, row.to))
        made.append(block("item", identity, {"condition": row.condition, "to": to}))
    return made


def _stated(row: schema.StatedRow) -> Raw:
    return {"proposed": row.proposed, "source": _source(row.source)}


def _delay(row: schema.DelayRow | None) -> Raw:
    return row.model_dump() if row else {"amount": None, "unit": "hour", "since": ""}


def _source(row: SourceRow | None) -> Raw:
    if row is None:
        return {"document": "", "lines": "", "note": ""}
    return {"document": row.document, "lines": row.lines, "note": row.note or ""}
