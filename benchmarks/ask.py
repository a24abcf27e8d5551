"""Ask questions from standard input (JSON) of the present index; print the keys of the units that answer."""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402

from org.models import OrganisationPage, UnitPage  # noqa: E402
from portal.editions.reading import Reading  # noqa: E402
from search.who import who  # noqa: E402


def main() -> None:
    """Answer every question as the public would be answered."""
    keys = {
        page.translation_key: page.import_key
        for model in (OrganisationPage, UnitPage)
        for page in model.objects.filter(locale__language_code="fr")
    }
    answers = {}
    for question in json.load(sys.stdin):
        reading = Reading(language=question["language"], date=timezone.localdate(), audience=0)
        found = who(question["text"], reading, limit=10, log=False).answers
        answers[question["id"]] = [keys[answer.unit.work] for answer in found]
    json.dump(answers, sys.stdout)


main()
