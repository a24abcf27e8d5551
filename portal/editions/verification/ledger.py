"""The ledger: every edition and withdrawal is there, in the order of recording, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import ledger
from ..models import LedgerHead
from .faults import UNREADABLE, Fault, What
from .further import went_through


@dataclass(frozen=True, slots=True)
class Recount:
    """The ledger as it is made again, the head that is kept, and which noted states it never went through."""

    made: LedgerHead
    kept: LedgerHead
    unmet: frozenset[str]
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
        for noted in sorted(self.unmet):
            if not went_through(noted):
                message = _("le registre n’est jamais passé par l’état noté « %(noted)s »")
                yield Fault(What.LEDGER, message % {"noted": noted})

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
    """Make the ledger again from what is recorded.

    Each word of ``noted`` is « number:digest » or the beginning of a digest, of this ledger or of another chain.
    """
    made, unmet, readable = LedgerHead(), set(noted.split()), True
    try:
        for entered in ledger.entered():
            made.count += 1
            made.digest = ledger.following(made.digest, entered)
            unmet -= {each for each in unmet if _is_at(made, each)}
    except UNREADABLE:
        readable = False
    return Recount(made, ledger.head(), frozenset(unmet), readable)


def _is_at(made: LedgerHead, noted: str) -> bool:
    number, _colon, digest = noted.rpartition(":")
    return bool(digest) and made.digest.startswith(digest) and number in ("", str(made.count))
