"""« Mes décisions » with 1,000 texts in review: its time and its queries, for a lawyer and for a party."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from benchmarks.site import environment
from benchmarks.timing import figures

TEXTS: Final = 1000
ROUNDS: Final = 60
MOST_MS: Final = 150
MOST_QUERIES: Final = 20


def main() -> None:
    """Print the figures, beside what the issue allows."""
    with tempfile.TemporaryDirectory(prefix="mandat-queue-") as directory:
        os.environ.update(environment(Path(directory)))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        for who, user in _scene().items():
            seconds, processor, queries = _asked(user)
            allowed = f"at most {MOST_MS} ms and {MOST_QUERIES} queries"
            print(f"{who:<8} {figures(seconds)}, of the processor {processor:.0f} ms; {queries} queries ({allowed})")


def _scene() -> dict[str, Any]:
    """Put 1,000 texts under review: all wait for legal and for one party, written by one editor."""
    from django.contrib.auth.models import Group, User
    from django.utils import timezone

    from org.models import OrganisationPage
    from portal.approvals.models import LegalReviewTask, PartiesApprovalTask, Representation
    from portal.home.models import HomePage
    from portal.setup import LEGAL, set_up_portal

    set_up_portal()
    home = HomePage.objects.get(locale__language_code="fr")
    office = home.add_child(instance=OrganisationPage(title="Office", slug="office", locale=home.locale))
    office.save_revision().publish()
    people = {name: User.objects.create(username=name) for name in ("lawyer", "party", "editor")}
    people["lawyer"].groups.add(Group.objects.get(name=LEGAL))
    Representation.objects.create(party=office.work, user=people["party"], starts=timezone.localdate())
    legal, parties = (
        LegalReviewTask.objects.create(name="Juridique"),
        PartiesApprovalTask.objects.create(name="Parties"),
    )
    legal.groups.add(Group.objects.get(name=LEGAL))
    _fill(office, legal, parties, people["editor"])
    return people


def _fill(office: Any, legal: Any, parties: Any, editor: Any) -> None:
    from uuid import uuid4

    from django.utils import timezone

    from portal.approvals.models import Contribution, Request, Review
    from portal.editions.models import Work

    now = timezone.now()
    works = Work.objects.bulk_create(Work(key=uuid4(), kind="unit", source_language="fr") for _ in range(TEXTS))
    below = f"{office.path}0001"
    common = {"language": "fr", "page": 0, "opened_at": now, "opened_by": "E.", "position": 0, "desk_path": below}
    reviews = Review.objects.bulk_create(
        Review(work=work, title=f"Direction n° {number}", **common) for number, work in enumerate(works)
    )
    names = {"fr": ["Mission", "Attribution : « Tenir le registre des personnes refoulées »", "Siège"]}
    asked = {"asked_at": now, "due_on": now.date(), "changes": {"again": False, "count": 9, "names": names}}
    rows = [{"task": legal}, {"task": parties, "party": office.work}]
    Request.objects.bulk_create(Request(review=review, **row, **asked) for review in reviews for row in rows)
    Contribution.objects.bulk_create(
        Contribution(review=review, account=editor.pk, person=f"account:{editor.pk}", name="E.") for review in reviews
    )


def _asked(user: Any) -> tuple[list[float], float, int]:
    """Return how long each of some requests took, the page made anew each time; what one takes of the processor
    in milliseconds, whatever else the machine does; and how many queries one takes."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse
    from django.utils.translation import override

    with override("fr"):
        address = reverse("decisions")
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
        count = len(queries)
    start = time.process_time()
    seconds = [_seconds(client, address) for _round in range(ROUNDS)]
    return seconds, (time.process_time() - start) / ROUNDS * 1000, count


def _seconds(client: Any, address: str) -> float:
    start = time.perf_counter()
    client.get(address)
    return time.perf_counter() - start
