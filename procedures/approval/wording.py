"""The parts of guides, protocols, projects and documents, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from portal.approvals.part_names import PartNames

FIELDS = {
    "title": gettext_lazy("Titre"),
    "reference": gettext_lazy("Référence"),
    "purpose": gettext_lazy("Objet"),
    "scope": gettext_lazy("Champ d’application"),
    "owner": gettext_lazy("Tenue à jour par"),
    "legal_basis": gettext_lazy("Base légale"),
    "parties": gettext_lazy("Parties prenantes"),
    "steps": gettext_lazy("Ordre des étapes"),
    "review_on": gettext_lazy("À revoir le"),
    "sources": gettext_lazy("Sources"),
    "doubts": gettext_lazy("Points douteux"),
    "attachments": gettext_lazy("Pièces jointes"),
    "country": gettext_lazy("Pays"),
    "counterpart": gettext_lazy("Gouvernement partenaire"),
    "status": gettext_lazy("État"),
    "status_note": gettext_lazy("Ce que l’on sait de l’état"),
    "returns": gettext_lazy("Jours et heures des retours"),
    "detention": gettext_lazy("Limites de la détention"),
    "guarantees": gettext_lazy("Garanties de dignité"),
    "consulates": gettext_lazy("Consulats"),
    "type": gettext_lazy("Type"),
    "summary": gettext_lazy("Objet"),
    "starts": gettext_lazy("Début"),
    "ends_in": gettext_lazy("Année de fin"),
    "budget": gettext_lazy("Budget"),
    "currency": gettext_lazy("Monnaie"),
    "coverage": gettext_lazy("Couverture"),
    "region": gettext_lazy("Région"),
    "beneficiaries": gettext_lazy("États bénéficiaires"),
    "results": gettext_lazy("Résultats attendus"),
    "partners": gettext_lazy("Organisations"),
    "texts": gettext_lazy("Procédures et protocoles"),
    "responsibilities": gettext_lazy("Attributions renforcées"),
    "language": gettext_lazy("Langue du fichier"),
    "version": gettext_lazy("Version"),
    "dated": gettext_lazy("Daté du"),
}
ROWS = {
    "steps": gettext_lazy("Étape"),
    "parties": gettext_lazy("Partie prenante"),
    "returns": gettext_lazy("Retours"),
    "detention": gettext_lazy("Limite de la détention"),
    "guarantees": gettext_lazy("Garantie"),
    "consulates": gettext_lazy("Consulat"),
    "attachments": gettext_lazy("Pièce jointe"),
    "results": gettext_lazy("Résultat"),
    "partners": gettext_lazy("Organisation"),
    "texts": gettext_lazy("Texte"),
    "responsibilities": gettext_lazy("Attribution"),
}
NAMES = PartNames(FIELDS, ROWS)
name_part = NAMES.name
