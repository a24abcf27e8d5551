"""What a change event must state to be published, with the field to mend."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.editions.gate import Proposal, PublicationRefused

from .content import ChangeContent
from .natures import AFTER, BEFORE, ChangeNature, Count


class Fault(NamedTuple):
    """What is wrong with one field, in words."""

    field: str
    message: str


def faults(nature: str, *, before: Sequence[Hashable], after: Sequence[Hashable], dated: bool) -> Iterator[Fault]:
    """Yield what keeps an event of ``nature`` with these units from being published."""
    if not dated:
        yield Fault("date", _("Donnez la date du changement, même approximative."))
    if nature not in ChangeNature.values:
        yield Fault("nature", _("Dites de quel changement il s’agit."))
        return
    label = str(ChangeNature(nature).label)
    for field, units, count in (("predecessors", before, BEFORE[nature]), ("successors", after, AFTER[nature])):
        if not count.admits(len(units)):
            words = {"nature": label, "expected": _expected(field, count)}
            yield Fault(field, _("%(nature)s : %(expected)s") % words)
        if len(set(units)) < len(units):
            yield Fault(field, _("Une même unité est citée deux fois du même côté."))


def refuse_incomplete(proposal: Proposal) -> None:
    """Guard the gate: an event is published whole, whatever way it comes in."""
    content = proposal.content
    if not isinstance(content, ChangeContent):
        return
    before, after = ([unit.work for unit in units] for units in (content.predecessors, content.successors))
    found = list(faults(content.nature, before=before, after=after, dated=content.date is not None))
    if found:
        raise PublicationRefused(" ".join(fault.message for fault in found))


def _expected(field: str, count: Count) -> str:
    if field == "predecessors":
        if count.most == 0:
            return _("aucune unité avant.")
        if count.most is None:
            return ngettext("au moins %d unité avant.", "au moins %d unités avant.", count.least) % count.least
        return ngettext("exactement %d unité avant.", "exactement %d unités avant.", count.least) % count.least
    if count.most == 0:
        return _("aucune unité après.")
    if count.most is None:
        return ngettext("au moins %d unité après.", "au moins %d unités après.", count.least) % count.least
    return ngettext("exactement %d unité après.", "exactement %d unités après.", count.least) % count.least
