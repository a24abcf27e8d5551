"""What the pages of the structure show besides the text itself, as of the reader's date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from portal.editions.kinds import kinds_in_hierarchy
from portal.editions.models import Relation, Work
from portal.editions.reading import Link, Reading

from .blocks import TieKind
from .changes.presentation import changes_of, events_of, listed_changes, works_named
from .content import Member, Post, Responsibility, StructureContent, Tie
from .holders import Holder, holders_of
from .sections import Around, sections_of


@dataclass(frozen=True, slots=True)
class Duty:
    """A responsibility with the units that share it."""

    row: Responsibility
    shared_with: tuple[Link, ...]
    owner: Link | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """A post with who holds it on the reader's date."""

    row: Post
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class ShownTie:
    """A functional tie, from either end."""

    label: str
    link: Link
    note: str
    anchor: str
    incoming: bool = False


@dataclass(frozen=True, slots=True)
class ShownMember:
    """A member of a committee."""

    row: Member
    link: Link | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything around a text that other texts say, on the reader's date."""

    chain: tuple[Link, ...]
    children: tuple[Link, ...]
    siblings: tuple[Link, ...]
    below: tuple[Link, ...]
    linked: dict[UUID, Link]
    relations: tuple[Relation, ...]


def structure_context(*, content: StructureContent, work: Work, reading: Reading) -> dict[str, Any]:
    """Return what the templates of organisations and units need; `reading` decides what may be shown."""
    around = surroundings(content, work, reading)
    incoming = [relation for relation in around.relations if relation.edition.work_id in around.linked]
    return {
        "chain": around.chain,
        "children": around.children,
        "siblings": around.siblings,
        "duties": [_duty(row, around.linked) for row in content.responsibilities],
        "shared_duties": list(_shared_duties(incoming, around.linked)),
        "posts": posts_with_holders(content, work, reading),
        "members": [ShownMember(row, around.linked.get(row.unit) if row.unit else None) for row in content.members],
        "ties": _each_once([*_ties(content.ties, around.linked), *_ties_towards(incoming, around.linked)]),
        "changes": changes_of(work.key, around.relations, around.linked, reading),
        "events": listed_changes(around.below, reading.date),
        "sections": sections_of(Around(work, around.relations, around.linked)),
        "member_of": [around.linked[row.edition.work_id] for row in incoming if row.kind == "member"],
    }


def surroundings(content: StructureContent, work: Work, reading: Reading) -> Surroundings:
    """Look up everything around a text in one go: five queries whatever the size of the tree."""
    chain = reading.chain_keys(work.key)
    relations = tuple(reading.relations_towards(work.key))
    named = {relation.target for relation in content.relations()} | {row.edition.work_id for row in relations}
    named |= works_named(events_of(relations).values())
    parent = chain[-1] if chain else None
    wanted = Q(work__in={*chain, *named}) | Q(parent=work.key)
    links = reading.links(wanted | Q(parent=parent) if parent else wanted)
    linked = {link.work: link for link in links}
    kinds = kinds_in_hierarchy()
    parts = [link for link in links if link.kind in kinds]
    return Surroundings(
        chain=tuple(linked[key] for key in chain if key in linked),
        children=tuple(link for link in parts if link.parent == work.key),
        siblings=tuple(link for link in parts if parent and link.parent == parent and link.work != work.key),
        below=tuple(link for link in links if link.parent == work.key),
        linked=linked,
        relations=relations,
    )


def posts_with_holders(content: StructureContent, work: Work, reading: Reading) -> list[Seat]:
    """Return the posts with who holds them on the reader's date."""
    holders = holders_of(work.key, reading) if content.posts else {}
    return [Seat(post, holders.get(post.id, ())) for post in content.posts]


def _duty(row: Responsibility, linked: dict[UUID, Link], owner: Link | None = None) -> Duty:
    return Duty(row, tuple(linked[key] for key in row.shared_with if key in linked), owner)


def _shared_duties(relations: Iterable[Relation], linked: dict[UUID, Link]) -> Iterable[Duty]:
    """Yield the responsibilities of other units that they share with this one."""
    for relation in relations:
        if relation.kind != "shared_with":
            continue
        content: Any = relation.edition.content
        rows = (row for row in content.responsibilities if str(row.id) == relation.anchor)
        yield from (_duty(row, {}, linked[relation.edition.work_id]) for row in rows)


def _ties(ties: Iterable[Tie], linked: dict[UUID, Link]) -> Iterable[ShownTie]:
    for tie in ties:
        if tie.to in linked:
            yield ShownTie(str(TieKind(tie.kind).label), linked[tie.to], tie.note, str(tie.id))


def _ties_towards(relations: Iterable[Relation], linked: dict[UUID, Link]) -> Iterable[ShownTie]:
    for relation in relations:
        if relation.kind not in TieKind:
            continue
        content: Any = relation.edition.content
        note = next((tie.note for tie in content.ties if str(tie.id) == relation.anchor), "")
        link = linked[relation.edition.work_id]
        yield ShownTie(TieKind(relation.kind).inverse, link, note, relation.anchor, incoming=True)


def _each_once(ties: Iterable[ShownTie]) -> list[ShownTie]:
    """Leave out what the other end says again of a tie that reads the same both ways, unless it adds a note."""
    shown: list[ShownTie] = []
    for tie in ties:
        same = [other for other in shown if (other.label, other.link) == (tie.label, tie.link)]
        if not (tie.incoming and same and tie.note in ("", *(other.note for other in same))):
            shown.append(tie)
    return shown
