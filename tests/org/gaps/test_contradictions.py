"""Texts and responsibilities that two units share, posts that nobody holds, rows that point at what is gone."""

from __future__ import annotations

import datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from org.gaps.kinds import Gap
from org.gaps.likeness import alike, words_of
from org.models import OrganisationPage
from portal.editions.abolition.services import abolish
from portal.editions.audiences import Audience
from portal.editions.models import Work
from portal.editions.services import set_audience
from portal.home.models import HomePage
from portal.setup import EDITORS
from tests import factories as make

from .test_gaps import complete, found, unit

CONTROL = "Contrôler chaque mois l’emploi des crédits de l’Office."
NEARLY = "Contrôler tous les mois l’emploi des crédits de l’Office"
DUTIES = ["Tenir le registre des visites.", "Recevoir les plaintes du public.", "Rédiger un rapport trimestriel."]


@pytest.fixture
def organisation(portal: HomePage) -> OrganisationPage:
    return complete(make.OrganisationPageFactory)


def duties(*texts: str, **fields: object) -> dict[str, object]:
    law = make.LegalReferenceFactory()
    return {"responsibilities": [make.responsibility(text, legal_basis=(law,), **fields) for text in texts]}


def test_sentences_that_say_nearly_the_same_are_found() -> None:
    sentences = [words_of(text) for text in (CONTROL, "Tenir les archives.", NEARLY, CONTROL.upper())]
    assert {frozenset(pair) for pair in alike(sentences, 0.6)} == {
        frozenset(pair) for pair in ((0, 2), (0, 3), (2, 3))
    }


def test_a_phrase_that_everybody_uses_costs_nothing() -> None:
    assert not list(alike([words_of("Établir le plan de travail.")] * 2_000, 0.6))


@pytest.mark.django_db
def test_the_same_responsibility_in_two_units_is_told_at_both(organisation: OrganisationPage) -> None:
    unit(organisation, "Finances", **duties(CONTROL))
    unit(organisation, "Audit", **duties(NEARLY))
    told = found()
    assert told["Finances fr"] == {Gap.SAME_DUTY: (f"{CONTROL} — aussi dans « Audit »",)}
    assert told["Audit fr"] == {Gap.SAME_DUTY: (f"{NEARLY} — aussi dans « Finances »",)}


@pytest.mark.django_db
def test_what_units_say_that_they_share_is_no_contradiction(organisation: OrganisationPage) -> None:
    audit = unit(organisation, "Audit", **duties(NEARLY))
    unit(organisation, "Finances", **duties(CONTROL, shared_with=(audit,)))
    assert found() == {}


@pytest.mark.django_db
def test_a_text_repeated_under_another_unit_is_told_once_with_a_link_to_the_other(
    organisation: OrganisationPage, client: Client
) -> None:
    unit(organisation, "Presse", **duties(*DUTIES))
    other = unit(organisation, "Recherche", **duties(*DUTIES, "Étudier les routes."))
    assert found()["Presse fr"] == {Gap.REPEATED: ("4 lignes comme dans « Recherche »",)}

    client.force_login(make.UserFactory(in_groups=[EDITORS]))
    page = BeautifulSoup(client.get(reverse("gaps:index"), {"gap": "repeated"}).content, "html.parser")
    links = [link["href"] for link in page.select("tbody tr")[0].select("a")]
    assert reverse("wagtailadmin_pages:edit", args=[other.pk]) in links


@pytest.mark.django_db
def test_offices_of_two_towns_do_the_same_by_design(organisation: OrganisationPage) -> None:
    for town in ("Malpasse", "Belladère"):
        place = make.PlaceFactory(code=town.lower(), name=town)
        unit(organisation, f"Bureau-{town}", seat=place, **duties(*DUTIES))
    assert found() == {}


@pytest.mark.django_db
def test_nobody_hears_of_a_unit_that_they_may_not_read(organisation: OrganisationPage) -> None:
    unit(organisation, "Finances", **duties(CONTROL))
    audit = unit(organisation, "Audit", **duties(NEARLY))
    set_audience(work=Work.objects.get(key=audit.translation_key), audience=Audience.STAFF)
    from org.gaps.findings import findings

    assert findings(Audience.PUBLIC) == {}


@pytest.mark.django_db
def test_posts_without_a_holder_are_told_where_holders_are_recorded(organisation: OrganisationPage) -> None:
    page = unit(organisation, "Finances", posts=[make.post("Directeur", head=True), make.post("Secrétaire")])
    assert found() == {}
    make.HoldingFactory(work=page.translation_key, post=page.posts[0].id, starts=datetime.date(2020, 1, 1))
    assert found()["Finances fr"] == {Gap.VACANT: ("Secrétaire",)}


@pytest.mark.django_db
def test_rows_that_point_at_what_was_abolished_are_told(organisation: OrganisationPage) -> None:
    gone = unit(organisation, "Paie", in_force_from=datetime.date(2020, 1, 1), **duties("Payer."))
    unit(organisation, "Finances", **duties(CONTROL, shared_with=(gone,)))
    assert found() == {}
    abolish(page=gone, on=datetime.date(2024, 1, 1), by=None, note="Fusion.")
    (told,) = found()["Finances fr"][Gap.NOT_IN_FORCE]
    assert told == f"{CONTROL} — « Paie » : plus en vigueur depuis le 1er janvier 2024"
