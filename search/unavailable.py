"""What people are told when the index cannot answer."""

from __future__ import annotations

from django.utils.translation import gettext as _

from search.engines.base import IndexUnavailable, Unavailable


def explanation(error: IndexUnavailable) -> str:
    """Return why search does not answer, for the person who runs the portal."""
    if error.reason == Unavailable.UNREACHABLE:
        return _("Le moteur de recherche ne répond pas ; rien n’est perdu, les changements l’attendent.")
    reasons = {
        Unavailable.MISSING: _("L’index de recherche n’existe pas encore."),
        Unavailable.CORRUPT: _("L’index de recherche est endommagé."),
        Unavailable.OUTDATED: _("L’index de recherche vient d’une autre version du portail."),
    }
    return reasons[error.reason] + " " + _("Reconstruisez-le : manage.py rebuild_search")
