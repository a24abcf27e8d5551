"""The parts of a structure text, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from portal.approvals.part_names import PartNames

FIELDS = {
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


NAMES = PartNames(FIELDS, ROWS)
name_part = NAMES.name
