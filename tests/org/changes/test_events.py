"""Change events as readers find them: on the page of the event, of the units on both sides, of the organisation."""

from __future__ import annotations

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from org.models import ChangeEventPage, OrganisationPage
from portal.editions import services
from portal.editions.audiences import Audience
from portal.editions.gate import PublicationRefused
from portal.editions.intervals import ALWAYS
from portal.editions.models import Edition, InForce
from tests import factories as make

from .conftest import TODAY, MakeUnit

PAST, COMING = datetime.date(2024, 1, 1), datetime.date(2027, 1, 1)


def page(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status, response.status_code
    return BeautifulSoup(response.content, "html.parser")


def section(soup: BeautifulSoup, heading: str) -> str:
    found = soup.select_one(f"#{heading}")
    return " ".join(found.find_parent("section").get_text(" ").split()) if found else ""


def text(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").split())


def test_an_event_says_what_when_by_which_text_and_which_units(
    client: Client, organisation: OrganisationPage, unit: MakeUnit
) -> None:
    old, new = unit("Ancien service", until=PAST), unit("Nouveau service")
    law = make.LegalReferenceFactory(name_fr="Arrêté de réforme")
    make.ChangeEventPageFactory(
        parent=organisation, title="La réforme", slug="reforme", date=PAST, before=[old], after=[new],
        legal_basis=[law], note="Selon l’arrêté.", sources=[make.source("Journal", "12")],
    )  # fmt: skip
    shown = page(client, "/fr/onm/reforme/")
    assert "Changement de nom, depuis le 1er janvier 2024" in text(shown)
    assert "Ancien service" in section(shown, "avant")
    assert "Nouveau service" in section(shown, "apres")
    assert "Arrêté de réforme" in section(shown, "date")
    assert "Selon l’arrêté." in section(shown, "remarque")
    assert "Journal" in section(shown, "sources")


def test_an_event_holds_on_every_date_and_no_page_shows_since_when(
    client: Client, organisation: OrganisationPage, unit: MakeUnit
) -> None:
    event = make.ChangeEventPageFactory(
        parent=organisation, slug="reforme", before=[unit("Un", until=PAST)], after=[unit("Deux")]
    )
    held = InForce.objects.said_now().get(work=event.translation_key)
    assert held.starts == ALWAYS
    event.note = "Mieux dit."
    event.save_revision().publish()
    held = InForce.objects.said_now().get(work=event.translation_key)
    assert (held.starts, held.edition.content.note) == (ALWAYS, "Mieux dit.")
    key = event.translation_key
    addresses = [
        "/fr/onm/reforme/",
        "/fr/onm/",
        reverse("edition", args=[key, "fr", 1]),
        reverse("timeline", args=[key]),
    ]
    for address in addresses:
        assert str(ALWAYS.year) not in text(page(client, address))


def test_an_event_that_is_withdrawn_holds_on_no_date(
    client: Client, organisation: OrganisationPage, unit: MakeUnit
) -> None:
    event = make.ChangeEventPageFactory(
        parent=organisation, slug="reforme", before=[unit("Un", until=PAST)], after=[unit("Deux")]
    )
    ChangeEventPage.objects.get(pk=event.pk).unpublish()
    assert not InForce.objects.said_now().filter(work=event.translation_key).exists()
    shown = page(client, "/fr/onm/reforme/", 410)
    assert "a été retiré le 1er juin 2026" in text(shown)
    assert str(ALWAYS.year) not in text(shown)


def test_an_event_that_moves_holds_on_every_date_at_its_new_place(
    organisation: OrganisationPage, unit: MakeUnit
) -> None:
    event = make.ChangeEventPageFactory(parent=organisation, before=[unit("Un", until=PAST)], after=[unit("Deux")])
    other = make.OrganisationPageFactory(title="Autre", slug="autre", acronym="")
    ChangeEventPage.objects.get(pk=event.pk).move(OrganisationPage.objects.get(pk=other.pk), pos="last-child")
    held = InForce.objects.said_now().get(work=event.translation_key)
    assert (held.starts, held.parent_id) == (ALWAYS, other.translation_key)


def test_both_sides_tell_of_the_change(client: Client, organisation: OrganisationPage, unit: MakeUnit) -> None:
    first, second, new = unit("Paie"), unit("Retraites"), unit("Paie et retraites")
    make.ChangeEventPageFactory(
        parent=organisation, nature="merged", title="Fusion des services", date=COMING,
        before=[first, second], after=[new],
    )  # fmt: skip
    before = section(page(client, "/fr/onm/paie/"), "historique")
    assert "À venir" in before
    assert "Fusion, à partir du 1er janvier 2027" in before
    assert "Sera remplacée par Paie et retraites" in before
    after = section(page(client, "/fr/onm/paie-et-retraites/"), "historique")
    assert "Succédera à Paie Retraites" in after
    assert "Fusion des services" in after


def test_after_the_change_the_page_of_the_successor_says_since_when(
    client: Client, organisation: OrganisationPage, unit: MakeUnit
) -> None:
    make.ChangeEventPageFactory(
        parent=organisation, before=[unit("Paie", until=PAST)], after=[unit("Soldes")], date=PAST, approximate=True
    )
    after = section(page(client, "/fr/onm/soldes/"), "historique")
    assert "vers 2024 (date approximative)" in after
    assert "Succède à Paie" in after


def test_a_unit_that_keeps_its_identity_shows_its_former_name(
    client: Client, organisation: OrganisationPage, unit: MakeUnit
) -> None:
    same = unit("Nom nouveau")
    make.ChangeEventPageFactory(parent=organisation, before=[(same, "Nom ancien")], after=[(same, "Nom nouveau")])
    told = section(page(client, "/fr/onm/nom-nouveau/"), "historique")
    assert "Nom précédent Nom ancien nom actuel : Nom nouveau" in told


def test_names_are_those_of_the_day_and_stay(organisation: OrganisationPage, unit: MakeUnit) -> None:
    old, new = unit("Paie", until=PAST), unit("Soldes")
    event = make.ChangeEventPageFactory(parent=organisation, before=[old], after=[new], date=PAST)
    new.title = "Soldes et primes"
    new.save_revision().publish()
    again = ChangeEventPage.objects.get(pk=event.pk)
    again.note = "Relu."
    again.save_revision().publish()
    content = Edition.objects.filter(work=event.translation_key).last().content
    assert [row.name for row in content.predecessors] == ["Paie"]
    assert [row.name for row in content.successors] == ["Soldes"]


def test_events_are_no_part_of_the_hierarchy(client: Client, organisation: OrganisationPage, unit: MakeUnit) -> None:
    first, second = unit("Un", until=PAST), unit("Deux")
    make.ChangeEventPageFactory(parent=organisation, title="La réforme", before=[first], after=[second])
    shown = page(client, "/fr/onm/")
    assert section(shown, "unites").count("Deux") == 1
    assert "La réforme" not in section(shown, "unites")
    assert "La réforme" in section(shown, "reorganisations")
    assert "La réforme" not in section(page(client, "/fr/onm/deux/"), "voisines")
    chart = page(client, reverse("chart", args=[organisation.translation_key]))
    assert "La réforme" not in text(chart)
    assert "1 unité" in chart.select_one(".chart-size").get_text()
    assert "1 unité" in text(page(client, "/fr/"))


def test_whom_a_reader_may_not_read_they_do_not_hear_of(
    client: Client, organisation: OrganisationPage, unit: MakeUnit
) -> None:
    secret, new = unit("Renseignement", until=PAST), unit("Analyse")
    event = make.ChangeEventPageFactory(
        parent=organisation, title="Réforme", slug="reforme", before=[secret], after=[new]
    )
    services.set_audience(work=secret.work, audience=Audience.STAFF)
    assert "Renseignement" not in text(page(client, "/fr/onm/reforme/"))
    assert "Renseignement" not in text(page(client, "/fr/onm/analyse/"))
    services.set_audience(work=event.work, audience=Audience.STAFF)
    assert "Réforme" not in text(page(client, "/fr/onm/analyse/"))
    assert "Réforme" not in text(page(client, "/fr/onm/"))
    assert client.get("/fr/onm/reforme/").status_code == 404


def test_many_units_and_events_cost_no_more_queries(
    client: Client, organisation: OrganisationPage, unit: MakeUnit
) -> None:
    old, new = unit("Un", until=PAST), unit("Deux")
    make.ChangeEventPageFactory(parent=organisation, before=[old], after=[new], slug="premiere")
    addresses = ["/fr/onm/", "/fr/onm/deux/", "/fr/onm/premiere/"]

    def costs() -> list[int]:
        found = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            found.append(len(queries))
        return found

    few = costs()
    for number in range(8):
        other = unit(f"Autre {number}")
        make.ChangeEventPageFactory(parent=organisation, nature="created", before=[], after=[other])
        make.ChangeEventPageFactory(parent=organisation, nature="moved", before=[new], after=[new])
    assert costs() == few
    assert max(few) <= 13


@pytest.mark.parametrize(
    ("nature", "before", "after", "words"),
    [
        ("split", 1, 1, "Scission : au moins 2 unités après."),
        ("split", 2, 2, "Scission : exactement 1 unité avant."),
        ("merged", 1, 1, "Fusion : au moins 2 unités avant."),
        ("merged", 2, 2, "Fusion : exactement 1 unité après."),
        ("renamed", 1, 2, "Changement de nom : exactement 1 unité après."),
        ("created", 1, 1, "Création : aucune unité avant."),
        ("abolished", 1, 1, "Suppression d’une unité : aucune unité après."),
        ("abolished", 0, 0, "Suppression d’une unité : au moins 1 unité avant."),
    ],
)
def test_the_gate_refuses_an_event_that_cannot_be(
    organisation: OrganisationPage, unit: MakeUnit, nature: str, before: int, after: int, words: str
) -> None:
    units = [unit(f"Unité {number}") for number in range(4)]
    with pytest.raises(PublicationRefused) as refused:
        make.ChangeEventPageFactory(
            parent=organisation, nature=nature, before=units[:before], after=units[2 : 2 + after]
        )
    assert words in str(refused.value)


def test_an_event_needs_a_date_to_be_published_and_none_as_a_draft(
    organisation: OrganisationPage, unit: MakeUnit
) -> None:
    draft = make.ChangeEventPageFactory(parent=organisation, date=None, before=[unit("Un")], published=False)
    with pytest.raises((PublicationRefused, ValidationError)):
        draft.save_revision(clean=False).publish()
    assert not Edition.objects.filter(work=draft.translation_key).exists()


def test_on_a_date_before_it_the_change_is_to_come(
    client: Client, organisation: OrganisationPage, unit: MakeUnit
) -> None:
    same = unit("Nom nouveau")
    make.ChangeEventPageFactory(
        parent=organisation, slug="reforme", before=[(same, "Nom ancien")], after=[(same, "Nom nouveau")], date=PAST
    )
    assert "À venir" in text(page(client, "/@2020-05-01/fr/onm/reforme/"))
    assert "Deviendra Nom nouveau" in section(page(client, "/@2020-05-01/fr/onm/nom-nouveau/"), "historique")
    assert "Nom précédent Nom ancien" in section(page(client, "/@2024-05-01/fr/onm/nom-nouveau/"), "historique")


def test_an_event_has_no_chart(client: Client, organisation: OrganisationPage, unit: MakeUnit) -> None:
    event = make.ChangeEventPageFactory(parent=organisation, before=[unit("Un", until=PAST)], after=[unit("Deux")])
    assert client.get(reverse("chart", args=[event.translation_key])).status_code == 404


def test_dates_are_told_from_the_reader_s_day(client: Client, organisation: OrganisationPage, unit: MakeUnit) -> None:
    event = make.ChangeEventPageFactory(
        parent=organisation, nature="abolished", slug="fin", before=[unit("Un")], after=[], date=TODAY
    )
    assert "Suppression d’une unité, depuis le 1er juin 2026" in text(page(client, "/fr/onm/fin/"))
    assert "À venir" not in text(page(client, "/fr/onm/fin/"))
    assert event.translation_key
