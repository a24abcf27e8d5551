"""The ledger: every edition and withdrawal is there, in the order of recording, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import ledger
from ..models import LedgerHead
from .faults import UNREADABLE, Fault, What


@dataclass(frozen=True, slots=True)
class Recount:
    """The ledger as it is made again, the head that is kept, and whether it went through what was noted."""

    made: LedgerHead
    kept: LedgerHead
    noted: str
    noted_was_met: bool
    readable: bool

    @property
    def holds(self) -> bool:
        """Whether what is recorded is what the ledger holds."""
        return self.readable and (self.made.count, self.made.digest) == (self.kept.count, self.kept.digest)

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong."""
        if not self.readable:
            yield Fault(What.LEDGER, _("registre : une empreinte est illisible"))
        elif not self.holds:
            yield Fault(What.LEDGER, self._difference())
        if self.noted and not self.noted_was_met:
            message = _("le registre n’est jamais passé par l’état noté « %(noted)s »")
            yield Fault(What.LEDGER, message % {"noted": self.noted})

    def _difference(self) -> str:
        words = {"kept": self.kept.count, "made": self.made.count, "number": abs(self.kept.count - self.made.count)}
        if self.made.count < self.kept.count:
            return (
                ngettext(
                    "registre : %(number)d inscription manque (%(kept)d y sont, %(made)d existent)",
                    "registre : %(number)d inscriptions manquent (%(kept)d y sont, %(made)d existent)",
                    words["number"],
                )
                % words
            )
        if self.made.count > self.kept.count:
            return _("registre : %(made)d éditions et retraits existent, %(kept)d seulement y sont inscrits") % words
        return _("registre : une empreinte ou l’ordre d’enregistrement a été modifié, ou l’état du registre")


def recount(noted: str = "") -> Recount:
    """Make the ledger again from what is recorded; ``noted`` is « number:digest » or the beginning of a digest."""
    number, _colon, digest = noted.rpartition(":")
    made, met, readable = LedgerHead(), False, True
    try:
        for entered in ledger.entered():
            made.count += 1
            made.digest = ledger.following(made.digest, entered)
            met |= bool(digest) and made.digest.startswith(digest) and number in ("", str(made.count))
    except UNREADABLE:
        readable = False
    return Recount(made, ledger.head(), noted, met, readable)
