"""What the page editor says of a text besides its fields: its editions, and who may read it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import override
from wagtail.admin.panels import Panel

from .abolition.terms import force_of, state_of
from .models import Edition, Work


class EditionsPanel(Panel):
    """Lists the editions of a page, the newest first, with a link to each public page."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "editions/desk/editions_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            page = self.instance
            editions = Edition.objects.filter(work=page.translation_key, language=page.locale.language_code)
            rows = editions.select_related("withdrawal").defer("canonical", "withdrawal__canonical")
            links = [(row, edition_url(row)) for row in rows.order_by("-number")]
            state = state_of(force_of(page.translation_key)) if links else ""
            may = self.request.user.has_perm("editions.withdraw_edition")
            to_withdraw = may and any(not row.withdrawn for row, _url in links)
            withdraw_url = reverse("withdraw", args=[page.pk]) if to_withdraw else ""
            context = super().get_context_data(parent_context)
            return {**context, "rows": links, "state": state, "withdraw_url": withdraw_url}


class AudiencePanel(Panel):
    """Says who may read the page, and leads to where that is set: it is policy of today, no part of the text."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "editions/desk/audience_panel.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            work = Work.objects.filter(key=self.instance.translation_key).first()
            return {**context, "work": work, "change_url": self._change_url(work)}

        def _change_url(self, work: Work | None) -> str:
            if work is None or not self.request.user.has_perm("editions.change_work"):
                return ""
            back = reverse("wagtailadmin_pages:edit", args=[self.instance.pk])
            return f"{reverse('audiences:edit', args=[work.pk])}?next={back}"


def edition_url(edition: Edition) -> str:
    """Return the permanent public address of an edition, in its own language."""
    with override(edition.language):
        return reverse("edition", args=[edition.work_id, edition.language, edition.number])
