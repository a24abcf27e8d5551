"""Who takes over, as the person chooses: one for all rows of a unit, another for a row, or nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from org.changes.content import NamedUnit
from org.desk import Choice, choices
from portal.editions.querysets import InForceQuerySet

from .rows import Row
from .succession import Taken

LEAVE: Final = "-"
"""Says that a row stays as it is."""

Options = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Choosable:
    """A row of a text where somebody may take over; ``proposal``: who, or LEAVE; empty: as for all rows."""

    work: UUID
    key: Row
    told: str
    proposal: str = ""

    @property
    def name(self) -> str:
        """What its field is called."""
        return row_name(self.work, self.key)


def row_name(work: UUID, key: Row) -> str:
    """Return what the field of a row is called."""
    return f"{work}.{key.unit}.{key.kind}.{key.anchor}"


def unit_name(unit: UUID) -> str:
    """Return what the field is called that holds for all rows of a unit."""
    return f"all.{unit}"


class TakersForm(forms.Form):
    """A choice for each unit that does not simply stay, and one for each row where it is named."""

    def __init__(self, data: Any, *, taken: Sequence[Taken], rows: Iterable[Choosable], others: Others) -> None:
        super().__init__(data)
        self._taken = {each.unit.work: each for each in taken}
        for each in taken:
            if each.has_choice:
                self.fields[unit_name(each.unit.work)] = _for_unit(each, others)
        for row in rows:
            each = self._taken[row.key.unit]
            if each.has_choice:
                self.fields[row.name] = _for_row(each, row)

    def taker(self, work: UUID, key: Row) -> UUID | None:
        """Return who was chosen for a row; None: it stays as it is."""
        taken = self._taken[key.unit]
        if not taken.has_choice:
            return taken.preselected
        asked = self.cleaned_data.get(row_name(work, key)) or self.cleaned_data.get(unit_name(key.unit))
        return UUID(asked) if asked and asked != LEAVE else None


class Others:
    """Every organisation and unit in force that the person may know of, below the organisation that it is in."""

    def __init__(self, in_force: InForceQuerySet) -> None:
        self._in_force = in_force

    @cached_property
    def _groups(self) -> dict[str, list[Choice]]:
        """What can be chosen: two queries, and none where nothing is to choose."""
        known = set(self._in_force.order_by().values_list("work", flat=True))
        groups: dict[str, list[Choice]] = {}
        for choice in choices():
            if choice.work in known:
                groups.setdefault(choice.above[0] if choice.above else choice.title, []).append(choice)
        return groups

    def but(self, left_out: set[UUID]) -> Iterator[tuple[str, Options]]:
        """Yield the groups without some units."""
        for name, found in self._groups.items():
            options: Options = [(str(choice.work), _called(choice)) for choice in found if choice.work not in left_out]
            if options:
                yield name, options


def _called(choice: Choice) -> str:
    below = choice.above[1:]
    return f"{choice} — {' › '.join(below)}" if below else str(choice)


def _for_unit(taken: Taken, others: Others) -> forms.ChoiceField:
    proposed = {unit.work for unit in taken.proposed}
    options: Options = [("", _("Choisissez"))]
    if proposed:
        options.append((_("Proposés"), _options(taken)))
    options += others.but(proposed | {taken.unit.work})
    label = _("À la place de « %(name)s » :") % {"name": taken.unit.name}
    return _select(label, options, str(taken.preselected or ""))


def _for_row(taken: Taken, row: Choosable) -> forms.ChoiceField:
    options: Options = [("", _("comme choisi plus haut")), *_options(taken), (LEAVE, _("laisser tel quel"))]
    label = _("À la place de « %(name)s », pour : %(row)s") % {"name": taken.unit.name, "row": row.told}
    return _select(label, options, row.proposal)


def _options(taken: Taken) -> Options:
    return [(str(unit.work), _told(unit, taken)) for unit in taken.proposed]


def _told(unit: NamedUnit, taken: Taken) -> str:
    if taken.successors:
        return unit.name
    return _("%(name)s (au-dessus)") % {"name": unit.name}


def _select(label: str, options: Options, initial: str) -> forms.ChoiceField:
    wrong = {"invalid_choice": _("Ce choix n’est plus proposé : choisissez de nouveau.")}
    return forms.ChoiceField(label=label, choices=options, initial=initial, required=False, error_messages=wrong)
