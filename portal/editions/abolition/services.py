"""Abolishes texts from a date, and takes their pages off the desk when that date has come."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from .. import services
from ..gate import PublicationRefused
from ..models import Edition, InForce, Nature
from ..pages import EditionedPage, author_name
from ..turns import turn
from .terms import standing_below

ABOLISHED = "editions.abolished"


@transaction.atomic
@turn()
def abolish(*, page: EditionedPage, on: datetime.date, by: Any, note: str = "", with_below: bool = False) -> None:
    """End the force of the text of ``page``, in all its languages, from a day: past, present or to come.

    What stands below it ends with it, or refuses that it ends. On the desk the pages stay live until that day.
    """
    work = page.work
    below = standing_below(work.key, on)
    if below and not with_below:
        raise PublicationRefused(
            _("Des textes se trouvent au-dessous de celui-ci : abrogez-les avec lui, ou déplacez-les.")
        )
    for ended in [*reversed(below), work]:
        services.abrogate(work=ended, language=ended.source_language, author=author_name(by), by=by, on=on, note=note)
    log(instance=page, action=ABOLISHED, user=by, data={"on": on.isoformat(), "note": note})
    leave_the_desk(by=by)


def leave_the_desk(*, by: Any = None) -> int:
    """Unpublish the pages of texts that were abolished and whose day has come; return how many there were."""
    of_the_page = {"work": OuterRef("translation_key"), "language": OuterRef("locale__language_code")}
    abolished = Edition.objects.filter(**of_the_page, nature=Nature.ABROGATION)
    held = InForce.objects.said_now().filter(**of_the_page, ends__gt=timezone.localdate())
    pages = Page.objects.filter(Exists(abolished), ~Exists(held), live=True).specific()
    for page in (found := list(pages)):
        page.unpublish(user=by)
    return len(found)
