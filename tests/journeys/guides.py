"""A guide and a protocol for the journeys: a choice, a way back, a step for some, a form."""

from __future__ import annotations

from django.urls import reverse

from org.models import OrganisationPage, UnitPage
from procedures.models import ProcedurePage
from tests.factories import procedures as make


def add_guides(organisation: OrganisationPage, unit: UnitPage) -> None:
    """Publish a guide of four steps, and a protocol."""
    make.MigrantProfileFactory(code="mineur", name_fr="Mineur non accompagné")
    way = make.ChannelFactory(code="terre", name_fr="Voie terrestre")
    announce = make.step("Annoncer le retour", make.role(organisation), text="Par la note verbale.", proposed=True)
    register = make.step(
        "Enregistrer la personne",
        make.role(unit, post=unit.posts[0].id),
        make.role(organisation, "A"),
        delay={"amount": 24, "unit": "hour", "since": "l’arrivée"},
        papers=[make.paper("Fiche d’enregistrement")],
        branches=[make.branch("la liste est incomplète", announce), make.branch("personne n’est arrivé")],
    )
    hand_over = make.step("Remettre le mineur", make.role(organisation), make.role(unit, "I"), profiles=["mineur"])
    lead_out = make.step("Conduire à la sortie", make.role(unit), channels=["terre"])
    make.ProcedurePageFactory(
        title="Accueillir les migrants retournés",
        slug="accueillir",
        reference="ONM-G-01",
        purpose="Recevoir dans la dignité.",
        parties=[make.party(organisation)],
        owner_party=[make.party(unit)],
        steps=[announce, register, hand_over, lead_out],
    )
    make.ProtocolPageFactory(
        title="Protocole avec les Bahamas",
        slug="bahamas",
        country="BS",
        status="proposed",
        steps=[make.step("Notifier le vol", make.role(organisation))],
        guarantees=[{"type": "guarantee", "value": {"text": "Nul n’est entravé.", "proposed": True}, "id": None}],
        returns=[{"type": "returns", "value": {"channel": way.pk, "days": ["2", "4"], "opens": "08:00"}}],
    )


def guide_addresses() -> dict[str, str]:
    """Return the address of each kind of page of a guide."""
    key = ProcedurePage.objects.get(slug="accueillir", locale__language_code="fr").translation_key
    return {
        "guide": "/fr/accueillir/",
        "steps that apply": reverse("steps", args=[key]) + "?profil=mineur&voie=terre",
        "table of roles": reverse("steps-raci", args=[key]),
        "list to tick off": reverse("steps-checklist", args=[key]),
        "protocol": "/fr/bahamas/",
    }
