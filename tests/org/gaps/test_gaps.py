"""What is missing or doubtful is counted on the front page, and listed."""

from __future__ import annotations

import codecs
import csv
import datetime
import io
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from org.content import LegalBasis, Member, Post, Responsibility, Source, StructureContent
from org.gaps import texts
from org.gaps.findings import counts, findings
from org.gaps.kinds import Gap
from org.gaps.lacks import lacks_of
from org.models import OrganisationPage, UnitPage
from portal.editions.audiences import Audience
from portal.editions.models import InForce, Work
from portal.editions.services import set_audience
from portal.home.models import HomePage
from portal.setup import EDITORS, STAFF
from tests import factories as make

COMPLETE = StructureContent(
    title="Direction",
    sources=(Source("000"),),
    responsibilities=(Responsibility(uuid4(), "Tenir.", legal_basis=(LegalBasis("d", "Décret"),)),),
    posts=(Post(uuid4(), "Directeur", head=True),),
)


@pytest.fixture
def editor(client: Client, portal: HomePage) -> Client:
    client.force_login(make.UserFactory(in_groups=[EDITORS]))
    return client


@pytest.fixture
def organisation(portal: HomePage) -> OrganisationPage:
    return complete(make.OrganisationPageFactory)


def complete(factory: Any, **fields: Any) -> Any:
    """Publish a page that lacks nothing, but for ``fields``."""
    law = make.LegalReferenceFactory()
    whole = {
        "responsibilities": [make.responsibility("Tenir.", legal_basis=(law,))],
        "posts": [make.post("Directeur", head=True)],
        "sources": [make.source()],
    }
    return factory(**{**whole, **fields})


def unit(parent: OrganisationPage, title: str, **fields: Any) -> UnitPage:
    return complete(make.UnitPageFactory, parent=parent, title=title, slug=title.lower(), **fields)


def found() -> dict[str, dict[Gap, tuple[str, ...]]]:
    """Return the gaps by title and language."""
    rows = InForce.objects.in_bulk(findings(Audience.STAFF))
    return {
        f"{rows[pk].title} {rows[pk].language}": {gap: tuple(said.text for said in told) for gap, told in gaps.items()}
        for pk, gaps in findings(Audience.STAFF).items()
    }


def told(content: StructureContent) -> dict[Gap, tuple[str, ...]]:
    return {gap: tuple(text for text, _row in rows) for gap, rows in lacks_of(content).items()}


def listed(client: Client, **asked: str) -> list[list[str]]:
    page = BeautifulSoup(client.get(reverse("gaps:index"), asked).content, "html.parser")
    return [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in page.select("tbody tr")]


# What a text lacks


@pytest.mark.parametrize(
    ("changed", "lacks"),
    [
        ({}, {}),
        ({"responsibilities": ()}, {Gap.NO_DUTY: ("Direction",)}),
        ({"posts": ()}, {Gap.NO_HEAD: ("Direction",)}),
        ({"posts": (Post(uuid4(), "Secrétaire"),)}, {Gap.NO_HEAD: ("Direction",)}),
        ({"posts": (), "members": (Member(uuid4(), "Présidente"),)}, {}),
        ({"responsibilities": (Responsibility(uuid4(), "Suivre."),)}, {Gap.NO_BASIS: ("Suivre.",)}),
        ({"sources": ()}, {Gap.NO_SOURCE: ("Tenir.", "Directeur")}),
        ({"doubts": ("Contredit.",)}, {Gap.DOUBT: ("Contredit.",)}),
        ({"posts": (Post(uuid4(), "Chef", head=True, doubt="Sûr ?"),)}, {Gap.DOUBT: ("Chef — Sûr ?",)}),
    ],
)
def test_what_a_text_lacks(changed: dict[str, Any], lacks: dict[Gap, tuple[str, ...]]) -> None:
    assert told(replace(COMPLETE, **changed)) == lacks


def test_a_row_with_a_source_of_its_own_has_one() -> None:
    duty = replace(COMPLETE.responsibilities[0], source=Source("001"))
    content = replace(COMPLETE, sources=(), responsibilities=(duty,))
    assert told(content) == {Gap.NO_SOURCE: ("Directeur",)}


# What is in force


def test_complete_texts_lack_nothing(organisation: OrganisationPage) -> None:
    unit(organisation, "Finances")
    assert found() == {}
    assert counts(Audience.STAFF) == []


def test_an_approximate_date_is_doubtful(organisation: OrganisationPage) -> None:
    unit(organisation, "Finances", in_force_from=datetime.date(2022, 1, 1), in_force_approximate=True)
    assert found() == {"Finances fr": {Gap.APPROXIMATE: ("vers le 1er janvier 2022",)}}


def test_only_posts_whose_holders_are_all_gone_are_told(organisation: OrganisationPage) -> None:
    page = unit(organisation, "Finances", posts=[make.post("Directeur", head=True), make.post("Secrétaire")])
    head, secretary = (post.id for post in page.posts)
    gone = {"starts": datetime.date(2020, 1, 1), "ends": datetime.date(2021, 1, 1)}
    make.HoldingFactory(work=page.translation_key, post=head, person=make.PersonFactory(name="Anne"), **gone)
    make.HoldingFactory(work=page.translation_key, post=secretary, **gone)
    make.HoldingFactory(work=page.translation_key, post=secretary, starts=datetime.date(2021, 1, 2))
    make.HoldingFactory(work=page.translation_key, post=uuid4(), **gone)
    withdrawn = make.HoldingFactory(work=page.translation_key, post=head, starts=datetime.date(2022, 1, 1))
    assert "Finances fr" not in found()
    withdrawn.delete()
    assert found()["Finances fr"] == {Gap.ENDED: ("Directeur — Anne, jusqu’au 1er janvier 2021",)}


