"""The parts of a text of the structure, in the order of the page, and the words for what changed in them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.editions.comparing import Script, joined
from portal.editions.comparing.anatomy import Names
from portal.editions.comparing.changes import Item

from ..blocks import TieKind
from ..content import LegalBasis


class Part(StrEnum):
    """Where in the text something changed, in the order of the page."""

    TITLE = "title"
    ACRONYM = "acronym"
    KIND = "kind"
    MISSION = "mission"
    RESPONSIBILITY = "responsibility"
    POST = "post"
    MEMBER = "member"
    TIE = "tie"
    SEAT = "seat"
    WEBSITE = "website"
    SOURCE = "source"
    ATTACHMENT = "attachment"
    DOUBT = "doubt"


PARTS: dict[Part, Any] = {
    Part.TITLE: gettext_lazy("Titre"),
    Part.ACRONYM: gettext_lazy("Sigle"),
    Part.KIND: gettext_lazy("Type"),
    Part.MISSION: gettext_lazy("Mission"),
    Part.RESPONSIBILITY: gettext_lazy("Attributions"),
    Part.POST: gettext_lazy("Postes"),
    Part.MEMBER: gettext_lazy("Membres"),
    Part.TIE: gettext_lazy("Liens fonctionnels"),
    Part.SEAT: gettext_lazy("Siège"),
    Part.WEBSITE: gettext_lazy("Site"),
    Part.SOURCE: gettext_lazy("Sources"),
    Part.ATTACHMENT: gettext_lazy("Pièces jointes"),
    Part.DOUBT: gettext_lazy("Ce qui est douteux"),
}
HEADLINES = {
    Part.RESPONSIBILITY: "text",
    Part.POST: "title",
    Part.MEMBER: "title",
    Part.TIE: "to",
    Part.SOURCE: "document",
    Part.ATTACHMENT: "title",
    Part.DOUBT: "text",
}
FIELDS: dict[str, Any] = {
    "internal_rules": gettext_lazy("Définie par règlement interne"),
    "shared_with": gettext_lazy("Partagée avec"),
    "legal_basis": gettext_lazy("Base légale"),
    "doubt": gettext_lazy("Ce qui est douteux"),
    "source_document": gettext_lazy("Source"),
    "source_lines": gettext_lazy("Lignes de la source"),
    "source_note": gettext_lazy("Remarque sur la source"),
    "head": gettext_lazy("Dirige l’unité"),
    "rank": gettext_lazy("Rang"),
    "headcount": gettext_lazy("Effectif"),
    "qualifications": gettext_lazy("Qualifications"),
    "phone": gettext_lazy("Téléphone du poste"),
    "email": gettext_lazy("Courriel du poste"),
    "office": gettext_lazy("Bureau"),
    "unit": gettext_lazy("Unité"),
    "kind": gettext_lazy("Lien"),
    "note": gettext_lazy("Remarque"),
    "lines": gettext_lazy("Lignes ou pages"),
    "file": gettext_lazy("Fichier"),
    "size": gettext_lazy("Taille (octets)"),
    "sha256": gettext_lazy("Empreinte du fichier (SHA-256)"),
}


def _say(field: str, text: str) -> str:
    return str(TieKind(text).label) if field == "kind" and text in TieKind else text


def named(item: Item, names: Names) -> str:
    """Return what an item of a list is called."""
    if isinstance(item, UUID):
        return names.get(item) or _("Unité inconnue")
    if isinstance(item, LegalBasis):
        return joined([item.name, item.citation, item.url])
    return str(item)


SCRIPT = Script(parts=PARTS, headlines=HEADLINES, fields=FIELDS, say=_say, name=named)
