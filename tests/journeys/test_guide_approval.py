"""A revision of a guide: legal and five parties agree to it, each at a browser of their own."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import expect

from portal.approvals.models import KindWorkflow, Review
from portal.editions.models import Edition
from portal.setup import EDITORS, LEGAL
from procedures.models import ProcedurePage
from tests import factories as make
from tests.factories import approvals as approving
from tests.factories import procedures as rows

from .approving import PHONE, decides, person, seated, writes
from .conftest import Content

TITLE = "Accueillir au poste frontière"


@pytest.fixture
def guide(content: Content) -> ProcedurePage:
    """A guide with five parties, published before its kind needed approval."""
    parties = [
        make.OrganisationPageFactory(title=f"Ministère {number}", acronym=f"M{number}", slug=f"ministere-{number}")
        for number in range(1, 6)
    ]
    steps = [
        rows.step("Enregistrer la personne", rows.role(parties[1]), text="Relever le nom."),
        rows.step("La conduire à la sortie", rows.role(parties[0])),
    ]
    named = [rows.party(party) for party in parties]
    page = rows.ProcedurePageFactory(title=TITLE, slug="au-poste-frontiere", steps=steps, parties=named)
    workflow = approving.workflow(approving.legal_review(), approving.parties_approval(working_days=5))
    KindWorkflow.objects.create(kind="procedure", workflow=workflow)
    for number, party in enumerate(parties, start=1):
        approving.representative(party, user=make.UserFactory(username=f"m{number}", email=f"m{number}@exemple.ht"))
    return page


def test_a_revision_is_public_once_legal_and_the_parties_agree(guide: ProcedurePage, open_browser: Any) -> None:
    editor = seated(open_browser, person("redactrice", "Ève Rédactrice", EDITORS))
    lawyer = seated(open_browser, person("juriste", "Rose Juriste", LEGAL))
    reader = open_browser()
    writes(
        editor,
        guide,
        {"steps-0-value-text": "Relever le nom, l’âge et la famille.", "steps-0-value-delay-amount": "24"},
    )
    review = Review.objects.get()
    page = lawyer.opens(reverse("decision", args=[review.pk]))
    expect(page.locator("body")).to_contain_text("l’âge et la famille")
    decides(lawyer, TITLE, "D’accord")
    for number in range(1, 6):
        expect(reader.opens("/fr/au-poste-frontiere/").locator("body")).not_to_contain_text("l’âge et la famille")
        desk = seated(open_browser, User.objects.get(username=f"m{number}"), **PHONE, java_script_enabled=False)
        choice = ("D’accord, avec des réserves", "Sous réserve de moyens.") if number == 3 else ("D’accord", "")
        decides(desk, TITLE, *choice)
    page = reader.opens("/fr/au-poste-frontiere/")
    expect(page.locator("body")).to_contain_text("l’âge et la famille")
    expect(page.locator("body")).to_contain_text("24 heures")
    approval = page.get_by_role("region", name="Approbation")
    expect(approval).to_contain_text("Sous réserve de moyens.")
    assert Edition.objects.filter(work=guide.translation_key).count() == 2