def test_a_translation_that_lags_is_told(organisation: OrganisationPage) -> None:
    page = unit(organisation, "Finances")
    make.translated(page, "ht", title="Finans")
    assert found() == {}
    page.refresh_from_db()
    page.mission = "Tenir les finances."
    page.save_revision().publish()
    assert found() == {"Finans ht": {Gap.STALE: ("Rend l’édition n° 1 ; la dernière est la n° 2.",)}}


def test_what_one_may_not_read_is_not_told(organisation: OrganisationPage) -> None:
    page = unit(organisation, "Secrets", doubts=[{"type": "doubt", "value": "Sûr ?", "id": str(uuid4())}])
    page.doubts = [{"type": "doubt", "value": "Sûr ?", "id": str(uuid4())}]
    page.save_revision().publish()
    assert counts(Audience.PUBLIC) == [(Gap.DOUBT, 1)]
    set_audience(work=Work.objects.get(key=page.translation_key), audience=Audience.STAFF)
    assert counts(Audience.PUBLIC) == []
    assert counts(Audience.STAFF) == [(Gap.DOUBT, 1)]


def test_what_was_mended_is_no_longer_told(organisation: OrganisationPage) -> None:
    page = unit(organisation, "Finances", sources=[])
    assert list(found()) == ["Finances fr"]
    page.sources = [make.source()]
    page.save_revision().publish()
    assert found() == {}


def test_it_costs_the_same_whatever_the_tree_and_editions_are_read_once(organisation: OrganisationPage) -> None:
    costs = []
    for count in (1, 6):
        for number in range(count):
            unit(organisation, f"Unité-{count}-{number}", sources=[])
        texts._known = {}
        with CaptureQueriesContext(connection) as first:
            counts(Audience.STAFF)
        with CaptureQueriesContext(connection) as second:
            counts(Audience.STAFF)
        costs.append((len(first), len(second)))
    assert costs[0] == costs[1]
    assert costs[0][0] <= 8
    assert costs[0][1] == 1


# The desk


def test_the_front_page_leads_from_a_count_to_the_list(editor: Client, organisation: OrganisationPage) -> None:
    page = unit(organisation, "Finances", responsibilities=[make.responsibility("Suivre les crédits.")])
    unit(organisation, "Paie", posts=[])
    home = BeautifulSoup(editor.get(reverse("wagtailadmin_home")).content, "html.parser")
    links = {" ".join(link.get_text().split()): link["href"] for link in home.select(".desk-counts a")}
    assert list(links) == ["1 Aucun poste à la tête", "1 Attributions sans base légale"]

    report = BeautifulSoup(editor.get(links["1 Attributions sans base légale"]).content, "html.parser")
    (row,) = report.select("tbody tr")
    assert row.a["href"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Suivre les crédits." in row.get_text()


def test_the_list_is_filtered(editor: Client, organisation: OrganisationPage) -> None:
    other = complete(make.OrganisationPageFactory, title="OIM", acronym="", slug="oim")
    unit(organisation, "Finances", sources=[])
    unit(other, "Bureau", posts=[])
    assert [row[0] for row in listed(editor)] == ["Bureau", "Finances"]
    assert [row[0] for row in listed(editor, gap="no-head")] == ["Bureau"]
    assert [row[0] for row in listed(editor, organisation=str(organisation.translation_key))] == ["Finances"]
    assert listed(editor, language="ht") == []
    assert listed(editor, gap="nonsense")


def test_the_list_is_taken_away(editor: Client, organisation: OrganisationPage) -> None:
    unit(organisation, "Finances", sources=[])
    response = editor.get(reverse("gaps:index"), {"export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert rows == [
        ["Unité", "Au-dessus", "Langue", "Ce qui manque", "Où"],
        ["Finances", "Office National de la Migration", "fr", "Rien ne dit d’où vient le texte", "Tenir.\nDirecteur"],
    ]


def test_what_is_taken_away_is_harmless_and_marked_as_utf_8(editor: Client, organisation: OrganisationPage) -> None:
    unit(organisation, "Finances", responsibilities=[make.responsibility("=1+1")])
    written = b"".join(editor.get(reverse("gaps:index"), {"export": "csv"}).streaming_content)
    assert written.startswith(codecs.BOM_UTF8)
    assert [row[4] for row in csv.reader(io.StringIO(written.decode("utf-8-sig")))] == ["Où", "'=1+1"]


def test_it_is_for_those_who_edit(portal: HomePage, organisation: OrganisationPage) -> None:
    from django.contrib.auth.models import Permission

    visitor = make.UserFactory(in_groups=[STAFF])
    visitor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(visitor)
    assert client.get(reverse("gaps:index"), follow=True).redirect_chain
    assert "desk-counts" not in client.get(reverse("wagtailadmin_home")).content.decode()
