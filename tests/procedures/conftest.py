"""A guide of three steps between two organisations, and the profiles and channels that it tells apart."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

import pytest
from pytest_django import DjangoDbBlocker

from org.models import OrganisationPage, UnitPage
from procedures.models import ProcedurePage
from tests.factories import OrganisationPageFactory, UnitPageFactory, post
from tests.factories import procedures as make
from tests.undoing import built_once


@dataclass(frozen=True)
class World:
    """Who acts, and the guide that says how."""

    onm: OrganisationPage
    ibesr: OrganisationPage
    reception: UnitPage
    guide: ProcedurePage


@pytest.fixture(scope="module")
def _world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with built_once(django_db_blocker):
        yield guide_of_three_steps()


@pytest.fixture
def world(_world: World, db: None) -> World:
    """A guide in force; a test may do with it what it likes."""
    return deepcopy(_world)


def guide_of_three_steps() -> World:
    """Register; hand minors over; lead to the exit."""
    for code, name in (("mineur", "Mineur non accompagné"), ("adulte", "Adulte")):
        make.MigrantProfileFactory(code=code, name_fr=name)
    for code, name in (("air", "Voie aérienne"), ("terre", "Voie terrestre")):
        make.ChannelFactory(code=code, name_fr=name)
    onm = OrganisationPageFactory()
    ibesr = OrganisationPageFactory(
        title="Institut du Bien-Être Social et de Recherches", acronym="IBESR", slug="ibesr"
    )
    reception = UnitPageFactory(parent=onm, title="Service d’accueil", posts=[post("Chef de service", head=True)])
    register = make.step(
        "Enregistrer la personne",
        make.role(reception, "R", post=reception.posts[0].id),
        make.role(onm, "A"),
        text="Relever le nom et la date de naissance.",
        delay={"amount": 24, "unit": "hour", "since": "l’arrivée"},
        papers=[make.paper("Fiche d’enregistrement")],
    )
    hand_over = make.step(
        "Remettre le mineur",
        make.role(ibesr, "R"),
        make.role(reception, "I"),
        profiles=["mineur"],
        branches=[make.branch("la famille est retrouvée")],
        proposed=True,
    )
    lead_out = make.step("Conduire à la sortie", make.role(reception, "R"), channels=["terre"])
    guide = make.ProcedurePageFactory(
        title="Accueillir les migrants retournés",
        slug="accueil",
        reference="ONM-G-01",
        purpose="Recevoir dans la dignité.",
        parties=[make.party(onm), make.party(ibesr)],
        owner_party=[make.party(reception)],
        steps=[register, hand_over, lead_out],
    )
    return World(onm, ibesr, reception, guide)
