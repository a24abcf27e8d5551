"""The map of a place on the desk, as the public would see it."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import Panel

from org.drafts import seat_of

from .drawing import SeatMap, seat_map


class SeatMapPanel(Panel):
    """Shows the map of a place whose position is known, as it was last saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "org/desk/seat_map_panel.html"

        def is_shown(self) -> bool:
            """Return whether there is a position to show."""
            return self.instance.pk is not None and self._map() is not None

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "map": self._map()}

        def _map(self) -> SeatMap | None:
            seat = seat_of(self.instance)
            return seat_map(seat) if seat else None
