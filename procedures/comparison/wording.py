"""The parts of texts in the order of their pages, and the words for what changed in them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from org.comparison.wording import FIELDS as OF_STRUCTURE
from portal.editions.comparing import Script

TOP = {"title": gettext_lazy("Titre"), "reference": gettext_lazy("Référence")}
FOOT = {
    "sources": gettext_lazy("Sources"),
    "attachments": gettext_lazy("Pièces jointes"),
    "doubts": gettext_lazy("Ce qui est douteux"),
}
GUIDE_TOP = {
    **TOP,
    "purpose": gettext_lazy("Objet"),
    "scope": gettext_lazy("Champ d’application"),
}
AGREEMENT = {
    "country": gettext_lazy("Pays"),
    "counterpart": gettext_lazy("Gouvernement partenaire"),
    "status": gettext_lazy("État"),
    "status_note": gettext_lazy("Ce que l’on sait de l’état"),
    "returns": gettext_lazy("Jours et heures des retours"),
    "detention": gettext_lazy("Limites de la détention"),
    "guarantees": gettext_lazy("Garanties de dignité"),
    "consulates": gettext_lazy("Consulats"),
}
GUIDE_FOOT = {
    "steps": gettext_lazy("Étapes"),
    "parties": gettext_lazy("Parties prenantes"),
    "owner": gettext_lazy("Tenue à jour par"),
    "legal_basis": gettext_lazy("Base légale"),
    "review_on": gettext_lazy("À revoir le"),
    **FOOT,
}
GUIDE = {**GUIDE_TOP, **GUIDE_FOOT}
PROTOCOL = {**GUIDE_TOP, **AGREEMENT, **GUIDE_FOOT}
PROJECT = {
    **TOP,
    "type": gettext_lazy("Type de projet"),
    "summary": gettext_lazy("Objet"),
    "status": gettext_lazy("État"),
    "dates": gettext_lazy("Dates"),
    "budget": gettext_lazy("Budget"),
    "coverage": gettext_lazy("Couverture"),
    "beneficiaries": gettext_lazy("États bénéficiaires"),
    "results": gettext_lazy("Résultats attendus"),
    "partners": gettext_lazy("Organisations"),
    "texts": gettext_lazy("Procédures et protocoles"),
    "responsibilities": gettext_lazy("Attributions renforcées"),
    "sources": FOOT["sources"],
    "doubts": FOOT["doubts"],
}
DOCUMENT = {
    **TOP,
    "type": gettext_lazy("Type"),
    "summary": gettext_lazy("Résumé"),
    "language": gettext_lazy("Langue du fichier"),
    "version": gettext_lazy("Version"),
    "dated": gettext_lazy("Daté du"),
    "attachments": gettext_lazy("Fichier"),
}
HEADLINES = {
    "steps": "title",
    "parties": "name",
    "partners": "name",
    "texts": "name",
    "responsibilities": "text",
    "results": "text",
    "beneficiaries": "name",
    "legal_basis": "name",
    "returns": "channel",
    "detention": "text",
    "guarantees": "text",
    "consulates": "name",
    "sources": "document",
    "attachments": "title",
    "doubts": "text",
}
FIELDS: dict[str, Any] = {
    **OF_STRUCTURE,
    "text": gettext_lazy("Comment faire"),
    "R": gettext_lazy("Réalise"),
    "A": gettext_lazy("Répond de l’étape"),
    "C": gettext_lazy("Est consulté"),
    "I": gettext_lazy("Est informé"),
    "delay": gettext_lazy("Délai"),
    "limit": gettext_lazy("Au plus"),
    "place": gettext_lazy("Lieu"),
    "where": gettext_lazy("Où"),
    "in": gettext_lazy("Documents nécessaires"),
    "out": gettext_lazy("Documents établis"),
    "profiles": gettext_lazy("Pour qui"),
    "channels": gettext_lazy("Par quelle voie"),
    "branches": gettext_lazy("Branches"),
    "afterwards": gettext_lazy("Ensuite"),
    "proposed": gettext_lazy("Proposition à valider"),
    "unit": gettext_lazy("Unité"),
    "days": gettext_lazy("Jours"),
    "hours": gettext_lazy("Heures"),
    "address": gettext_lazy("Adresse"),
    "citation": gettext_lazy("Référence"),
    "url": gettext_lazy("Adresse du texte"),
}


def script(parts: dict[str, Any]) -> Script:
    """Return the words for texts of ``parts``."""
    return Script(parts=parts, headlines=HEADLINES, fields=FIELDS)
