"""The chain of a text in one language: numbers without a gap, each record after the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..models import Edition
from .faults import Fault, Place, What, place_of
from .records import changed_record, digest_of


@dataclass(slots=True)
class Chain:
    """Takes the editions of every chain in their order, one after the other; only two are held at a time.

    A record is judged when the next one is known: what that one says of it tells which of the two was changed.
    """

    ledger_holds: bool = False
    _before: Edition | None = None
    _held: Edition | None = None

    def add(self, edition: Edition) -> Iterator[Fault]:
        """Yield what is wrong up to the edition before ``edition``, and between the two."""
        if self._held and (self._held.work_id, self._held.language) == (edition.work_id, edition.language):
            yield from self._judge(after=edition)
            self._before = self._held
        else:
            yield from self.end()
            self._before = None
        self._held = edition
        yield from self._check_number(edition)

    def end(self) -> Iterator[Fault]:
        """Yield what is wrong with the last edition of a chain."""
        yield from self._judge(after=None)
        self._before = self._held = None

    def _check_number(self, edition: Edition) -> Iterator[Fault]:
        expected = self._before.number + 1 if self._before else 1
        if edition.number == expected + 1:
            missing = Place(edition.title, edition.work_id, edition.language, expected)
            yield Fault(What.MISSING, _("cette édition manque : les numéros ne se suivent plus"), missing)
        elif edition.number != expected:
            message = _("les numéros ne se suivent plus : on attendait le n° %(number)s") % {"number": expected}
            yield Fault(What.MISSING, message, place_of(edition))

    def _judge(self, after: Edition | None) -> Iterator[Fault]:
        edition, before = self._held, self._before
        if edition is None:
            return
        digest = digest_of(edition)
        if digest != edition.digest:
            yield self._broken(edition, digest, after)
        elif not self._follows(edition, before):
            message = _("elle ne suit pas l’édition précédente : l’ordre a été modifié ou une édition manque")
            yield Fault(What.ORDER, message, place_of(edition))

    def _broken(self, edition: Edition, digest: str, after: Edition | None) -> Fault:
        """Tell a changed digest from a changed record."""
        says_so = after.previous_digest == digest if after else not self.ledger_holds
        found = None if after and says_so else changed_record(edition, self._before)
        if says_so and (found is None or found.what == What.RECORD):
            message = _("l’empreinte a été modifiée : l’enregistrement est celui d’alors")
            return Fault(What.DIGEST, message, place_of(edition))
        assert found
        return found

    def _follows(self, edition: Edition, before: Edition | None) -> bool:
        """Whether the link holds; one that only a changed digest of the edition before breaks is told there."""
        if before is None:
            return not edition.previous_digest
        return edition.previous_digest in (before.digest, digest_of(before))
