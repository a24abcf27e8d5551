"""« Ce qui manque ou est douteux », on the desk's front page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.editions.audiences import audience_of

from .findings import counts


class GapsPanel(Component):
    """How many texts have each gap; each leads to the list."""

    name = "gaps"
    template_name = "org/gaps/panel.html"
    order = 120

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Return the counts with their lists."""
        url = reverse("gaps:index")
        audience = audience_of(parent_context["request"].user)
        return {"rows": [(gap.label, count, f"{url}?gap={gap.value}") for gap, count in counts(audience)], "url": url}


def show_gaps(request: HttpRequest, panels: list[Any]) -> None:
    """Add the panel for whoever can mend something."""
    if may_see_gaps(request.user):
        panels.append(GapsPanel())


def may_see_gaps(user: Any) -> bool:
    """Whether ``user`` can edit pages."""
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, {"change", "publish"}))
