"""Small files of procedures, and short words to import them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from org.importing.mapping import row_id, work_key
from org.models import OrganisationPage
from procedures.importing import services
from procedures.importing.report import Report
from tests.factories import OrganisationPageFactory, UnitPageFactory, post, responsibility

REFERENCE = """\
format: mandat-procedures/1
reference:
  profiles:
    - {code: mineur, name: {fr: Mineur, en: Minor}, rank: 1}
  channels:
    - {code: terre, name: {fr: Voie terrestre}}
"""

GUIDE = """\
procedures:
  - key: guide.accueil
    title: Accueillir
    slug: accueillir
    reference: G-01
    owner: onm.accueil
    parties: [onm]
    review_on: 2027-03-04
    doubts: [Proposé.]
    sources: [{document: "003", lines: "21"}]
    steps:
      - key: inscrire
        title: Inscrire la personne
        roles: {R: onm.accueil/chef, A: onm}
        delay: {amount: 24, since: l’arrivée}
        papers: {makes: Fiche d’inscription}
        channels: [terre]
        proposed: true
      - key: famille
        title: Chercher la famille
        roles: {R: [onm.accueil], I: onm}
        profiles: [mineur]
        branches:
          - {condition: la famille n’est pas trouvée, to: heberger}
        then: end
      - key: heberger
        title: Héberger
        roles: {R: onm.accueil}
        then: famille
"""

REST = """\
protocols:
  - key: protocole.us
    title: Protocole
    country: US
    status: proposed
    steps:
      - {key: annoncer, title: Annoncer, roles: {R: onm}}
    returns:
      - {key: terre, channel: terre, days: [1, 3], opens: "08:00", closes: "17:00", proposed: true}
    detention:
      - {key: duree, text: Pas plus de trois jours., limit: {amount: 3, unit: day}, proposed: true}
    consulates:
      - {key: miami, name: Consulat général, place: Miami, proposed: true}
projects:
  - key: projet.essai
    title: Projet
    reference: L-1
    status: completed
    ends_in: 2024
    budget: "78350.00"
    beneficiaries: [HT]
    results: [{key: un, text: Des accords.}]
    partners: [onm]
    texts: [protocole.us, guide.accueil]
    responsibilities: [onm.accueil/accueil]
"""

WHOLE = REFERENCE + GUIDE + REST


def structure(**fields: Any) -> OrganisationPage:
    """Make what a structure file would have brought: the rows have the identities of their keys."""
    onm: OrganisationPage = OrganisationPageFactory(import_key="onm", translation_key=work_key("onm"), **fields)
    chief = {**post("Chef ou Cheffe"), "id": str(row_id("onm.accueil", "posts", "chef"))}
    receive = {**responsibility("Accueillir."), "id": str(row_id("onm.accueil", "responsibilities", "accueil"))}
    UnitPageFactory(
        parent=onm,
        title="Service d’accueil",
        import_key="onm.accueil",
        translation_key=work_key("onm.accueil"),
        posts=[chief],
        responsibilities=[receive],
        **fields,
    )
    return onm


def load(folder: Path, text: str = WHOLE, *, dry_run: bool = False) -> Report:
    """Import a file with that text."""
    path = folder / "procedures.yaml"
    path.write_text(text, encoding="utf-8")
    return services.import_procedures(services.checked(services.read(path)), dry_run=dry_run)
