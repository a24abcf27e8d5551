"""A portal with a little content, served, and a browser to read it with."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request
from pytest_django import Settings

from org.models import OrganisationPage, UnitPage
from portal.home.models import ContentPage
from portal.setup import set_up_portal
from search.drain import drain
from search.engines import get_engine
from tests import factories as make

from .browser import chromium
from .guides import add_guides, guide_addresses
from .snapshot import Snapshot

# Each width and each scheme in every run; every width in every scheme under `make test-long`.
_LOOKS = [(360, "dark"), (1280, "light"), *([(360, "light"), (1280, "dark")] if os.environ.get("MANDAT_LONG") else [])]
at_every_look = pytest.mark.parametrize(("width", "scheme"), _LOOKS)

NEED = "Héberger les personnes refoulées à leur arrivée."


@dataclass(frozen=True, slots=True)
class Content:
    """What the journeys look for, with the address of each kind of page."""

    unit: UnitPage
    duty: str
    post: str
    addresses: dict[str, str]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all journeys."""
    with pytest.MonkeyPatch.context() as environment:
        # Playwright keeps an event loop in this thread; the live server has its own, and no query is awaited.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with chromium() as running:
            yield running


@pytest.fixture(scope="session")
def once_made(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Where the content of the journeys is kept, once it was made."""
    return Snapshot(tmp_path_factory.mktemp("journeys"))


@pytest.fixture
def content(
    transactional_db: None, settings: Settings, tmp_path: Path, browser: Browser, once_made: Snapshot
) -> Content:
    """A small structure: an organisation, a unit that answers, one below and one beside it."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    if (made := once_made.brought_back(tmp_path / "index")) is None:
        made = _small_structure()
        once_made.keep(made, tmp_path / "index")
    return made


def _small_structure() -> Content:
    get_engine().rebuild([])
    set_up_portal()
    organisation = make.OrganisationPageFactory(mission="Conduire la politique migratoire.")
    beside = make.UnitPageFactory(parent=organisation, title="Direction Technique", slug="technique")
    unit = make.UnitPageFactory(
        parent=organisation,
        title="Direction d’Accompagnement des Migrants",
        acronym="DAM",
        slug="dam",
        mission="Accompagner les migrants.",
        seat=make.PlaceFactory(),
        responsibilities=[
            make.responsibility(NEED, shared_with=(beside,), doubt="Le lieu n’est pas dit."),
            make.internal_rules("Attributions fixées par les règlements internes."),
        ],
        posts=[make.post("Directeur ou Directrice", head=True, phone="+509 2222 0000")],
        ties=[make.tie(beside, note="Le registre commun.")],
        members=[make.member("Représentant du ministère")],
        sources=[make.source("000", "60-70")],
    )
    make.UnitPageFactory(parent=unit, title="Section d’accueil", slug="accueil")
    _add_change(organisation, unit)
    make.UnitPageFactory(parent=organisation, title="Cellule finie", slug="finie").unpublish()
    _publish_again(beside)
    _add_help(organisation)
    add_guides(organisation, unit)
    make.HoldingFactory(work=unit.translation_key, post=unit.posts[0].id)
    make.UserFactory(username="personnel", in_groups=["Personnel"])
    drain()
    return Content(unit, unit.responsibilities[0].id, unit.posts[0].id, _addresses(unit))


def _add_change(organisation: OrganisationPage, unit: UnitPage) -> None:
    """Add a unit that another one replaced, and a change that is to come."""
    old = make.UnitPageFactory(parent=organisation, title="Ancien accueil", slug="ancien-accueil")
    old.unpublish()
    make.ChangeEventPageFactory(
        parent=organisation,
        title="Réforme de l’accueil",
        slug="reforme-de-l-accueil",
        before=[old, (unit, "Direction des arrivées")],
        after=[unit],
        nature="merged",
        approximate=True,
        date_note="La source ne donne que l’année.",
        legal_basis=[make.LegalReferenceFactory(name_fr="Arrêté de réforme", citation="2024-12")],
        note="La source ne dit pas pourquoi.",
        sources=[make.source("000", "1")],
    )
    coming = datetime.date(timezone.localdate().year + 2, 1, 1)
    make.ChangeEventPageFactory(
        parent=organisation, title="Réforme à venir", nature="moved", before=[unit], after=[unit], date=coming
    )


def _publish_again(page: UnitPage) -> None:
    """Give a unit a second edition, so that there are two to compare."""
    again = UnitPage.objects.get(pk=page.pk)
    again.mission, again.change_note = "Entretenir les équipements.", "La mission est écrite."
    again.save_revision().publish()


def _add_help(organisation: OrganisationPage) -> None:
    body = "<h2>Poser une question</h2><p>Avec <b>vos</b> mots.</p><ul><li>Un mot suffit.</li></ul>"
    page = ContentPage(title="Aide", slug="aide", locale=organisation.locale, body=body)
    organisation.get_parent().add_child(instance=page)


def _addresses(unit: UnitPage) -> dict[str, str]:
    key, post = unit.translation_key, unit.posts[0].id
    coming = f"/@{timezone.localdate().year + 1}-06-01"
    with override("fr"):
        return {
            "unit on a date": f"{coming}/fr/onm/dam/",
            "search on a date": f"{coming}/fr/recherche/?q=hébergement+des+refoulés",
            "asking for a date": reverse("on-date") + "?date=hier&page=/fr/",
            "date without answer": "/@1900-01-01/fr/onm/dam/",
            "home": "/fr/",
            "organisation": "/fr/onm/",
            "unit": "/fr/onm/dam/",
            "unit without translation": "/ht/onm/dam/",
            "post": reverse("post", args=[key, post]),
            "timeline": reverse("timeline", args=[_beside()]),
            "comparison": reverse("compare", args=[_beside()]) + "?de=1&a=2",
            "comparison refused": reverse("compare", args=[_beside()]) + "?de=1&a=x",
            "evolution": reverse("evolution", args=[unit.get_parent().specific.translation_key]) + "?avant=2020-01-01",
            "edition": reverse("edition", args=[key, "fr", 1]),
            "search": reverse("search") + "?q=hébergement+des+refoulés",
            "search without answer": reverse("search") + "?q=zzyzx",
            "chart": reverse("chart", args=[key]),
            "chart drawn": reverse("chart", args=[key]) + "?vue=dessin&postes=1&liens=1",
            "report": reverse("report", args=[key]) + f"?passage={unit.responsibilities[0].id}",
            "reported": reverse("reported", args=[key]),
            "sign in": reverse("login"),
            "forgotten password": reverse("forgotten-password"),
            "search by facet": reverse("search") + "?q=migrants&organisation=" + _organisation_of(unit),
            "search without question": reverse("search"),
            "unknown": "/fr/nulle-part/",
            "not in force": "/fr/onm/finie/",
            "replaced": "/fr/onm/ancien-accueil/",
            "change event": "/fr/onm/reforme-de-l-accueil/",
            "content page": "/fr/aide/",
            "components": reverse("components"),
            **guide_addresses(),
        }


def _beside() -> UUID:
    return UnitPage.objects.get(slug="technique", locale__language_code="fr").translation_key


def _organisation_of(unit: UnitPage) -> str:
    return unit.get_parent().specific.translation_key.hex


@dataclass
class Reader:
    """Someone at a browser. Whatever they do, nothing is asked of another site and no script fails."""

    page: Page
    base: str
    foreign: list[str]
    failures: list[str]

    def opens(self, address: str) -> Page:
        """Go to an address of the portal."""
        self.page.goto(self.base + address)
        return self.page


@pytest.fixture
def open_browser(browser: Browser, live_server: Any) -> Iterator[Any]:
    """A function that seats a reader at a browser with the given options."""
    contexts: list[BrowserContext] = []
    readers: list[Reader] = []

    def seat(**options: Any) -> Reader:
        contexts.append(browser.new_context(**options))
        reader = Reader(contexts[-1].new_page(), live_server.url, [], [])
        reader.page.on("request", lambda request: _note_foreign(reader, request))
        reader.page.on("pageerror", lambda error: reader.failures.append(str(error)))
        reader.page.on("console", lambda message: _note_error(reader, message))
        readers.append(reader)
        return reader

    yield seat
    for context in contexts:
        context.close()
    for reader in readers:
        assert reader.foreign == []
        assert reader.failures == []


def _note_error(reader: Reader, message: ConsoleMessage) -> None:
    """Note what the browser complains of, also what its policy refuses; a page may answer 404 or 410."""
    if message.type == "error" and not message.text.startswith("Failed to load resource"):
        reader.failures.append(message.text)


def _note_foreign(reader: Reader, request: Request) -> None:
    if not request.url.startswith((reader.base, "data:", "about:")):
        reader.foreign.append(request.url)
