"""The parts of a structure text, in words."""

from __future__ import annotations

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.approvals.parts import PLACE, RENDERS, TERMS, field_of, row_of
from portal.editions.kinds import Content

LONGEST = 90
FIELDS = {
    PLACE: gettext_lazy("Place dans la structure"),
    TERMS: gettext_lazy("Entrée en vigueur"),
    RENDERS: gettext_lazy("Édition traduite"),
    "title": gettext_lazy("Nom"),
    "acronym": gettext_lazy("Sigle"),
    "kind": gettext_lazy("Nature"),
    "mission": gettext_lazy("Mission"),
    "seat": gettext_lazy("Siège"),
    "website": gettext_lazy("Site"),
    "sources": gettext_lazy("Sources"),
    "doubts": gettext_lazy("Points douteux"),
    "responsibilities": gettext_lazy("Attributions"),
    "posts": gettext_lazy("Postes"),
    "members": gettext_lazy("Membres"),
    "ties": gettext_lazy("Liens fonctionnels"),
    "attachments": gettext_lazy("Pièces jointes"),
    "nature": gettext_lazy("Nature de la réorganisation"),
    "date": gettext_lazy("Date"),
    "approximate": gettext_lazy("Date approximative"),
    "date_note": gettext_lazy("Ce que l’on sait de la date"),
    "predecessors": gettext_lazy("Unités d’avant"),
    "successors": gettext_lazy("Unités d’après"),
    "legal_basis": gettext_lazy("Base légale"),
    "note": gettext_lazy("Remarque"),
}
ROWS = {
    "responsibilities": gettext_lazy("Attribution"),
    "posts": gettext_lazy("Poste"),
    "members": gettext_lazy("Membre"),
    "ties": gettext_lazy("Lien fonctionnel"),
    "attachments": gettext_lazy("Pièce jointe"),
}


def name_part(before: Content | None, after: Content, part: str) -> str:
    """Return what a part is called: « Attribution : « Tenir le registre » »."""
    field, row = field_of(part), row_of(part)
    if not row:
        return str(FIELDS.get(field, field))
    said = _said(after, field, row) or (_said(before, field, row) if before else "")
    name = str(ROWS.get(field, FIELDS.get(field, field)))
    return _("%(name)s : « %(said)s »") % {"name": name, "said": Truncator(said).chars(LONGEST)} if said else name


def _said(content: Content, field: str, row: str) -> str:
    rows: Any = getattr(content, field, ())
    found = next((each for each in rows if str(each.id) == row), None)
    return str(getattr(found, "text", "") or getattr(found, "title", "") or getattr(found, "note", ""))
