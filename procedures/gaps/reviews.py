"""Texts that are to be looked at again: a month ahead, and until it is done."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from org.gaps.survey import Finding, Said, Survey
from portal.dates import written

from ..content.procedures import ProcedureContent
from .kinds import StepGap

AHEAD: Final = datetime.timedelta(days=30)


def find_reviews_due(survey: Survey) -> Iterator[Finding]:
    """Yield the texts whose day of review has come, or comes within a month."""
    for text in survey.sources:
        day = text.content.review_on if isinstance(text.content, ProcedureContent) else None
        if day is None or day > survey.today + AHEAD:
            continue
        told = _("à revoir depuis le %(date)s") if day <= survey.today else _("à revoir le %(date)s")
        yield Finding(text, StepGap.REVIEW, Said(told % {"date": written(day)}))
