"""A guide and a protocol for the journeys: a choice, a way back, a step for some, a form; a document, a project."""

from __future__ import annotations

import datetime

from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents.models import Document

from org.models import OrganisationPage, UnitPage
from portal.editions.models import Attachment
from procedures.models import DocumentPage, DocumentType, ProcedurePage
from procedures.models.texts import FileText
from tests.factories import procedures as make
from tests.factories.blocks import row
from tests.portal.uploads import good


def add_guides(organisation: OrganisationPage, unit: UnitPage) -> None:
    """Publish a guide of four steps that uses a document, a protocol, and a project that touches the guide."""
    form = _document()
    guide = _guide(organisation, unit, form)
    _protocol(organisation)
    _project(organisation, unit, guide)


def _document() -> DocumentPage:
    """Publish a form whose file was read: two pages."""
    kind = DocumentType.objects.create(code="formulaire", name_fr="Formulaire")
    file = Document.objects.create(title="Bordereau", file=ContentFile(good.word("Bordereau"), "bordereau.docx"))
    page = make.DocumentPageFactory(
        title="Bordereau de remise",
        slug="bordereau",
        reference="ONM-F-02",
        type=kind,
        summary="Il suit le mineur jusqu’à l’institut.",
        file=file,
        file_language="fr",
        version="3",
        dated=datetime.date(2026, 3, 1),
    )
    digest = Attachment.objects.get(edition__work=page.translation_key).sha256
    FileText.objects.create(sha256=digest, pages=["Nom du convoi.", "Remettre le mineur devant deux témoins."])
    return page


def _guide(organisation: OrganisationPage, unit: UnitPage, form: DocumentPage) -> ProcedurePage:
    make.MigrantProfileFactory(code="mineur", name_fr="Mineur non accompagné")
    make.ChannelFactory(code="terre", name_fr="Voie terrestre")
    announce = make.step("Annoncer le retour", make.role(organisation), text="Par la note verbale.", proposed=True)
    register = make.step(
        "Enregistrer la personne",
        make.role(unit, post=unit.posts[0].id),
        make.role(organisation, "A"),
        delay={"amount": 24, "unit": "hour", "since": "l’arrivée"},
        papers=[make.paper("Fiche d’enregistrement")],
        branches=[make.branch("la liste est incomplète", announce), make.branch("personne n’est arrivé")],
    )
    hand_over = make.step(
        "Remettre le mineur",
        make.role(organisation),
        make.role(unit, "I"),
        text="Devant deux témoins.",
        profiles=["mineur"],
        papers=[make.paper(document=form)],
    )
    lead_out = make.step("Conduire à la sortie", make.role(unit), channels=["terre"])
    return make.ProcedurePageFactory(
        title="Accueillir les migrants retournés",
        slug="accueillir",
        reference="ONM-G-01",
        purpose="Recevoir dans la dignité.",
        parties=[make.party(organisation)],
        owner_party=[make.party(unit)],
        steps=[announce, register, hand_over, lead_out],
    )


def _protocol(organisation: OrganisationPage) -> None:
    way = make.ChannelFactory(code="terre", name_fr="Voie terrestre")
    make.ProtocolPageFactory(
        title="Protocole avec les Bahamas",
        slug="bahamas",
        country="BS",
        status="proposed",
        steps=[make.step("Notifier le vol", make.role(organisation))],
        guarantees=[{"type": "guarantee", "value": {"text": "Nul n’est entravé.", "proposed": True}, "id": None}],
        returns=[{"type": "returns", "value": {"channel": way.pk, "days": ["2", "4"], "opens": "08:00"}}],
    )


def _project(organisation: OrganisationPage, unit: UnitPage, guide: ProcedurePage) -> None:
    touched = {"unit": unit.pk, "responsibility": unit.responsibilities[0].id}
    make.ProjectPageFactory(
        title="Renforcement de l’accueil",
        slug="renforcement",
        reference="L48-805",
        summary="Donner à l’office de quoi accueillir.",
        budget="78350.00",
        beneficiaries=["HT"],
        results=[row("result", "Les postes frontière accueillent dans la dignité.")],
        partners=[make.party(organisation)],
        texts=[row("text", guide.pk)],
        responsibilities=[row("responsibility", touched)],
    )


def guide_addresses() -> dict[str, str]:
    """Return the address of each kind of page of guides, documents and projects."""
    key = ProcedurePage.objects.get(slug="accueillir", locale__language_code="fr").translation_key
    return {
        "guide": "/fr/accueillir/",
        "steps that apply": reverse("steps", args=[key]) + "?profil=mineur&voie=terre",
        "table of roles": reverse("steps-raci", args=[key]),
        "list to tick off": reverse("steps-checklist", args=[key]),
        "protocol": "/fr/bahamas/",
        "guides": reverse("guides"),
        "guides that apply": reverse("guides") + "?profil=mineur&voie=terre",
        "register": reverse("register"),
        "document": "/fr/bordereau/",
        "project": "/fr/renforcement/",
        "search for steps and documents": reverse("search") + "?q=remettre+devant+témoins&profil=mineur",
    }
