"""What answers can be narrowed by: values with their names and the number of units that each would leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from org.models import Place, UnitKind
from portal.editions.reading import Reading

from .who import FACETS, Findings


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to narrow by; ``count`` units would be left."""

    value: str
    name: str
    count: int
    chosen: bool = False


def named_facets(findings: Findings, reading: Reading, chosen: Mapping[str, str]) -> dict[str, Sequence[FacetValue]]:
    """Return the values of each facet, the most frequent first, and what is chosen even if it finds nothing."""
    counts = {facet: _with_chosen(findings.counts.get(facet, {}), chosen.get(facet, "")) for facet in FACETS}
    names = {
        "organisation": _organisation_names(counts["organisation"], reading),
        "unit_kind": _names_of(UnitKind, reading),
        "place": _names_of(Place, reading),
    }
    return {facet: _values(counts[facet], names[facet], chosen.get(facet, "")) for facet in FACETS}


def _with_chosen(counts: Mapping[str, int], chosen: str) -> dict[str, int]:
    return {**({chosen: 0} if chosen else {}), **counts}


def _values(counts: Mapping[str, int], names: Mapping[str, str], chosen: str) -> list[FacetValue]:
    """Return what has a name for this reader, and what they chose: the index may not know yet what was closed."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = [(value, count) for value, count in ordered if value and (value in names or value == chosen)]
    return [FacetValue(value, names.get(value, value), count, value == chosen) for value, count in shown]


def _organisation_names(values: Iterable[str], reading: Reading) -> dict[str, str]:
    keys = [key for value in values if (key := _key(value))]
    lineages = reading.lineages(keys)
    return {key.hex: lineage[-1].acronym or lineage[-1].title for key, lineage in lineages.items()}


def _names_of(model: type[UnitKind | Place], reading: Reading) -> dict[str, str]:
    kept = reading.kept()
    if model not in kept:
        kept[model] = dict(model.objects.values_list("code", "name"))
    names: dict[str, str] = kept[model]
    return names


def _key(value: str) -> UUID | None:
    """Return the key that a reader's address names, if it is one."""
    try:
        return UUID(value)
    except ValueError:
        return None
