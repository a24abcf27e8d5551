"""Functional ties: what binds units beside the hierarchy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from portal.editions.models import Relation
from portal.editions.reading import Link, Reading

from ..blocks import TieKind
from ..content import StructureContent
from .tree import Unit


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two units that the reader may see; drawn when both stand in the chart."""

    kind: TieKind
    source: Link
    target: Link
    note: str
    drawn: bool

    @property
    def label(self) -> str:
        """What the tie is called, read from its source."""
        return str(self.kind.label)


def ties_among(reading: Reading, root: Unit, contents: Mapping[UUID, StructureContent]) -> tuple[Tie, ...]:
    """Return the ties from and to the units of a chart, each once, in the order of the chart."""
    shown = {unit.key: unit.link for unit in root.walk()}
    said = list(_each_once([*_from(contents), *_towards(reading, shown)]))
    outside = {key for _kind, *ends, _note in said for key in ends} - shown.keys()
    links = {**reading.links_to(outside), **shown}
    return tuple(
        Tie(TieKind(kind), links[source], links[target], note, {source, target} <= shown.keys())
        for kind, source, target, note in said
        if source in links and target in links
    )


_Said = tuple[str, UUID, UUID, str]


def _from(contents: Mapping[UUID, StructureContent]) -> Iterator[_Said]:
    for key, content in contents.items():
        yield from ((tie.kind, key, tie.to, tie.note) for tie in content.ties)


def _towards(reading: Reading, shown: Mapping[UUID, Link]) -> Iterator[_Said]:
    """Yield the ties that units outside the chart have to those in it."""
    held = reading.held()
    found = Relation.objects.filter(target__in=shown, kind__in=TieKind.values, edition__in=held.values("edition"))
    for relation in found.exclude(edition__work__in=shown).select_related("edition"):
        content: object = relation.edition.content
        if isinstance(content, StructureContent):
            note = next((tie.note for tie in content.ties if str(tie.id) == relation.anchor), "")
            yield relation.kind, relation.edition.work_id, relation.target, note


def _each_once(said: Iterable[_Said]) -> Iterator[_Said]:
    """Leave out what the other end of a tie that reads the same both ways says again."""
    known: set[tuple[str, frozenset[UUID], str]] = set()
    for kind, source, target, note in said:
        if kind == TieKind.WORKS_WITH:
            same = (kind, frozenset((source, target)), note)
            if same in known:
                continue
            known |= {same, (*same[:2], "")}
        yield kind, source, target, note
