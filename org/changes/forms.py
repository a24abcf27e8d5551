"""The editor's form of a change event: what is missing is told at its field, once it is to be published."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from .rules import faults


class ChangeEventForm(WagtailAdminPageForm):
    """A draft may be incomplete; an event that is published may not."""

    def clean(self) -> dict[str, Any]:
        """Ask for what its nature asks for."""
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            before, after = (_units(cleaned.get(name)) for name in ("predecessors", "successors"))
            dated = bool(cleaned.get("date")) or "date" in self.errors
            for field, message in faults(cleaned.get("nature", ""), before=before, after=after, dated=dated):
                if field in self.fields and field not in self.errors:
                    self.add_error(field, message)
        return cleaned


def _units(stream: Any) -> list[Any]:
    return [block.value["unit"].pk for block in stream or () if block.value["unit"]]
