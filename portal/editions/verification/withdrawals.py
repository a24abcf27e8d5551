"""Withdrawn editions: what is left of each is what its withdrawal says, and the withdrawal is the one recorded."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..models import Edition, Withdrawal
from ..withdrawal.redaction import digest_of
from .faults import Fault, What, place_of


def check_withdrawal(edition: Edition, withdrawal: Withdrawal) -> Iterator[Fault]:
    """Yield what is wrong with a withdrawal, and with what is left of the edition."""
    place = place_of(edition)
    if digest_of(withdrawal) != withdrawal.digest:
        yield Fault(What.WITHDRAWAL, _("le retrait a été modifié : il ne correspond plus à son empreinte"), place)
    if withdrawal.canonical != edition.canonical:
        yield Fault(What.CONTENT, _("ce qui reste du texte retiré n’est pas ce que dit son retrait"), place)
    if withdrawal.title != edition.title:
        yield Fault(What.TITLE, _("le titre du texte retiré n’est pas celui que dit son retrait"), place)
