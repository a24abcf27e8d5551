"""The editor's form of a procedure: what is wrong with a step is told at the step, once it is to be published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from .flow.faults import Fault, faults
from .steps.reading import steps_of


class ProcedureForm(WagtailAdminPageForm):
    """A draft may be incomplete; a procedure that is published, or sent to be approved, may not."""

    def clean(self) -> dict[str, Any]:
        """Tell at each step what is wrong with it."""
        cleaned: dict[str, Any] = super().clean()
        stream = cleaned.get("steps")
        if stream and not self.is_deferred_validation and (found := faults(steps_of(stream))):
            self.add_error("steps", _at_their_steps(found, [UUID(block.id) for block in stream]))
        return cleaned


def _at_their_steps(found: Iterable[Fault], places: list[UUID]) -> StreamBlockValidationError:
    by_step: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for fault in found:
        by_step[places.index(fault.step)][fault.field].append(fault.message)
    errors = {
        place: StructBlockValidationError(
            block_errors={field: ValidationError(messages) for field, messages in fields.items()}
        )
        for place, fields in by_step.items()
    }
    return StreamBlockValidationError(block_errors=errors)
