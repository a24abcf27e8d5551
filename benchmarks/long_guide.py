"""The page of a guide of 60 steps with its picture: its queries, its bytes, its time; so with the steps that apply."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from benchmarks.site import environment
from benchmarks.timing import figures

STEPS: Final = 60
ACTORS: Final = 8
ROUNDS: Final = 60
MOST_QUERIES: Final = 15
MOST_KB: Final = 40
UNCACHED: Final = "rendu=1"
"""Pages with a question mark are never kept: what is timed is the making of the page."""


def main() -> None:
    """Print the figures, beside what the issue allows."""
    with tempfile.TemporaryDirectory(prefix="mandat-guide-") as directory:
        os.environ.update(environment(Path(directory)))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        address, steps = _scene()
        print(f"a guide of {STEPS} steps with {ACTORS} actors (at most {MOST_QUERIES} queries and {MOST_KB} kB)")
        _print("whole, kept", address)
        _print("whole, made anew", f"{address}?{UNCACHED}")
        _print("steps that apply", f"{steps}?profil=mineur&{UNCACHED}")


def _scene() -> tuple[str, str]:
    """Publish the guide; return its address and that of its steps for somebody."""
    from django.urls import reverse
    from django.utils.translation import override

    from portal.setup import set_up_portal
    from tests.factories import OrganisationPageFactory, UnitPageFactory
    from tests.factories import procedures as make

    set_up_portal()
    office = OrganisationPageFactory()
    services = [UnitPageFactory(parent=office, title=f"Service n° {number}") for number in range(1, ACTORS)]
    make.MigrantProfileFactory(code="mineur", name_fr="Mineur non accompagné")
    guide = make.ProcedurePageFactory(title="Accueillir", slug="accueillir", steps=_steps([office, *services]))
    with override("fr"):
        return "/fr/accueillir/", reverse("steps", args=[guide.translation_key])


def _steps(actors: list[Any]) -> list[dict[str, Any]]:
    """Return steps with three roles, a delay and a paper each; some for one profile, some with a way back."""
    from tests.factories import procedures as make

    rows: list[dict[str, Any]] = []
    for number in range(STEPS):
        back = [make.branch(f"le dossier {number} est incomplet", rows[number - 3])] if number % 5 == 4 else []
        roles = [make.role(actors[number * 3 % ACTORS]), make.role(actors[number % ACTORS], "A")]
        fields = {
            "text": "Relever l’identité, la nationalité déclarée et les besoins, puis remettre la fiche signée.",
            "delay": {"amount": number + 1, "unit": "hour", "since": "l’arrivée"},
            "papers": [make.paper(f"Fiche n° {number + 1}")],
            "profiles": ["mineur"] if number % 7 == 3 else [],
            "branches": back,
        }
        title = f"Examiner la demande numéro {number + 1} et en informer le service suivant"
        rows.append(make.step(title, *roles, make.role(actors[0], "I"), **fields))
    return rows


def _print(name: str, address: str) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost", "accept-encoding": "gzip, br"})
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        count = len(queries)
    start = time.process_time()
    seconds = [_seconds(client, address) for _round in range(ROUNDS)]
    processor = (time.process_time() - start) / ROUNDS * 1000
    weight = f"{len(response.content) / 1000:.1f} kB ({response.headers.get('Content-Encoding', 'plain')})"
    print(f"{name:<18} {count} queries, {weight}, {figures(seconds)}, of the processor {processor:.0f} ms")


def _seconds(client: Any, address: str) -> float:
    start = time.perf_counter()
    client.get(address)
    return time.perf_counter() - start
