"""A guard of the gate that a test can make refuse, and an ear for what is announced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest

from portal.editions import gate
from portal.editions.gate import Proposal, PublicationRefused
from portal.editions.signals import works_changed

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


@pytest.fixture
def announced() -> Iterator[set[UUID]]:
    """The texts that were announced as changed."""
    heard: set[UUID] = set()

    def hear(sender: Any, works: frozenset[UUID], **kwargs: Any) -> None:
        heard.update(works)

    works_changed.connect(hear)
    yield heard
    works_changed.disconnect(hear)
