"""A guard of the gate that a test can make refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from portal.editions import gate
from portal.editions.gate import Proposal, PublicationRefused

Refusal = Callable[[Callable[[Proposal], bool]], None]


@pytest.fixture
def refuse_when() -> Iterator[Refusal]:
    """Has the gate refuse the proposals that a test names."""
    before = list(gate._guards)

    def register(refused: Callable[[Proposal], bool]) -> None:
        @gate.register_guard
        def guard(proposal: Proposal) -> None:
            if refused(proposal):
                raise PublicationRefused("Il manque un accord.")

    yield register
    gate._guards[:] = before
