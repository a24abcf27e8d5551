"""The parts of a text, each with a seal of its own: an edit asks again only about what it touched.

A part is named by its field, or by its field and the identity of the row (``responsibilities:<id>``); a field of
rows is itself a part, its order. The date from which a text is to hold and what is said of the change are no
content, but nobody may change them behind an approval: together they are one part more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from portal.editions.gate import Proposal
from portal.editions.kinds import Document, kind_named
from portal.editions.models import Edition
from portal.editions.seals import canonical, normalised, seal_of

PLACE, TERMS, RENDERS = "place", "terms", "renders"
Parts = Mapping[str, str]
"""What each part says, as its seal; a part that says nothing is not there."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A draft as verdicts are given to it: the seal of its content, and the seals of its parts."""

    seal: str
    parts: Parts

    @property
    def token(self) -> str:
        """What a person who decides has before them: any change makes another one."""
        return seal_of(canonical({"seal": self.seal, "parts": dict(self.parts)}))


def submission_of(proposal: Proposal) -> Submission:
    """Return what is decided on when ``proposal`` is."""
    return Submission(proposal.seal(), parts_of(proposal.document()) | _sealed({TERMS: _terms(proposal)}))


def parts_of_edition(edition: Edition | None) -> Parts:
    """Return the parts of an edition as the text is written today; of none, none."""
    if edition is None:
        return {}
    content = normalised(kind_named(edition.document["kind"]).write(edition.content))
    return parts_of({**edition.document, "content": content})


def parts_of(document: Document) -> dict[str, str]:
    """Return the parts of a sealed document."""
    values: dict[str, Any] = {PLACE: document["place"], RENDERS: document["renders"]}
    for name, value in document["content"].items():
        values |= dict(_rows(name, value)) if _has_rows(value) else {name: value}
    return _sealed(values)


def changed(before: Parts, after: Parts) -> frozenset[str]:
    """Return the parts that came, went or say something else."""
    return frozenset(name for name in {*before, *after} if before.get(name) != after.get(name))


def field_of(part: str) -> str:
    """Return the field that a part belongs to."""
    return part.partition(":")[0]


def row_of(part: str) -> str:
    """Return the identity of the row that a part is; empty for a whole field."""
    return part.partition(":")[2]


def _terms(proposal: Proposal) -> dict[str, Any]:
    """Return what is approved beside the content; empty for a change from today on, without a note."""
    since = proposal.in_force_from
    terms = {
        "in_force_from": since.isoformat() if since else "",
        "approximate": proposal.approximate,
        "date_note": proposal.date_note,
        "change_note": proposal.change_note,
        "corrects_the_past": proposal.corrects_the_past,
    }
    return {name: value for name, value in terms.items() if value}


def _has_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) and "id" in row for row in value)


def _rows(name: str, rows: list[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    yield name, [row["id"] for row in rows]
    alike: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        alike.setdefault(str(row["id"]), []).append(row)
    # A forged form or a copied row can bear an identity twice: neither may hide behind the other.
    for identity, same in alike.items():
        yield f"{name}:{identity}", same[0] if len(same) == 1 else same


def _sealed(values: Mapping[str, Any]) -> dict[str, str]:
    said = {name: value for name, value in values.items() if value not in (None, "", [], {}, False)}
    return {name: seal_of(canonical(value)) for name, value in said.items()}
