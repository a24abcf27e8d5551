"""A text from its draft to its publication: an editor, legal, and five parties, each at a browser of their own."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django import Settings

from org.models import OrganisationPage, UnitPage
from portal.approvals.models import Request, Review
from portal.approvals.notices.job import send_notices
from portal.editions.models import Edition
from portal.setup import EDITORS, LEGAL
from tests import factories as make
from tests.factories import approvals as approving

from .approving import PHONE, decides, person, seated, writes
from .conftest import Content

DUTIES = ["Accueillir", "Soigner", "Protéger", "Loger", "Transporter"]
DAYS = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class People:
    """Who has to do with the text."""

    unit: UnitPage
    editor: User
    lawyer: User
    parties: list[OrganisationPage]
    representatives: list[User]
    stranger: User


@pytest.fixture
def people(content: Content) -> People:
    """A unit whose five duties are shared with five organisations; legal approves, then they do."""
    office = OrganisationPage.objects.get(slug="onm", locale__language_code="fr")
    parties = [
        make.OrganisationPageFactory(title=f"Ministère {number}", acronym=f"M{number}", slug=f"ministere-{number}")
        for number in range(1, 6)
    ]
    duties = [
        make.responsibility(f"{verb} les personnes.", shared_with=(party,))
        for verb, party in zip(DUTIES, parties, strict=True)
    ]
    unit = make.UnitPageFactory(parent=office, title="Cellule d’arrivée", slug="arrivee", responsibilities=duties)
    approving.workflow(approving.legal_review(), approving.parties_approval(working_days=5), over=office)
    holders = [
        approving.representative(party, user=make.UserFactory(username=f"m{number}", email=f"m{number}@exemple.ht"))
        for number, party in enumerate(parties, start=1)
    ]
    delegate = person("delegue", "Marie Déléguée")
    until = timezone.localdate() + 30 * DAYS
    approving.representative(parties[1], capacity="delegate", user=delegate, until=until)
    return People(
        unit=unit,
        editor=person("redactrice", "Ève Rédactrice", EDITORS),
        lawyer=person("juriste", "Rose Juriste", LEGAL),
        parties=parties,
        representatives=[holders[0], delegate, *holders[2:]],
        stranger=person("autre", "Une Autre"),
    )


def duties(texts: dict[int, str]) -> dict[str, str]:
    """Return the fields of the editor that hold these duties."""
    return {f"responsibilities-{number}-value-text": text for number, text in texts.items()}


def mails_to(address: str) -> list[str]:
    return [message.subject for message in mail.outbox if address in message.to]


def test_what_was_approved_is_what_is_published(open_browser: Any, people: People, settings: Settings) -> None:
    settings.EMAIL_IS_SET_UP = True
    editor, lawyer = (seated(open_browser, user) for user in (people.editor, people.lawyer))
    desks = [seated(open_browser, user, **PHONE, java_script_enabled=False) for user in people.representatives]
    reader, title = open_browser(), "Cellule d’arrivée"
    address = f"/fr/onm/{people.unit.slug}/"

    first = {number: f"{verb} et orienter les personnes." for number, verb in enumerate(DUTIES)}
    writes(editor, people.unit, duties(first))
    expect(reader.opens(address).locator("body")).not_to_contain_text("orienter")
    assert desks[0].page.goto(desks[0].base + reverse("decision", args=[Review.objects.get().pk])).status == 404

    decides(lawyer, title, "Demande des changements", "Dites sous quel délai.")
    expect(editor.opens(reverse("decisions")).locator("body")).to_contain_text("À vous de modifier le texte")
    editor.page.get_by_role("link", name=title).first.click()
    expect(editor.page.locator("body")).to_contain_text("Dites sous quel délai.")
    writes(editor, people.unit, duties({0: "Accueillir les personnes dans les 24 heures."}))
    decides(lawyer, title, "D’accord")
    expect(reader.opens(address).locator("body")).not_to_contain_text("24 heures")

    decides(desks[0], title, "D’accord, avec des réserves", "Sous réserve de moyens.")
    decides(desks[1], title, "D’accord")
    decides(desks[2], title, "D’accord")
    decides(desks[3], title, "D’accord")
    expect(desks[0].opens(reverse("decisions")).locator("body")).to_contain_text("Ce que vous avez décidé récemment")
    anonymous = open_browser()
    review = reverse("decision", args=[Review.objects.get().pk])
    expect(anonymous.opens(review).locator("body")).not_to_contain_text(title)
    stranger = seated(open_browser, people.stranger)
    assert stranger.page.goto(stranger.base + review).status == 404

    _time_passes()
    send_notices()
    late = people.representatives[4].email
    assert mails_to(late)
    assert not [subject for subject in mails_to(late) if title in subject and "24 heures" in subject]
    decides(desks[4], title, "D’accord")

    assert Edition.objects.filter(work=people.unit.translation_key).count() == 2
    page = reader.opens(address)
    expect(page.locator("body")).to_contain_text("24 heures")
    approval = page.get_by_role("region", name="Approbation")
    expect(approval).to_contain_text("Sous réserve de moyens.")
    expect(approval.get_by_role("listitem")).to_have_count(6)
    sheet = lawyer.opens(reverse("decision_sheet", args=[Review.objects.get().pk]))
    expect(sheet.locator("body")).to_contain_text("Marie Déléguée")
    expect(sheet.locator("body")).to_contain_text("par délégation")
    expect(sheet.locator("body")).to_contain_text(Edition.objects.latest("pk").seal[:12])


def _time_passes() -> None:
    """Let the deadline be past for whoever has not answered."""
    waiting = Request.objects.waiting()
    assert waiting.count() == 1
    waiting.update(asked_at=timezone.now() - 20 * DAYS, due_on=timezone.localdate() - 2 * DAYS)
