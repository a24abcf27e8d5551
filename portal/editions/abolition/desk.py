"""How one gets to « Abroger », and what a page says on the desk once it has an end."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page

from portal.dates import written

from ..kinds import kind_named
from ..pages import EditionedPage
from .presentation import may_abolish
from .services import ABOLISHED
from .terms import force_of, state_of

AFTER_UNPUBLISH = 62


def abolish_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """« Abroger à partir d’une date… » in the page's menu."""
    if is_abolishable(page, user):
        url = reverse("abolish", args=[page.pk])
        yield Button(_("Abroger à partir d’une date…"), url=url, icon_name="history", priority=AFTER_UNPUBLISH)


def is_abolishable(page: Page, user: Any) -> bool:
    """Whether the page has a text with a force to end, and the person may end it."""
    specific = page.specific_deferred
    if not isinstance(specific, EditionedPage) or kind_named(specific.kind_name).timeless:
        return False
    return may_abolish(specific, user) and force_of(specific.translation_key).starts is not None


def say_when_it_ends(request: HttpRequest, page: Page) -> None:
    """Say, above the editor, that a page which is still live is to end."""
    if request.method != "GET" or not isinstance(page, EditionedPage):
        return
    force = force_of(page.translation_key)
    if force.is_still_to_end:
        messages.warning(request, state_of(force))


def register_abolitions(actions: LogActionRegistry) -> None:
    """Name what happens when a text is abolished."""
    actions.register_action(ABOLISHED)(AbolitionFormatter)


class AbolitionFormatter(LogFormatter):
    """« Abrogé à partir du … », with the reason."""

    label = gettext_lazy("Abrogation")

    def format_message(self, entry: Any) -> str:
        """Return the line of the history."""
        day = written(datetime.date.fromisoformat(entry.data["on"]))
        return " ".join([_("Abrogé à partir du %(day)s.") % {"day": day}, entry.data["note"]])
