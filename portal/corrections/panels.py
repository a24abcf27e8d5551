"""What the page editor says of requests: what readers report on this page and nobody has answered yet."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from .desk import waiting_for

MOST = 5


class RequestsPanel(Panel):
    """Lists the requests that wait; not there when there are none."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "corrections/desk/requests_panel.html"

        def is_shown(self) -> bool:
            """Whether a reader waits."""
            return bool(self.rows)

        @cached_property
        def rows(self) -> list[tuple[Any, str]]:
            """The oldest requests on the page, each with its address."""
            if self.instance.pk is None or self.request is None:
                return []
            found = waiting_for(self.request.user).about([self.instance.translation_key]).by_urgency()
            return [(row, reverse("corrections:edit", args=[row.pk])) for row in found[:MOST]]

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "rows": self.rows}
