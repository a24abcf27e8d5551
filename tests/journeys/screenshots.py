"""``make screenshots``: pictures of every kind of page of the demonstration, into ``docs/screenshots/``."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from benchmarks.site import ROOT, load_content, served
from org.importing.mapping import work_key

from .browser import chromium

TARGET = ROOT / "docs" / "screenshots"
QUALITY = 72
ACCOUNTING = work_key("onm.daf-comptabilite")
PUBLIC = {
    "accueil": "/fr/",
    "recherche": "/fr/recherche/?q=hebergment+des+refoul%C3%A9s",
    "recherche-sans-reponse": "/fr/recherche/?q=zzyzx",
    "organisation": "/fr/onm/",
    "unite": "/fr/onm/cg/daf/comptabilite/",
    "bureau-departemental": "/fr/onm/cg/dbd/bd-sud/",
    "non-traduite": "/ht/onm/cg/daf/comptabilite/",
    "organigramme": f"/fr/organigramme/{work_key('onm')}/",
    "organigramme-dessin": f"/fr/organigramme/{work_key('onm')}/?vue=dessin",
    "edition": f"/fr/edition/{ACCOUNTING}/fr/1/",
    "guides": "/fr/guides/",
    "guides-pour-quelqu-un": "/fr/guides/?profil=mineur-non-accompagne&voie=terre",
    "guide": "/fr/accueil-migrants-de-retour/",
    "protocole": "/fr/protocole-bahamas/",
    "projet": "/fr/projet-l48-805/",
    "registre": "/fr/registre/",
    "signaler": f"/fr/signaler/{ACCOUNTING}/",
    "connexion": "/fr/connexion/",
    "introuvable": "/fr/nulle-part/",
    "composants": "/fr/composants/",
}
DESK = {
    "bureau-accueil": "/gestion/",
    "bureau-importer": "/gestion/importer/",
    "bureau-demandes": "/gestion/demandes-de-correction/",
    "bureau-ce-qui-manque": "/gestion/ce-qui-manque/",
    "bureau-questions": "/gestion/questions/",
}
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


def main() -> None:
    """Make all pictures of a demonstration of its own."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mandat-pictures-") as directory:
        load_content(Path(directory))
        with served(Path(directory)) as address, chromium() as browser:
            for name, picture in (*_public(browser, address), *_desk(browser, address, Path(directory))):
                Image.open(io.BytesIO(picture)).save(TARGET / f"{name}.webp", quality=QUALITY, method=6)
                print(name, flush=True)  # noqa: T201


def _public(browser: Browser, address: str) -> Iterator[tuple[str, bytes]]:
    for suffix, viewport, scheme in (("", WIDE, "light"), ("-sombre", WIDE, "dark"), ("-telephone", PHONE, "light")):
        context = browser.new_context(viewport=viewport, color_scheme=scheme)
        yield from ((name + suffix, picture) for name, picture in _pictures(context.new_page(), address, PUBLIC))
        context.close()


def _desk(browser: Browser, address: str, data: Path) -> Iterator[tuple[str, bytes]]:
    accounts = json.loads((data / "demonstration-accounts.json").read_text())
    page = browser.new_context(viewport=WIDE).new_page()
    page.goto(address + "/fr/connexion/?next=/gestion/")
    page.fill("[name=username]", "redaction")
    page.fill("[name=password]", accounts["redaction"])
    page.get_by_role("main").get_by_role("button").click()
    yield from _pictures(page, address, DESK)


def _pictures(page: Page, address: str, kinds: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    for name, path in kinds.items():
        page.goto(address + path, wait_until="networkidle")
        yield name, page.screenshot()


if __name__ == "__main__":
    main()
