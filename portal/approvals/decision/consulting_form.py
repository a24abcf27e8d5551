"""The two small forms with which legal says who is consulted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from portal.editions.readers import reading_of

from ..consulting import parties_to_add, parties_to_leave_out
from ..models import Review
from ..party_names import party_names
from ..people import person_of
from ..standing import Standing
from .asked import has_quorum

Named = tuple[UUID, str]


@dataclass(frozen=True, slots=True)
class ConsultingForm:
    """Whom legal may add and leave out; ``typed``: the fields as they came, and the ``fault`` with them."""

    to_add: Sequence[Named]
    to_leave_out: Sequence[Named]
    has_quorum: bool
    typed: Mapping[str, str]

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.to_add or self.to_leave_out)


def consulting_form(
    request: HttpRequest, review: Review, standing: Standing, names: Mapping[UUID, str], typed: Mapping[str, str]
) -> ConsultingForm:
    """Return the forms for a member of the legal service."""
    keys = list(parties_to_add(review, standing).values_list("key", flat=True))
    to_add = party_names(keys, request.user, reading_of(request))
    has_quorums = any(has_quorum(step.task) for step in standing.steps)
    is_author = person_of(request.user) in standing.authors
    to_leave_out = [] if is_author else [(key, names[key]) for key in parties_to_leave_out(standing)]
    return ConsultingForm(_by_name(to_add.items()), _by_name(to_leave_out), has_quorums, typed)


def _by_name(named: Iterable[Named]) -> list[Named]:
    return sorted(named, key=lambda pair: (pair[1].casefold(), str(pair[0])))
