"""A program to be killed: it publishes, closes, abrogates, drains and rebuilds for ever, as a server would.

When it starts it first applies what the last run left, checks that index and database agree and that every edition
is what was recorded, and says so. It confirms each publication once it is committed. With ``--replay`` it checks
the projections too.
"""

from __future__ import annotations

import os
import random
import sys
from itertools import count

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from portal.editions.audiences import Audience  # noqa: E402
from portal.editions.models import Edition, Work  # noqa: E402
from portal.editions.services import abrogate, set_audience  # noqa: E402
from portal.editions.verification.run import verify  # noqa: E402
from search.checking import check  # noqa: E402
from search.drain import drain, rebuild  # noqa: E402
from search.drainer import Drainer  # noqa: E402
from search.engines import get_engine  # noqa: E402
from search.engines.base import IndexUnavailable  # noqa: E402
from search.models import OutboxRow  # noqa: E402
from tests.search.texts import publish, work  # noqa: E402

TEXTS = 12


def main() -> None:
    """Check, then edit until killed."""
    start()
    comparison = check()
    if not comparison.agrees or OutboxRow.objects.exists():
        sys.exit(f"they differ: {comparison}")
    if faults := verify(with_projections="--replay" in sys.argv).faults:
        sys.exit(f"the editions are not what was recorded: {'; '.join(map(str, faults))}")
    say("agree", Edition.objects.count(), comparison.compared)
    Drainer().start()
    for number in count():
        edit(number)


def say(*words: object) -> None:
    """Write a line that is read even if the program is killed right after."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def confirm(edition: Edition) -> None:
    """Say that an edition is published: its transaction is committed."""
    say("published", edition.digest)


def start() -> None:
    """Do what a restarted server does: build the index if there is none, apply what waits."""
    try:
        get_engine().version()
    except IndexUnavailable:
        publish("top", title="Office")
        rebuild()
    drain()


def edit(number: int) -> None:
    """Make one random change."""
    name = f"text-{random.randrange(TEXTS)}"
    chance = random.random()
    if chance < 0.04:
        rebuild()
    elif chance < 0.10:
        confirm(publish("top", title=f"Office {number}"))
    elif chance < 0.20 and (found := Work.objects.filter(key=work(name)).first()):
        set_audience(work=found, audience=random.choice(Audience.values))
    elif chance < 0.30 and (found := Work.objects.filter(key=work(name)).first()):
        abrogate(work=found, language="fr", author="essai")
    else:
        sentences = (f"phrase {random.random()}" for _sentence in range(random.randrange(1, 30)))
        confirm(publish(name, *sentences, parent="top"))


if __name__ == "__main__":
    main()
