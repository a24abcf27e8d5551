"""What readers see in place of a withdrawn text, and how the legal service withdraws one."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from org.models import OrganisationPage, UnitPage
from portal.editions.models import Edition, Withdrawal
from portal.editions.verification.run import verify
from portal.editions.withdrawal.services import WITHDRAWN, withdraw
from portal.home.models import HomePage
from portal.setup import EDITORS, LEGAL
from tests import factories as make
from tests.clock import Clock

CREATED = datetime.date(2024, 5, 3)
SECRET = "Jeanne Exemple"
REASON = "Nom d’une personne"


@pytest.fixture(autouse=True)
def _in_2026(today: Clock) -> None:
    today(datetime.date(2026, 6, 15))


@pytest.fixture
def organisation(portal: HomePage) -> OrganisationPage:
    return make.OrganisationPageFactory(in_force_from=CREATED, title="Office national")


@pytest.fixture
def unit(organisation: OrganisationPage) -> UnitPage:
    return make.UnitPageFactory(
        parent=organisation, title="Service de la paie", slug="paie", mission=f"Payer {SECRET}.", in_force_from=CREATED
    )


@pytest.fixture
def below(unit: UnitPage) -> UnitPage:
    return make.UnitPageFactory(parent=unit, title="Guichet", slug="guichet", in_force_from=CREATED)


@pytest.fixture
def lawyer(client: Client, portal: HomePage) -> Client:
    client.force_login(make.UserFactory(first_name="Rose", last_name="Jean", in_groups=[LEGAL]))
    return client


def text_of(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def of(page: Page) -> Edition:
    return Edition.objects.filter(work=page.translation_key).order_by("number").last()


def take_away(page: Page, *, keep_title: bool = True) -> Edition:
    edition = of(page)
    withdraw(editions=[edition], reason=REASON, author="Rose Jean", keep_title=keep_title)
    return edition


def addresses(edition: Edition) -> list[str]:
    return [
        "/fr/onm/paie/",
        "/@2025-01-01/fr/onm/paie/",
        "/@2025-01-01~2026-06-15/fr/onm/paie/",
        reverse("edition", args=[edition.work_id, "fr", edition.number]),
        f"/@2025-01-01/fr/edition/{edition.work_id}/fr/{edition.number}/",
    ]


def path_of(page: Page) -> str:
    return Edition.objects.get(work=page.translation_key).work.addresses.filter(language="fr").get().path


def test_every_address_says_that_it_was_withdrawn_and_keeps_its_place(unit: UnitPage, below: UnitPage) -> None:
    client, path = Client(), path_of(unit)
    edition = of(unit)
    assert SECRET in text_of(client.get(f"/fr/{path}"))
    take_away(unit)
    for address in addresses(edition):
        response = client.get(address.replace("onm/paie/", path))
        said = text_of(response)
        assert response.status_code == 410, address
        assert "Ce texte a été retiré le 15 juin 2026 à 12 h 00 par Rose Jean." in said
        assert REASON in said
        assert "Guichet" in said
        assert "ONM" in said
        assert edition.seal in said
        assert SECRET not in said
    assert client.get(f"/fr/{path_of(below)}").status_code == 200


def test_the_title_goes_where_it_must(unit: UnitPage, below: UnitPage) -> None:
    edition = take_away(unit, keep_title=False)
    for address in (reverse("timeline", args=[edition.work_id]), f"/fr/{path_of(below)}", f"/fr/{path_of(unit)}"):
        assert "Service de la paie" not in text_of(Client().get(address))
    assert "Texte retiré" in text_of(Client().get(f"/fr/{path_of(below)}"))


def test_the_timeline_says_it_and_comparisons_refuse_it(unit: UnitPage) -> None:
    unit.mission = "Payer."
    unit.change_note = f"{SECRET} est partie"
    unit.save_revision().publish()
    edition = take_away(unit)
    timeline = Client().get(reverse("timeline", args=[edition.work_id]))
    said = text_of(timeline)
    assert "Édition n° 2 retiré" in said
    assert "retiré le 15 juin 2026 à 12 h 00 par Rose Jean" in said
    assert SECRET not in said
    response = Client().get(f"{reverse('compare', args=[edition.work_id])}?de=1&a=2")
    assert response.status_code == 410
    assert "L’édition n° 2 a été retirée" in text_of(response)


def test_a_reader_gets_the_text_published_after_it(unit: UnitPage) -> None:
    edition = take_away(unit)
    unit.mission = "Payer le personnel."
    unit.save_revision().publish()
    assert "Payer le personnel." in text_of(Client().get(f"/fr/{of(unit).work.addresses.get(language='fr').path}"))
    response = Client().get(reverse("edition", args=[edition.work_id, "fr", 1]))
    assert response.status_code == 410
    assert "Lire le texte en vigueur" in text_of(response)


def test_who_may_not_read_the_text_does_not_learn_that_it_was_withdrawn(unit: UnitPage) -> None:
    edition = take_away(unit)
    edition.work.audience = edition.work.effective_audience = 2
    edition.work.save()
    for address in (reverse("edition", args=[edition.work_id, "fr", 1]), f"/fr/{path_of(unit)}"):
        assert Client().get(address).status_code == 404


def test_the_sitemap_leaves_it_out(unit: UnitPage) -> None:
    path = path_of(unit)
    assert path in Client().get("/sitemap-textes.xml").content.decode()
    take_away(unit)
    assert path not in Client().get("/sitemap-textes.xml").content.decode()


# The desk -----------------------------------------------------------------------------------------------------------


def url(page: Page) -> str:
    return reverse("withdraw", args=[page.pk])


def asked(page: Page, **more: Any) -> dict[str, Any]:
    return {"editions": [of(page).pk], "reason": REASON, "title": "keep", "old_drafts": "on", **more}


def test_only_the_legal_service_withdraws(client: Client, unit: UnitPage) -> None:
    client.force_login(make.UserFactory(in_groups=[EDITORS]))
    assert client.get(url(unit)).status_code in (302, 403)
    assert client.post(url(unit), asked(unit, confirmed="1")).status_code in (302, 403)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[unit.pk])).content.decode()
    assert url(unit) not in edit
    assert not Withdrawal.objects.exists()


def test_the_page_leads_there_from_its_menu_and_from_its_editions(lawyer: Client, unit: UnitPage) -> None:
    response = lawyer.get(reverse("wagtailadmin_pages:edit", args=[unit.pk]))
    assert len(BeautifulSoup(response.content, "html.parser").select(f"a[href='{url(unit)}']")) == 2


def test_the_form_offers_all_editions_those_in_the_same_language_ticked(lawyer: Client, unit: UnitPage) -> None:
    make.translated(unit, "ht", title="Sèvis pewòl")
    soup = BeautifulSoup(lawyer.get(url(unit)).content, "html.parser")
    boxes = soup.select("input[name=editions]")
    ticked = {Edition.objects.get(pk=box["value"]).language for box in boxes if box.has_attr("checked")}
    assert (len(boxes), ticked) == (2, {"fr"})


def test_what_will_be_erased_is_shown_before_it_is(lawyer: Client, unit: UnitPage) -> None:
    response = lawyer.post(url(unit), asked(unit))
    assert response.status_code == 200
    assert f"Payer {SECRET}." in text_of(response)
    assert "Les sauvegardes" in text_of(response)
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("missing", ["editions", "reason", "title"])
def test_nothing_is_withdrawn_without_saying_what_and_why(lawyer: Client, unit: UnitPage, missing: str) -> None:
    data = asked(unit, confirmed="1")
    del data[missing]
    assert lawyer.post(url(unit), data).status_code == 422
    assert not Withdrawal.objects.exists()


def test_once_confirmed_it_is_withdrawn_and_noted(lawyer: Client, unit: UnitPage) -> None:
    response = lawyer.post(url(unit), asked(unit, confirmed="1"), follow=True)
    assert response.status_code == 200
    assert Withdrawal.objects.get().author == "Rose Jean"
    assert PageLogEntry.objects.get(action=WITHDRAWN).data["reason"] == REASON
    history = text_of(lawyer.get(reverse("wagtailadmin_pages:history", args=[unit.pk])))
    assert f"Éditions retirées : fr 1. Raison : {REASON}" in history
    assert verify().faults == []
    assert "Il n’y a rien à retirer" in text_of(lawyer.get(url(unit), follow=True))


def test_old_drafts_go_if_asked_and_the_last_stays(lawyer: Client, unit: UnitPage) -> None:
    for mission in ("Payer.", "Payer mieux."):
        unit.mission = mission
        unit.save_revision()
    lawyer.post(url(unit), {**asked(unit, confirmed="1"), "old_drafts": ""})
    assert unit.revisions.count() == 3
    unit.save_revision().publish()
    lawyer.post(url(unit), asked(unit, confirmed="1"))
    unit.refresh_from_db()
    assert list(unit.revisions.all()) == [unit.latest_revision]


def test_an_edition_of_another_text_cannot_be_slipped_in(lawyer: Client, unit: UnitPage, below: UnitPage) -> None:
    assert lawyer.post(url(unit), asked(unit, editions=[of(below).pk], confirmed="1")).status_code == 422
    assert not Withdrawal.objects.exists()


def test_other_pages_have_nothing_to_withdraw(lawyer: Client, portal: HomePage) -> None:
    assert lawyer.get(url(portal), follow=True).status_code == 404
