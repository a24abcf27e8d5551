"""At the address of a unit that is no longer in force: what replaced it, along all changes, on the reader's date."""

from __future__ import annotations

import datetime

from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from org.changes.succession import ended_context
from org.models import OrganisationPage, UnitPage
from portal.editions import services
from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.reading import Reading
from tests import factories as make

from .conftest import TODAY, MakeUnit


def year(number: int) -> datetime.date:
    return datetime.date(number, 1, 1)


def gone(client: Client, unit: UnitPage) -> str:
    """Return what is said at the permanent address of a unit that is no longer in force."""
    response = client.get(reverse("permanent", args=[unit.translation_key]))
    assert response.status_code == 410
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def links(client: Client, unit: UnitPage) -> list[str]:
    response = client.get(reverse("permanent", args=[unit.translation_key]))
    found = BeautifulSoup(response.content, "html.parser").select_one("#remplace")
    return [link["href"] for link in found.find_parent("section").select("a")] if found else []


def chain(organisation: OrganisationPage, unit: MakeUnit) -> list[UnitPage]:
    """Return units of which each was renamed into the next, and the last is in force."""
    units = [unit(f"Nom {number}", until=year(2020 + number)) for number in range(3)] + [unit("Nom 3")]
    for number in range(3):
        make.ChangeEventPageFactory(
            parent=organisation, title=f"Réforme {number}", before=[units[number]], after=[units[number + 1]],
            date=year(2020 + number),
        )  # fmt: skip
    return units


def test_a_unit_that_was_replaced_says_by_what_and_since_when(
    client: Client, organisation: OrganisationPage, unit: MakeUnit
) -> None:
    old, new = unit("Paie", until=year(2024)), unit("Soldes")
    make.ChangeEventPageFactory(parent=organisation, title="Réforme", before=[old], after=[new], date=year(2024))
    said = gone(client, old)
    assert "n’est plus en vigueur depuis le 1er janvier 2024" in said
    assert "Changement de nom, depuis le 1er janvier 2024 Remplacée par Soldes" in said
    assert "/fr/onm/soldes/" in links(client, old)
    assert client.get("/fr/onm/paie/").status_code == 410


def test_it_leads_along_every_change_to_what_is_in_force(
    client: Client, organisation: OrganisationPage, unit: MakeUnit
) -> None:
    first, second, *_others = chain(organisation, unit)
    assert "En vigueur à sa place Nom 3" in gone(client, first)
    assert "En vigueur à sa place Nom 3" in gone(client, second)
    assert "/fr/onm/nom-3/" in links(client, first)


def test_changes_that_are_to_come_on_the_reader_s_date_lead_nowhere(
    organisation: OrganisationPage, unit: MakeUnit
) -> None:
    first = chain(organisation, unit)[0]
    work = Work.objects.get(key=first.translation_key)
    told = ended_context(work=work, reading=Reading("fr", datetime.date(2020, 6, 1), Audience.PUBLIC))
    assert [change.title for change in told["changes"]] == ["Réforme 0"]
    assert told["heirs"] == []
    told = ended_context(work=work, reading=Reading("fr", datetime.date(2021, 6, 1), Audience.PUBLIC))
    assert [link.title for link in told["heirs"]] == ["Nom 2"]


def test_circles_end(client: Client, organisation: OrganisationPage, unit: MakeUnit) -> None:
    one, two = unit("Un", until=year(2020)), unit("Deux", until=year(2021))
    make.ChangeEventPageFactory(parent=organisation, before=[one], after=[two], date=year(2020))
    make.ChangeEventPageFactory(parent=organisation, before=[two], after=[one], date=year(2021))
    assert "Remplacée par Deux" in gone(client, one)
    assert "En vigueur à sa place" not in gone(client, one)


def test_nothing_is_told_by_way_of_what_the_reader_may_not_read(
    client: Client, organisation: OrganisationPage, unit: MakeUnit
) -> None:
    first, second, third, last = chain(organisation, unit)
    services.set_audience(work=second.work, audience=Audience.STAFF)
    said = gone(client, first)
    assert "Nom 1" not in said
    assert "Nom 3" not in said
    assert client.get(reverse("permanent", args=[second.translation_key])).status_code == 404
    services.set_audience(work=second.work, audience=Audience.PUBLIC)
    services.set_audience(work=last.work, audience=Audience.STAFF)
    assert "Nom 3" not in gone(client, third)


def test_a_split_leads_to_all_its_parts(client: Client, organisation: OrganisationPage, unit: MakeUnit) -> None:
    whole = unit("Tout", until=year(2022))
    parts = [unit("Partie A"), unit("Partie B")]
    make.ChangeEventPageFactory(parent=organisation, nature="split", before=[whole], after=parts, date=year(2022))
    assert "Remplacée par Partie A Partie B" in gone(client, whole)


def test_the_cost_depends_on_the_changes_alone(client: Client, organisation: OrganisationPage, unit: MakeUnit) -> None:
    old = unit("Paie", until=year(2024))
    make.ChangeEventPageFactory(parent=organisation, before=[old], after=[unit("Soldes")], date=year(2024))

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            gone(client, old)
        return len(queries)

    cost()
    few = cost()
    for number in range(6):
        other = unit(f"Autre {number}", until=TODAY)
        make.ChangeEventPageFactory(parent=organisation, before=[other], after=[unit(f"Suite {number}")])
    assert cost() == few
