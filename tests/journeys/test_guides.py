"""A border officer with a phone: from the home page to what to do for a minor who came alone, by land."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.factories import procedures as make

from .checks import IS_TOO_WIDE, RUN
from .conftest import Content

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
GUIDE = "Accueillir aux postes frontière"


def publish_guides(content: Content) -> None:
    """Publish two guides that tell minors apart: which one is meant is the reader's third tap."""
    organisation, unit = content.unit.get_parent().specific, content.unit
    for code, name in (("mineur", "Mineur non accompagné"), ("adulte", "Adulte")):
        make.MigrantProfileFactory(code=code, name_fr=name)
    for code, name in (("terre", "Voie terrestre"), ("air", "Voie aérienne")):
        make.ChannelFactory(code=code, name_fr=name)
    register = make.step(
        "Enregistrer la personne",
        make.role(unit, post=unit.posts[0].id),
        delay={"amount": 24, "unit": "hour", "since": "l’arrivée"},
        papers=[make.paper("Fiche d’enregistrement")],
    )
    others = [
        make.step("Informer l’institut", make.role(organisation), make.role(unit, "I"), profiles=["mineur"]),
        make.step("Remettre un billet", make.role(unit), profiles=["adulte"]),
        make.step("Passer la frontière à pied", make.role(unit), channels=["terre"]),
        make.step("Attendre l’avion", make.role(unit), channels=["air"]),
    ]
    make.ProcedurePageFactory(title=GUIDE, slug="frontiere", purpose="Recevoir.", steps=[register, *others])
    shelter = make.step("Loger l’enfant", make.role(unit), profiles=["mineur"])
    make.ProcedurePageFactory(title="Héberger les enfants", slug="heberger", steps=[shelter])


def tap(page: Page, link: Locator) -> None:
    with page.expect_navigation():
        link.tap()


def check(page: Page) -> None:
    assert page.evaluate(f"{AXE};\n{RUN}") == [], page.url
    assert not page.evaluate(IS_TOO_WIDE), page.url


def test_three_taps_lead_from_home_to_the_steps_that_apply(open_browser: Any, content: Content) -> None:
    publish_guides(content)
    page = open_browser(viewport={"width": 360, "height": 740}, has_touch=True).opens("/fr/")
    for name in ("Mineur non accompagné", "Voie terrestre", GUIDE):
        check(page)
        tap(page, page.locator("main").get_by_role("link", name=name, exact=True))
    check(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(GUIDE)
    steps = page.locator(".step")
    titles = ["Enregistrer la personne", "Informer l’institut", "Passer la frontière à pied"]
    expect(steps.locator("h3")).to_contain_text(titles)
    first = steps.first
    expect(first).to_contain_text("Direction d’Accompagnement des Migrants (DAM), Directeur ou Directrice")
    expect(first).to_contain_text("dans un délai de 24 heures à compter de l’arrivée")
    expect(first).to_contain_text("Fiche d’enregistrement")
    expect(page.locator("main")).to_contain_text("2 étapes du guide ne s’appliquent pas")

    # Back from who acts to what they do: the unit says where it acts.
    tap(page, first.get_by_role("link", name="Direction d’Accompagnement des Migrants (DAM)"))
    acting = page.get_by_role("region", name="Étapes où elle agit")
    expect(acting.get_by_role("link", name="Enregistrer la personne", exact=True).first).to_be_visible()
    check(page)

    page = open_browser(viewport={"width": 360, "height": 740}).opens("/fr/recherche/?q=enregistrer+la+personne")
    check(page)
