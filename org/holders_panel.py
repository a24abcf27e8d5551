"""What the page editor says of the people in the posts: who holds them today, and where to change it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import Panel

from .models.holdings import Holding

CHANGE, ADD = "org.change_holding", "org.add_holding"


class HoldersPanel(Panel):
    """Lists who holds the posts of the page today, as what; they are no part of its text."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "org/desk/holders_panel.html"

        def is_shown(self) -> bool:
            """Whether the person may see who holds what."""
            return self.request is None or bool(self.request.user.has_perm(CHANGE))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            held = Holding.objects.of_works([self.instance.translation_key]).on(timezone.localdate())
            by_post = {str(row.id): row.value["title"] for row in self.instance.posts}
            rows = [(by_post.get(str(row.post), ""), row, _edit_url(row)) for row in held.select_related("person")]
            add_url = reverse("wagtailsnippets_org_holding:add") if self.request.user.has_perm(ADD) else ""
            return {**super().get_context_data(parent_context), "rows": rows, "add_url": add_url}


def _edit_url(holding: Holding) -> str:
    return reverse("wagtailsnippets_org_holding:edit", args=[holding.pk])
