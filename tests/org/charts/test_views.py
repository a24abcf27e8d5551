"""The chart obeys the reader's audience, language and date, says what it cuts, and costs the same at any size."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from uuid import uuid4
from xml.etree import ElementTree

import html5lib
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from org.charts import png
from org.charts import reading as chart_reading
from org.models import OrganisationPage, UnitPage
from portal.editions.audiences import Audience
from portal.editions.services import set_audience
from portal.setup import STAFF
from tests import factories as make

FORMS = ["chart", "chart-print", "chart-svg", "chart-png"]
SECRET = "Cellule de veille"


@pytest.fixture(scope="module")
def _office(of_the_file: None) -> OrganisationPage:
    """Three levels, a closed unit, and ties in both directions."""
    office = make.OrganisationPageFactory()
    head = make.post("Directeur ou Directrice", head=True)
    finance = make.UnitPageFactory(
        parent=office, title="Direction financière", acronym="DAF", slug="daf", posts=[head, make.post("Secrétaire")]
    )
    closed = make.UnitPageFactory(parent=office, title=SECRET, slug="veille", ties=[make.tie(finance, "supervises")])
    make.UnitPageFactory(parent=closed, title=f"Antenne de la {SECRET}", slug="antenne")
    make.UnitPageFactory(parent=finance, title="Service de la paie", slug="paie", ties=[make.tie(finance, "advises")])
    set_audience(work=closed.work, audience=Audience.STAFF)
    return office


@pytest.fixture
def office(_office: OrganisationPage, db: None) -> OrganisationPage:
    return deepcopy(_office)


def get(client: Client, page: OrganisationPage | UnitPage, form: str = "chart", query: str = "") -> str:
    response = client.get(reverse(form, args=[page.translation_key]) + query)
    assert response.status_code == 200
    return response.content.decode()


def unit(slug: str) -> UnitPage:
    return UnitPage.objects.get(slug=slug)


def test_it_shows_what_stands_below(client: Client, office: OrganisationPage) -> None:
    page = get(client, office)
    assert page.index("Direction financière (DAF)") < page.index("Service de la paie")
    assert "Directeur ou Directrice" in page
    assert "2 unités sur 2 niveaux" in page


def test_a_unit_has_a_chart_of_its_own(client: Client, office: OrganisationPage) -> None:
    page = get(client, unit("daf"))
    assert "1 unité sur 1 niveau" in page
    assert reverse("chart", args=[office.translation_key]) in page


def test_a_unit_without_any_below_has_one_too(client: Client, office: OrganisationPage) -> None:
    assert "0 unité" in get(client, unit("paie"))


@pytest.mark.parametrize("form", FORMS)
def test_what_has_no_chart_is_not_found(client: Client, office: OrganisationPage, form: str) -> None:
    daf = unit("daf")
    for key in [uuid4(), daf.posts[0].id, unit("veille").translation_key]:
        assert client.get(reverse(form, args=[key])).status_code == 404


@pytest.mark.parametrize("form", ["chart", "chart-print", "chart-svg"])
@pytest.mark.parametrize("query", ["?postes=1&liens=1", "?vue=dessin&liens=1", "?niveaux=1"])
def test_what_is_for_staff_is_neither_shown_nor_counted(
    client: Client, office: OrganisationPage, form: str, query: str
) -> None:
    page = get(client, office, form, query)
    assert SECRET not in page
    assert "veille" not in page
    assert str(unit("veille").translation_key) not in page
    assert "3 unités" not in page
    assert "4 unités" not in page


def test_staff_see_it(client: Client, office: OrganisationPage) -> None:
    client.force_login(make.UserFactory(in_groups=[STAFF]))
    page = get(client, office, query="?liens=1")
    assert f"Antenne de la {SECRET}" in page
    assert "4 unités sur 2 niveaux" in page
    assert "supervise" in page


def test_ties_from_outside_the_chart_are_told(client: Client, office: OrganisationPage) -> None:
    client.force_login(make.UserFactory(in_groups=[STAFF]))
    page = get(client, unit("daf"), query="?liens=1")
    assert SECRET in page
    assert "supervise" in page


def test_posts_are_shown_on_demand(client: Client, office: OrganisationPage) -> None:
    assert "Secrétaire" not in get(client, office)
    assert "Secrétaire" in get(client, office, query="?postes=1")
    assert "Secrétaire" in get(client, office, "chart-svg", "?postes=1")


def test_levels_that_are_cut_are_counted_and_linked(client: Client, office: OrganisationPage) -> None:
    page = get(client, office, query="?niveaux=1")
    assert "Service de la paie" not in page
    assert "1 unité de plus" in page
    assert reverse("chart", args=[unit("daf").translation_key]) in page


@pytest.mark.parametrize("query", ["?niveaux=abc", "?niveaux=-3", "?vue=<b>", "?replie=zzz&replie=%00", "?deplier=9"])
def test_bad_wishes_are_not_heard(client: Client, office: OrganisationPage, query: str) -> None:
    assert "Service de la paie" in get(client, office, query=query)


def test_a_large_organisation_is_cut_with_a_word(
    client: Client, office: OrganisationPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chart_reading, "MOST_UNITS", 2)
    page = get(client, office)
    assert "Niveaux montrés : 1 sur 2." in page
    assert "Service de la paie" not in page


def test_the_date_decides(client: Client, office: OrganisationPage, today: Callable[[datetime.date], None]) -> None:
    unit("paie").unpublish()
    assert "Service de la paie" not in get(client, office)


def test_readers_of_another_language_get_theirs_or_the_source(client: Client, office: OrganisationPage) -> None:
    make.translated(unit("daf"), "en", title="Finance Directorate")
    page = client.get(f"/en/organigramme/{office.translation_key}/").content.decode()
    assert "Finance Directorate" in page
    assert 'lang="fr">Service de la paie' in page


def test_the_list_is_valid_and_nested(client: Client, office: OrganisationPage) -> None:
    for query in ["", "?postes=1&liens=1", "?vue=dessin&liens=1"]:
        parser = html5lib.HTMLParser()
        parser.parse(get(client, office, query=query))
        assert parser.errors == []


def test_files_are_named_after_what_they_show(client: Client, office: OrganisationPage) -> None:
    for form, kind in [("chart-svg", "image/svg+xml"), ("chart-png", "image/png")]:
        response = client.get(reverse(form, args=[office.translation_key]))
        assert response["Content-Type"] == kind
        assert response["Content-Disposition"].startswith('attachment; filename="organigramme-onm-20')
    assert Image.open(BytesIO(response.content)).width > 400


def test_a_picture_is_painted_once_until_the_drawing_changes(
    client: Client, office: OrganisationPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []
    monkeypatch.setattr(png, "svg_to_bytes", lambda svg_string, **wishes: painted.append(svg_string) or b"picture")
    png.png_of.cache_clear()

    for query in ["", "", "?postes=1"]:
        client.get(reverse("chart-png", args=[office.translation_key]) + query)
    make.UnitPageFactory(parent=office, title="Cellule neuve", slug="neuve")
    client.get(reverse("chart-png", args=[office.translation_key]))

    png.png_of.cache_clear()
    assert [("Cellule neuve" in svg) for svg in painted] == [False, False, True]


def test_the_file_stands_alone(client: Client, office: OrganisationPage) -> None:
    svg = ElementTree.fromstring(get(client, office, "chart-svg"))
    links = [each.get("href") for each in svg.iter("{http://www.w3.org/2000/svg}a")]
    assert all(link.startswith("http") for link in links)
    assert "Structure en vigueur le" in "".join(svg.itertext())


def test_a_picture_that_the_browser_has_is_not_painted_again(client: Client, office: OrganisationPage) -> None:
    address = reverse("chart-png", args=[office.translation_key])
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    unit("paie").unpublish()
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_a_folded_unit_hides_what_is_below_it(client: Client, office: OrganisationPage) -> None:
    page = get(client, office, query=f"?vue=dessin&replie={unit('daf').translation_key}")
    assert "Service de la paie" not in page
    assert "+ 1 unité" in page


@pytest.mark.parametrize("query", ["", "?vue=dessin", "?postes=1&liens=1"])
def test_twenty_more_units_cost_no_more_queries(client: Client, office: OrganisationPage, query: str) -> None:
    few = cost(client, office, query)
    parent = unit("paie")
    for number in range(20):
        tie = make.tie(unit("daf"))
        below = make.UnitPageFactory(parent=parent, title=f"Section {number}", slug=f"section-{number}", ties=[tie])
        parent = below if number % 10 == 0 else parent
    assert cost(client, office, query) == few
    assert few <= 14


def cost(client: Client, page: OrganisationPage, query: str) -> int:
    client.force_login(make.UserFactory(in_groups=[STAFF]))  # nobody else's kept page
    get(client, page, query=query)
    with CaptureQueriesContext(connection) as queries:
        get(client, page, query=query)
    return len(queries)
