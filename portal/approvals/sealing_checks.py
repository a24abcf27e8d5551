"""Is what was decided in reviews what the minutes say? Each row is held against what it said when it was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from portal.editions.verification.faults import UNREADABLE, Fault, Place, What

from .models import Minute
from .models.minutes import About
from .sealing import DECIDED, Decided, about, said_by

Said = dict[tuple[str, int], dict[str, Any]]


def check_decided() -> Iterator[Fault]:
    """Yield what was changed, added or taken out past the portal, with the text that it is about."""
    said = _last_said()
    for model in DECIDED:
        for key in list(model._default_manager.order_by("pk").values_list("pk", flat=True)):
            yield from _check_row(model, key, said.pop((about(model), key), None))
    for kind, key in said:
        yield Fault(What.MINUTE, _missing(kind), _place_by_minutes(kind, key))


def _last_said() -> Said:
    """Return by row what the minutes last say of it; what is unreadable there is told with their chain."""
    found: Said = {}
    rows = Minute.objects.order_by("number").values_list("about", "row", "said")
    try:
        found.update({(kind, key): words if isinstance(words, dict) else {} for kind, key, words in rows.iterator()})
    except UNREADABLE:
        return found
    return found


def _check_row(model: type[Decided], key: int, said: dict[str, Any] | None) -> Iterator[Fault]:
    what = _called(about(model))
    try:
        row = model._default_manager.select_related("review").get(pk=key)
        now = said_by(row)
    except UNREADABLE:
        message = _("%(what)s : ce qui est enregistré est illisible") % {"what": what}
        yield Fault(What.MINUTE, message, _place_by_minutes(about(model), key))
        return
    if said is None:
        message = _("%(what)s : ce qui est enregistré n’est pas au procès-verbal") % {"what": what}
        yield Fault(What.MINUTE, message, _place(row.review))
        return
    # A column that came later is in no minute of before.
    changed = [name for name, value in said.items() if now.get(name) != value]
    if changed:
        words = {"what": what, "columns": ", ".join(changed)}
        message = _("%(what)s : ce qui est enregistré a été modifié après coup (%(columns)s)") % words
        yield Fault(What.MINUTE, message, _place(row.review))


def _missing(kind: str) -> str:
    return _("%(what)s : ce qui était enregistré a été effacé") % {"what": _called(kind)}


def _place_by_minutes(kind: str, key: int) -> Place:
    minute = Minute.objects.filter(about=kind, row=key).select_related("review").order_by("number").last()
    return _place(minute.review) if minute else Place()


def _place(review: Any) -> Place:
    return Place(review.title, review.work_id, review.language)


def _called(kind: str) -> str:
    return str(About(kind).label) if kind in About.values else kind
