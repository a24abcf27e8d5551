"""The redline that is decided on: the draft against the edition that it is to replace, with all that is sealed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.dates import written
from portal.editions.gate import Proposal
from portal.editions.kinds import Content, kind_named
from portal.editions.models import Edition
from portal.editions.reading import Reading
from portal.editions.redline import Fate, Fragment, ShownPart, ShownRow
from portal.editions.timeline.comparison import place_changes

from ..models import Review
from ..standing import Standing
from ..subjects import subject_of


@dataclass(frozen=True, slots=True)
class Sides:
    """What a text said before a change and after it, to name its parts."""

    kind: str
    before: Content | None
    after: Content

    def name(self, part: str) -> str:
        """Return what a part is called; empty for none."""
        return subject_of(self.kind).name_part(self.before, self.after, part) if part else ""


def sides_of(review: Review, standing: Standing | None) -> Sides | None:
    """Return what a review is about: its draft, or once it is published its edition; None where neither is left."""
    if standing is not None:
        return Sides(standing.proposal.kind, standing.before, standing.proposal.content)
    edition = edition_of(review)
    if edition is None:
        return None
    last = review.verdicts.exclude(base=None).select_related("base").order_by("number").last()
    return Sides(edition.document["kind"], last.base.content if last and last.base else None, edition.content)


def edition_of(review: Review) -> Edition | None:
    """Return the edition by which the text of a review became public."""
    approvals = review.approvals.select_related("edition__withdrawal").order_by("number")
    last = approvals.last()
    return last.edition if last else None


def changes_of(standing: Standing, reading: Reading) -> list[ShownPart]:
    """Return what the draft changes, in the order of the page; of a new text, all that it says."""
    proposal, base = standing.proposal, standing.base
    kind = kind_named(proposal.kind)
    before = standing.before or kind.without_words(proposal.content, title="", acronym="")
    told = list(kind.compare(before=before, after=proposal.content, reading=reading)) if kind.compare else []
    if base:
        told += place_changes(base.document["place"], proposal.document()["place"], reading)
        told += _part("renders", _("Édition traduite"), _renders(base.document["renders"], proposal.renders))
    return [*told, *_part("terms", _("Entrée en vigueur"), _terms(proposal))]


def _part(part: str, label: str, rows: Iterator[ShownRow]) -> list[ShownPart]:
    found = tuple(rows)
    return [ShownPart(part, label, found)] if found else []


def _renders(before: int | None, after: int | None) -> Iterator[ShownRow]:
    if before != after:
        words = [Fragment(Fate.REMOVED, _numbered(before))] if before else []
        words += [Fragment(Fate.ADDED, _numbered(after))] if after else []
        yield ShownRow("changed", "", tuple(words))


def _numbered(number: int) -> str:
    return _("édition n° %(number)d") % {"number": number}


def _terms(proposal: Proposal) -> Iterator[ShownRow]:
    """Yield from when the text is to hold and what is said of the change: approved with it."""
    since = written(proposal.in_force_from) if proposal.in_force_from else ""
    if since and proposal.approximate:
        since = _("vers le %(day)s (date approximative)") % {"day": since}
    said = {
        _("À partir du"): since,
        _("Ce que l’on sait de la date"): proposal.date_note,
        _("Ce qui change, pour l’historique"): proposal.change_note,
        _("Le passé"): _("corrige ce qui était en vigueur à cette date") if proposal.corrects_the_past else "",
    }
    for label, words in said.items():
        if words:
            yield ShownRow("", label, (Fragment(Fate.SAME, words),))
