"""The parts of a text, in words: « Attribution : « Tenir le registre » »."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.editions.kinds import Content

from .parts import PLACE, RENDERS, TERMS, field_of, row_of

LONGEST: Final = 90
EVERYWHERE: Final = {
    PLACE: gettext_lazy("Place dans la structure"),
    TERMS: gettext_lazy("Entrée en vigueur"),
    RENDERS: gettext_lazy("Édition traduite"),
}


@dataclass(frozen=True, slots=True)
class PartNames:
    """What a kind calls the ``fields`` of its texts, and one row of those that have ``rows``."""

    fields: Mapping[str, Any]
    rows: Mapping[str, Any]

    def name(self, before: Content | None, after: Content, part: str) -> str:
        """Return what a part is called."""
        field, row = field_of(part), row_of(part)
        whole = self.fields.get(field, EVERYWHERE.get(field, field))
        if not row:
            return str(whole)
        said = _said(after, field, row) or (_said(before, field, row) if before else "")
        name = str(self.rows.get(field, whole))
        return _("%(name)s : « %(said)s »") % {"name": name, "said": Truncator(said).chars(LONGEST)} if said else name


def _said(content: Content, field: str, row: str) -> str:
    rows: Any = getattr(content, field, ())
    found = next((each for each in rows if str(each.id) == row), None)
    words = (getattr(found, name, "") for name in ("title", "text", "name", "note"))
    return next((str(each) for each in words if each), "")
