"""What a first visit weighs, compressed, for each kind of page: HTML, style sheets, scripts."""

from __future__ import annotations

import re
import tempfile
import urllib.request
from pathlib import Path

from benchmarks.site import load_content, served
from org.importing.mapping import work_key

PAGES = {
    "home": "/fr/",
    "organisation": "/fr/onm/",
    "longest organisation": "/fr/oim/",
    "unit": "/fr/onm/cg/daf/comptabilite/",
    "unit with many duties": "/fr/onm/cg/dam/",
    "search": "/fr/recherche/?q=h%C3%A9bergement+des+refoul%C3%A9s",
    "chart": f"/fr/organigramme/{work_key('onm')}/",
    "guides": "/fr/guides/",
    "longest guide": "/fr/accueil-migrants-de-retour/",
    "project": "/fr/projet-l48-805/",
    "register": "/fr/registre/",
    "sign in": "/fr/connexion/",
}
SHEET = re.compile(r'<link rel="stylesheet"[^>]*href="([^"]+)"')
SCRIPT = re.compile(r'<script[^>]*src="([^"]+)"')


def main() -> None:
    """Print the weights, and whether the budgets of 14 kB (first flight) and 30 kB (first visit) are kept."""
    with tempfile.TemporaryDirectory(prefix="mandat-weight-") as directory:
        load_content(Path(directory))
        with served(Path(directory)) as address:
            for kind, path in PAGES.items():
                print(f"{kind:<24} {_weights(address, path)}")


def _weights(address: str, path: str) -> str:
    html = _get(address + path, "identity").decode()
    page = len(_get(address + path, "gzip, br"))
    sheets = sum(len(_get(address + url, "gzip, br")) for url in set(SHEET.findall(html)))
    scripts = sum(len(_get(address + url, "gzip, br")) for url in set(SCRIPT.findall(html)))
    flight, visit = page + sheets, page + sheets + scripts
    return (
        f"HTML {page / 1000:.1f} + CSS {sheets / 1000:.1f} = first flight {flight / 1000:.1f} kB (budget 14); "
        f"+ JS {scripts / 1000:.1f} = first visit {visit / 1000:.1f} kB (budget 30)"
    )


def _get(url: str, encoding: str) -> bytes:
    request = urllib.request.Request(url, headers={"Accept-Encoding": encoding})
    with urllib.request.urlopen(request, timeout=60) as response:
        body: bytes = response.read()
    return body
