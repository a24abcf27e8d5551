"""What the form of a holding says of its past: what was said before, when and by whom."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from ..forms import HeldPost, post_in_words, posts_ever, unit_names
from ..models.holdings import Holding


def posts_in_words(holdings: list[Holding]) -> dict[HeldPost, str]:
    """Return the posts of ``holdings`` in words: a few queries for any number."""
    units = unit_names()
    titles = posts_ever(holding.work for holding in holdings)
    return {post: post_in_words(title, units.get(post.work, "")) for post, title in titles.items()}


class HistoryPanel(Panel):
    """Lists what was said of a holding, the last first."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "org/desk/holding_history.html"

        def is_shown(self) -> bool:
            """Only of what is recorded already."""
            return self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            versions = list(self.instance.history().select_related("person", "act"))
            posts = posts_in_words(versions)
            rows = [(version, posts.get(HeldPost(version.work, version.post), "")) for version in versions]
            return {**super().get_context_data(parent_context), "rows": rows}
