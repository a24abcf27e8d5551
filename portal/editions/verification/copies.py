"""A copy that somebody holds of a sealed text: which editions is it of? The seal tells, also of a withdrawn one."""

from __future__ import annotations

import json
from contextlib import suppress

from ..models import Edition
from ..seals import canonical, seal_of


def editions_under_the_seal_of(copy: bytes) -> list[Edition]:
    """Return the editions whose sealed text is ``copy``, as it is or once it is brought into canonical form."""
    seals = {seal_of(copy)}
    with suppress(ValueError, RecursionError):
        seals.add(seal_of(canonical(json.loads(copy))))
    found = Edition.objects.filter(seal__in=seals).select_related("withdrawal")
    return list(found.order_by("recorded_at", "pk"))
